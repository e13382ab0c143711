"""Opens, makes and closes a store: one SQLCipher file in a folder, held by one process."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import QueuePool

from desktop.errors import AppError

from . import dialects, migration
from .lock import StoreLock

FILE: Final = "so-xa.db"


@dataclass(frozen=True)
class Store:
    """An open store; `close` lets the next process in."""

    folder: Path
    key: bytes = field(repr=False)
    engine: Engine
    lock: StoreLock

    def close(self) -> None:
        """Folds the log into the file and gives the lock back."""
        self.engine.dispose()
        self.lock.release()


def create(folder: Path, key: bytes) -> Store:
    """A new, empty store; AppError `store_exists`, `store_busy`, `store_disk_full`."""
    if (folder / FILE).exists():
        raise AppError("store_exists", folder=str(folder))
    return _held(folder, key)


def open_store(folder: Path, key: bytes) -> Store:
    """The store of a folder, its tables brought up to this program.

    AppError `store_missing`, `store_busy`, `store_unreadable` (wrong key or damaged), `store_newer`.
    """
    if not (folder / FILE).is_file():
        raise AppError("store_missing", folder=str(folder))
    return _held(folder, key)


def engine_of(path: Path, key: bytes) -> Engine:
    """An engine on one SQLCipher file; nothing is opened before the first connection."""
    engine = create_engine(
        "sqlite://",
        module=sqlcipher3.dbapi2,
        creator=partial(_connect, path, key),
        poolclass=QueuePool,
    )
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that may write: all of it or nothing; AppError for what is wrong with disk or file."""
    try:
        with engine.execution_options(writes=True).begin() as connection:
            yield connection
    except DatabaseError as error:
        raise _explained(error) from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view of the store."""
    try:
        with engine.connect() as connection:
            yield connection
    except DatabaseError as error:
        raise _explained(error) from error


def _held(folder: Path, key: bytes) -> Store:
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as undo:
        lock = StoreLock(folder)
        undo.callback(lock.release)
        engine = engine_of(folder / FILE, key)
        undo.callback(engine.dispose)
        with writing(engine) as connection:
            migration.bring_up_to_date(connection)
        undo.pop_all()
    return Store(folder, key, engine, lock)


def _connect(path: Path, key: bytes) -> Any:
    # Transactions are ours (`_begin`): Python's own would commit before a CREATE TABLE.
    connection = sqlcipher3.dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    try:
        dialects.prepare(connection, key)
    except sqlcipher3.dbapi2.DatabaseError:
        connection.close()
        raise
    return connection


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql(dialects.BEGIN_TO_WRITE if writes else dialects.BEGIN_TO_READ)


def _explained(error: DatabaseError) -> Exception:
    """What the user can do something about, or the error itself, which is a bug."""
    words = str(error.orig)
    if dialects.FULL in words:
        return AppError("store_disk_full")
    if any(busy in words for busy in dialects.BUSY):
        return AppError("store_busy", who="?", since="?")
    if type(error) is DatabaseError or (isinstance(error, OperationalError) and "I/O" in words):
        return AppError("store_unreadable")
    return error

"""Files beside the records (photos, scans, sealed packages): pieces of 1 MiB in a second encrypted file.

A file is named by the SHA-256 of its bytes; it is durable before the record that names it is saved, so a
record never names what is not there.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    bindparam,
    delete,
    func,
    select,
)

from desktop.errors import AppError

from .chain import now
from .database import engine_of, reading, writing

FILE: Final = "attachments.db"
PIECE: Final = 1024 * 1024
_VERSION: Final = 1
_METADATA: Final = MetaData()
_file: Final = Table(
    "file",
    _METADATA,
    Column("id", Integer, primary_key=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("mime", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("at", Text, nullable=False),
)
_piece: Final = Table(
    "piece",
    _METADATA,
    Column("id", Integer, primary_key=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("data", LargeBinary, nullable=False),
)
_part: Final = Table(
    "part",
    _METADATA,
    Column("file", Integer, ForeignKey("file.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("piece", Integer, ForeignKey("piece.id"), nullable=False, index=True),
)
# Put together once: a package asks for every scan of its people.
_COLUMNS: Final = (_file.c.sha256, _file.c.name, _file.c.mime, _file.c.size, _file.c.at)
_INFO: Final = select(*_COLUMNS).where(_file.c.sha256 == bindparam("asked"))
_ID: Final = select(_file.c.id).where(_file.c.sha256 == bindparam("asked"))
_PIECES: Final = (
    select(_piece.c.data)
    .join(_part, _part.c.piece == _piece.c.id)
    .where(_part.c.file == bindparam("file"))
    .order_by(_part.c.position)
)


@dataclass(frozen=True)
class Attachment:
    """What is known of a kept file; `size` in bytes, `at` when it came."""

    sha256: str
    name: str
    mime: str
    size: int
    at: str


class Attachments:
    """The files of one store; the caller holds the store's lock."""

    def __init__(self, folder: Path, key: bytes) -> None:
        """AppError `store_unreadable`, `store_newer`. An empty file is made where there is none."""
        self._engine: Engine = engine_of(folder / FILE, key)
        with writing(self._engine) as connection:
            version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            if version > _VERSION:
                raise AppError("store_newer")
            if version == 0:
                _METADATA.create_all(connection)
                connection.exec_driver_sql(f"PRAGMA user_version = {_VERSION}")

    def close(self) -> None:
        """Folds the log into the file."""
        self._engine.dispose()

    def put(self, data: bytes, name: str, mime: str) -> str:
        """Keeps these bytes and gives their SHA-256; durable on return, and once however often it is put."""
        return self.put_file(BytesIO(data), name, mime)

    def put_file(self, source: BinaryIO, name: str, mime: str) -> str:
        """Keeps what an open file holds, a piece at a time."""
        whole = hashlib.sha256()
        size = 0
        with writing(self._engine) as connection:
            pieces: list[int] = []
            while data := source.read(PIECE):
                whole.update(data)
                size += len(data)
                pieces.append(_put_piece(connection, data))
            sha256 = whole.hexdigest()
            if _id_of(connection, sha256) is None:
                values = {"sha256": sha256, "name": name, "mime": mime, "size": size, "at": now()}
                made = connection.execute(_file.insert().values(values)).inserted_primary_key
                parts = [
                    {"file": made[0] if made else None, "position": position, "piece": piece}
                    for position, piece in enumerate(pieces)
                ]
                if parts:
                    connection.execute(_part.insert(), parts)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The whole file; AppError `attachment_missing`, `attachment_damaged`."""
        return b"".join(self.read(sha256))

    def read(self, sha256: str) -> Iterator[bytes]:
        """The file a piece at a time; AppError as in `get`, the second only after the last piece."""
        whole = hashlib.sha256()
        with reading(self._engine) as connection:
            file = _id_of(connection, sha256)
            if file is None:
                raise AppError("attachment_missing", file=sha256[:8])
            for data in connection.execute(_PIECES, {"file": file}).scalars():
                whole.update(data)
                yield data
        if whole.hexdigest() != sha256:
            raise AppError("attachment_damaged", file=sha256[:8])

    def info(self, sha256: str) -> Attachment | None:
        """What is known of a file, None when it is not kept here."""
        with reading(self._engine) as connection:
            row = connection.execute(_INFO, {"asked": sha256}).first()
            return None if row is None else Attachment(*row)

    def all_files(self) -> tuple[Attachment, ...]:
        """Every kept file."""
        with reading(self._engine) as connection:
            return tuple(
                Attachment(*row) for row in connection.execute(select(*_COLUMNS).order_by(_file.c.id))
            )

    def remove(self, sha256: str) -> None:
        """Forgets a file that no record names any more, and the pieces only it had."""
        with writing(self._engine) as connection:
            file = _id_of(connection, sha256)
            if file is None:
                return
            connection.execute(delete(_part).where(_part.c.file == file))
            connection.execute(delete(_file).where(_file.c.id == file))
            connection.execute(delete(_piece).where(_piece.c.id.not_in(select(_part.c.piece))))

    def total_size(self) -> int:
        """The bytes of all files as they came."""
        with reading(self._engine) as connection:
            return int(connection.execute(select(func.coalesce(func.sum(_file.c.size), 0))).scalar_one())


def _id_of(connection: Connection, sha256: str) -> int | None:
    found: int | None = connection.execute(_ID, {"asked": sha256}).scalar()
    return found


def _put_piece(connection: Connection, data: bytes) -> int:
    sha256 = hashlib.sha256(data).hexdigest()
    found = connection.execute(select(_piece.c.id).where(_piece.c.sha256 == sha256)).scalar()
    if found is not None:
        return int(found)
    made = connection.execute(_piece.insert().values({"sha256": sha256, "data": data})).inserted_primary_key
    if made is None:
        raise ValueError(sha256)
    return int(made[0])

"""The bare database that a store is compared with: the same rows in plain SQLite, as durable as the store."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from desktop.storage.open_store import OpenStore

from .people import PERSON

SEARCH: Final = "words"
_FTS: Final = "fts5(folded, content = '', tokenize = 'ascii', prefix = '1 2 3', detail = 'none')"


@dataclass(frozen=True)
class Rows:
    """The rows of one table."""

    table: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]

    @property
    def insert(self) -> str:
        """The statement that writes one."""
        return f"INSERT INTO {self.table} VALUES ({', '.join('?' * len(self.columns))})"  # noqa: S608 - our own names


def connect(path: Path) -> sqlite3.Connection:
    """A new plain database that settles every commit on the disk."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "page_size = 16384", "cache_size = -16384"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def rows_of(store: "OpenStore") -> list[Rows]:
    """What a store keeps of its people: records, history, typed rows, and last their words for search."""
    made = store.records.typed[PERSON]
    asked = {
        "record": f"SELECT * FROM record WHERE form = '{PERSON}'",  # noqa: S608 - our own names
        "revision": "SELECT * FROM revision",
        **{table.name: f"SELECT * FROM {table.name}" for table in made.tables},  # noqa: S608
        SEARCH: f"SELECT n, folded FROM {made.name}",  # noqa: S608
    }
    found: list[Rows] = []
    with store.records.engine.connect() as connection:
        for name, statement in asked.items():
            result = connection.exec_driver_sql(statement)
            found.append(Rows(name, tuple(result.keys()), [tuple(row) for row in result]))
    return [one for one in found if one.rows]


def write(connection: sqlite3.Connection, tables: Iterable[Rows]) -> None:
    """All rows in new tables with nothing but their numbers as an index, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    for one in tables:
        if one.table == SEARCH:
            connection.execute(f"CREATE VIRTUAL TABLE {SEARCH} USING {_FTS}")
            connection.executemany(f"INSERT INTO {SEARCH} (rowid, folded) VALUES (?, ?)", one.rows)  # noqa: S608
        else:
            first, *rest = one.columns
            is_key = len({row[0] for row in one.rows}) == len(one.rows)
            connection.execute(
                f"CREATE TABLE {one.table} ({first}{' INTEGER PRIMARY KEY' * is_key}, {', '.join(rest)})"
            )
            connection.executemany(one.insert, one.rows)
    connection.execute("COMMIT")

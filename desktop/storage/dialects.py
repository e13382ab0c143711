"""What differs between SQLite and PostgreSQL: pragmas, locks, search. Today it holds the SQLite side."""

from operator import itemgetter
from typing import Any, Final, Protocol

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    bindparam,
    column,
    func,
    literal_column,
    select,
    table,
    text,
)

PAGE_SIZE: Final = 16384
BEGIN_TO_WRITE: Final = "BEGIN IMMEDIATE"
BEGIN_TO_READ: Final = "BEGIN"
FULL: Final = "database or disk is full"
BUSY: Final = ("database is locked", "database table is locked")
_MANY: Final = 20
TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table'"


class Cursor(Protocol):
    """The one verb of a driver's connection that is needed before SQLAlchemy has it."""

    def execute(self, statement: str, /) -> Any:
        """Runs one statement."""


def prepare(connection: Cursor, key: bytes) -> None:
    """Unlocks a new SQLCipher connection and sets it up; the driver's DatabaseError when the key is wrong."""
    for pragma in (
        "cipher_log_level = NONE",  # before the key: a wrong one would be logged on standard error
        f"key = \"x'{key.hex()}'\"",
        f"cipher_page_size = {PAGE_SIZE}",
        "busy_timeout = 5000",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "temp_store = MEMORY",  # what is sorted must not lie on disk in the clear
        "cache_size = -65536",  # a province's order and search: pages are deciphered whenever they are read
        "trusted_schema = OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def damage(connection: Connection) -> list[str]:
    """What the engine itself finds wrong with its file: pages, or else trees, indexes, foreign keys."""
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]
    if found:
        return found
    found += [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        found.append(f"{row[0]} {row[1]} -> {row[2]}")
    return found


def insert_many(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Inserts rows that all have the same columns; of many the driver takes plain tuples."""
    if len(rows) < _MANY:
        if rows:
            connection.execute(table.insert(), rows)
        return
    statement = table.insert().values({name: bindparam(name) for name in rows[0]})
    compiled = statement.compile(dialect=connection.dialect)
    in_order = itemgetter(*(compiled.positiontup or ()))
    connection.exec_driver_sql(str(compiled), [in_order(row) for row in rows])


class SearchIndex:
    """The folded words of one form's records, found by their beginnings; keeps no copy of the text."""

    def __init__(self, form_id: str) -> None:
        self.name = f"search_{form_id}"
        self._put = text(f"INSERT OR REPLACE INTO {self.name} (rowid, folded) VALUES (:n, :folded)")  # noqa: S608 - a form's id
        self._drop = text(f"DELETE FROM {self.name} WHERE rowid = :n")  # noqa: S608
        self._table = table(self.name, column("rowid"))

    def create(self, connection: Connection) -> None:
        """An empty index; folded text is plain Latin, parted by blanks, so `ascii` is enough."""
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {self.name} USING fts5(folded, content = '', contentless_delete = 1, "
            "tokenize = 'ascii', prefix = '1 2 3', detail = 'none')"
        )

    def remove(self, connection: Connection) -> None:
        """The index and all it holds, if it is there."""
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {self.name}")

    def put(self, connection: Connection, rows: list[dict[str, object]]) -> None:
        """Sets the words of records: `n` and `folded` each."""
        if rows:
            connection.execute(self._put, rows)

    def drop(self, connection: Connection, numbers: list[int]) -> None:
        """Forgets records."""
        if numbers:
            connection.execute(self._drop, [{"n": number} for number in numbers])

    def matching(self, words: list[str]) -> Select[Any]:
        """The numbers of the records that have a word beginning with each of these (folded) words."""
        asked = " ".join(f'"{word}"*' for word in words)
        return select(column("rowid")).select_from(self._table).where(self._is_match(asked))

    def count(self, words: list[str]) -> Select[Any]:
        """How many records that are."""
        return select(func.count()).select_from(self.matching(words).subquery())

    def contents(self, connection: Connection) -> dict[int, set[str]]:
        """The words by record, read back from the index itself: for checking only."""
        vocabulary = f"{self.name}_words"
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE temp.{vocabulary} USING fts5vocab(main, {self.name}, 'instance')"
        )
        found: dict[int, set[str]] = {}
        for word, number in connection.exec_driver_sql(f"SELECT term, doc FROM temp.{vocabulary}"):  # noqa: S608
            found.setdefault(number, set()).add(word)
        connection.exec_driver_sql(f"DROP TABLE temp.{vocabulary}")
        return found

    def _is_match(self, asked: str) -> ColumnElement[bool]:
        return literal_column(self.name).op("MATCH")(asked)

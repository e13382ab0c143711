"""Measures: search, order and pages of the largest register."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from desktop.domain.names import fold
from desktop.services.records import Query

from . import plain
from .measure import Case, seconds
from .people import PERSON
from .stores import Stores

if TYPE_CHECKING:
    from desktop.services.session import Session

_PAGE: Final = 200
_SEARCHED: Final = (1, 2, 3)  # whose names are typed
_SORTED: Final = "position_title"
_PARTS: Final = (0.0, 0.3, 0.6, 0.95)  # where in the list one stops to look
_COLUMNS: Final = (
    "record_id, record_label, full_name, birth_date, sex, position_title, org_unit, education_level"
)
_COUNT: Final = f"SELECT count(*) FROM {plain.SEARCH} WHERE {plain.SEARCH} MATCH ?"  # noqa: S608 - our own names
_FIND: Final = f"SELECT rowid FROM {plain.SEARCH} WHERE {plain.SEARCH} MATCH ? LIMIT {_PAGE}"  # noqa: S608
_ORDER: Final = f"SELECT {_COLUMNS} FROM form_person ORDER BY {{}} LIMIT {_PAGE} OFFSET ?"  # noqa: S608


def cases(stores: Stores) -> Iterator[Case]:
    """`search`: words found as they are typed; `scroll`: pages of the list; `sort`: by another column."""
    count, times = stores.sizes.province, stores.sizes.times
    made = stores.made(count)
    connection = plain.connect(stores.folder / "plain-register.db")
    with stores.inside(made) as opened:
        plain.write(
            connection, (rows for rows in plain.rows_of(opened) if rows.table not in {"record", "revision"})
        )
    session = stores.session(count)
    texts = typed([stores.people.name(number) for number in _SEARCHED])
    offsets = [int(part * count) for part in _PARTS]
    facts = {"people": count}
    yield Case(
        "search", seconds(searches(session, texts)), seconds(_asks(connection, texts)), 3, times, sizes=facts
    )
    yield Case(
        "scroll",
        seconds(lambda: [session.records.page(PERSON, Query(offset=one, limit=_PAGE)) for one in offsets]),
        seconds(
            lambda: [connection.execute(_ORDER.format("sort_key"), (one,)).fetchall() for one in offsets]
        ),
        target=2,
        times=times,
        sizes=facts,
    )
    yield Case(
        "sort",
        seconds(lambda: session.records.page(PERSON, Query(sort=(_SORTED, True), limit=_PAGE))),
        seconds(lambda: connection.execute(_ORDER.format(f"{_SORTED}__key DESC"), (0,)).fetchall()),
        target=2,
        times=times,
        sizes=facts,
    )
    connection.close()


def typed(names: Sequence[str]) -> list[str]:
    """What stands in the search box after each key while these names are typed."""
    return [name[:end].rstrip() for name in names for end in range(1, len(name) + 1)]


def searches(session: "Session", texts: Sequence[str]) -> Callable[[], None]:
    """Asks for the first page of the list after every key."""

    def search() -> None:
        for text in texts:
            session.records.page(PERSON, Query(text=text, limit=_PAGE))

    return search


def _asks(connection: sqlite3.Connection, texts: Sequence[str]) -> Callable[[], None]:
    asked = [" ".join(f'"{word}"*' for word in fold(text).split()) for text in texts]

    def ask() -> None:
        for words in asked:
            connection.execute(_COUNT, (words,)).fetchone()
            connection.execute(_FIND, (words,)).fetchall()

    return ask

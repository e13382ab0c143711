"""Measures: from leaving a field to what was typed being durable."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from itertools import count
from typing import TYPE_CHECKING, Final

from desktop.services.records import Query

from . import plain
from .measure import Case, seconds
from .people import PERSON
from .stores import Stores

if TYPE_CHECKING:
    from desktop.services.session import Session

_FIELD: Final = "major"
_SAVES: Final = 20
_UPDATE: Final = "UPDATE record SET payload = ? WHERE n = 1"


def cases(stores: Stores) -> Iterator[Case]:
    """`save`: a field left, checked, saved with its history, found by search."""
    session = stores.session(stores.sizes.commune)
    connection = plain.connect(stores.folder / "plain-save.db")
    connection.execute("CREATE TABLE record (n INTEGER PRIMARY KEY, payload)")
    connection.execute("CREATE TABLE revision (id INTEGER PRIMARY KEY, record, delta)")
    connection.execute("INSERT INTO record VALUES (1, '')")
    payload = json.dumps(stores.people.core(1), ensure_ascii=False)
    yield Case(
        "save",
        seconds(saves(session)),
        seconds(lambda: _commits(connection, payload)),
        target=5,
        times=stores.sizes.times,
    )
    connection.close()


def saves(session: "Session") -> Callable[[], None]:
    """Leaves one field of one person after the other, with a new word in it every time."""
    words = count()
    ids = [row.id for row in session.records.page(PERSON, Query(limit=_SAVES)).rows]
    revisions = {one: session.records.open(one).record.revision for one in ids}

    def save() -> None:
        for one in ids:
            view, _ = session.records.save(one, revisions[one], {_FIELD: f"bench {next(words)}"})
            revisions[one] = view.record.revision

    return save


def _commits(connection: sqlite3.Connection, payload: str) -> None:
    delta = json.dumps({_FIELD: ["bench 1", "bench 2"]})
    for _ in range(_SAVES):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(_UPDATE, (payload,))
        connection.execute("INSERT INTO revision (record, delta) VALUES (1, ?)", (delta,))
        connection.execute("COMMIT")

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
_TABLES: Final = (
    "CREATE TABLE record (n INTEGER PRIMARY KEY, payload, revision, updated_at, changed)",
    "CREATE TABLE form_person (n INTEGER PRIMARY KEY, revision, major, hard_problems, warnings, folded)",
    "CREATE TABLE change (n INTEGER PRIMARY KEY, at, by, device, kind, label, hash)",
    "CREATE TABLE revision (id INTEGER PRIMARY KEY, change, record, number, delta, UNIQUE (record, number))",
)
_SAVE: Final = (
    "INSERT INTO change (at, by, device, kind, label, hash) VALUES (:at, '', '', '', '', :hash || :hash)",
    "UPDATE record SET payload = :payload, revision = :number, updated_at = :at WHERE n = :n",
    "INSERT INTO revision (change, record, number, delta) VALUES (:number, :n, :number, :delta)",
    "UPDATE form_person SET revision = :number, major = :delta WHERE n = :n",
)


def cases(stores: Stores) -> Iterator[Case]:
    """`save`: a field left, checked, saved with its history, found by search."""
    session = stores.session(stores.sizes.commune)
    connection = plain.connect(stores.folder / "plain-save.db")
    for statement in _TABLES:
        connection.execute(statement)
    payload = json.dumps(stores.people.core(1), ensure_ascii=False)
    for n in range(stores.sizes.commune):
        connection.execute("INSERT INTO record VALUES (?, ?, 1, '', 0)", (n, payload))
        connection.execute("INSERT INTO form_person VALUES (?, 1, '', 0, 0, ?)", (n, payload))
    numbers = count(2)
    yield Case(
        "save",
        seconds(saves(session)),
        seconds(lambda: _commits(connection, payload, next(numbers))),
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


def _commits(connection: sqlite3.Connection, payload: str, number: int) -> None:
    """The same rows as `saves` writes, one transaction for each person."""
    told = {"payload": payload, "number": number, "at": "2026-06-30T08:00:00.000Z", "hash": "0" * 64}
    told["delta"] = json.dumps({_FIELD: ["bench 1", "bench 2"]})
    for n in range(_SAVES):
        connection.execute("BEGIN IMMEDIATE")
        for statement in _SAVE:
            connection.execute(statement, told | {"n": n})
        connection.execute("COMMIT")

"""Whether a store is whole: its pages, its chain of changes, and that everything in it agrees."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from . import chain, deltas, dialects, tables
from .database import reading
from .loading import records_of
from .model import NewChange, Record
from .records import RecordStore
from .typed import COUNTS, TypedForm

FILE: Final = "file_damaged"
CHAIN: Final = "chain_broken"
PAYLOAD: Final = "payload_differs"
TYPED: Final = "typed_differs"
SEARCH: Final = "search_differs"
LINKS: Final = "links_differ"
_MANY: Final = 500
_OF_RECORD: Final = (deltas.FORM, deltas.UNIT, deltas.STATE, deltas.DELETED)


@dataclass(frozen=True)
class Finding:
    """One thing that does not agree: a code with its facts, worded under `check`; never personal data."""

    code: str
    facts: dict[str, object] = field(default_factory=dict)


def check_store(store: RecordStore) -> list[Finding]:
    """All that is wrong; empty when the store is whole. Reads everything: seconds for a commune."""
    with reading(store.engine) as connection:
        found = [Finding(FILE, {"detail": detail}) for detail in dialects.damage(connection)]
        if found:  # what cannot be read cannot be compared
            return found
        found += _check_chain(connection)
        found += _check_payloads(connection)
        for made in store.typed.values():
            found += _check_derived(connection, made)
    return found


def _check_chain(connection: Connection) -> Iterator[Finding]:
    """Every change follows from the one before: changed, removed and added ones show."""
    previous, expected = chain.START, 1
    undone: dict[int, int | None] = {}
    undoes: dict[int, int | None] = {}
    for row in _each(connection, 0):
        change = NewChange(row.kind, row.label, row.by, row.device)
        link = chain.Link(row.n, row.at, change, row.undoes, _told(connection, row.n))
        if row.n != expected or row.previous != previous or row.hash != chain.hash_of(link, previous):
            yield Finding(CHAIN, {"n": row.n})
        previous, expected = row.hash, row.n + 1
        undone[row.n], undoes[row.n] = row.undone_by, row.undoes
    yield from _check_undone(undone, undoes)


def _check_undone(undone: dict[int, int | None], undoes: dict[int, int | None]) -> Iterator[Finding]:
    """Which changes stand follows from which took which back."""
    expected: dict[int, int | None] = dict.fromkeys(undone)
    for n, below in undoes.items():
        taken_back = below
        by: int | None = n
        while taken_back is not None and taken_back in expected:
            expected[taken_back] = by
            by = None if by is not None else taken_back
            taken_back = undoes.get(taken_back)
    for n, found in undone.items():
        if found != expected[n]:
            yield Finding(CHAIN, {"n": n})


def _each(connection: Connection, last: int) -> Iterator[Row[Any]]:
    change = tables.change
    while rows := connection.execute(
        select(change).where(change.c.n > last).order_by(change.c.n).limit(_MANY)
    ).all():
        yield from rows
        last = rows[-1].n


def _told(connection: Connection, n: int) -> list[tuple[str, int, str]]:
    revision, record = tables.revision, tables.record
    asked = (
        select(record.c.id, revision.c.number, revision.c.delta)
        .join(record, record.c.n == revision.c.record)
        .where(revision.c.change == n)
        .order_by(revision.c.record)
    )
    return [(row.id, row.number, row.delta) for row in connection.execute(asked)]


def _check_payloads(connection: Connection) -> Iterator[Finding]:
    """Every record is what its changes make of it, one after the other."""
    record = tables.record
    forms = connection.execute(select(record.c.form).distinct().order_by(record.c.form)).scalars().all()
    for form in forms:
        for some in records_of(connection, form, many=_MANY, deleted_too=True):
            stored = _deltas_of(connection, some[0].n, some[-1].n)
            for one in some:
                if not _is_replayed(one, stored.get(one.n, [])):
                    yield Finding(PAYLOAD, {"record": one.id})


def _deltas_of(connection: Connection, first: int, last: int) -> dict[int, list[tuple[int, str]]]:
    revision = tables.revision
    asked = (
        select(revision.c.record, revision.c.number, revision.c.delta)
        .where(revision.c.record.between(first, last))
        .order_by(revision.c.record, revision.c.number)
    )
    found: dict[int, list[tuple[int, str]]] = {}
    for n, number, delta in connection.execute(asked):
        found.setdefault(n, []).append((number, delta))
    return found


def _is_replayed(record: Record, stored: list[tuple[int, str]]) -> bool:
    payload: dict[str, Any] | None = None
    told: dict[str, Any] = {deltas.DELETED: False}
    if [number for number, _ in stored] != list(range(1, record.revision + 1)):
        return False
    for _, text in stored:
        delta = json.loads(text)
        if payload is None and deltas.RECORD not in delta:
            return False
        try:
            payload = deltas.replay(payload, delta)
        except (KeyError, TypeError, ValueError):  # a delta that no program of ours wrote
            return False
        told |= {place: new for place, (_, new) in delta.items() if place in _OF_RECORD}
    stands = dict(zip(_OF_RECORD, (record.form, record.unit, record.state, record.deleted), strict=True))
    return payload == record.payload and told == stands


def _check_derived(connection: Connection, made: TypedForm) -> Iterator[Finding]:
    """Typed rows, words and links are those the payloads give, no more and no fewer."""
    words = made.search.contents(connection)
    numbers: set[int] = set()
    differing: Counter[str] = Counter()
    for some in records_of(connection, made.form.id, many=_MANY):
        numbers |= {one.n for one in some}
        rows = _rows_between(connection, made, some[0].n, some[-1].n)
        for one in some:
            row = made.row(one.payload) | {"n": one.n, "record_id": one.id}
            row |= {"unit": one.unit, "revision": one.revision}
            differing[TYPED] += rows.get((made.main.name, one.n, "")) != row
            for table, row_id, values in made.section_rows(one.payload):
                inner = values | {"n": one.n, "record_id": one.id}
                differing[TYPED] += rows.get((table.name, one.n, row_id)) != inner
            differing[TYPED] += _too_many(rows, made, one)
            differing[SEARCH] += words.get(one.n, set()) != set(row["folded"].split())
            differing[LINKS] += _links_of(connection, one.n) != made.links(one.payload)
    for table in made.tables:
        differing[TYPED] += len(set(connection.execute(select(table.c.n)).scalars()) - numbers)
    differing[SEARCH] += len(words.keys() - numbers)
    for code, times in differing.items():
        if times:
            yield Finding(code, {"form": made.form.id, "count": times})


Rows = dict[tuple[str, int, str], dict[str, Any]]


def _rows_between(connection: Connection, made: TypedForm, first: int, last: int) -> Rows:
    found: Rows = {}
    for table in made.tables:
        for row in connection.execute(select(table).where(table.c.n.between(first, last))):
            values = {name: value for name, value in row._mapping.items() if name not in COUNTS}  # noqa: SLF001
            found[(table.name, row.n, values.get("row_id", ""))] = values
    return found


def _too_many(rows: Rows, made: TypedForm, record: Record) -> int:
    """How many rows of its sections the record does not have."""
    wanted = {(table.name, row_id) for table, row_id, _ in made.section_rows(record.payload)}
    return sum((name, row_id) not in wanted for name, n, row_id in rows if n == record.n and row_id)


def _links_of(connection: Connection, n: int) -> dict[str, str]:
    link = tables.link
    asked = select(link.c.place, link.c.target_id).where(link.c.source == n)
    return {row.place: row.target_id for row in connection.execute(asked)}

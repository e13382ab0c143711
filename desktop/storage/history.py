"""The changes read back: what happened to a record or to the store, and how a change is taken back."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, exists, func, select, update

from desktop.domain.places import Delta
from desktop.errors import AppError

from . import deltas, tables
from .model import ChangeInfo, Record, Write

_SHOWN: Final = 20  # records of one change that the history of the store spells out

_change, _revision, _record = tables.change, tables.revision, tables.record


def history(
    connection: Connection, record_id: str | None, limit: int, before_n: int | None
) -> tuple[ChangeInfo, ...]:
    """The latest changes first, of one record or of all; of changes to many records only their count."""
    asked = select(_change).order_by(_change.c.n.desc()).limit(limit)
    if before_n is not None:
        asked = asked.where(_change.c.n < before_n)
    if record_id is not None:
        asked = asked.where(_change.c.n.in_(_changes_of(record_id)))
    return tuple(_info(connection, row, record_id) for row in connection.execute(asked).all())


def last_undoable(connection: Connection) -> int | None:
    """The latest change that stands and takes nothing back."""
    touches_records = exists().where(_revision.c.change == _change.c.n)
    found: int | None = connection.execute(
        select(_change.c.n)
        .where(_change.c.undone_by.is_(None), _change.c.undoes.is_(None), touches_records)
        .order_by(_change.c.n.desc())
        .limit(1)
    ).scalar()
    return found


def writes_to_undo(connection: Connection, n: int) -> list[Write]:
    """What takes a change back; AppError `change_missing`, `already_undone`, `undo_conflict`."""
    change = connection.execute(select(_change).where(_change.c.n == n)).first()
    if change is None:
        raise AppError("change_missing", n=n)
    if change.undone_by is not None:
        raise AppError("already_undone", n=n, by_n=change.undone_by)
    _assert_untouched(connection, n)
    return [
        Write(form, record_id, values=deltas.inverse(json.loads(delta)))
        for record_id, form, delta in connection.execute(
            select(_record.c.id, _record.c.form, _revision.c.delta)
            .join(_record, _record.c.n == _revision.c.record)
            .where(_revision.c.change == n)
            .order_by(_revision.c.record)
        )
    ]


def touched(connection: Connection, n: int) -> tuple[tuple[str, str], ...]:
    """The records of a change, each as its id and its form."""
    asked = (
        select(_record.c.id, _record.c.form)
        .join(_revision, _record.c.n == _revision.c.record)
        .where(_revision.c.change == n)
        .order_by(_revision.c.record)
    )
    return tuple((record_id, form) for record_id, form in connection.execute(asked))


def label(connection: Connection, n: int) -> str:
    """What a change is called."""
    return str(connection.execute(select(_change.c.label).where(_change.c.n == n)).scalar_one())


def as_of(connection: Connection, record: Record, n: int) -> Record | None:
    """The record as it stood after change `n`, None where it was not there; its dates stay those of today."""
    later = (
        select(_revision.c.number, _revision.c.delta)
        .join(_record, _record.c.n == _revision.c.record)
        .where(_record.c.id == record.id, _revision.c.change > n)
        .order_by(_revision.c.number.desc())
    )
    for number, text in connection.execute(later):
        delta = json.loads(text)
        if deltas.RECORD in delta:
            return None
        values = deltas.inverse(delta)
        record = replace(
            record,
            payload=deltas.apply(record.payload, values)[0],
            revision=number - 1,
            unit=values.get(deltas.UNIT, record.unit),
            state=values.get(deltas.STATE, record.state),
            deleted=values.get(deltas.DELETED, record.deleted),
        )
    return None if record.deleted else record


def mark_undone(connection: Connection, n: int, by_n: int) -> None:
    """Notes that a change is taken back; what it had itself taken back stands again, and so on down."""
    undone: int | None = n
    taken_back_by: int | None = by_n
    while undone is not None:
        connection.execute(update(_change).where(_change.c.n == undone).values(undone_by=taken_back_by))
        below = connection.execute(select(_change.c.undoes).where(_change.c.n == undone)).scalar()
        taken_back_by = None if taken_back_by is not None else undone
        undone = below


def _assert_untouched(connection: Connection, n: int) -> None:
    """Nothing later that stands may touch what the change touched; a change and its undo cancel out."""
    touched = {
        record: list(json.loads(delta))
        for record, delta in connection.execute(
            select(_revision.c.record, _revision.c.delta).where(_revision.c.change == n)
        )
    }
    undone = _change.alias()
    cancelled = exists().where(undone.c.n == _change.c.undoes, undone.c.n > n)
    later = (
        select(_change.c.n, _revision.c.record, _revision.c.delta)
        .join(_change, _change.c.n == _revision.c.change)
        .where(
            _revision.c.change > n,
            _change.c.undone_by.is_(None),
            ~cancelled,
            _revision.c.record.in_(select(_revision.c.record).where(_revision.c.change == n)),
        )
        .order_by(_revision.c.change)
    )
    for by_n, record, delta in connection.execute(later):
        for place in json.loads(delta):
            if any(deltas.touch(place, mine) for mine in touched[record]):
                raise AppError("undo_conflict", n=by_n)


def _changes_of(record_id: str) -> Select[Any]:
    return (
        select(_revision.c.change)
        .join(_record, _record.c.n == _revision.c.record)
        .where(_record.c.id == record_id)
    )


def _info(connection: Connection, row: Row[Any], record_id: str | None) -> ChangeInfo:
    of_change = _revision.c.change == row.n
    records = connection.execute(select(func.count()).select_from(_revision).where(of_change)).scalar_one()
    places: Mapping[str, Delta] = {}
    if record_id is not None or records <= _SHOWN:
        places = dict(_places(connection, row.n, record_id))
    values = {name: value for name, value in row._asdict().items() if name not in {"previous", "hash"}}
    return ChangeInfo(**values, records=records, places=places)


def _places(connection: Connection, n: int, record_id: str | None) -> Iterator[tuple[str, Delta]]:
    asked = (
        select(_record.c.id, _revision.c.delta)
        .join(_record, _record.c.n == _revision.c.record)
        .where(_revision.c.change == n)
        .order_by(_revision.c.record)
    )
    if record_id is not None:
        asked = asked.where(_record.c.id == record_id)
    for found, delta in connection.execute(asked):
        yield found, deltas.spelled_out(json.loads(delta))

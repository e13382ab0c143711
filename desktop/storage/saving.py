"""Writes one change: records, deltas, the link of the chain and all that is derived, in one transaction."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from desktop.domain.form import Form
from desktop.domain.places import Delta
from desktop.errors import AppError

from . import chain, deltas, derived, dialects, tables
from .derived import CountProblems
from .loading import records_by_id
from .model import NewChange, Record, Saved, Write
from .typed import TypedForm

_UPDATED = (
    *("unit", "payload", "form_version", "revision", "state", "deleted"),
    *("changed", "updated_at", "updated_by"),
)
_MANY = 500  # rows held at once
_UPDATE = (
    update(tables.record)
    .where(tables.record.c.n == bindparam("at_n"))
    .values({name: bindparam(name) for name in _UPDATED})
)


@dataclass(frozen=True)
class _Step:
    """One write worked out: what the record was, what it becomes, the difference."""

    write: Write
    before: Record | None
    after: Record
    delta: Delta


@dataclass(frozen=True)
class Saving:
    """What writing needs to know beside the connection."""

    forms: Mapping[str, TypedForm]
    unit: str
    count: CountProblems

    def write(
        self, connection: Connection, change: NewChange, writes: Sequence[Write], undoes: int | None = None
    ) -> tuple[Saved, ...]:
        """All writes as one change; nothing is written where nothing differs.

        AppError `record_missing`, `stale_save`. Two writes to one record are a bug of the caller.
        """
        found = records_by_id(connection, [write.record_id for write in writes if write.record_id])
        n, previous = chain.head(connection)
        at = chain.now()
        worked = self._work_out(connection, writes, found, (at, change.by))
        steps = sorted((step for step in worked if step.delta), key=lambda step: step.after.n)
        if steps:
            payloads = [deltas.dumps(step.after.payload) for step in steps]
            texts = [deltas.stored_text(step.delta, text) for step, text in zip(steps, payloads, strict=True)]
            told = [
                (step.after.id, step.after.revision, text) for step, text in zip(steps, texts, strict=True)
            ]
            chain.add(connection, chain.Link(n + 1, at, change, undoes, told), previous)
            _write_records(connection, steps, payloads, n + 1)
            rows = [
                {"change": n + 1, "record": step.after.n, "number": step.after.revision, "delta": text}
                for step, text in zip(steps, texts, strict=True)
            ]
            dialects.insert_many(connection, tables.revision, rows)
            self._write_derived(connection, steps)
        return tuple(Saved(step.after, n + 1 if step.delta else None, step.delta) for step in worked)

    def _work_out(
        self,
        connection: Connection,
        writes: Sequence[Write],
        found: Mapping[str, Record],
        stamp: tuple[str, str],
    ) -> list[_Step]:
        named = [write.record_id for write in writes if write.record_id]
        if len(set(named)) != len(named):
            raise ValueError(named)
        steps: list[_Step] = []
        free = 0
        for write in writes:
            form = self.forms[write.form].form
            if write.payload is not None:
                self.forms[write.form].assert_stored(write.payload)
            before = found.get(write.record_id or "")
            if before is not None:
                steps.append(_changed(form, write, before, stamp))
                continue
            if write.record_id is not None and write.expected_revision != 0:
                raise AppError("record_missing", id=write.record_id)
            free = free + 1 if free else _next_number(connection)
            steps.append(self._made(form, write, free, stamp))
        return steps

    def _made(self, form: Form, write: Write, n: int, stamp: tuple[str, str]) -> _Step:
        if write.payload is None:
            deltas.assert_known(form, write.values)
            payload, _ = deltas.apply({}, write.values)
        else:
            payload = dict(write.payload)
        record = Record(
            n=n,
            id=write.record_id or str(uuid.uuid4()),
            form=form.id,
            form_version=form.version,
            unit=write.unit or self.unit,
            payload=payload,
            revision=1,
            state=write.state or "",
            deleted=False,
            updated_at=stamp[0],
            updated_by=stamp[1],
        )
        told = {
            deltas.RECORD: payload,
            deltas.FORM: form.id,
            deltas.UNIT: record.unit,
            deltas.STATE: record.state,
        }
        return _Step(write, None, record, {place: [None, value] for place, value in told.items()})

    def _write_derived(self, connection: Connection, steps: Sequence[_Step]) -> None:
        is_tied = True
        for form_id in dict.fromkeys(step.after.form for step in steps):
            made = self.forms[form_id]
            of_form = [step for step in steps if step.after.form == form_id]
            for start in range(0, len(of_form), _MANY):
                part = [self._followed(made.form, step) for step in of_form[start : start + _MANY]]
                is_tied &= derived.follow(connection, made, part)
            if any(step.before is None for step in of_form):
                derived.index_if_large(connection, made)
        if not is_tied or any(step.before is None for step in steps):
            derived.resolve_links(connection)

    def _followed(self, form: Form, step: _Step) -> derived.Step:
        before = None if step.before is None or step.before.deleted else step.before
        after = None if step.after.deleted else step.after
        counts = step.write.problem_counts
        if counts is None:
            counts = self.count(form, step.after.payload) if after else (0, 0)
        return derived.Step(before, after, counts)


def _changed(form: Form, write: Write, before: Record, stamp: tuple[str, str]) -> _Step:
    if write.expected_revision not in (None, before.revision):
        raise AppError("stale_save", revision=before.revision, by=before.updated_by)
    values = dict(write.values)
    deltas.assert_known(form, values)
    if write.payload is not None:
        values = deltas.difference(form, before.payload, write.payload)
    if before.deleted and deltas.DELETED not in values:
        raise AppError("record_missing", id=before.id)
    payload, delta = deltas.apply(before.payload, values)
    is_deleted = bool(values.get(deltas.DELETED, write.delete or before.deleted))
    after = replace(
        before,
        payload=payload,
        state=_asked(values.get(deltas.STATE), write.state, before.state),
        unit=_asked(values.get(deltas.UNIT), write.unit, before.unit),
        deleted=is_deleted,
    )
    for place, old, new in (
        (deltas.STATE, before.state, after.state),
        (deltas.UNIT, before.unit, after.unit),
        (deltas.DELETED, before.deleted, after.deleted),
    ):
        if old != new:
            delta[place] = [old, new]
    if not delta:
        return _Step(write, before, before, {})
    after = replace(
        after,
        form_version=form.version,
        revision=before.revision + 1,
        updated_at=stamp[0],
        updated_by=stamp[1],
    )
    return _Step(write, before, after, delta)


def _asked(*wanted: str | None) -> str:
    return next(value for value in wanted if value is not None)


def _next_number(connection: Connection) -> int:
    last: int | None = connection.execute(select(func.max(tables.record.c.n))).scalar()
    return (last or 0) + 1


def _write_records(connection: Connection, steps: Sequence[_Step], payloads: Sequence[str], n: int) -> None:
    made: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for step, payload in zip(steps, payloads, strict=True):
        row = vars(step.after) | {"payload": payload, "changed": n}
        if step.before is None:
            made.append(row | {"created": n})
        else:
            changed.append({name: row[name] for name in _UPDATED} | {"at_n": step.after.n})
    dialects.insert_many(connection, tables.record, made)
    if changed:
        connection.execute(_UPDATE, changed)

"""The door through which every record is read, changed, undone and looked up."""

import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from desktop import messages
from desktop.domain import places
from desktop.domain.catalog import Catalogs
from desktop.domain.form import Field, Form
from desktop.domain.list_types import Link
from desktop.domain.problems import Code, Problem, Severity
from desktop.domain.validation import computed_values, validate
from desktop.domain.values import clean_value
from desktop.errors import AppError
from desktop.storage.model import ChangeInfo, NewChange, Page, Query, Record, Row, Saved

from . import history, wording
from .approval_guard import ApprovalGuard
from .history import HistoryEntry
from .rights import Rights
from .touched import Changes, changes_of, keys_of

if TYPE_CHECKING:
    from desktop.storage.model import Write
    from desktop.storage.records import RecordStore

__all__ = ["Changes", "HistoryEntry", "Page", "Query", "Record", "Records", "Row", "View"]


@dataclass(frozen=True)
class View:
    """A record as a screen wants it: with its computed fields, its problems and its name."""

    record: Record
    values: Mapping[str, Any]
    problems: tuple[Problem, ...]
    label: str


class Records:
    """Every write is validated, stored with its history, and answered with what changed."""

    def __init__(
        self, store: "RecordStore", forms: Mapping[str, Form], catalogs: Catalogs, rights: Rights
    ) -> None:
        self._store = store
        self._forms = forms
        self._catalogs = catalogs
        self._user = rights.user.name
        self._guard = ApprovalGuard(store, forms, rights)

    def page(self, form_id: str, query: Query) -> Page:
        """One page of the list of a form, from its typed table."""
        return self._store.page(form_id, query)

    def count(self, form_id: str) -> int:
        """How many records of a form are not deleted."""
        return self._store.count(form_id)

    def filter_values(self, form_id: str, name: str) -> tuple[tuple[Any, str, int], ...]:
        """The values that a field has in the register, as (stored value, text, how many), by text."""
        field_ = self._forms[form_id].field(name)
        found = [
            (value, wording.shown(field_, value), count)
            for value, count in self._store.distinct(form_id, name)
        ]
        return tuple(sorted(found, key=lambda one: one[1]))

    def neighbours(self, form_id: str, query: Query, record_id: str) -> tuple[str | None, str | None]:
        """The ids of the records before and after one in a list; None at its ends, and for one not in it."""
        whole = replace(query, offset=0, limit=self._store.count(form_id))
        ids = [row.id for row in self._store.page(form_id, whole).rows]
        if record_id not in ids:
            return None, None
        at = ids.index(record_id)
        return (ids[at - 1] if at else None), (ids[at + 1] if at + 1 < len(ids) else None)

    def open(self, record_id: str) -> View:
        """A record with everything that is said of it."""
        return self.view(self._store.get(record_id))

    def in_order_of_entry(self, form_id: str) -> list[str]:
        """The ids of all records as they came into the register: the office's own order."""
        return [record.id for record in self._store.all_records(form_id)]

    def payload(self, record_id: str) -> Mapping[str, Any]:
        """The stored answers of a record."""
        return self._store.get(record_id).payload

    def payloads(self, record_ids: Sequence[str], form_id: str) -> Iterator[Mapping[str, Any]]:
        """The stored answers of these records; AppError record_missing, also where one is of another form."""
        for record in self._store.get_many(record_ids):
            if record.form != form_id:
                raise AppError("record_missing", id=record.id)
            yield record.payload

    def view(self, record: Record) -> View:
        """The same for a record in hand."""
        return self._view(record, self.problems(record.form, record.payload, record.id))

    def _view(self, record: Record, problems: Iterable[Problem]) -> View:
        form = self._forms[record.form]
        values = {**record.payload, **computed_values(form, record.payload, self._catalogs)}
        return View(record, values, tuple(problems), self.label(record.form, values))

    def label(self, form_id: str, values: Mapping[str, Any]) -> str:
        """How a record is named elsewhere: the fields that its form says, joined."""
        form = self._forms[form_id]
        parts = [self.shown(form.field(name), values.get(name)) for name in form.label]
        return ", ".join(part for part in parts if part) or messages.say("record.unnamed")

    def shown(self, named: Field, value: Any) -> str:
        """An answer in words: a linked record goes by its own name."""
        if isinstance(named.type, Link) and isinstance(value, str):
            return self.names(named.type.form, [value]).get(value) or messages.say("record.gone")
        return wording.shown(named, value)

    def names(self, form_id: str, record_ids: Sequence[str]) -> Mapping[str, str]:
        """How these records are named, by id; those that are gone are left out."""
        return self._store.labels(form_id, record_ids)

    def problems(self, form_id: str, payload: Mapping[str, Any], record_id: str | None) -> list[Problem]:
        """Everything wrong with a payload, its key against the other records included."""
        form = self._forms[form_id]
        return [*validate(form, payload, self._catalogs), *self._twins(form, payload, record_id)]

    def create(self, form_id: str, values: Mapping[str, Any]) -> tuple[View, Changes]:
        """A new record with these values at these places."""
        return self._write(form_id, None, None, values, "create")

    def save(self, record_id: str, revision: int, values: Mapping[str, Any]) -> tuple[View, Changes]:
        """Change places of a record; AppError stale_save, approval_by_step, record_approved."""
        record = self._store.get(record_id)
        return self._write(record.form, record, revision, values, "edit")

    def delete(self, record_id: str, revision: int) -> Changes:
        """Take a record out of the register; undo brings it back."""
        record = self._store.get(record_id)
        self._guard.assert_writable(record.form, record.payload)
        label = self.view(record).label
        return self.after([self._store.delete(record_id, revision, self.change("delete", label))])

    def save_many(self, kind: str, label: str, writes: Sequence["Write"]) -> Changes:
        """All writes as one change that one undo takes back; AppError as `write_many`."""
        return self.after(self.write_many(kind, label, writes))

    def write_many(self, kind: str, label: str, writes: Sequence["Write"]) -> tuple[Saved, ...]:
        """All these writes as one change; `after` tells what it touched.

        AppError stale_save, record_missing, approval_by_step, record_approved.
        """
        self._guard.assert_all_writable(writes)
        return self._store.save_many(self.change(kind, label), writes)

    def undo(self, change_n: int | None = None) -> Changes:
        """Take back a change, or the latest one that stands and is no undo itself, as a new change.

        AppError nothing_to_undo, undo_conflict, already_undone, change_missing, right_missing,
        record_approved.
        """
        change_n = self._store.last_undoable() if change_n is None else change_n
        if change_n is not None:
            self._guard.assert_undoable(change_n)
        return self.after(self._store.undo(change_n, self._user, platform.node()))

    def redo(self) -> Changes:
        """Take back the latest undo that stands, if nothing was changed since; AppError nothing_to_redo."""
        before: int | None = None
        while latest := self._store.history(limit=1, before_n=before):
            change = latest[0]
            if change.undoes is None:
                break
            if change.undone_by is None and not self._is_redo(change):
                return self.undo(change.n)
            before = change.n
        raise AppError("nothing_to_redo")

    def _is_redo(self, change: ChangeInfo) -> bool:
        """Whether an undo takes back an undo: then it does again what was done before."""
        is_redo = True
        while change.undoes is not None:
            is_redo = not is_redo
            change = self._store.history(limit=1, before_n=change.undoes + 1)[0]
        return is_redo

    def history(
        self, record_id: str | None = None, limit: int = 100, before: int | None = None
    ) -> tuple[HistoryEntry, ...]:
        """The changes of a record, or of the whole store, latest first."""
        return tuple(
            history.entry(change, self._form_of, self.shown)
            for change in self._store.history(record_id, limit, before)
        )

    def _form_of(self, record_id: str) -> Form:
        return self._forms[self._store.get(record_id, deleted_too=True).form]

    def after(self, saved: Sequence[Saved]) -> Changes:
        """What these saves touched, with every record that shares, or no longer shares, a key with them."""
        changes = changes_of(saved)
        for form_id in changes.forms:
            form = self._forms[form_id]
            by_key = self._store.keys(form_id) if form.key else {}
            sharing = [by_key.get(key, []) for one in saved for key in keys_of(form, one)]
            twins = {other for ids in sharing if len(ids) > 1 for other in ids}
            twins |= {other for ids in sharing for other in ids if other not in changes.records}
            self._recount(form_id, twins)
            changes = replace(changes, records=changes.records | twins)
        return changes

    def count_twins(self, form_ids: Iterable[str]) -> None:
        """Count anew who shares a key: typed tables made anew know only what a record says by itself."""
        for form_id in form_ids:
            if self._forms[form_id].key:
                shared = [ids for ids in self._store.keys(form_id).values() if len(ids) > 1]
                self._recount(form_id, {one for ids in shared for one in ids})

    def change(self, kind: str, label: str) -> NewChange:
        """The heading of a change that this user makes now on this computer."""
        return NewChange(kind=kind, label=label, by=self._user, device=platform.node())

    def _write(
        self,
        form_id: str,
        record: Record | None,
        revision: int | None,
        values: Mapping[str, Any],
        kind: str,
    ) -> tuple[View, Changes]:
        form = self._forms[form_id]
        for place in values:
            if place.count("/") != 1:
                places.field_at(form, place)
        before = record.payload if record else {}
        self._guard.assert_writable(form_id, before, values)
        payload, delta = places.apply(before, values)
        found = self.problems(form_id, payload, record.id if record else None)
        label = ", ".join(wording.place_label(form, place) for place in delta)
        saved = self._store.save(
            form_id,
            record.id if record else None,
            revision,
            values,
            self.change(kind, label),
            _counted(found),
        )
        changes = changes_of([saved])
        if any(name in delta for name in form.key):
            changes = replace(changes, records=changes.records | self._recount_twins(form, (before, payload)))
        return self._view(saved.record, found), changes

    def _recount_twins(self, form: Form, payloads: Iterable[Mapping[str, Any]]) -> frozenset[str]:
        """The records with the key as it was and as it is: whether they have a twin counts in their lists."""
        twins = {other for payload in payloads for other in self._with_key_of(form, payload)}
        self._recount(form.id, twins)
        return frozenset(twins)

    def _recount(self, form_id: str, record_ids: Iterable[str]) -> None:
        records = [self._store.get(record_id) for record_id in record_ids]
        self._store.set_problem_counts(
            form_id, {one.id: _counted(self.problems(form_id, one.payload, one.id)) for one in records}
        )

    def _twins(self, form: Form, payload: Mapping[str, Any], record_id: str | None) -> list[Problem]:
        others = [other for other in self._with_key_of(form, payload) if other != record_id]
        if not others:
            return []
        label = self.label(form.id, self._store.get(others[0]).payload)
        return [Problem(Code.DUPLICATE_KEY, form.key[0], {"other": label}, Severity.HARD)]

    def _with_key_of(self, form: Form, payload: Mapping[str, Any]) -> list[str]:
        key = {name: clean_value(payload.get(name)) for name in form.key}
        return self._store.find_by_key(form.id, key) if key and None not in key.values() else []


def _counted(problems: Iterable[Problem]) -> tuple[int, int]:
    hard = [problem.is_hard for problem in problems]
    return sum(hard), len(hard) - sum(hard)

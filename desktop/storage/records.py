"""The records of a store: saved with their history, listed, taken back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Engine, select, update

from desktop.domain.catalog import Catalogs
from desktop.domain.form import Form
from desktop.errors import AppError

from . import chain, derived, facts, history, listing, tables
from .database import reading, writing
from .derived import CountProblems, Counts, count_problems
from .loading import record_by_id, records_by_id, records_of
from .model import ChangeInfo, NewChange, Page, Query, Record, Saved, Write
from .saving import Saving
from .typed import COUNTS, TypedForm

UNDO = "undo"
_MANY = 200  # read at once: the payloads of thousands need not be in memory together


class RecordStore:
    """The one way to a store's records; every method is one transaction."""

    def __init__(
        self,
        engine: Engine,
        forms: Mapping[str, Form],
        catalogs: Catalogs,
        *,
        unit: str = "",
        stamp: str = "",
        count: CountProblems | None = None,
    ) -> None:
        """`unit` owns new records; a new `stamp` (of catalogues or rules) has the typed tables made anew."""
        self._engine = engine
        self._forms = {form_id: TypedForm(form, catalogs) for form_id, form in forms.items()}
        self._count = count or count_problems(catalogs)
        self._saving = Saving(self._forms, unit, self._count)
        self._stamp = stamp
        self._remade = self._ensure()

    @property
    def engine(self) -> Engine:
        """The store's own engine, for the other modules of this layer."""
        return self._engine

    @property
    def typed(self) -> Mapping[str, TypedForm]:
        """The typed tables by form, for facts and checks."""
        return self._forms

    @property
    def stamp(self) -> str:
        """What the typed tables were made with."""
        return self._stamp

    @property
    def remade(self) -> tuple[str, ...]:
        """The forms whose tables were made anew at opening: problems across records want counting again."""
        return self._remade

    def save(
        self,
        form_id: str,
        record_id: str | None,
        expected_revision: int | None,
        values: Mapping[str, Any],
        change: NewChange,
        problem_counts: Counts | None = None,
    ) -> Saved:
        """Some values at their places, durable on return; AppError `stale_save`, `record_missing`."""
        write = Write(form_id, record_id, expected_revision, values, problem_counts=problem_counts)
        return self.save_many(change, [write])[0]

    def save_many(self, change: NewChange, writes: Sequence[Write]) -> tuple[Saved, ...]:
        """All writes as one change, or none of them; AppError `stale_save`, `record_missing`."""
        with writing(self._engine) as connection:
            return self._saving.write(connection, change, writes)

    def delete(self, record_id: str, expected_revision: int | None, change: NewChange) -> Saved:
        """Takes a record out of every list; it stays in the history and undo brings it back."""
        with writing(self._engine) as connection:
            record = record_by_id(connection, record_id)
            if record is None:
                raise AppError("record_missing", id=record_id)
            write = Write(record.form, record_id, expected_revision, delete=True)
            return self._saving.write(connection, change, [write])[0]

    def get(self, record_id: str, *, deleted_too: bool = False) -> Record:
        """The record as it stands; AppError `record_missing`."""
        with reading(self._engine) as connection:
            record = record_by_id(connection, record_id)
        if record is None or (record.deleted and not deleted_too):
            raise AppError("record_missing", id=record_id)
        return record

    def find(self, record_id: str) -> Record | None:
        """The record as it stands, a deleted one too; None where there never was one."""
        with reading(self._engine) as connection:
            return record_by_id(connection, record_id)

    def get_many(self, record_ids: Sequence[str]) -> Iterator[Record]:
        """These records in this order, many read at once; AppError `record_missing`."""
        for first in range(0, len(record_ids), _MANY):
            asked = record_ids[first : first + _MANY]
            with reading(self._engine) as connection:
                found = records_by_id(connection, asked)
            for record_id in asked:
                record = found.get(record_id)
                if record is None or record.deleted:
                    raise AppError("record_missing", id=record_id)
                yield record

    def all_records(self, form_id: str, *, since: int = 0, deleted_too: bool = False) -> Iterator[Record]:
        """Every record of a form in the order of making; with `since`, those changed after that change."""
        with reading(self._engine) as connection:
            for records in records_of(connection, form_id, many=500, since=since, deleted_too=deleted_too):
                yield from records

    def all_records_at(self, form_id: str, n: int) -> Iterator[Record]:
        """Every record of a form as it stood after change `n`: what a period closed then had before it."""
        with reading(self._engine) as connection:
            for records in records_of(connection, form_id, many=500, deleted_too=True):
                for record in records:
                    stood = history.as_of(connection, record, n)
                    if stood is not None:
                        yield stood

    def page(self, form_id: str, query: Query) -> Page:
        """One part of a list, in order."""
        with reading(self._engine) as connection:
            return listing.page(connection, self._forms, form_id, query)

    def count(self, form_id: str) -> int:
        """How many records of a form there are."""
        with reading(self._engine) as connection:
            return listing.count(connection, self._forms[form_id])

    def distinct(self, form_id: str, field: str) -> list[tuple[Any, int]]:
        """The values of a field with how often they occur, most frequent first; None for empty."""
        with reading(self._engine) as connection:
            return listing.distinct(connection, self._forms[form_id], field)

    def find_by_key(self, form_id: str, values: Mapping[str, Any], unit: str | None = None) -> list[str]:
        """The ids of the records with the key in these values."""
        with reading(self._engine) as connection:
            return listing.by_key(connection, self._forms[form_id], values, unit)

    def keys(self, form_id: str, unit: str | None = None) -> dict[tuple[Any, ...], list[str]]:
        """The ids of all records by their key, for comparing a whole list at once."""
        with reading(self._engine) as connection:
            return listing.keys(connection, self._forms[form_id], unit)

    def labels(self, form_id: str, record_ids: Sequence[str]) -> dict[str, str]:
        """How these records are named elsewhere."""
        with reading(self._engine) as connection:
            return listing.labels(connection, self._forms, self._forms[form_id], record_ids)

    def facts(self, form_id: str, names: Sequence[str]) -> Iterator[Mapping[str, Any]]:
        """Every record's `id`, `label` and these fields, as typed columns."""
        return facts.read(self._engine, self._forms[form_id], names)

    def fact_rows(self, form_id: str, section_id: str, names: Sequence[str]) -> Iterator[Mapping[str, Any]]:
        """Every row of a table of the form: the record's `id`, `row_id` and these fields."""
        return facts.read_rows(self._engine, self._forms[form_id], section_id, names)

    def linked_from(self, record_id: str) -> list[tuple[str, str]]:
        """The records that lead to this one, and the place where they do."""
        link, record = tables.link, tables.record
        asked = (
            select(record.c.id, link.c.place)
            .join(record, record.c.n == link.c.source)
            .where(link.c.target == select(record.c.n).where(record.c.id == record_id).scalar_subquery())
            .order_by(link.c.id)
        )
        with reading(self._engine) as connection:
            return [(source, place) for source, place in connection.execute(asked)]

    def set_problem_counts(self, form_id: str, counts: Mapping[str, Counts]) -> None:
        """Counts of hard problems and warnings that changed without the record (a rule, an acceptance)."""
        table = self._forms[form_id].main
        with writing(self._engine) as connection:
            for record_id, found in counts.items():
                values = dict(zip(COUNTS, found, strict=True))
                connection.execute(update(table).where(table.c.record_id == record_id).values(values))

    def history(
        self, record_id: str | None = None, limit: int = 100, before_n: int | None = None
    ) -> tuple[ChangeInfo, ...]:
        """The latest changes first, of one record or of the store."""
        with reading(self._engine) as connection:
            return history.history(connection, record_id, limit, before_n)

    def last_undoable(self) -> int | None:
        """The latest change of records that stands and takes nothing back."""
        with reading(self._engine) as connection:
            return history.last_undoable(connection)

    def touched(self, n: int) -> tuple[tuple[str, str], ...]:
        """The records of a change, each as its id and its form."""
        with reading(self._engine) as connection:
            return history.touched(connection, n)

    def note(self, change: NewChange) -> int:
        """Enters in the history what was done beside the records (a user added); undo passes it over."""
        with writing(self._engine) as connection:
            n, previous = chain.head(connection)
            chain.add(connection, chain.Link(n + 1, chain.now(), change, None, ()), previous)
            return n + 1

    def undo(self, n: int | None, by: str, device: str = "") -> tuple[Saved, ...]:
        """Takes a change back by a new one; without a number the latest that stands and is itself no undo.

        AppError `nothing_to_undo`, `change_missing`, `already_undone`, `undo_conflict`.
        """
        with writing(self._engine) as connection:
            n = history.last_undoable(connection) if n is None else n
            if n is None:
                raise AppError("nothing_to_undo")
            writes = history.writes_to_undo(connection, n)
            change = NewChange(UNDO, history.label(connection, n), by, device)
            saved = self._saving.write(connection, change, writes, undoes=n)
            by_n = next((one.change_n for one in saved if one.change_n is not None), None)
            if by_n is None:
                raise AppError("nothing_to_undo")
            history.mark_undone(connection, n, by_n)
            return saved

    def _ensure(self) -> tuple[str, ...]:
        """Makes the typed tables of changed forms anew; reads only, where none has changed."""
        with reading(self._engine) as connection:
            if derived.are_current(connection, self._forms.values(), self._stamp):
                return ()
        with writing(self._engine) as connection:
            return tuple(
                form_id
                for form_id, made in self._forms.items()
                if derived.ensure(connection, made, self._stamp, self._count)
            )

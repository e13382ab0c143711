"""Keeps typed tables, search and links in step with the payloads they follow from, or makes them anew."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    Update,
    bindparam,
    delete,
    func,
    inspect,
    select,
    update,
)
from sqlalchemy.schema import CreateTable

from desktop.domain.catalog import Catalogs
from desktop.domain.form import Form
from desktop.domain.problems import hard
from desktop.domain.validation import validate

from . import dialects, settings, tables
from .loading import records_of
from .model import Record
from .typed import COUNTS, FOR_LARGE, LARGE, TypedForm

Counts = tuple[int, int]
CountProblems = Callable[[Form, Mapping[str, Any]], Counts]
_SETTING: Final = "typed."
_INDEXED: Final = "indexed."


@dataclass(frozen=True)
class Step:
    """A record before and after a change; None where it is not there or deleted."""

    before: Record | None
    after: Record | None
    counts: Counts


class _Batch:
    """Rows to write, gathered by statement, so that five thousand records take as many statements as one."""

    def __init__(self) -> None:
        self._inserts: dict[Table, list[dict[str, Any]]] = {}
        self._updates: dict[tuple[Table, tuple[str, ...]], list[dict[str, Any]]] = {}
        self._deletes: dict[Table, list[dict[str, Any]]] = {}

    def put(self, table: Table, row: dict[str, Any]) -> None:
        self._inserts.setdefault(table, []).append(row)

    def puts_into(self, table: Table) -> bool:
        return table in self._inserts

    def change(
        self, table: Table, key: dict[str, Any], old: Mapping[str, Any], new: Mapping[str, Any]
    ) -> None:
        """Sets the columns that differ in the row of that primary key."""
        values = {name: value for name, value in new.items() if old[name] != value}
        if values:
            self._updates.setdefault((table, tuple(values)), []).append(values | _marked(key))

    def drop(self, table: Table, key: dict[str, Any]) -> None:
        self._deletes.setdefault(table, []).append(_marked(key))

    def write(self, connection: Connection) -> None:
        for table, keys in self._deletes.items():
            connection.execute(delete(table).where(*_at(table, keys[0])), keys)
        for (table, columns), rows in self._updates.items():
            connection.execute(_update(table, columns), rows)
        for table, rows in self._inserts.items():
            dialects.insert_many(connection, table, rows)


@lru_cache(maxsize=256)
def _update(table: Table, columns: tuple[str, ...]) -> Update:
    changed = update(table).where(*_at(table, map(_mark, table.primary_key.columns.keys())))
    return changed.values({name: bindparam(name) for name in columns})


def _mark(name: str) -> str:
    """The parameter of a key column: no field's name begins with a line."""
    return f"_{name}"


def _marked(key: Mapping[str, Any]) -> dict[str, Any]:
    return {_mark(name): value for name, value in key.items()}


def _at(table: Table, marks: Iterable[str]) -> list[ColumnElement[bool]]:
    return [table.c[mark[1:]] == bindparam(mark) for mark in marks]


def follow(connection: Connection, made: TypedForm, steps: Sequence[Step]) -> bool:
    """Brings what is derived from records of one form after them; False when links are left to resolve."""
    batch = _Batch()
    words: list[dict[str, object]] = []
    gone: list[int] = []
    for step in steps:
        old, new = _rows(made, step)
        _follow_row(batch, made, step, old, new)
        _follow_sections(batch, made, step)
        _follow_links(batch, made, step)
        if step.after is None and step.before:
            gone.append(step.before.n)
        elif step.after and old.get("folded") != new.get("folded"):
            words.append({"n": step.after.n, "folded": new["folded"]})
    batch.write(connection)
    made.search.drop(connection, gone)
    made.search.put(connection, words)
    return not batch.puts_into(tables.link)


def resolve_links(connection: Connection) -> None:
    """Ties links to targets that have come meanwhile."""
    link, record = tables.link, tables.record
    target = select(record.c.n).where(record.c.id == link.c.target_id).scalar_subquery()
    connection.execute(update(link).where(link.c.target.is_(None)).values(target=target))


def _rows(made: TypedForm, step: Step) -> tuple[dict[str, Any], dict[str, Any]]:
    """The columns before and after: all of a record that comes, of one that stays those touched."""
    if step.before and step.after:
        return made.changed_columns(step.before.payload, step.after.payload)
    return {}, made.row(step.after.payload) if step.after else {}


def _follow_row(batch: _Batch, made: TypedForm, step: Step, old: dict[str, Any], new: dict[str, Any]) -> None:
    if step.after is None:
        if step.before:
            batch.drop(made.main, {"n": step.before.n})
        return
    row = new  # of five thousand records a copy each is felt
    row.update(_own(step.after))
    row.update(zip(COUNTS, step.counts, strict=True))
    if step.before:
        unknown: dict[str, Any] = dict.fromkeys(COUNTS)
        batch.change(made.main, {"n": step.after.n}, old | _own(step.before) | unknown, row)
    else:
        row["n"] = step.after.n
        batch.put(made.main, row)


def _own(record: Record) -> dict[str, Any]:
    return {"record_id": record.id, "unit": record.unit, "revision": record.revision}


def _follow_sections(batch: _Batch, made: TypedForm, step: Step) -> None:
    old = _keyed_rows(made, step.before, step.after)
    new = _keyed_rows(made, step.after, step.before)
    for (table, row_id), (n, _) in old.items():
        if (table, row_id) not in new:
            batch.drop(table, {"n": n, "row_id": row_id})
    for (table, row_id), (n, row) in new.items():
        before = old.get((table, row_id))
        if before is None:
            record_id = step.after.id if step.after else ""
            batch.put(table, row | {"n": n, "record_id": record_id})
        else:
            batch.change(table, {"n": n, "row_id": row_id}, before[1], row)


def _keyed_rows(
    made: TypedForm, record: Record | None, besides: Record | None
) -> dict[tuple[Table, str], tuple[int, dict[str, Any]]]:
    if record is None:
        return {}
    rows = made.section_rows(record.payload, besides.payload if besides else None)
    return {(table, row_id): (record.n, row) for table, row_id, row in rows}


def _follow_links(batch: _Batch, made: TypedForm, step: Step) -> None:
    old = made.links(step.before.payload) if step.before else {}
    new = made.links(step.after.payload) if step.after else {}
    for place, target in old.items():
        if step.before and new.get(place) != target:
            batch.drop(tables.link, {"source": step.before.n, "place": place})
    for place, target in new.items():
        if step.after and old.get(place) != target:
            batch.put(tables.link, {"source": step.after.n, "place": place, "target_id": target})


def count_problems(catalogs: Catalogs) -> CountProblems:
    """Counts what the form itself finds wrong with a record, for whoever has no better count."""

    def count(form: Form, payload: Mapping[str, Any]) -> Counts:
        problems = validate(form, payload, catalogs)
        hard_ones = len(hard(problems))
        return hard_ones, len(problems) - hard_ones

    return count


def are_current(connection: Connection, forms: Iterable[TypedForm], stamp: str) -> bool:
    """Whether every form's tables were made from its present shape."""
    shapes = settings.starting_with(connection, _SETTING)
    return all(shapes.get(made.form.id) == made.shape(stamp) for made in forms)


def ensure(connection: Connection, made: TypedForm, stamp: str, count: CountProblems) -> bool:
    """Makes a form's tables anew where they were made from another shape of it; whether it did."""
    shape = made.shape(stamp)
    if settings.get(connection, _SETTING + made.form.id) == shape:
        return False
    _drop(connection, made)
    for table in made.tables:
        connection.execute(CreateTable(table))
    made.search.create(connection)
    for records in records_of(connection, made.form.id, many=1000):
        follow(connection, made, [Step(None, one, count(made.form, one.payload)) for one in records])
    for index in made.main.indexes:
        if index.info != FOR_LARGE:
            index.create(connection)
    settings.put(connection, _INDEXED + made.form.id, None)
    index_if_large(connection, made)
    resolve_links(connection)
    settings.put(connection, _SETTING + made.form.id, shape)
    return True


def index_if_large(connection: Connection, made: TypedForm) -> None:
    """Adds the indexes that only a long list needs, once it is long."""
    if settings.get(connection, _INDEXED + made.form.id):
        return
    rows = connection.execute(select(func.count()).select_from(made.main)).scalar_one()
    if rows > LARGE:
        for index in made.main.indexes:
            if index.info == FOR_LARGE:
                index.create(connection)
        settings.put(connection, _INDEXED + made.form.id, value=True)


def _drop(connection: Connection, made: TypedForm) -> None:
    for name in inspect(connection).get_table_names():
        if name == made.name or name.startswith(f"{made.name}__"):
            connection.exec_driver_sql(f"DROP TABLE {connection.dialect.identifier_preparer.quote(name)}")
    made.search.remove(connection)
    record, link = tables.record, tables.link
    of_form = select(record.c.n).where(record.c.form == made.form.id)
    connection.execute(delete(link).where(link.c.source.in_(of_form)))

"""Lists: a page of a form's records in order, searched and filtered, read from the typed tables alone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, and_, false, func, or_, select
from sqlalchemy import Row as SqlRow

from desktop.domain.form import Field
from desktop.domain.list_types import Link

from . import search
from .columns import stored, typed
from .model import Page, Query, Row
from .typed import LABEL_JOINED, TypedForm, column_of

_FEW: Final = 200  # found records that are sorted outright, though that reads a page of the file for each
Forms = Mapping[str, TypedForm]


def page(connection: Connection, forms: Forms, form_id: str, query: Query) -> Page:
    """The asked part of the list."""
    made = forms[form_id]
    words = search.asked(query.text)
    conditions = _conditions(made, query)
    if words and not _links(forms, made):
        found = connection.execute(made.search.count(words)).scalar_one()
        is_alone = not conditions
        conditions.append(_found(connection, made, words, found, is_in_order=query.sort is None))
        total = found if is_alone else _count(connection, made, conditions)
    else:
        conditions += [_found_through_links(forms, made, word) for word in words]
        total = _count(connection, made, conditions)
    rows = _rows(connection, made, _numbers(forms, made, query, conditions)) if total > query.offset else []
    linked = _labels(connection, forms, made, rows)
    columns = [(name, column_of(name), made.form.field(name)) for name in made.form.columns]
    has_links = bool(rows and _named_links(forms, made))
    names = labels(connection, forms, made, [row.record_id for row in rows]) if has_links else {}
    return Page(total, tuple(_row(columns, row, linked, names) for row in rows))


def count(connection: Connection, made: TypedForm) -> int:
    """How many records there are."""
    return _count(connection, made, [])


def distinct(connection: Connection, made: TypedForm, name: str) -> list[tuple[Any, int]]:
    """The values of a field with how often they occur, most frequent first; None for empty."""
    column = made.main.c[column_of(name)]
    often = func.count()
    asked = select(column, often).group_by(column).order_by(often.desc(), column)
    field = made.form.field(name)
    return [(stored(field, value), times) for value, times in connection.execute(asked)]


def keys(connection: Connection, made: TypedForm, unit: str | None) -> dict[tuple[Any, ...], list[str]]:
    """The ids of all records by their key; records without a whole key are left out."""
    table = made.main
    columns = [table.c[column_of(name)] for name in made.form.key]
    asked = select(*columns, table.c.record_id).where(*(column.is_not(None) for column in columns))
    if unit is not None:
        asked = asked.where(table.c.unit == unit)
    found: dict[tuple[Any, ...], list[str]] = {}
    for *key, record_id in connection.execute(asked):
        found.setdefault(tuple(key), []).append(record_id)
    return found


def by_key(connection: Connection, made: TypedForm, values: Mapping[str, Any], unit: str | None) -> list[str]:
    """The ids of the records with this key; none where part of it is empty or unreadable."""
    form = made.form
    key = {name: typed(form.field(name), values.get(name)) for name in form.key}
    if not key or None in key.values():
        return []
    asked = made.with_key if unit is None else made.with_key.where(made.main.c.unit == unit)
    return list(connection.execute(asked, key).scalars())


def labels(
    connection: Connection, forms: Forms, made: TypedForm, record_ids: Iterable[str]
) -> dict[str, str]:
    """How these records are named elsewhere; those that are not there are left out.

    A link in a name is told by the name of its record, and left out where that is not there.
    """
    table = made.main
    links = [(table.c[column_of(name)], forms[form_id]) for name, form_id in _named_links(forms, made)]
    columns = [table.c.record_id, table.c.record_label, *(column for column, _ in links)]
    asked = select(*columns).where(table.c.record_id.in_(set(record_ids)))
    rows = [tuple(row) for row in connection.execute(asked)]
    names: dict[str, str] = {}
    for at, (_, linked) in enumerate(links, 2):
        names |= dict.fromkeys((row[at] for row in rows if row[at]), "")
        names |= _own_labels(connection, linked, names)
    return {row[0]: _joined(row[1], names) for row in rows}


def _own_labels(connection: Connection, made: TypedForm, record_ids: Iterable[str]) -> dict[str, str]:
    table = made.main
    asked = select(table.c.record_id, table.c.record_label).where(table.c.record_id.in_(set(record_ids)))
    return {row.record_id: row.record_label for row in connection.execute(asked)}


def _named_links(forms: Forms, made: TypedForm) -> list[tuple[str, str]]:
    """The links that are part of a record's name, with the form of their records."""
    kinds = [(name, made.form.field(name).type) for name in made.form.label]
    return [(name, kind.form) for name, kind in kinds if isinstance(kind, Link) and kind.form in forms]


def _joined(label: str, names: Mapping[str, str]) -> str:
    """A name with its links told by theirs."""
    if not names:
        return label
    parts = [names.get(part, part) for part in label.split(LABEL_JOINED)]
    return LABEL_JOINED.join(part for part in parts if part)


def _links(forms: Forms, made: TypedForm) -> list[tuple[Field, Link]]:
    """The links by which a list is searched."""
    links = [
        (field, field.type) for field in search.searched_fields(made.form) if isinstance(field.type, Link)
    ]
    return [(field, link) for field, link in links if link.form in forms]


def _conditions(made: TypedForm, query: Query) -> list[ColumnElement[bool]]:
    table = made.main
    conditions: list[ColumnElement[bool]] = []
    for name, accepted in query.filters.items():
        column, field = table.c[column_of(name)], made.form.field(name)
        values = [typed(field, value) for value in accepted if value is not None]
        is_one: list[ColumnElement[bool]] = [column.in_(values)] if values else []
        conditions.append(or_(false(), *is_one, *([column.is_(None)] if None in accepted else [])))
    if query.problems_only:
        conditions.append(or_(table.c.hard_problems > 0, table.c.warnings > 0))
    if query.unit is not None:
        conditions.append(table.c.unit == query.unit)
    return conditions


def _found(
    connection: Connection, made: TypedForm, words: Sequence[str], found: int, *, is_in_order: bool
) -> ColumnElement[bool]:
    """The records with these words, put so that the database goes the shortest way to a page of them.

    Few are fetched and sorted. Among many the list is walked in its order: where most match, looking at each
    one's words (an index holds them in that order), else comparing with the numbers of all that match.
    """
    number, folded = made.main.c.n, made.main.c.folded
    if found <= _FEW:
        return number.in_(made.search.matching(list(words)))
    if is_in_order and 2 * found > _count(connection, made, []):
        return and_(*((" " + folded).like(f"% {word}%") for word in words))
    # The sum hides the column from the planner, which would else fetch all that match before it sorts.
    return (number + 0).in_(made.search.matching(list(words)))


def _found_through_links(forms: Forms, made: TypedForm, word: str) -> ColumnElement[bool]:
    """A word in the record itself or in what it leads to."""
    table = made.main
    return or_(
        table.c.n.in_(made.search.matching([word])),
        *(
            table.c[column_of(field.name)].in_(_led_to(forms, link, word))
            for field, link in _links(forms, made)
        ),
    )


def _led_to(forms: Forms, link: Link, word: str) -> Select[Any]:
    other = forms[link.form]
    return select(other.main.c.record_id).where(other.main.c.n.in_(other.search.matching([word])))


def _count(connection: Connection, made: TypedForm, conditions: list[ColumnElement[bool]]) -> int:
    asked = select(func.count()).select_from(made.main).where(*conditions)
    return int(connection.execute(asked).scalar_one())


def _numbers(
    forms: Forms, made: TypedForm, query: Query, conditions: list[ColumnElement[bool]]
) -> Select[Any]:
    """The numbers of the page in their order: where nothing is filtered, an index alone answers."""
    table = made.main
    name = query.sort[0] if query.sort else ""
    first = made.form.field(name or made.form.label[0])
    asked = select(table.c.n).where(*conditions)
    order: list[ColumnElement[Any]] = [table.c[made.sort_column(name)] if name else table.c.sort_key]
    if isinstance(first.type, Link) and first.type.form in forms:
        other = forms[first.type.form].main.alias()
        asked = asked.outerjoin(other, other.c.record_id == table.c[column_of(first.name)])
        order = [other.c.sort_key]
    order.append(table.c.n)
    if query.sort and query.sort[1]:
        order = [column.desc() for column in order]
    return asked.order_by(*order).limit(query.limit).offset(query.offset)


def _rows(connection: Connection, made: TypedForm, numbers: Select[Any]) -> list[SqlRow[Any]]:
    """Whole rows of the page only."""
    table = made.main
    own = ("n", "record_id", "revision", "unit", "record_label", "hard_problems", "warnings")
    columns = [table.c[name] for name in own] + [table.c[column_of(name)] for name in made.form.columns]
    order = list(connection.execute(numbers).scalars())
    found = {row.n: row for row in connection.execute(select(*columns).where(table.c.n.in_(order)))}
    return [found[number] for number in order]


def _labels(
    connection: Connection, forms: Forms, made: TypedForm, rows: Sequence[SqlRow[Any]]
) -> dict[str, dict[str, str]]:
    """The labels of the page's links, by column."""
    found: dict[str, dict[str, str]] = {}
    for name in made.form.columns:
        kind = made.form.field(name).type
        if isinstance(kind, Link) and kind.form in forms:
            ids = {row._mapping[column_of(name)] for row in rows} - {None}  # noqa: SLF001 - the public way
            found[name] = labels(connection, forms, forms[kind.form], ids)
    return found


def _row(
    columns: Sequence[tuple[str, str, Field]],
    row: SqlRow[Any],
    labels_by_column: Mapping[str, Mapping[str, str]],
    names: Mapping[str, str],
) -> Row:
    values = row._mapping  # noqa: SLF001
    return Row(
        id=values["record_id"],
        revision=values["revision"],
        unit=values["unit"],
        label=names.get(values["record_id"], values["record_label"]),
        values={name: stored(field, values[column]) for name, column, field in columns},
        links={
            name: found[values[column_of(name)]]
            for name, found in labels_by_column.items()
            if values[column_of(name)] in found
        },
        hard_problems=values["hard_problems"],
        warnings=values["warnings"],
    )

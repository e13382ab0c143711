"""The typed tables of a form: one for what is asked once, one for each repeated section."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final

from sqlalchemy import Column, Index, Integer, MetaData, Select, Table, Text, bindparam, select

from desktop.domain import places
from desktop.domain.catalog import Catalogs
from desktop.domain.computed import COMPUTED
from desktop.domain.form import Field, Form, Section
from desktop.domain.list_types import Link
from desktop.domain.names import fold
from desktop.domain.text_types import Text as TextType

from . import search
from .columns import kind_of, order_key, shown, typed
from .dialects import SearchIndex

LABEL_JOINED: Final = " · "  # between the parts of a record's name
_MADE: Final = 4  # raised when this module makes other rows of the same form
_OWN: Final = (
    *("n", "record_id", "unit", "revision", "record_label", "sort_key", "folded"),
    *("hard_problems", "warnings"),
)
_OWN_IN_ROWS: Final = ("n", "record_id", "row_id", "row_at")
_TAKEN: Final = frozenset((*_OWN, *_OWN_IN_ROWS))
# A table of a few thousand rows is sorted sooner than twenty indexes are kept at every save.
LARGE: Final = 5000
FOR_LARGE: Final = {"for": "large"}
COUNTS: Final = ("hard_problems", "warnings")


@dataclass(frozen=True)
class _Columns:
    """The columns of fields that are asked together, worked out once."""

    fields: Mapping[str, tuple[str, Field, type | None]]
    empty: Mapping[str, None]

    def row(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What lies in the columns: only what is there costs time."""
        row: dict[str, Any] = dict(self.empty)
        for name, value in values.items():
            known = self.fields.get(name)
            if known is not None:
                column, field, plain = known
                row[column] = value if value.__class__ is plain else typed(field, value)
        return row


class TypedForm:
    """How one form lies in tables of its own; they are built when first asked for."""

    def __init__(self, form: Form, catalogs: Catalogs) -> None:
        self.form = form
        self._catalogs = catalogs
        self._metadata = MetaData()
        self.search = SearchIndex(form.id)
        self._fields = tuple(form.fields)
        self._sorted = tuple(form.field(name) for name in form.columns if kind_of(form.field(name)).is_words)
        self._labels = tuple(form.field(name) for name in form.label)
        self._computed = tuple(
            (field.name, COMPUTED[field.computed]) for field in self._fields if field.computed
        )
        self._searched = tuple(
            field for field in search.searched_fields(form) if not isinstance(field.type, Link)
        )
        self._searched_names = {field.name for field in self._searched}
        self._columns = _columns_of(self._fields)
        self._section_columns = {section.id: _columns_of(section.fields) for section in form.tables}
        self._links = {field.name for field in self._fields if isinstance(field.type, Link)}
        self._section_links = {
            section.id: names
            for section in form.tables
            if (names := {field.name for field in section.fields if isinstance(field.type, Link)})
        }
        # The same divisions, positions and given names come again and again.
        self._key = lru_cache(maxsize=8192)(lambda name, value: order_key(form.field(name), value))
        self._words = lru_cache(maxsize=8192)(
            lambda name, value: search.words_of(form.field(name), shown(form.field(name), value))
        )

    @property
    def name(self) -> str:
        """The main table; those of the sections begin with it and two underscores."""
        return f"form_{self.form.id}"

    @cached_property
    def main(self) -> Table:
        """One row a record."""
        form = self.form
        ordered = {self.sort_column(name) for name in form.columns}
        ordered |= {column_of(field.name) for field in self._fields if isinstance(field.type, Link)}
        return Table(
            self.name,
            self._metadata,
            Column("n", Integer, primary_key=True, autoincrement=False),
            Column("record_id", Text, nullable=False),
            Column("unit", Text, nullable=False),
            Column("revision", Integer, nullable=False),
            Column("hard_problems", Integer, nullable=False),
            Column("warnings", Integer, nullable=False),
            Column("sort_key", Text, nullable=False),
            Column("record_label", Text, nullable=False),
            *(Column(column_of(field.name), kind_of(field).column) for field in self._fields),
            *(Column(_key_of(field.name), Text) for field in self._sorted),
            Column("folded", Text, nullable=False),
            Index(f"ix_{self.name}_record_id", "record_id", unique=True),
            Index(f"ix_{self.name}_sort_key", "sort_key"),
            Index(f"ix_{self.name}_words", "sort_key", "n", "folded", info=FOR_LARGE),
            Index(f"ix_{self.name}_problems", "hard_problems", "warnings", info=FOR_LARGE),
            *(Index(f"ix_{self.name}_by_{name}", name, info=FOR_LARGE) for name in sorted(ordered)),
            *(
                Index(f"ix_{self.name}_of_{name}", column_of(name), "sort_key", info=FOR_LARGE)
                for name in form.filter
            ),
            *self._key_index(),
        )

    @cached_property
    def with_key(self) -> Select[Any]:
        """Asks for the ids of the records with a key, by the names of its fields; put together once."""
        table = self.main
        return (
            select(table.c.record_id)
            .where(*(table.c[column_of(name)] == bindparam(name) for name in self.form.key))
            .order_by(table.c.n)
        )

    @cached_property
    def sections(self) -> Mapping[str, Table]:
        """One row a row, by section id."""
        return {section.id: self._section_table(section) for section in self.form.tables}

    @property
    def tables(self) -> Iterator[Table]:
        """All of them, the main one first."""
        yield self.main
        yield from self.sections.values()

    def shape(self, stamp: str) -> str:
        """A hash of all that decides what the rows look like; `stamp` is that of the catalogues."""
        form = self.form
        told = [
            *(_MADE, form.id, form.version, form.key, form.label, form.columns, form.filter, stamp),
            [_shape_of(field) for field in form.fields],
            [[section.id, *(_shape_of(field) for field in section.fields)] for section in form.tables],
        ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    def row(self, payload: Mapping[str, Any]) -> dict[str, Any]:
        """The main row of a payload, without the record's own columns and the counts of problems."""
        values = self._values(payload)
        row = self._columns.row(values)
        row.update(self._derived_columns(values, self._columns.fields.keys()))
        return row

    def changed_columns(
        self, old: Mapping[str, Any], new: Mapping[str, Any]
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """What `row` gives before and after, of the columns that a change can have touched."""
        was, now = self._values(old), self._values(new)
        names = {name for name in {**was, **now} if was.get(name) != now.get(name)}
        names -= self._section_columns.keys()
        rows = []
        for values in (was, now):
            touched = {name: values.get(name) for name in names}
            columns = {
                column_of(name): typed(self.form.field(name), value) for name, value in touched.items()
            }
            rows.append(columns | self._derived_columns(values, names))
        return rows[0], rows[1]

    def section_rows(
        self, payload: Mapping[str, Any], besides: Mapping[str, Any] | None = None
    ) -> Iterator[tuple[Table, str, dict[str, Any]]]:
        """Every row of every repeated section, with its table and id, without the record's own columns.

        Sections that are the same in another payload `besides` are left out.
        """
        for section_id, columns in self._section_columns.items():
            if besides is not None and payload.get(section_id) == besides.get(section_id):
                continue
            for position, row in enumerate(payload.get(section_id) or ()):
                row_id = row[places.ROW_ID]
                values = columns.row(row)
                values["row_id"] = row_id
                values["row_at"] = position
                yield self.sections[section_id], row_id, values

    def links(self, payload: Mapping[str, Any]) -> dict[str, str]:
        """The ids of the records this one leads to, by place."""
        found = {name: payload.get(name) for name in self._links}
        for section_id, names in self._section_links.items():
            for row in payload.get(section_id) or ():
                prefix = f"{section_id}/{row[places.ROW_ID]}"
                found |= {f"{prefix}/{name}": row.get(name) for name in names}
        return {place: value for place, value in found.items() if isinstance(value, str)}

    def assert_stored(self, payload: Mapping[str, Any]) -> None:
        """PlaceError for a whole payload with a name the form does not have, or does not store."""
        unknown = payload.keys() - self._stored
        if unknown:
            raise places.PlaceError(min(unknown))

    @cached_property
    def _stored(self) -> frozenset[str]:
        fields = {field.name for field in self._fields if not field.computed}
        return frozenset(fields | self._section_columns.keys())

    def _values(self, payload: Mapping[str, Any]) -> dict[str, Any]:
        values = dict(payload)
        for name, compute in self._computed:
            values[name] = compute(payload, self._catalogs)
        return values

    def _derived_columns(self, values: Mapping[str, Any], names: AbstractSet[str]) -> dict[str, Any]:
        """What follows from these fields: the keys of order, the label, the words."""
        row: dict[str, Any] = {}
        for field in self._sorted:
            if field.name in names:
                value = values.get(field.name)
                row[_key_of(field.name)] = None if value is None else self._order_key(field, value)
        if not names.isdisjoint(self.form.label):
            named = [
                (field, values[field.name]) for field in self._labels if values.get(field.name) is not None
            ]
            row["sort_key"] = "\x01".join([self._order_key(field, value) for field, value in named])
            row["record_label"] = LABEL_JOINED.join([shown(field, value) for field, value in named])
        if not names.isdisjoint(self._searched_names):
            row["folded"] = " ".join(self._searched_words(values))
        return row

    def _order_key(self, field: Field, value: Any) -> str:
        return self._key(field.name, value) if isinstance(value, str) else order_key(field, value)

    def _searched_words(self, values: Mapping[str, Any]) -> Iterator[str]:
        for field in self._searched:
            value = values.get(field.name)
            if value is None:
                continue
            if isinstance(value, str):
                is_number = value.isdecimal() and value.isascii()
                words = value if is_number else self._words(field.name, value)
            else:
                words = fold(shown(field, value))
            if words:
                yield words

    def sort_column(self, name: str) -> str:
        """The column by which a list is ordered when its column `name` is asked for."""
        return _key_of(name) if self.form.field(name) in self._sorted else column_of(name)

    def _section_table(self, section: Section) -> Table:
        name = f"{self.name}__{section.id}"
        return Table(
            name,
            self._metadata,
            Column("n", Integer, primary_key=True, autoincrement=False),
            Column("row_id", Text, primary_key=True),
            Column("record_id", Text, nullable=False),
            Column("row_at", Integer, nullable=False),
            *(Column(column_of(field.name), kind_of(field).column) for field in section.fields),
            sqlite_with_rowid=False,
        )

    def _key_index(self) -> Iterator[Index]:
        """A second record of the same key is a problem, not an error: the index is not unique."""
        names = [column_of(name) for name in self.form.key]
        if names:
            yield Index(f"ix_{self.name}_key", *names, "record_id")


def _columns_of(fields: Iterable[Field]) -> _Columns:
    named = {field.name: (column_of(field.name), field, kind_of(field).plain) for field in fields}
    return _Columns(named, {column: None for column, _, _ in named.values()})


def column_of(name: str) -> str:
    """The column of a field: its name, with a line behind it where the table has that name for itself."""
    return f"{name}_" if name in _TAKEN else name


def _key_of(name: str) -> str:
    return f"{name}__key"


def _shape_of(field: Field) -> list[object]:
    kind = type(field.type).__name__
    is_person = isinstance(field.type, TextType) and field.type.title_case
    catalog = getattr(getattr(field.type, "catalog", None), "id", "")
    return [field.name, kind, field.computed, is_person, catalog, getattr(field.type, "display", "")]

"""The typed tables of a form: one for what is asked once, one for each repeated section."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Final

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text

from desktop.domain import places
from desktop.domain.catalog import Catalogs
from desktop.domain.form import Field, Form, Section
from desktop.domain.list_types import Link
from desktop.domain.text_types import Text as TextType
from desktop.domain.validation import computed_values

from . import search
from .columns import kind_of, order_key, shown, typed
from .dialects import SearchIndex

_MADE: Final = 1  # raised when this module makes other rows of the same form
_OWN: Final = (
    *("n", "record_id", "unit", "revision", "record_label", "sort_key", "folded"),
    *("hard_problems", "warnings"),
)
_OWN_IN_ROWS: Final = ("n", "record_id", "row_id", "row_at")
COUNTS: Final = ("hard_problems", "warnings")


class TypedForm:
    """How one form lies in tables of its own; they are built when first asked for."""

    def __init__(self, form: Form, catalogs: Catalogs) -> None:
        self.form = form
        self._catalogs = catalogs
        self._metadata = MetaData()
        self.search = SearchIndex(form.id)
        self._fields = tuple(form.fields)
        self._sorted = tuple(form.field(name) for name in form.columns if kind_of(form.field(name)).is_words)

    @property
    def name(self) -> str:
        """The main table; those of the sections begin with it and two underscores."""
        return f"form_{self.form.id}"

    @cached_property
    def main(self) -> Table:
        """One row a record."""
        form = self.form
        indexed = {self.sort_column(name) for name in form.columns} | {
            column_of(name) for name in form.filter
        }
        indexed |= {column_of(field.name) for field in self._fields if isinstance(field.type, Link)}
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
            Index(f"ix_{self.name}_problems", "hard_problems", "warnings"),
            *(Index(f"ix_{self.name}_by_{name}", name) for name in sorted(indexed)),
            *self._key_index(),
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
        form = self.form
        values = {**payload, **computed_values(form, payload, self._catalogs)}
        row = {column_of(field.name): typed(field, values.get(field.name)) for field in self._fields}
        row |= {
            _key_of(field.name): order_key(field, values[field.name])
            if values.get(field.name) is not None
            else None
            for field in self._sorted
        }
        labels = [form.field(name) for name in form.label if values.get(name) is not None]
        row["sort_key"] = "\x01".join(order_key(field, values[field.name]) for field in labels)
        row["record_label"] = " · ".join(shown(field, values[field.name]) for field in labels)
        row["folded"] = search.folded(form, values)
        return row

    def section_rows(self, payload: Mapping[str, Any]) -> Iterator[tuple[Table, str, dict[str, Any]]]:
        """Every row of every repeated section, with its table and id, without the record's own columns."""
        for section in self.form.tables:
            for position, row in enumerate(places.rows(payload, section.id)):
                values = {
                    column_of(field.name): typed(field, row.get(field.name)) for field in section.fields
                }
                row_id = row[places.ROW_ID]
                yield self.sections[section.id], row_id, values | {"row_id": row_id, "row_at": position}

    def links(self, payload: Mapping[str, Any]) -> dict[str, str]:
        """The ids of the records this one leads to, by place."""
        return {
            place: value
            for place, field, value in places.filled(self.form, payload)
            if isinstance(field.type, Link) and isinstance(value, str)
        }

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


def column_of(name: str) -> str:
    """The column of a field: its name, with a line behind it where the table has that name for itself."""
    return f"{name}_" if name in {*_OWN, *_OWN_IN_ROWS} else name


def _key_of(name: str) -> str:
    return f"{name}__key"


def _shape_of(field: Field) -> list[object]:
    kind = type(field.type).__name__
    is_person = isinstance(field.type, TextType) and field.type.title_case
    catalog = getattr(getattr(field.type, "catalog", None), "id", "")
    return [field.name, kind, field.computed, is_person, catalog, getattr(field.type, "display", "")]

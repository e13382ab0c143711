"""A record as paper shows it: every value by its own field type, what cannot be read as nothing."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.domain import places
from desktop.domain.form import Field, Form, Section
from desktop.domain.identity_types import Image
from desktop.domain.list_types import CatalogItem
from desktop.domain.names import clean_lines
from desktop.domain.values import clean_value, is_raw

from .grammar import Column, SectionTable, Show, Where
from .names import CODE, RESULTS, Results, date_names


@dataclass(frozen=True)
class LeftOut:
    """A value that could not be printed: the position of its record among those given, and its place."""

    record: int
    place: str


class Answers:
    """The texts of one record; what is asked for and cannot be read is noted in `left_out`."""

    def __init__(
        self, form: Form, record: Mapping[str, Any], position: int = 0, language: str = "vi"
    ) -> None:
        self.left_out: list[LeftOut] = []
        self._form = form
        self._record = record
        self._position = position
        self._language = language

    def text(self, name: str, show: Show = "as_form") -> str:
        """The text of a once-asked field, empty when there is none."""
        value = self._record.get(name)
        return "" if value is None else self._show(self._form.field(name), value, name, show)

    def date(self, name: str) -> dict[str, str]:
        """Day, month and year of a date field."""
        value = self._record.get(name)
        if is_raw(value):
            self._leave_out(name)
        return date_names(value if isinstance(value, str) else "")

    def stored(self, name: str) -> object:
        """The stored value, as conditions and pictures want it."""
        return self._record.get(name)

    @property
    def code(self) -> str:
        """What the QR code of the record says; empty where it has none."""
        return str(self._record.get(CODE) or "")

    def results(self, name: str) -> Results | None:
        """A table of figures of this record."""
        found: Results | None = self._record.get(RESULTS, {}).get(name)
        return found

    def first_of(self, section_id: str) -> object:
        """The first filled picture of a table."""
        names = [one.name for one in self._form.section(section_id).fields if isinstance(one.type, Image)]
        rows = places.rows(self._record, section_id)
        return next((row[name] for row in rows for name in names if row.get(name) is not None), None)

    def cell(self, column: Column) -> str:
        """The text of one column of a list."""
        where = column.where
        if where and not holds(where, self._record):
            if clean_value(self._record.get(where.field)) is None:
                self._leave_out_all(where.field, *column.names)
            return ""
        return column.join.join(text for name in column.names if (text := self.text(name, column.show)))

    def rows(self, block: SectionTable) -> Iterator[tuple[str, ...]]:
        """The cells of every row of a table."""
        section = self._form.section(block.section)
        for number, row in enumerate(self._rows(block), 1):
            yield tuple(
                str(number) if column.running else self._row_cell(section, column, row)
                for column in block.columns
            )

    def unprintable(self, name: str) -> None:
        """Note that a field's value could not be put on paper."""
        self._leave_out(name)

    def __getitem__(self, name: str) -> str:
        return self.text(name)

    def _rows(self, block: SectionTable) -> list[Mapping[str, Any]]:
        rows = places.rows(self._record, block.section)
        if not rows and block.list_of:
            return _listed(self._form.section(block.section), block.list_of)
        return [row for row in rows if block.where is None or holds(block.where, row)]

    def _row_cell(self, section: Section, column: Column, row: Mapping[str, Any]) -> str:
        if column.where and not holds(column.where, row):
            return ""
        texts = []
        for name in column.names:
            value = row.get(name)
            if value is not None:
                place = f"{section.id}/{row.get(places.ROW_ID, '')}/{name}"
                texts.append(self._show(section.field(name), value, place, column.show))
        return column.join.join(filter(None, texts))

    def _show(self, field: Field, value: object, place: str, show: Show) -> str:
        if is_raw(value):
            self._leave_out(place)
            return ""
        if show != "as_form" and isinstance(field.type, CatalogItem):
            item = field.type.catalog.get(value)
            if item is None or show == "code":
                return printable(str(value))
            return printable(item.label_en if self._language == "en" else item.label)
        return printable(field.type.show(value, self._language))

    def _leave_out_all(self, condition: str, *names: str) -> None:
        """No column is the right one for these values, since the answer that would say so is missing."""
        for name in names:
            if self._record.get(name) is not None:
                self._leave_out(name)
        if is_raw(self._record.get(condition)):
            self._leave_out(condition)

    def _leave_out(self, place: str) -> None:
        note = LeftOut(self._position, place)
        if note not in self.left_out:
            self.left_out.append(note)


def _listed(section: Section, name: str) -> list[Mapping[str, Any]]:
    """The codes of a catalogue as rows of a section."""
    kind = section.field(name).type
    known = {field.name for field in section.fields}
    items = kind.catalog.items if isinstance(kind, CatalogItem) else ()
    return [
        {name: item.code, **{key: value for key, value in item.extra.items() if key in known and value}}
        for item in items
    ]


def holds(where: Where, values: Mapping[str, Any]) -> bool:
    """Whether a row or record meets the condition of a table."""
    return values.get(where.field) in where.values


def printable(text: str) -> str:
    """The text as the page takes it: NFC, no invisible signs, lines kept."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    return clean_lines(text)

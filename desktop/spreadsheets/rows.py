"""Turns the records of a table into values of a form, keeping whatever no field takes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from desktop.domain.catalog import Catalogs
from desktop.domain.form import Field, Form
from desktop.domain.problems import Code, Finding, Problem, Severity
from desktop.domain.text_types import text_of
from desktop.domain.values import Value, is_raw

from .cells import CellReader, facts_of, reader_for
from .draft import Draft
from .grid import is_vacant
from .headings import NUMBER, REASON, SECRET, Headings
from .mapping import ColumnMapping
from .parts import PartColumn, Parts
from .repetition import is_ditto
from .table import Column, DataRow, Table
from .values.meaning import NOTHING, Meaning, repaired
from .words import is_class_of_staff, names_unit
from .workbook import Cell, Row, column_letters

ROW: Final = "_row"
_LEFT_OUT: Final = frozenset({NUMBER, REASON, SECRET})


@dataclass(frozen=True)
class ReadRow:
    """One record: what the fields took, how cells were understood and what was wrong, what no field took.

    `best` is the most likely meaning of unreadable text, by field. `source` is the record as it stands in the
    sheet, with what "nt" stands for in its place.
    """

    number: int
    values: Mapping[str, Value]
    problems: tuple[Problem, ...]
    unmapped: Mapping[str, str]
    best: Mapping[str, str]
    source: DataRow

    @property
    def groups(self) -> tuple[str, ...]:
        """The headings of groups above the record, outermost first."""
        return self.source.groups


def read_rows(
    table: Table, mapping: ColumnMapping, headings: Headings, form: Form, catalogs: Catalogs
) -> Iterator[ReadRow]:
    """Every record of the table, in order; columns mapped to "@secret" and "@number" are left out.

    The innermost group gives the field that the headings name for groups where no cell does, and the lines
    over the table those that they tell. KeyError for a target that is no field.
    """
    return map(_Plan(table, mapping, headings, form, catalogs).read, table.rows)


class _Plan:
    """What to do with each column, settled once for all rows, and the cells above that dittos stand for."""

    def __init__(
        self, table: Table, mapping: ColumnMapping, headings: Headings, form: Form, catalogs: Catalogs
    ) -> None:
        self._fields: list[tuple[int, str, CellReader]] = []
        self._unmapped: list[tuple[int, str]] = []
        self._rows_above: list[Row] = []
        self._values_above: Mapping[str, Value] = {}
        parts: list[PartColumn] = []
        keys = _keys(table.columns)
        by_field = _by_field(table.columns, mapping)

        def reader(name: str) -> CellReader:
            one = form.field(name)
            facts = facts_of(one, by_field.get(name, ()), table)
            return reader_for(one, headings.reader(name), form, catalogs, facts)

        for column in table.columns:
            target = mapping.get(column.index)
            if target in _LEFT_OUT:
                continue
            name, _, part = (target or "").partition("@")
            if target is None:
                self._unmapped.append((column.index, keys[column.index]))
            elif part:
                parts.append(PartColumn(column.index, keys[column.index], name, f"@{part}"))
            else:
                self._fields.append((column.index, keys[column.index], reader(name)))
        self._parts = (
            Parts(parts, table.rows, {one.field: reader(one.field) for one in parts}) if parts else None
        )
        self._names = {index: reader.name for index, _, reader in self._fields}
        self._in_parts = tuple(one.index for one in parts)
        self._names |= {one.index: one.field for one in parts}
        self._watched = tuple(self._names)
        self._group = reader(headings.group) if headings.group else None
        self._group_is_unit = headings.group_is_unit or headings.group in by_field
        self._told_above = {
            name: _from_above(form.field(name), texts, reader(name))
            for name, texts in headings.told_above(table.above).items()
            if name not in by_field
        }

    def read(self, row: DataRow) -> ReadRow:
        """One record."""
        draft = Draft()
        cells = row.cells
        marks: Mapping[int, Cell] = {}
        if row.carried or row.unvalued or not self._take_plain(cells, draft):
            draft = Draft()
            cells, marks = self._resolved(row)
            self._take_all(row, cells, marks, draft)
        for index, key in self._unmapped:
            cell = cells[index]
            if not is_vacant(cell):
                draft.kept[key] = cell if isinstance(cell, str) else text_of(cell)
        if self._parts is not None:
            self._parts.read(cells, draft, lambda index: _how(row, index, marks, cells[index]))
        self._take_around(row, draft)
        for place, value in draft.beside.items():
            draft.values.setdefault(place, value)
        if row.hidden:
            draft.add(ROW, Finding(Code.HIDDEN_ROW, {}, Severity.WARNING))
        source = replace(row, cells=cells) if marks else row
        self._rows_above.append(cells)
        self._values_above = draft.values
        return ReadRow(row.number, draft.values, tuple(draft.problems), draft.kept, draft.best, source)

    def _take_around(self, row: DataRow, draft: Draft) -> None:
        """Take what the group and the lines over the table say, where the record's own cells do not."""
        if self._group is not None and row.groups and self._group.name not in draft.values:
            unit = _unit_of(row.groups)
            if not self._group_is_unit or (names_unit(unit) and not is_class_of_staff(unit)):
                draft.take(self._group.name, "", self._group.read(unit))
        for name, meaning in self._told_above.items():
            draft.take(name, "", meaning)

    def _take_plain(self, cells: Row, draft: Draft) -> bool:
        """Take what the cells say as they stand; False where one repeats the row above."""
        values = draft.values
        for index, key, reader in self._fields:
            cell = cells[index]
            if cell is None:
                continue
            value, meaning = reader.known.get(cell) or reader.learnt(cell)
            if value is not None and cell.__class__ is not bool:
                values[reader.name] = value
            elif cell.__class__ is str and is_ditto(cell):
                return False
            else:
                draft.take(reader.name, key, meaning if cell.__class__ is not bool else reader.read(cell))
        return not any(is_ditto(cells[index]) for index in self._in_parts)

    def _take_all(self, row: DataRow, cells: Row, marks: Mapping[int, Cell], draft: Draft) -> None:
        """The same where cells repeat others, or formulas have no result."""
        for index, key, reader in self._fields:
            cell = cells[index]
            if is_vacant(cell):
                self._take_missing(row, index, reader.name, marks, draft)
            else:
                draft.take(reader.name, key, reader.read(cell), _how(row, index, marks, cell))

    def _take_missing(
        self, row: DataRow, index: int, name: str, marks: Mapping[int, Cell], draft: Draft
    ) -> None:
        """What an empty cell says: a formula without its result, or the value of the record above.

        That is where a mark stands under an empty cell, and the record above has its value from elsewhere.
        """
        if index in row.unvalued:
            draft.add(name, Finding(Code.FORMULA_NO_VALUE, {}, Severity.WARNING))
        elif index in marks and name in self._values_above:
            value = self._values_above[name]
            draft.values[name] = dict(value) if isinstance(value, dict) else value
            draft.add(name, repaired(Code.DITTO, text_of(marks[index]), value))

    def _resolved(self, row: DataRow) -> tuple[Row, Mapping[int, Cell]]:
        """The cells with dittos replaced by what they stand for, and the marks by column."""
        cells = row.cells
        marks = {
            index: cell
            for index in self._watched
            if (cell := cells[index]).__class__ is str and is_ditto(cell) and self._rows_above
        }
        if not marks:
            return cells, marks
        return tuple(self._above(i) if i in marks else cell for i, cell in enumerate(cells)), marks

    def _above(self, index: int) -> Cell:
        """The cell that a mark repeats: the one above it, else the nearest that says something."""
        nearest = self._rows_above[-1][index]
        if not is_vacant(nearest) or self._names[index] in self._values_above:
            return None if is_vacant(nearest) else nearest
        return next((row[index] for row in reversed(self._rows_above) if not is_vacant(row[index])), None)


def _how(row: DataRow, index: int, marks: Mapping[int, Cell], cell: Cell) -> Finding | None:
    """That a value stands for one above: by a mark, or by a merged cell."""
    if index in marks:
        return repaired(Code.DITTO, text_of(marks[index]), text_of(cell))
    return repaired(Code.MERGED_VALUE, "", text_of(cell)) if index in row.carried else None


def _by_field(columns: Sequence[Column], mapping: ColumnMapping) -> dict[str, list[Column]]:
    """The columns that go to each field, parts included."""
    found: dict[str, list[Column]] = {}
    for column in columns:
        target = mapping.get(column.index)
        if target and target not in _LEFT_OUT:
            found.setdefault(target.partition("@")[0], []).append(column)
    return found


def _from_above(field: Field, texts: Sequence[str], reader: CellReader) -> Meaning:
    """What texts from over the table say, and that it stood there; nothing where they say two things."""
    values = [reader.read(text).values.get(field.name) for text in texts]
    if not values or values[0] is None or is_raw(values[0]) or any(one != values[0] for one in values):
        return NOTHING
    finding = repaired(Code.TOLD_ABOVE, texts[0], field.type.show(values[0]))
    return Meaning({field.name: values[0]}, ((field.name, finding),))


def _unit_of(groups: Sequence[str]) -> str:
    """The innermost group that does not only name a class of staff; else the innermost."""
    return next((group for group in reversed(groups) if not is_class_of_staff(group)), groups[-1])


def _keys(columns: Sequence[Column]) -> dict[int, str]:
    """A different name for each column: its headings, and its letter where these are none or not its own."""
    keys: dict[int, str] = {}
    used: set[str] = set()
    for column in columns:
        letters = column_letters(column.index)
        key = " / ".join(column.path) or letters
        if key in used:
            key = f"{key} ({letters})"
        used.add(key)
        keys[column.index] = key
    return keys

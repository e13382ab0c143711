"""Columns that hold a part of a field, or tell of two: names in two columns, birth dates by sex."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.domain.form import Form
from desktop.domain.names import clean, fold
from desktop.domain.problems import Problem
from desktop.domain.text_types import text_of
from desktop.domain.values import Value

from .cells import CellReader
from .grid import is_vacant
from .table import DataRow
from .workbook import Cell, Row

FAMILY, GIVEN = "@family", "@given"
DAY, MONTH, YEAR = "@day", "@month", "@year"
_JOINED: Final = {FAMILY: " ", GIVEN: " ", DAY: "/", MONTH: "/", YEAR: "/"}
_SEX: Final = "sex"
_SEXES: Final = {"@male": "male", "@female": "female"}
_OTHER: Final = {"male": "female", "female": "male"}
_MARKS: Final = {"x", "v", "1", "nam", "nu", "male", "female", "co", "true"}
_NO_MARKS: Final = {"0", "khong", "k", "no", "false"}
_SIGNS: Final = {"✓", "√", "+", "✔", "×"}


@dataclass(frozen=True)
class PartColumn:
    """A column read in part: its place, the key its text is kept under if it fits nowhere, field and part."""

    index: int
    key: str
    field: str
    part: str


class Parts:
    """All such columns of a table."""

    def __init__(self, columns: Sequence[PartColumn], rows: Sequence[DataRow], form: Form) -> None:
        self._readers = {column.field: CellReader(form.field(column.field)) for column in columns}
        joined = [column for part in _JOINED for column in columns if column.part == part]
        self._joined = {name: [c for c in joined if c.field == name] for name in {c.field for c in joined}}
        self._marks = [column for column in columns if column.field == _SEX]
        taken = {*joined, *self._marks}
        self._by_sex = [column for column in columns if column not in taken]
        self._default_sex = self._sex_without_mark(rows)

    def _sex_without_mark(self, rows: Sequence[DataRow]) -> str | None:
        """Where only women, or only men, are marked, whoever has no mark is of the other sex."""
        if len(self._marks) != 1:
            return None
        column = self._marks[0]
        is_used = any(_is_mark(row.cells[column.index]) for row in rows)
        return _OTHER[_SEXES[column.part]] if is_used else None

    def read(
        self, cells: Row, values: dict[str, Value], problems: list[Problem], kept: dict[str, str]
    ) -> None:
        """Put what the columns say among the values; what fits nowhere is kept as text."""
        for column in self._by_sex:
            cell = cells[column.index]
            if is_vacant(cell):
                continue
            if column.field in values:
                kept[column.key] = text_of(cell)
                continue
            self._readers[column.field].read(cell, values, problems)
            if column.part in _SEXES and column.field in values:
                values.setdefault(_SEX, _SEXES[column.part])
        self._read_marks(cells, values, kept)
        for name, columns in self._joined.items():
            parts = [clean(str(cell)) for column in columns if not is_vacant(cell := cells[column.index])]
            self._readers[name].read(_JOINED[columns[0].part].join(parts) or None, values, problems)

    def _read_marks(self, cells: Row, values: dict[str, Value], kept: dict[str, str]) -> None:
        for column in self._marks:
            cell = cells[column.index]
            if _is_mark(cell):
                values.setdefault(_SEX, _SEXES[column.part])
            elif not is_vacant(cell) and fold(str(cell)) not in _NO_MARKS:
                kept[column.key] = text_of(cell)
        if self._default_sex is not None and not any(column.key in kept for column in self._marks):
            values.setdefault(_SEX, self._default_sex)


def _is_mark(cell: Cell) -> bool:
    if cell is None:
        return False
    text = str(cell).strip()
    return text in _SIGNS or fold(text) in _MARKS

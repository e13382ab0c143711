"""Columns that hold a part of a field, or tell of two: names in two columns, birth dates by sex."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.domain.names import fold
from desktop.domain.problems import Finding
from desktop.domain.text_types import text_of

from .cells import CellReader
from .draft import Draft
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

How = Callable[[int], Finding | None]


@dataclass(frozen=True)
class PartColumn:
    """A column read in part: its place, the key its text is kept under if it fits nowhere, field and part."""

    index: int
    key: str
    field: str
    part: str


class Parts:
    """All such columns of a table."""

    def __init__(
        self, columns: Sequence[PartColumn], rows: Sequence[DataRow], readers: Mapping[str, CellReader]
    ) -> None:
        self._readers = readers
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

    def read(self, cells: Row, draft: Draft, how: How) -> None:
        """Put what the columns say into the draft; what fits nowhere is kept as text."""
        for column in self._by_sex:
            cell = cells[column.index]
            if is_vacant(cell):
                continue
            if column.field in draft.values:
                draft.kept[column.key] = text_of(cell)
                continue
            reader = self._readers[column.field]
            draft.take(column.field, column.key, reader.read(cell), how(column.index))
            if column.part in _SEXES and column.field in draft.values:
                draft.values.setdefault(_SEX, _SEXES[column.part])
        self._read_marks(cells, draft)
        for name, columns in self._joined.items():
            self._read_joined(name, columns, cells, draft)

    def _read_joined(self, name: str, columns: Sequence[PartColumn], cells: Row, draft: Draft) -> None:
        """Put parts together as they stand, so that what is untidy in them is seen."""
        parts = [
            text_of(c) if not isinstance(c, str) else c
            for one in columns
            if not is_vacant(c := cells[one.index])
        ]
        if parts:
            whole = _JOINED[columns[0].part].join(parts)
            draft.take(name, columns[0].key, self._readers[name].read(whole))

    def _read_marks(self, cells: Row, draft: Draft) -> None:
        for column in self._marks:
            cell = cells[column.index]
            if _is_mark(cell):
                draft.values.setdefault(_SEX, _SEXES[column.part])
            elif not is_vacant(cell) and fold(str(cell)) not in _NO_MARKS:
                draft.kept[column.key] = text_of(cell)
        if self._default_sex is not None and not any(column.key in draft.kept for column in self._marks):
            draft.values.setdefault(_SEX, self._default_sex)


def _is_mark(cell: Cell) -> bool:
    if cell is None:
        return False
    text = str(cell).strip()
    return text in _SIGNS or fold(text) in _MARKS

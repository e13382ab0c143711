"""A sheet's cells together with what its merged ranges say."""

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from desktop.domain.names import clean

from .table import DataRow
from .words import is_filler
from .workbook import Cell, Merge, Row, Sheet

_MOST_MERGED_ROWS: Final = 500_000


class Grid:
    """Look-ups by Excel row (from 1) and column (from 0)."""

    def __init__(self, sheet: Sheet) -> None:
        self.rows = sheet.rows
        self.height = len(sheet.rows)
        self.width = len(sheet.rows[0]) if sheet.rows else 0
        self._merged = sheet.merged
        self._hidden = sheet.hidden_rows
        self._unvalued: dict[int, set[int]] = {}
        for number, column in sheet.unvalued:
            self._unvalued.setdefault(number, set()).add(column)

    @cached_property
    def _by_row(self) -> dict[int, list[Merge]]:
        found: dict[int, list[Merge]] = {}
        left = _MOST_MERGED_ROWS
        for merge in self._merged:
            bottom = min(merge.bottom, self.height)
            left -= bottom - merge.top + 1
            if left < 0:
                break
            for number in range(merge.top, bottom + 1):
                found.setdefault(number, []).append(merge)
        return found

    def row(self, number: int) -> Row:
        """The cells of an Excel row that lies in the sheet."""
        return self.rows[number - 1]

    def merges(self, number: int) -> list[Merge]:
        """The merged ranges that touch a row."""
        return self._by_row.get(number, [])

    def merge_at(self, number: int, column: int) -> Merge | None:
        """The merged range in which a cell lies."""
        return next((merge for merge in self.merges(number) if merge.left <= column <= merge.right), None)

    def filled(self, number: int) -> list[tuple[int, Cell]]:
        """The cells of a row that hold more than blanks and dots, with their columns."""
        return [(column, cell) for column, cell in enumerate(self.row(number)) if not is_vacant(cell)]

    def texts(self, number: int) -> Iterator[str]:
        """The texts of a row, cleaned."""
        return (clean(cell) for cell in self.row(number) if isinstance(cell, str) and not is_vacant(cell))

    def filled_down(self, number: int) -> Row:
        """A row in which cells merged with cells above carry the value of the range's first cell."""
        row = self.row(number)
        above = [merge for merge in self.merges(number) if merge.top < number and row[merge.left] is None]
        if not above:
            return row
        cells = list(row)
        for merge in above:
            cells[merge.left] = self.row(merge.top)[merge.left]
        return tuple(cells)

    def record(self, number: int, cells: Row, groups: tuple[str, ...]) -> DataRow:
        """A row as a record, with what the sheet tells of its cells."""
        hidden = number in self._hidden
        return DataRow(number, cells, groups, self.carried(number), self.unvalued(number), hidden)

    def carried(self, number: int) -> frozenset[int]:
        """The columns whose value `filled_down` takes from above."""
        row = self.row(number)
        above = [merge for merge in self.merges(number) if merge.top < number and row[merge.left] is None]
        return frozenset(merge.left for merge in above if not is_vacant(self.row(merge.top)[merge.left]))

    def unvalued(self, number: int) -> frozenset[int]:
        """The columns of a row with a formula whose result the file does not tell."""
        return frozenset(self._unvalued.get(number, ()))


def is_vacant(cell: Cell) -> bool:
    """Whether a cell holds nothing, or only blanks, dots and dashes."""
    return cell is None or (isinstance(cell, str) and is_filler(cell))

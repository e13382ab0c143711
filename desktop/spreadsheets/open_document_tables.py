"""A table of an .ods file as it grows, cell by cell; what repeats is counted, not copied."""

from bisect import bisect_right
from typing import Final

from . import limits
from .workbook import Cell, Merge, Row, Sheet

_HIDDEN: Final = frozenset({"collapse", "filter"})


class TooLargeError(Exception):
    """The tables hold more than `most` cells."""

    def __init__(self, most: int = limits.MAX_CELLS) -> None:
        super().__init__(most)
        self.most = most


class Table:
    """Takes rows and cells in their order; `sheet()` gives what came."""

    def __init__(self, name: str, *, visible: bool) -> None:
        self._name = name
        self._visible = visible
        self._rows: list[tuple[int, int, list[Cell]]] = []  # number of the first, how many, cells
        self._merged: list[Merge] = []
        self._hidden: list[range] = []
        self._unvalued: list[tuple[int, int]] = []
        self._column_ends: list[int] = []
        self._column_styles: list[str] = []
        self._number = 0
        self._row: list[Cell] = []
        self._empty = 0  # cells after the last value of the row
        self._width = 0
        self.row_style = ""

    @property
    def area(self) -> int:
        """Rows times columns up to the last value."""
        first, count, _ = self._rows[-1] if self._rows else (0, 0, [])
        return (first + count - 1) * self._width if self._rows else 0

    def add_columns(self, count: int, style: str) -> None:
        """The cells of these columns have that style, if neither they nor their rows have one."""
        end = self._column_ends[-1] if self._column_ends else 0
        self._column_ends.append(end + count)
        self._column_styles.append(style)

    def style_here(self) -> str:
        """The style of the cell that comes next, when it names none itself."""
        if self.row_style:
            return self.row_style
        column = bisect_right(self._column_ends, len(self._row) + self._empty)
        return self._column_styles[column] if column < len(self._column_styles) else ""

    def begin_row(self, style: str) -> None:
        self._number += 1
        self._row, self._empty, self.row_style = [], 0, style

    def add(self, value: Cell, count: int, *, is_unvalued: bool = False) -> None:
        """Add `count` cells of the same value."""
        if value is None:
            if is_unvalued:
                self._unvalued.append((self._number, len(self._row) + self._empty))
            self._empty += count
            return
        if len(self._row) + self._empty + count > limits.MAX_COLUMNS:
            raise TooLargeError
        self._row += [None] * self._empty + [value] * count
        self._empty = 0

    def merge(self, rows: int, columns: int) -> None:
        """The cell that comes next spans so many."""
        column = len(self._row) + self._empty
        self._merged.append(Merge(self._number, column, self._number + rows - 1, column + columns - 1))

    def end_row(self, count: int, visibility: str) -> None:
        """The row ends and stands there `count` times."""
        if visibility in _HIDDEN:
            self._hidden.append(range(self._number, self._number + count))
        if self._row:
            self._rows.append((self._number, count, self._row))
            self._width = max(self._width, len(self._row))
        self._number += count - 1

    def sheet(self) -> Sheet:
        """The table as a sheet."""
        rows: list[Row] = []
        blank: Row = (None,) * self._width
        for first, count, cells in self._rows:
            rows += [blank] * (first - 1 - len(rows))
            rows += [tuple(cells + [None] * (self._width - len(cells)))] * count
        return Sheet(
            self._name,
            tuple(rows),
            tuple(self._merged),
            self._visible,
            frozenset(number for span in self._hidden for number in span if number <= len(rows)),
            frozenset(self._unvalued),
        )

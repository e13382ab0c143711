"""The rows that an import refused, as a workbook to be mended and imported as it is.

Exactly these rows, under their own headings and groups, with a last column that tells why. Rows lean on each
other in a list; what a cell says only by standing below another ("nt") must be given as what it means.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop.domain.names import clean

from . import marks
from .cell_xml import OutRow, Styled
from .header_rows import header_cells, header_merges
from .looks import Dress
from .table import Column, DataRow
from .titles import sheet_titles
from .workbook import Cell, Merge
from .writer import Note, OutColumn, OutSheet, Written, write_workbook

_REASON_WIDTH: Final = 60
_MOST_NOTES: Final = 2_000  # more make Excel slow; the last column tells it all
_LEAST_WIDTH: Final = 8
_MOST_WIDTH: Final = 45


@dataclass(frozen=True)
class FailedRow:
    """A row as it was read, with its problems: the column by its place in the sheet (or None), a sentence."""

    row: DataRow
    problems: tuple[tuple[int | None, str], ...]


@dataclass(frozen=True)
class FailedTable:
    """The failed rows of one table; `above` are lines over it that they need, such as the unit of money."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[FailedRow, ...]
    above: tuple[str, ...] = ()


def write_failed_rows(path: Path, tables: Sequence[FailedTable]) -> Written:
    """Write the tables, at least one, a sheet each; AppError as `write_workbook`."""
    titles = sheet_titles(table.title for table in tables)
    return write_workbook(
        path, [_Maker(table).sheet(title) for table, title in zip(tables, titles, strict=True)]
    )


class _Maker:
    """Makes the sheet of one table."""

    def __init__(self, table: FailedTable) -> None:
        self._table = table
        # Of a list that comes back for the second time the old reasons are left behind.
        self._columns = [
            column for column in table.columns if not any(map(marks.is_reason_heading, column.path))
        ]
        self._places = {column.index: at for at, column in enumerate(self._columns)}
        self._merged: list[Merge] = []
        self._notes: list[Note] = []

    def sheet(self, title: str) -> OutSheet:
        """The sheet with its notes and merged headings."""
        above = [[Styled(line, Dress.TITLE)] for line in self._table.above]
        paths = [*(column.path for column in self._columns), (marks.reason_heading(),)]
        headings = header_cells(paths)
        self._merged += header_merges(paths, first_row=len(above) + 1)
        rows: list[OutRow] = [*above, *headings]
        frozen = len(rows)
        for number, cells in enumerate(self._rows(first=frozen + 1), start=frozen + 1):
            self._note(number, cells)
            rows.append(cells[1])
        columns = [*(OutColumn(self._width(column)) for column in self._columns), OutColumn(_REASON_WIDTH)]
        return OutSheet(title, columns, rows, (frozen, 0), self._merged, self._notes)

    def _rows(self, first: int) -> Iterator[tuple[FailedRow | None, OutRow]]:
        """The rows, each group led by its names; None for a row that only names a group."""
        number = first
        before: tuple[str, ...] = ()
        for failed in self._table.rows:
            for line in _group_lines(before, failed.row.groups):
                self._merged.append(Merge(number, 0, number, len(self._columns)))
                yield None, [Styled(line, Dress.GROUP)]
                number += 1
            before = failed.row.groups
            yield failed, self._cells(failed)
            number += 1

    def _cells(self, failed: FailedRow) -> OutRow:
        wrong = {column for column, _ in failed.problems}
        cells: list[Cell | Styled] = []
        for column in self._columns:
            value = failed.row.cells[column.index]
            cells.append(Styled(value, Dress.WRONG) if column.index in wrong else value)
        reasons = "\n".join(dict.fromkeys(text for _, text in failed.problems))
        return [*cells, Styled(reasons, Dress.REASON)]

    def _note(self, number: int, cells: tuple[FailedRow | None, OutRow]) -> None:
        failed, _ = cells
        by_place: dict[int, list[str]] = {}
        for column, text in failed.problems if failed else ():
            if column in self._places:
                by_place.setdefault(self._places[column], []).append(text)
        for place, texts in by_place.items():
            if len(self._notes) < _MOST_NOTES:
                self._notes.append(Note(number, place, "\n".join(texts)))

    def _width(self, column: Column) -> float:
        texts = [str(one.row.cells[column.index] or "") for one in self._table.rows[:200]]
        longest = max((len(text) for text in texts), default=0)
        return min(max(longest + 2, _LEAST_WIDTH), _MOST_WIDTH)


def _group_lines(before: tuple[str, ...], groups: tuple[str, ...]) -> list[str]:
    """The names of the groups that begin here; where groups stand in groups, numbered so that both show."""
    same = 0
    while same < min(len(before), len(groups)) and before[same] == groups[same]:
        same += 1
    if len(groups) == 1:
        return [clean(group) for group in groups[same:]]
    return [f"{_mark(level)}{clean(group)}" for level, group in enumerate(groups) if level >= same]


def _mark(level: int) -> str:
    return ("A. ", "I. ", "a) ")[min(level, 2)]

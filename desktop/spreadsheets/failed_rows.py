"""The rows that an import refused, as a workbook to be mended and imported as it is.

Exactly these rows, under their own headings, groups and title lines, with a last column that tells why.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop.domain.names import clean

from . import marks
from .cell_xml import OutRow, Styled
from .header_rows import header_cells, header_merges
from .looks import Dress
from .standing_alone import standing_alone
from .table import Table
from .titles import sheet_titles
from .workbook import Merge, Row
from .writer import Note, OutColumn, OutSheet, Written, write_workbook

About = tuple[int | None, str]

_REASON_WIDTH: Final = 60
_MOST_NOTES: Final = 2_000  # more make Excel slow; the last column tells it all
_LEAST_WIDTH: Final = 8
_MOST_WIDTH: Final = 45
_NUMBERING: Final = ("A. ", "I. ", "a) ")


@dataclass(frozen=True)
class FailedTable:
    """A table as it was found in a file, and its rows that failed.

    `problems` are those of each such row, by its Excel number: the column by its place in the sheet, or None
    for the whole row, and a sentence. Rows that are not among them are left out.
    """

    table: Table
    problems: Mapping[int, Sequence[About]]


def write_failed_rows(path: Path, tables: Sequence[FailedTable]) -> Written:
    """Write the tables, at least one, a sheet each; AppError as `write_workbook`."""
    titles = sheet_titles(failed.table.sheet for failed in tables)
    return write_workbook(
        path, [_Maker(failed).sheet(title) for failed, title in zip(tables, titles, strict=True)]
    )


class _Maker:
    """Makes the sheet of one table."""

    def __init__(self, failed: FailedTable) -> None:
        self._table = failed.table
        self._problems = failed.problems
        self._cells = standing_alone(failed.table, failed.problems.keys())
        # Of a list that comes back for the second time the old reasons are left behind.
        self._columns = [
            column for column in self._table.columns if not any(map(marks.is_reason_heading, column.path))
        ]
        self._places = {column.index: at for at, column in enumerate(self._columns)}
        self._merged: list[Merge] = []
        self._notes: list[Note] = []

    def sheet(self, title: str) -> OutSheet:
        """The sheet with its notes and merged headings."""
        above: list[OutRow] = [[Styled(line, Dress.TITLE)] for line in self._table.above]
        paths = [*(column.path for column in self._columns), (marks.reason_heading(),)]
        headings = header_cells(paths)
        self._merged += header_merges(paths, first_row=len(above) + 1)
        frozen = len(above) + len(headings)
        rows = [*above, *headings, *self._rows(frozen + 1)]
        columns = [*(OutColumn(self._width(column.index)) for column in self._columns)]
        columns.append(OutColumn(_REASON_WIDTH))
        return OutSheet(title, columns, rows, (frozen, 0), self._merged, self._notes)

    def _rows(self, number: int) -> Iterator[OutRow]:
        """The rows from that Excel number on, each group led by its names."""
        before: tuple[str, ...] = ()
        for row in self._table.rows:
            if row.number not in self._cells:
                continue
            for line in _group_lines(before, row.groups):
                self._merged.append(Merge(number, 0, number, len(self._columns)))
                yield [Styled(line, Dress.GROUP)]
                number += 1
            before = row.groups
            problems = self._problems[row.number]
            self._note(number, problems)
            yield self._row(self._cells[row.number], problems)
            number += 1

    def _row(self, cells: Row, problems: Sequence[About]) -> OutRow:
        wrong = {column for column, _ in problems}
        reasons = "\n".join(dict.fromkeys(text for _, text in problems))
        marked = [
            Styled(cells[column.index], Dress.WRONG) if column.index in wrong else cells[column.index]
            for column in self._columns
        ]
        return [*marked, Styled(reasons, Dress.REASON)]

    def _note(self, number: int, problems: Sequence[About]) -> None:
        by_place: dict[int, list[str]] = {}
        for column, text in problems:
            if column in self._places:
                by_place.setdefault(self._places[column], []).append(text)
        if len(self._notes) + len(by_place) <= _MOST_NOTES:
            self._notes += [Note(number, place, "\n".join(texts)) for place, texts in by_place.items()]

    def _width(self, index: int) -> float:
        longest = max((len(str(cells[index])) for cells in self._cells.values()), default=0)
        return min(max(longest + 2, _LEAST_WIDTH), _MOST_WIDTH)


def _group_lines(before: tuple[str, ...], groups: tuple[str, ...]) -> list[str]:
    """The names of the groups that begin here; where groups stand in groups, numbered so that both show."""
    same = 0
    while same < min(len(before), len(groups)) and before[same] == groups[same]:
        same += 1
    if len(groups) == 1:
        return [clean(group) for group in groups[same:]]
    last = len(_NUMBERING) - 1
    return [
        f"{_NUMBERING[min(level, last)]}{clean(group)}" for level, group in enumerate(groups) if level >= same
    ]

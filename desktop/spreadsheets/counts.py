"""A table of numbers as a workbook, with a second sheet that lists what was counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from .cell_xml import OutRow, Styled
from .looks import Dress
from .titles import sheet_titles
from .workbook import Merge
from .writer import OutColumn, OutSheet, write_workbook

_LABELS: Final = 36
_NUMBERS: Final = 12
_TEXTS: Final = 24


@dataclass(frozen=True)
class Counts:
    """Titles of both sheets, notes above the table, columns as (group, label), rows, the last a total."""

    titles: tuple[str, str]
    notes: Sequence[str]
    corner: str
    columns: Sequence[tuple[str, str]]
    rows: Sequence[tuple[str, Sequence[int]]]
    list_headings: Sequence[str]
    list_rows: Sequence[Sequence[str]]


def write_counts(path: Path, counts: Counts) -> None:
    """Write both sheets; AppError as `write_workbook`."""
    numbers, people = sheet_titles(counts.titles)
    above = 1 + len(counts.notes)
    table = OutSheet(
        title=numbers,
        columns=[OutColumn(_LABELS), *(OutColumn(_NUMBERS) for _ in counts.columns)],
        rows=list(_table(counts)),
        frozen=(above + 2, 1),
        merged=list(_merged(counts, above + 1)),
    )
    listed = OutSheet(
        title=people,
        columns=[OutColumn(_TEXTS) for _ in counts.list_headings],
        rows=[[Styled(one, Dress.HEADING) for one in counts.list_headings], *counts.list_rows],
        frozen=(1, 1),
    )
    write_workbook(path, [table, listed])


def _table(counts: Counts) -> Iterator[OutRow]:
    yield [Styled(counts.titles[0], Dress.TITLE)]
    for note in counts.notes:
        yield [note]
    tops = [Styled(group or label, Dress.HEADING) for group, label in counts.columns]
    yield [Styled(counts.corner, Dress.HEADING), *tops]
    yield [Styled("", Dress.HEADING), *(Styled(label, Dress.HEADING) for _, label in counts.columns)]
    for label, numbers in counts.rows[:-1]:
        yield [label, *numbers]
    for label, numbers in counts.rows[-1:]:
        yield [Styled(label, Dress.GROUP), *(Styled(number, Dress.GROUP) for number in numbers)]


def _merged(counts: Counts, top: int) -> Iterator[Merge]:
    """Groups lie over their columns; what has no group is as high as both lines."""
    yield Merge(top, 0, top + 1, 0)
    column = 1
    for group, members in groupby(group for group, _ in counts.columns):
        wide = len(list(members))
        if not group:
            for at in range(column, column + wide):
                yield Merge(top, at, top + 1, at)
        elif wide > 1:
            yield Merge(top, column, top, column + wide - 1)
        column += wide

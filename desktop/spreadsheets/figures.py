"""Tables of figures as a workbook: a title, what is said above, headings, rows; one sheet a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .cell_xml import OutRow, Styled
from .looks import Dress
from .titles import sheet_titles
from .writer import OutColumn, OutSheet, Written, write_workbook

_WIDEST: Final = 60
_NARROWEST: Final = 9


@dataclass(frozen=True)
class FigureTable:
    """Cells are text, numbers or None; `above` are lines over the headings."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str | int | float | None]]
    above: Sequence[str] = ()


def write_figures(path: Path, tables: Sequence[FigureTable]) -> Written:
    """Write the tables, at least one; AppError as `write_workbook`."""
    titles = sheet_titles([table.title for table in tables])
    return write_workbook(path, [_sheet(title, table) for title, table in zip(titles, tables, strict=True)])


def _sheet(title: str, table: FigureTable) -> OutSheet:
    columns = [OutColumn(_width(table, at)) for at in range(len(table.headings))]
    return OutSheet(title, columns, _rows(table), frozen=(len(table.above) + 2, 1))


def _rows(table: FigureTable) -> Iterator[OutRow]:
    yield [Styled(table.title, Dress.HEADING)]
    for line in table.above:
        yield [line]
    yield [Styled(heading, Dress.HEADING) for heading in table.headings]
    yield from table.rows


def _width(table: FigureTable, at: int) -> float:
    """Room for the longest cell, and for headings in two lines."""
    longest = max((len(str(row[at])) for row in table.rows if row[at] is not None), default=0)
    return min(_WIDEST, max(_NARROWEST, longest + 2, len(table.headings[at]) // 2 + 2))

"""Finds the tables in a sheet, wherever they begin and whatever stands around them."""

from typing import Final

from .body import Body, BodyReader
from .grid import Grid
from .headers import columns_of, find_header
from .table import Column, OtherRow, RowKind, Table
from .values.numbers import scale_of
from .workbook import Sheet

_LINES_OVER: Final = 4


def find_tables(sheet: Sheet, vocabulary: frozenset[str] = frozenset()) -> tuple[Table, ...]:
    """All tables of a sheet from top to bottom; none when nothing reads as headings.

    `vocabulary` are further headings that are known, folded.
    """
    grid = Grid(sheet, vocabulary)
    tables: list[Table] = []
    start = 1
    while start <= grid.height:
        header = find_header(grid, start)
        if header is None:
            break
        columns = columns_of(grid, header)
        body = BodyReader(grid, header, columns).read()
        if body.rows:
            above = (OtherRow(number, _above(grid, number)) for number in range(start, header.top))
            heads = (OtherRow(number, RowKind.HEADER) for number in header.rows)
            tables.append(
                Table(
                    sheet.name,
                    header.rows,
                    _with_data(columns, body, grid.width),
                    body.rows,
                    (*above, *heads, *body.others),
                    (*_said_before(tables), *_texts(grid, _over(header.top, start))),
                )
            )
        start = body.end
    return tuple(tables)


def _over(top: int, start: int) -> range:
    """The rows over a table's headings; of a second table also the last of those beneath the first."""
    return range(max(1, min(start, top - _LINES_OVER)), top)


def _said_before(tables: list[Table]) -> list[str]:
    """What the table before said its sums are counted in: it holds until another says otherwise."""
    return [text for table in tables[-1:] for text in table.above if scale_of([text]) > 1]


def _texts(grid: Grid, numbers: range) -> list[str]:
    return [text for number in numbers for text in grid.texts(number)]


def _above(grid: Grid, number: int) -> RowKind:
    return RowKind.TITLE if grid.filled(number) else RowKind.BLANK


def _with_data(columns: tuple[Column, ...], body: Body, width: int) -> tuple[Column, ...]:
    """The columns with a heading, and those without one in which some record has a value."""
    named = {column.index: column for column in columns}
    kept = []
    for index in range(width):
        column = named.get(index, Column(index, "", ()))
        if column.heading or any(row.cells[index] is not None for row in body.rows):
            kept.append(column)
    return tuple(kept)

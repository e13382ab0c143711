"""Finds the tables in a sheet, wherever they begin and whatever stands around them."""

from .body import Body, BodyReader
from .grid import Grid
from .headers import columns_of, find_header
from .table import Column, OtherRow, RowKind, Table
from .workbook import Sheet


def find_tables(sheet: Sheet) -> tuple[Table, ...]:
    """All tables of a sheet from top to bottom; none when nothing reads as headings."""
    grid = Grid(sheet)
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
                    tuple(text for number in range(start, header.top) for text in grid.texts(number)),
                )
            )
        start = body.end
    return tuple(tables)


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

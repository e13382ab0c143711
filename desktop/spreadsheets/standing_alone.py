"""The cells of some rows of a list, such that they mean the same without the other rows.

A ditto becomes what it stands for. Dates that the whole column shows to have day and month exchanged, or that
would look so among the few rows left, become text as it was meant: in text nothing is guessed.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Final

from .repetition import is_ditto
from .table import Column, Table
from .values.dates import are_swapped
from .workbook import Cell, Row

_MONTHS: Final = 12


def standing_alone(table: Table, numbers: Collection[int]) -> dict[int, Row]:
    """The cells of the records with these Excel row numbers, by number, in the order of the table."""
    rows = {number: cells for number, cells in _without_dittos(table) if number in numbers}
    for columns in _together(table.columns):
        swapped = are_swapped(row.cells[index] for index in columns for row in table.rows)
        if swapped or are_swapped(cells[index] for index in columns for cells in rows.values()):
            rows = {
                number: _with_written_dates(cells, columns, swapped=swapped) for number, cells in rows.items()
            }
    return rows


def _without_dittos(table: Table) -> Iterable[tuple[int, Row]]:
    above: dict[int, Cell] = {}
    for row in table.rows:
        cells = tuple(above.get(at, cell) if is_ditto(cell) else cell for at, cell in enumerate(row.cells))
        above.update((at, cell) for at, cell in enumerate(cells) if cell is not None)
        yield row.number, cells


def _together(columns: Iterable[Column]) -> list[list[int]]:
    """Columns that are judged as one: those under one heading, such as birth dates of men and of women."""
    found: dict[object, list[int]] = {}
    for column in columns:
        found.setdefault(column.path[:-1] or column.index, []).append(column.index)
    return list(found.values())


def _with_written_dates(cells: Row, columns: Sequence[int], *, swapped: bool) -> Row:
    return tuple(
        _written(cell, swapped=swapped) if at in columns and isinstance(cell, date) else cell
        for at, cell in enumerate(cells)
    )


def _written(day: date, *, swapped: bool) -> str:
    if swapped and day.day <= _MONTHS:
        day = day.replace(day=day.month, month=day.day)
    return f"{day:%d/%m}/{day.year:04}"

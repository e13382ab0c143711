"""Finds the heading rows of a table, one to several deep, merged or not, and the columns they name."""

from dataclasses import dataclass
from typing import Final

from desktop.domain.names import clean

from . import words
from .grid import Grid, is_vacant
from .table import Column
from .workbook import Cell

_DEEPEST: Final = 6
_FIRST_ROWS: Final = 200
_LOOK_AHEAD: Final = 6
_LONG_TEXT: Final = 60
_WIDE: Final = 5
_ROWS_BENEATH: Final = 2
_YEARS: Final = range(1990, 2100)


@dataclass(frozen=True)
class Header:
    """The rows (Excel numbers) and columns that a table's headings take up."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def rows(self) -> range:
        """The heading rows by Excel number."""
        return range(self.top, self.bottom + 1)


def find_header(grid: Grid, start: int) -> Header | None:
    """The first header at or below a row: by known words, else by the look of the rows beneath."""
    last = min(grid.height, start + _FIRST_ROWS)
    for number in range(start, last + 1):
        if reads_as_header(grid, number):
            return _spread(grid, number, start)
    for number in range(start, last + 1):
        if _looks_as_header(grid, number):
            return _spread(grid, number, start)
    return None


def reads_as_header(grid: Grid, number: int) -> bool:
    """Whether known headings stand in the row and nothing in it is data."""
    filled = grid.filled(number)
    texts = [cell for _, cell in filled if isinstance(cell, str)]
    hits = sum(map(grid.is_heading, texts))
    if len(filled) == 1:
        return hits == 1 and words.is_person_heading(texts[0]) and not words.is_letterhead(texts[0])
    others = sum(not _may_be_heading(cell) for _, cell in filled)
    if hits < 2 or others * 3 > hits:
        return False
    return hits >= 3 or hits * 2 >= len(filled) or any(map(words.is_number_heading, texts))


def _looks_as_header(grid: Grid, number: int) -> bool:
    """Whether distinct short texts stand above rows of which some cells are no text, or above a wide list."""
    filled = grid.filled(number)
    texts = [clean(cell) for _, cell in filled if isinstance(cell, str)]
    if len(filled) < 3 or len(texts) < len(filled) or len(set(texts)) < len(texts):
        return False
    if any(len(text) > _LONG_TEXT or words.is_letterhead(text) or words.may_sign(text) for text in texts):
        return False
    columns = {column for column, _ in filled}
    if len(columns) >= _WIDE and _are_filled(grid, range(number + 1, number + 1 + _ROWS_BENEATH), columns):
        return True
    for below in range(number + 1, min(grid.height, number + _LOOK_AHEAD) + 1):
        row = grid.row(below)
        values = [row[column] for column in columns if not is_vacant(row[column])]
        if len(values) * 2 >= len(columns) and any(not isinstance(value, str) for value in values):
            return True
    return False


def _are_filled(grid: Grid, rows: range, columns: set[int]) -> bool:
    """Whether all these rows are there, and most of the columns are filled in each."""
    return rows.stop <= grid.height + 1 and all(
        sum(not is_vacant(grid.row(number)[column]) for column in columns) * 2 > len(columns)
        for number in rows
    )


def _spread(grid: Grid, number: int, start: int) -> Header:
    top = bottom = number
    for _ in range(_DEEPEST):
        spans = [merge for row in range(top, bottom + 1) for merge in grid.merges(row)]
        tall = [merge for merge in spans if merge.bottom - merge.top < _DEEPEST]
        higher = max(start, min([top, *(merge.top for merge in tall)]))
        lower = min(grid.height, max([bottom, *(merge.bottom for merge in tall)]))
        if (higher, lower) == (top, bottom):
            break
        top, bottom = higher, lower
    left, right = _extent(grid, top, bottom)
    while bottom < grid.height and bottom - top + 1 < _DEEPEST and _is_lower_row(grid, bottom + 1, top, left):
        bottom += 1
    while top > start and bottom - top + 1 < _DEEPEST and _is_banner(grid, top - 1, left, right):
        top -= 1
    left, right = _extent(grid, top, bottom)
    return Header(top, bottom, left, right)


def _extent(grid: Grid, top: int, bottom: int) -> tuple[int, int]:
    columns = [column for row in range(top, bottom + 1) for column, _ in grid.filled(row)]
    columns += [
        merge.right for row in range(top, bottom + 1) for merge in grid.merges(row) if merge.left in columns
    ]
    return min(columns), min(max(columns), grid.width - 1)


def _is_lower_row(grid: Grid, number: int, top: int, left: int) -> bool:
    """Whether the row holds headings under headings that span several columns."""
    filled = grid.filled(number)
    if not filled or any(not _may_be_heading(cell) or column < left for column, cell in filled):
        return False
    if all(words.is_column_number(str(cell)) for _, cell in filled):
        return False
    columns = {column for column, _ in filled}
    merged = [_under_merge(grid, number - 1, column) for column in columns]
    known = sum(grid.is_heading(str(cell)) for _, cell in filled)
    if all(merged):
        return known > 0 or len(filled) > 1
    spanned = (
        under or _under_gap(grid, number - 1, column, columns)
        for under, column in zip(merged, columns, strict=True)
    )
    return number - 1 >= top and known > 0 and all(spanned)


def _under_merge(grid: Grid, above: int, column: int) -> bool:
    merge = grid.merge_at(above, column)
    return merge is not None and merge.right > merge.left and merge.bottom == above


def _under_gap(grid: Grid, above: int, column: int, columns: set[int]) -> bool:
    """Whether the heading above is written once and left blank over the columns beside it."""
    row = grid.row(above)
    if is_vacant(row[column]):
        return grid.merge_at(above, column) is None and any(not is_vacant(cell) for cell in row[:column])
    return column + 1 < grid.width and column + 1 in columns and is_vacant(row[column + 1])


def _is_banner(grid: Grid, number: int, left: int, right: int) -> bool:
    """Whether the row above names blocks of columns: short texts, each over several of them."""
    filled = grid.filled(number)
    if len(filled) < 2 or any(not isinstance(cell, str) or words.is_letterhead(cell) for _, cell in filled):
        return False
    if any(not left <= column <= right for column, _ in filled):
        return False
    columns = [column for column, _ in filled]
    ends = [*columns[1:], right + 1]
    wide = 0
    for column, end in zip(columns, ends, strict=True):
        merge = grid.merge_at(number, column)
        wide += (merge.right > merge.left) if merge else end > column + 1
    return wide > 0 and wide * 2 >= len(columns)


def _may_be_heading(cell: Cell) -> bool:
    if isinstance(cell, str):
        return not words.is_ordinal(cell) or (cell.strip().isdigit() and int(cell) in _YEARS)
    return isinstance(cell, int) and cell in _YEARS


def columns_of(grid: Grid, header: Header) -> tuple[Column, ...]:
    """The columns of a header with all headings above each other; those without any heading too."""
    found = []
    for index in range(header.left, header.right + 1):
        path: list[str] = []
        anchors: set[tuple[int, int]] = set()
        for number in header.rows:
            place = _heading_place(grid, header, number, index)
            cell = grid.row(place[0])[place[1]]
            if place not in anchors and not is_vacant(cell):
                path.append(clean(str(cell)))
            anchors.add(place)
        found.append(Column(index, path[-1] if path else "", tuple(path)))
    return tuple(found)


def _heading_place(grid: Grid, header: Header, number: int, column: int) -> tuple[int, int]:
    """The cell that heads a column in one row: merged range, own cell, or the one left of a gap."""
    merge = grid.merge_at(number, column)
    if merge is not None:
        return merge.top, merge.left
    row = grid.row(number)
    if not is_vacant(row[column]) or not _has_own_below(grid, header, number, column):
        return number, column
    for left in range(column - 1, header.left - 1, -1):
        if not is_vacant(row[left]):
            spans = grid.merge_at(number, left) is None and _has_own_below(grid, header, number, left)
            return (number, left) if spans else (number, column)
        if grid.merge_at(number, left) is not None or not _has_own_below(grid, header, number, left):
            break
    return number, column


def _has_own_below(grid: Grid, header: Header, number: int, column: int) -> bool:
    return any(not is_vacant(grid.row(below)[column]) for below in range(number + 1, header.bottom + 1))

"""Worksheets as calamine reads them, with its values made ours: empty cells None, whole numbers whole."""

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from desktop.errors import AppError

from . import limits
from .workbook import Merge, Row, Sheet

if TYPE_CHECKING:
    import python_calamine as calamine


def sheets(name: str, data: bytes) -> Iterator[Sheet]:
    """All worksheets in their order, hidden ones too; raises AppError when it cannot or too much is there."""
    import python_calamine as calamine

    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            yield from _sheets(name, book)
    except calamine.PasswordError as error:
        raise AppError("sheet_password", file=name) from error
    except calamine.CalamineError as error:
        raise AppError("sheet_unreadable", file=name) from error


def _sheets(name: str, book: "calamine.CalamineWorkbook") -> Iterator[Sheet]:
    import python_calamine as calamine

    cells = 0
    for entry in book.sheets_metadata:
        if entry.typ == calamine.SheetTypeEnum.WorkSheet:
            is_visible = entry.visible == calamine.SheetVisibleEnum.Visible
            sheet = _sheet(book.get_sheet_by_name(entry.name), visible=is_visible)
            cells += sum(map(len, sheet.rows))
            if cells > limits.MAX_CELLS:
                raise AppError("sheet_too_large", file=name, most=limits.MAX_CELLS)
            yield sheet


def _sheet(sheet: "calamine.CalamineSheet", *, visible: bool) -> Sheet:
    ranges = sheet.merged_cell_ranges or []
    # Rows one by one are faster, but begin at the first cell with a value.
    rows = sheet.iter_rows() if sheet.start == (0, 0) else sheet.to_python(skip_empty_area=False)
    return Sheet(
        name=sheet.name,
        rows=tuple(map(_row, rows)),
        merged=tuple(
            Merge(top + 1, left, bottom + 1, right)
            for (top, left), (bottom, right) in ranges
            if bottom > top or right > left
        ),
        visible=visible,
    )


def _row(cells: list[Any]) -> Row:
    return tuple(
        [
            (cell or None)
            if (kind := cell.__class__) is str
            else (int(cell) if cell.is_integer() else cell)
            if kind is float
            else str(cell)
            if kind is timedelta
            else cell
            for cell in cells
        ]
    )

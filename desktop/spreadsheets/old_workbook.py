"""Reads .xls (Excel 5.0 to 2003) by xlrd, which also tells the fonts, runs of fonts, and hidden rows.

The stream is walked once before, to say what is protected and to count what is there: a record of a few
bytes may stand for 256 cells.
"""

import io
import struct
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any, Final

from desktop.errors import AppError

from . import limits
from .legacy import in_font
from .workbook import Cell, Merge, Row, Sheet, text_length

# What xlrd raises on records that make no sense; it checks few of them.
_DAMAGE: Final = (
    *(struct.error, LookupError, ValueError, TypeError, AttributeError, AssertionError, ArithmeticError),
    *(EOFError, MemoryError, NotImplementedError, RecursionError),
)
# Kinds of cells, and errors, as xlrd numbers them.
_TEXT: Final = 1
_NUMBER: Final = 2
_DATE: Final = 3
_BOOLEAN: Final = 4
_ERROR: Final = 5
_ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_FILE_PASS: Final = 0x2F
_BEGINNINGS: Final = frozenset({0x009, 0x209, 0x409, 0x809})
_CELLS: Final = frozenset({0x06, 0x201, 0x203, 0x204, 0x205, 0x27E, 0xD6, 0xFD, 0x406, 0x206})
_MANY_CELLS: Final = {0xBD: 6, 0xBE: 2}  # bytes a cell
_SHEET: Final = 0x85
_Texts = dict[tuple[str, tuple[tuple[int, int], ...]], str]
_LAST_DAY: Final = 2_958_466  # 31/12/9999


def read(name: str, data: bytes) -> Iterator[Sheet]:
    """Its worksheets, hidden ones too; raises AppError when it cannot be read or holds too much."""
    import xlrd

    said = io.StringIO()  # xlrd prints its doubts
    try:
        _measure(name, _stream(data, said))
        with xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, on_demand=True, logfile=said
        ) as book:
            yield from _sheets(name, book)
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError) as error:
        is_locked = "encrypted" in str(error).lower()
        raise AppError("sheet_password" if is_locked else "sheet_unreadable", file=name) from error
    except _DAMAGE as error:
        raise AppError("sheet_unreadable", file=name) from error


def is_workbook(data: bytes) -> bool:
    """Whether a compound file is a workbook, going by the names in its directory."""
    return any(
        title.encode("utf-16-le") + b"\0\0" in data for title in ("Workbook", "WORKBOOK", "Book", "BOOK")
    )


def _stream(data: bytes, said: io.StringIO) -> bytes:
    from xlrd.compdoc import CompDoc

    document = CompDoc(data, logfile=said)
    for title in ("Workbook", "Book"):
        memory, base, size = document.locate_named_stream(title)
        if memory:
            return bytes(memory[base : base + size])
    raise ValueError(title)


def _measure(name: str, stream: bytes) -> None:
    place = cells = sheets = 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        if kind == _FILE_PASS:
            raise AppError("sheet_password", file=name)
        if place == 0 and kind not in _BEGINNINGS:
            raise ValueError(kind)
        cells += kind in _CELLS or size // _MANY_CELLS.get(kind, size + 1)
        sheets += kind == _SHEET
        place += 4 + size
    if sheets > limits.MAX_SHEETS:
        raise AppError("sheet_too_many_sheets", file=name, most=limits.MAX_SHEETS)
    if cells > limits.MAX_OLD_CELLS:
        raise AppError("sheet_too_large", file=name, most=limits.MAX_OLD_CELLS)


def _sheets(name: str, book: Any) -> Iterator[Sheet]:
    known: _Texts = {}
    cells = length = 0
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        cells += sheet.nrows * sheet.ncols
        if cells > limits.MAX_CELLS:
            raise AppError("sheet_too_large", file=name, most=limits.MAX_CELLS)
        rows = []
        for place in range(sheet.nrows):
            rows.append(_row(book, sheet, place, known))
            length += text_length(rows[-1:])
            if length > limits.MAX_TEXT_BYTES:
                raise AppError("sheet_too_much_text", file=name, most=limits.MAX_TEXT_BYTES // 2**20)
        yield _sheet(sheet, rows)
        book.unload_sheet(number)


def _sheet(sheet: Any, rows: list[Row]) -> Sheet:
    while rows and all(cell is None for cell in rows[-1]):
        rows.pop()
    return Sheet(
        name=sheet.name,
        rows=tuple(rows),
        merged=tuple(
            Merge(top + 1, left, bottom, right - 1)
            for top, bottom, left, right in sheet.merged_cells
            if bottom - top > 1 or right - left > 1
        ),
        visible=sheet.visibility == 0,
        hidden_rows=frozenset(
            number + 1 for number, row in sheet.rowinfo_map.items() if row.hidden or row.height == 0
        ),
    )


def _row(book: Any, sheet: Any, number: int, known: _Texts) -> Row:
    cells: list[Cell] = []
    kinds, values = sheet.row_types(number), sheet.row_values(number)
    for column, (kind, value) in enumerate(zip(kinds, values, strict=True)):
        if kind == _TEXT:
            cells.append(_text(book, sheet, number, column, known) or None)
        elif kind == _NUMBER:
            cells.append(int(value) if value.is_integer() else value)
        elif kind == _DATE:
            cells.append(_date(book, value))
        elif kind == _BOOLEAN:
            cells.append(bool(value))
        else:
            cells.append(_ERRORS.get(value, "#N/A") if kind == _ERROR else None)
    return tuple(cells + [None] * (sheet.ncols - len(cells)))


def _text(book: Any, sheet: Any, row: int, column: int, known: _Texts) -> str:
    """The text of a cell, Unicode whatever its fonts; cells that share a text share what becomes of it."""
    text = sheet.cell_value(row, column)
    own = book.xf_list[sheet.cell_xf_index(row, column)].font_index
    runs = ((0, own), *sheet.rich_text_runlist_map.get((row, column), ()))
    if (text, runs) not in known:
        ends = [*(begin for begin, _ in runs[1:]), len(text)]
        known[text, runs] = "".join(
            in_font(text[begin:end], book.font_list[font].name)
            for (begin, font), end in zip(runs, ends, strict=True)
        )
    return known[text, runs]


def _date(book: Any, value: float) -> Cell:
    """A day, a day with a time, or a time; a number that is no day of the calendar stays one."""
    import xlrd

    if not 0 <= value < _LAST_DAY:
        return value
    moment: datetime = xlrd.xldate.xldate_as_datetime(value, book.datemode)
    if value < 1:
        return moment.time()
    return moment.date() if moment.time() == time() else moment

"""Reads .xlsx and .xlsm: values by calamine, hidden rows, formulas without results and fonts from the XML.

Macros are never run: the part that holds them is not even unpacked.
"""

from collections.abc import Iterator
from dataclasses import replace

from desktop.errors import AppError

from . import calamine_sheets, limits, sheet_xml, unpacking
from .cell_fonts import Fonts, fonts_of
from .shared_texts import fit
from .sheet_area import area, is_usual
from .workbook import Sheet
from .workbook_parts import TooManySheetsError, shared_texts_of, sheet_places
from .xml_events import XmlError


def read(name: str, data: bytes) -> Iterator[Sheet]:
    """Its worksheets, hidden ones too; raises AppError when it cannot be read or holds too much."""
    parts = unpacking.xml_parts(name, data)
    try:
        places = sheet_places(parts)
        fonts = fonts_of(parts)
        measured, sheets = _measured(name, data, parts)
        parts.clear()
        for sheet in calamine_sheets.sheets(name, measured):
            yield _with_marks(sheet, sheets.get(places.get(sheet.name, ""), b""), fonts)
    except TooManySheetsError as error:
        raise AppError("sheet_too_many_sheets", file=name, most=limits.MAX_SHEETS) from error
    except XmlError as error:
        raise AppError("sheet_unreadable", file=name) from error


def _measured(name: str, data: bytes, parts: dict[str, bytes]) -> tuple[bytes, dict[str, bytes]]:
    """A file that calamine may be given, and its sheets; raises AppError when it would take too much."""
    sheets = {place: _sheet(name, part) for place, part in parts.items() if b"sheetData" in part}
    if not fit(shared_texts_of(parts), tuple(sheets.values())):
        raise AppError("sheet_too_much_text", file=name, most=limits.MAX_TEXT_BYTES // 2**20)
    is_as_it_was = all(sheets[place] is parts[place] for place in sheets)
    if is_as_it_was and unpacking.holds_only(data, parts):
        return data, sheets
    return unpacking.plain_zip({**parts, **sheets}), sheets


def _sheet(name: str, part: bytes) -> bytes:
    part = sheet_xml.without_prefix(part)
    if not is_usual(part):
        part = sheet_xml.with_errors_as_text(part)
        if area(part) > limits.MAX_CELLS:
            raise AppError("sheet_too_large", file=name, most=limits.MAX_CELLS)
    return part


def _with_marks(sheet: Sheet, part: bytes, fonts: Fonts | None) -> Sheet:
    return replace(
        sheet,
        rows=fonts.applied(sheet.rows, part) if fonts else sheet.rows,
        hidden_rows=sheet_xml.hidden_rows(part),
        unvalued=sheet_xml.unvalued(part),
    )

"""The XML parts of an .xlsx file, measured before anything parses them.

A few kilobytes can unpack to gigabytes, and one cell at XFD1048576 makes a reader ask for a grid of 17
billion; so the parts are unpacked here under a limit, and only what was measured goes on, in a plain zip.
"""

import io
import re
import struct
import zipfile
import zlib
from typing import Final

from desktop.errors import AppError

MAX_UNPACKED_BYTES: Final = 256 * 1024 * 1024
MAX_PARTS: Final = 5_000
MAX_CELLS: Final = 10_000_000
# What `zipfile` raises, beside its own error, when the directory or the packed bytes make no sense.
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, NotImplementedError)
_ENCRYPTED: Final = 0x1
_PARTS: Final = (".xml", ".rels")
_WITHOUT_FAR_CELLS: Final = 702 * 9_999
_FAR_CELL: Final = re.compile(rb'r="(?:[A-Za-z]{3}|[A-Za-z]{0,2}\d{5})')
_PLACE: Final = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Za-z]+)(\d+)["'][^>]*?(/?)>""")
_UNPLACED_CELL: Final = re.compile(rb"""<(?:\w+:)?c(?:\s+(?!r\s*=)[\w:]+\s*=\s*["'][^"']*["'])*\s*>""")
_ROW: Final = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br\s*=\s*["'](\d+)""")
_MOST_COLUMNS: Final = 16_384
_ERROR_CELL: Final = b' t="e"'  # the reader drops these; as text "#REF!" stays to be seen
_TEXT_CELL: Final = b' t="str"'
_ODD_SPELLING: Final = re.compile(rb'r(?:=(?!")|\s+=)')  # a place that `_FAR_CELL` would not see


def measured_parts(name: str, data: bytes) -> bytes:
    """A plain zip of the XML parts; raises AppError when damaged, protected, no .xlsx, or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if entry.filename.lower().endswith(_PARTS)]
            _check_entries(name, archive.namelist(), entries)
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except _DAMAGE as error:
        raise AppError("sheet_unreadable", file=name) from error
    for place, part in parts.items():
        if b"sheetData" in part:
            if _area(part) > MAX_CELLS:
                raise AppError("sheet_too_large", file=name, most=MAX_CELLS)
            parts[place] = part.replace(_ERROR_CELL, _TEXT_CELL)
    return _zip(parts)


def _check_entries(name: str, names: list[str], entries: list[zipfile.ZipInfo]) -> None:
    if not any(entry.filename.lower().endswith("workbook.xml") for entry in entries):
        raise AppError("sheet_not_xlsx", file=name)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise AppError("sheet_password", file=name)
    if len(names) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise AppError("sheet_unpacks_too_large", file=name, most=MAX_UNPACKED_BYTES // 2**20)


def _area(part: bytes) -> int:
    """An upper bound of rows times columns from A1 to the last cell that holds something."""
    if not _FAR_CELL.search(part) and not _ODD_SPELLING.search(part):
        return _WITHOUT_FAR_CELLS
    row = column = 0
    for letters, digits, is_empty in set(_PLACE.findall(part)):
        if not is_empty:
            row = max(row, int(digits[:9]))
            column = max(column, _column(letters))
    if _UNPLACED_CELL.search(part):
        row = max(row, len(_ROW.findall(part)), *(int(digits[:9]) for digits in _ROW.findall(part)))
        column = _MOST_COLUMNS
    return row * column


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:9].upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _zip(parts: dict[str, bytes]) -> bytes:
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return plain.getvalue()

"""Reads a workbook from disk, says plainly why it cannot, and never unpacks more than it can hold."""

import hashlib
import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import python_calamine as calamine

from desktop.errors import AppError

from .unpacking import MAX_CELLS, measured_parts
from .workbook import Book, Merge, Row, Sheet

MAX_FILE_BYTES: Final = 64 * 1024 * 1024
_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_ZIP: Final = b"PK"
_MARKUP: Final = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<meta", b"<head", b"mime-version")
_BEGINNING: Final = 2048


def read_book(path: Path) -> Book:
    """All worksheets of an .xlsx file, hidden ones too; raises AppError when it is none or cannot be read."""
    data = _bytes(path)
    _refuse_other_formats(path, data)
    parts = measured_parts(path.name, data)
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(parts)) as book:
            sheets = tuple(_sheets(path.name, book))
    except calamine.PasswordError as error:
        raise AppError("sheet_password", file=path.name) from error
    except calamine.CalamineError as error:
        raise AppError("sheet_unreadable", file=path.name) from error
    if not any(sheet.rows for sheet in sheets):
        raise AppError("sheet_empty", file=path.name)
    return Book(path.name, hashlib.sha256(data).hexdigest(), sheets)


def _bytes(path: Path) -> bytes:
    if not path.exists():
        raise AppError("file_missing", file=path.name)
    if not path.is_file():
        raise AppError("sheet_is_folder", file=path.name)
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise AppError(
                "sheet_file_too_large", file=path.name, size=size // 2**20, most=MAX_FILE_BYTES // 2**20
            )
        return path.read_bytes()
    except PermissionError as error:
        raise AppError("file_locked", file=path.name) from error
    except OSError as error:
        raise AppError("file_unreadable", file=path.name) from error


def _refuse_other_formats(path: Path, data: bytes) -> None:
    """Raise AppError for everything that does not begin as an .xlsx file does."""
    if not data:
        raise AppError("sheet_empty", file=path.name)
    if data.startswith(_OLE):
        raise AppError("sheet_password" if _ENCRYPTED in data else "sheet_not_xlsx", file=path.name)
    if data.startswith(_ZIP):
        return
    if data[:_BEGINNING].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise AppError("sheet_is_web_page", file=path.name)
    raise AppError("sheet_not_xlsx", file=path.name)


def _sheets(name: str, book: calamine.CalamineWorkbook) -> Iterator[Sheet]:
    cells = 0
    for entry in book.sheets_metadata:
        if entry.typ == calamine.SheetTypeEnum.WorkSheet:
            is_visible = entry.visible == calamine.SheetVisibleEnum.Visible
            sheet = _sheet(book.get_sheet_by_name(entry.name), visible=is_visible)
            cells += sum(map(len, sheet.rows))
            if cells > MAX_CELLS:
                raise AppError("sheet_too_large", file=name, most=MAX_CELLS)
            yield sheet


def _sheet(sheet: calamine.CalamineSheet, *, visible: bool) -> Sheet:
    ranges = sheet.merged_cell_ranges or []
    return Sheet(
        name=sheet.name,
        rows=tuple(map(_row, sheet.to_python(skip_empty_area=False))),
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
            None
            if cell == ""
            else int(cell)
            if cell.__class__ is float and cell.is_integer()
            else str(cell)
            if cell.__class__ is timedelta
            else cell
            for cell in cells
        ]
    )

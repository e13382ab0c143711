"""Reads a file with tables from disk, known by its content, and says plainly why it cannot."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from desktop.errors import AppError

from . import csv_text, limits, new_workbook, old_workbook, open_document, unpacking
from .lost_fonts import without_old_letters
from .workbook import Book, Sheet

_Reader = Callable[[str, bytes], Iterator[Sheet]]

_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_ZIP: Final = (b"PK\3\4", b"PK\5\6")
_WEB: Final = (
    b"<!doctype html",
    b"<html",
    b"<table",
    b"<meta",
    b"<head",
    b"<style",
    b"<body",
    b"mime-version",
)
_OTHERS: Final = (b"%pdf", b"{\\rtf", b"\x89png", b"gif8", b"\xff\xd8\xff", b"rar!", b"7z\xbc\xaf")
_BEGINNING: Final = 2048


def read_book(path: Path) -> Book:
    """All worksheets of a file, hidden ones too; raises AppError when it cannot be read.

    Reads .xlsx, .xlsm (nothing in it is run), .xls, .ods, and text with separators (.csv, .tsv, .txt).
    Text in fonts from before Unicode comes out as Unicode; other text is as the file has it, not normalised.
    """
    data = _bytes(path)
    read = _reader(path.name, data)
    sheets = tuple(replace(sheet, rows=without_old_letters(sheet.rows)) for sheet in read(path.name, data))
    if not any(cell is not None for sheet in sheets for row in sheet.rows for cell in row):
        raise AppError("sheet_empty", file=path.name)
    return Book(path.name, hashlib.sha256(data).hexdigest(), sheets)


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise AppError("sheet_is_folder", file=path.name)
    try:
        size = path.stat().st_size
        if size > limits.MAX_FILE_BYTES:
            most = limits.MAX_FILE_BYTES // 2**20
            raise AppError("sheet_file_too_large", file=path.name, size=size // 2**20, most=most)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise AppError("file_missing", file=path.name) from error
    except PermissionError as error:
        raise AppError("file_locked", file=path.name) from error
    except OSError as error:
        raise AppError("file_unreadable", file=path.name) from error


def _reader(name: str, data: bytes) -> _Reader:
    """What reads a file that begins so; raises AppError for everything that is no list of ours."""
    if not data:
        raise AppError("sheet_empty", file=name)
    if data.startswith(_OLE):
        return _compound_reader(name, data)
    if data.startswith(_ZIP):
        return _zip_reader(name, data)
    beginning = data[:_BEGINNING].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if beginning.startswith(b"<?xml"):
        raise AppError("sheet_is_xml", file=name)
    if beginning.startswith(_WEB):
        raise AppError("sheet_is_web_page", file=name)
    if beginning.startswith(_OTHERS) or data.startswith(_OTHERS):
        raise AppError("sheet_not_workbook", file=name)
    return csv_text.read


def _compound_reader(name: str, data: bytes) -> _Reader:
    if _ENCRYPTED in data:
        raise AppError("sheet_password", file=name)
    if not old_workbook.is_workbook(data):
        raise AppError("sheet_not_workbook", file=name)
    return old_workbook.read


def _zip_reader(name: str, data: bytes) -> _Reader:
    contents = {entry.lower() for entry in unpacking.contents(name, data)}
    if any(entry.endswith("workbook.xml") for entry in contents):
        return new_workbook.read
    if any(entry.endswith("workbook.bin") for entry in contents):
        raise AppError("sheet_is_xlsb", file=name)
    if "content.xml" in contents and not any(entry.startswith("word/") for entry in contents):
        return open_document.read
    raise AppError("sheet_not_workbook", file=name)

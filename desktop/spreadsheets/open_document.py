"""Reads .ods (LibreOffice) as a stream: a row that repeats a million times is one element and stays one."""

import io
import zipfile
from collections.abc import Iterator
from typing import Final

from desktop.errors import AppError

from . import limits, unpacking
from .open_document_cells import Content
from .open_document_styles import Styles
from .open_document_tables import TooLargeError
from .workbook import Sheet, text_length
from .xml_events import XmlError, parse

_CHUNK: Final = 256 * 1024
_MANIFEST: Final = "META-INF/manifest.xml"


def read(name: str, data: bytes) -> Iterator[Sheet]:
    """Its sheets, hidden ones too; raises AppError when it cannot be read or holds too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if b"encryption-data" in _beginning(archive, _MANIFEST):
                raise AppError("sheet_password", file=name)
            if b"spreadsheet" not in _beginning(archive, "mimetype"):
                raise AppError("sheet_not_workbook", file=name)
            styles = Styles()
            parse(_chunks(name, archive, "styles.xml"), styles.start)
            content = Content(styles)
            parse(_chunks(name, archive, "content.xml"), content.start, content.end, content.text)
            yield from _with_little_text(name, content.sheets())
    except TooLargeError as error:
        raise AppError("sheet_too_large", file=name, most=error.most) from error
    except (*unpacking.DAMAGE, XmlError, LookupError) as error:
        raise AppError("sheet_unreadable", file=name) from error


def _with_little_text(name: str, sheets: Iterator[Sheet]) -> Iterator[Sheet]:
    """The sheets; a long text may stand in the file once and in a million cells."""
    length = 0
    for sheet in sheets:
        length += text_length(sheet.rows)
        if length > limits.MAX_TEXT_BYTES:
            raise AppError("sheet_too_much_text", file=name, most=limits.MAX_TEXT_BYTES // 2**20)
        yield sheet


def _chunks(name: str, archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    if part not in archive.namelist():
        yield b"<none/>"
        return
    size = 0
    with archive.open(part) as packed:
        while chunk := packed.read(_CHUNK):
            size += len(chunk)
            if size > limits.MAX_DOCUMENT_BYTES:
                most = limits.MAX_DOCUMENT_BYTES // 2**20
                raise AppError("sheet_unpacks_too_large", file=name, most=most)
            yield chunk


def _beginning(archive: zipfile.ZipFile, part: str) -> bytes:
    if part not in archive.namelist():
        return b""
    with archive.open(part) as packed:
        return packed.read(_CHUNK)

"""Reads an answer sheet that came back: by what its hidden part remembers, never by its file name."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from desktop.domain import sheet_codes
from desktop.domain.answer_sheet import Returned, digest
from desktop.domain.names import clean

from . import unpacking
from .answer_book import ASKED, MARK, TOLD
from .reader import read_book
from .workbook import Cell, Sheet, column_letters

_PROPERTIES: Final = "docProps/core.xml"
_MODIFIED: Final = re.compile(rb"<dcterms:modified[^>]*>([^<]{10,40})<")
_WORD: Final = re.compile(r"[A-Za-z0-9]+")


def read_answer_sheet(path: Path) -> Returned | None:
    """What the file says; None when it is a workbook, but no answer sheet. AppError when it cannot be read.

    A sheet without its hidden part is known by the code printed on it; it is not whole then.
    """
    book = read_book(path)
    saved_at = _saved_at(path)
    pages = [sheet for sheet in book.sheets if sheet.name != MARK]
    memory = [_texts(row) for sheet in book.sheets if sheet.name == MARK for row in sheet.rows]
    if not pages or not memory or memory[0][0] != MARK:
        code = next((code for sheet in pages for code in _codes(sheet)), None)
        return None if code is None else Returned(code, "", is_whole=False, saved_at=saved_at)
    return _returned([tuple(row[:3]) for row in memory if row[0]], _cells(pages[0]), saved_at)


def _returned(memory: list[tuple[str, ...]], cells: Mapping[str, str], saved_at: str) -> Returned:
    handed = {address: text for kind, address, text in memory if kind == TOLD}
    asked = {address: place for kind, address, place in memory if kind == ASKED}
    changed = [
        (address, handed.get(address, ""), cells.get(address, ""))
        for address in dict.fromkeys((*handed, *cells))
        if address not in asked and clean(handed.get(address, "")) != clean(cells.get(address, ""))
    ]
    return Returned(
        code=memory[0][2],
        fingerprint=digest(memory),
        answers={place: cells.get(address, "") for address, place in asked.items()},
        changed=tuple(changed),
        saved_at=saved_at,
    )


def _texts(row: tuple[Cell, ...]) -> list[str]:
    return [_text(cell) for cell in (*row, None, None, None)[: max(len(row), 3)]]


def _cells(sheet: Sheet) -> dict[str, str]:
    return {
        f"{column_letters(column)}{row}": _text(cell)
        for row, cells in enumerate(sheet.rows, start=1)
        for column, cell in enumerate(cells)
        if cell is not None and _text(cell)
    }


def _text(cell: Cell) -> str:
    """A cell as typed: programs make numbers and days of what looks like them."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m}/{cell.year:04}"
    return str(cell).strip()


def _codes(sheet: Sheet) -> Iterator[str]:
    """The codes that stand on a page."""
    for row in sheet.rows:
        for cell in row:
            if isinstance(cell, str):
                yield from (word for word in _WORD.findall(cell) if sheet_codes.is_code(word))


def _saved_at(path: Path) -> str:
    """When the file was last saved, as it says itself, else as its folder does; ISO text in UTC."""
    data = path.read_bytes()
    part = unpacking.xml_parts(path.name, data).get(_PROPERTIES, b"") if data.startswith(b"PK") else b""
    if found := _MODIFIED.search(part):
        try:
            told = datetime.fromisoformat(found[1].decode("ascii"))
        except ValueError:  # a program may write it in another way
            told = None
        if told is not None:
            return told.replace(tzinfo=told.tzinfo or UTC).astimezone(UTC).isoformat(timespec="seconds")
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")

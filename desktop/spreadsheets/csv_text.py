"""Reads .csv, .tsv and .txt: one sheet named `csv`, every cell text, rows counted by records, not lines."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from desktop.errors import AppError

from . import limits
from .csv_encoding import text_of
from .legacy import Encoding, to_unicode
from .workbook import Row, Sheet

SHEET_NAME: Final = "csv"
_SEPARATORS: Final = ",;\t|"
_SAID: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # Excel's own way to tell the separator
_LINE: Final = re.compile("[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_SAMPLE: Final = 64 * 1024
_SWALLOWED: Final = 50  # line breaks in one cell: a quotation mark that nobody closed


def read(name: str, data: bytes) -> Iterator[Sheet]:
    """The only sheet; raises AppError when the bytes are no text or hold too much."""
    decoded = text_of(data)
    if decoded is None:
        raise AppError("sheet_not_workbook", file=name)
    text, old = decoded
    said = _SAID.match(text)
    separator = said[1] if said else separator_of(text[:_SAMPLE])
    text = text[said.end() :] if said else text
    rows = _rows(name, text, separator, old, csv.QUOTE_MINIMAL)
    if rows is None:
        rows = _rows(name, text, separator, old, csv.QUOTE_NONE)
    if rows is None:
        raise AppError("sheet_long_cell", file=name, most=csv.field_size_limit())
    yield Sheet(SHEET_NAME, _even(name, rows))


def separator_of(text: str) -> str:
    """The separator with which most records have the same, largest number of cells."""
    return max(_SEPARATORS, key=lambda separator: _evenness(text, separator))


def _evenness(text: str, separator: str) -> int:
    try:
        widths = Counter(len(cells) for cells in csv.reader(_lines(text), delimiter=separator))
    except csv.Error:
        return 0
    return max(((width - 1) * count for width, count in widths.items()), default=0)


def _rows(name: str, text: str, separator: str, old: Encoding | None, quoting: int) -> list[Row] | None:
    """The records; None when a quotation mark that is never closed swallows what follows."""
    lines = _Lines(name, text, separator)
    rows: list[Row] = []
    cells = 0
    try:
        for record in csv.reader(lines, delimiter=separator, quoting=quoting):  # type: ignore[arg-type]
            lines.cells = 0
            cells += len(record) + 1
            if cells > limits.MAX_CELLS:
                raise AppError("sheet_too_large", file=name, most=limits.MAX_CELLS)
            if any(len(cell) > _SWALLOWED and cell.count("\n") > _SWALLOWED for cell in record):
                return None
            rows.append(tuple([_cell(cell, old) for cell in record]))
    except csv.Error:
        return None
    return rows


def _cell(cell: str, old: Encoding | None) -> str | None:
    return (to_unicode(cell, old) if old else cell) or None


def _even(name: str, rows: list[Row]) -> tuple[Row, ...]:
    """The rows of one width, without the empty ones at the end."""
    while rows and not any(rows[-1]):
        rows.pop()
    width = max(map(len, rows), default=0)
    if width * len(rows) > limits.MAX_CELLS:
        raise AppError("sheet_too_large", file=name, most=limits.MAX_CELLS)
    return tuple(row + (None,) * (width - len(row)) for row in rows)


def _lines(text: str) -> Iterator[str]:
    return (found[0] for found in _LINE.finditer(text))


class _Lines:
    """Lines for the reader, which would take a record of any number of cells at once."""

    def __init__(self, name: str, text: str, separator: str) -> None:
        self._name = name
        self._lines = _lines(text)
        self._separator = separator
        self.cells = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.cells += line.count(self._separator)
        if self.cells > 2 * limits.MAX_COLUMNS:
            raise AppError("sheet_too_large", file=self._name, most=limits.MAX_CELLS)
        return line

"""Reads .csv, .tsv and .txt: one sheet named `csv`, every cell text, rows counted by records, not lines."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, Literal

from desktop.errors import AppError

from . import limits
from .csv_encoding import text_of
from .legacy import with_capitals
from .workbook import Row, Sheet

_Texts = tuple[str | None, ...]

SHEET_NAME: Final = "csv"
_SEPARATORS: Final = ",;\t|"
_SAID: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # Excel's own way to tell the separator
_KEPT_AS_TEXT: Final = re.compile(r"""^="([^"=]*)"$""")  # ="0123": so digits are kept from losing their zeros
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
    if text.count("\n") > limits.MAX_CELLS // 2:  # every line holds a cell, and counts as one more
        raise AppError("sheet_too_large", file=name, most=limits.MAX_CELLS)
    rows = _rows(name, text, separator, csv.QUOTE_MINIMAL)
    if rows is None:
        rows = _rows(name, text, separator, csv.QUOTE_NONE)
    if rows is None:
        raise AppError("sheet_long_cell", file=name, most=csv.field_size_limit())
    if old == "tcvn3":
        rows = [tuple([with_capitals(cell) if cell else None for cell in row]) for row in rows]
    yield Sheet(SHEET_NAME, _even(name, rows))


def separator_of(text: str) -> str:
    """The separator with which most records have the same, largest number of cells."""
    return max(_SEPARATORS, key=lambda separator: _evenness(text, separator))


def _evenness(text: str, separator: str) -> int:
    lines = (found[0] for found in _LINE.finditer(text))
    try:
        widths = Counter(map(len, csv.reader(lines, delimiter=separator)))
    except csv.Error:
        return 0
    return max(((width - 1) * count for width, count in widths.items()), default=0)


def _rows(name: str, text: str, separator: str, quoting: Literal[0, 3]) -> list[_Texts] | None:
    """The records; None when a quotation mark that is never closed swallows what follows."""
    taken = [0, 0]  # lines of the record that is being read, separators in them
    rows: list[_Texts] = []
    cells = 0
    try:
        for record in csv.reader(_lines(name, text, separator, taken), delimiter=separator, quoting=quoting):
            if taken[0] > _SWALLOWED:
                return None
            taken[:] = 0, 0
            cells += len(record) + 1
            if cells > limits.MAX_CELLS:
                raise AppError("sheet_too_large", file=name, most=limits.MAX_CELLS)
            rows.append(tuple([_KEPT_AS_TEXT.sub(r"\1", cell) or None for cell in record]))
    except csv.Error:
        return None
    return rows


def _lines(name: str, text: str, separator: str, taken: list[int]) -> Iterator[str]:
    """The lines, counted: the reader would take a record of any number of cells at once."""
    for found in _LINE.finditer(text):
        line = found[0]
        taken[0] += 1
        taken[1] += line.count(separator)
        if taken[1] > 2 * limits.MAX_COLUMNS:
            raise AppError("sheet_too_large", file=name, most=limits.MAX_CELLS)
        yield line


def _even(name: str, rows: list[_Texts]) -> tuple[Row, ...]:
    """The rows of one width, without the empty ones at the end."""
    while rows and not any(rows[-1]):
        rows.pop()
    width = max(map(len, rows), default=0)
    if width * len(rows) > limits.MAX_CELLS:
        raise AppError("sheet_too_large", file=name, most=limits.MAX_CELLS)
    return tuple(row + (None,) * (width - len(row)) for row in rows)

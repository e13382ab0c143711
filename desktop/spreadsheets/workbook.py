"""A workbook as values: sheets, cells by absolute Excel row, merged ranges."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

Cell = str | int | float | bool | date | datetime | time | None
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Merge:
    """A merged range; rows count from 1 as in Excel, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet; `rows[0]` is Excel row 1 and column 0 is A, wherever the used range begins.

    `hidden_rows` are Excel row numbers. `unvalued` are the cells (Excel row, column from 0) that hold a
    formula whose result the file does not tell: their value in `rows` is None.
    """

    name: str
    rows: tuple[Row, ...]
    merged: tuple[Merge, ...] = ()
    visible: bool = True
    hidden_rows: frozenset[int] = frozenset()
    unvalued: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class Book:
    """A workbook that was read; `sha256` is that of the file's bytes."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]


def text_length(rows: Iterable[Row]) -> int:
    """How many characters the cells hold together."""
    return sum(len(cell) for row in rows for cell in row if isinstance(cell, str))


def column_letters(index: int) -> str:
    """The name Excel gives a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

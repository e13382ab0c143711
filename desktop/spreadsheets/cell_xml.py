"""Rows of a worksheet as the file has them: numbers, days and plain texts, never a formula.

Nothing here can write the element that holds a formula, so no text from outside becomes one.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from math import ceil, isfinite
from typing import Any, Final

from desktop import messages
from desktop.errors import AppError

from .looks import CLOCK, DAY, GENERAL, LINE, MOMENT, TEXT, WHOLE, WRAPPING, Dress, Styles
from .workbook import Cell, column_letters

MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384
MOST_CHARACTERS: Final = 32_767
# What makes Excel read a typed text as a formula, in the widths that input methods and NFKC know.
_RISKY: Final = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212]")
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel reads `_x0041_` as A, `_x005F_` as the stroke
_SPECIAL: Final = re.compile("[\x00-\x08\x0b-\x1f&<>\ufffe\uffff\ud800-\udfff]|_x[0-9A-Fa-f]{4}_")
_REPLACEMENT: Final = "\ufffd"
_FIRST_DAY: Final = date(1900, 3, 1)  # before it Excel counts a 29 February 1900 that never was
_ZERO_DAY: Final = date(1899, 12, 30)
_DAY_SECONDS: Final = 86_400
_SHOWN_WHOLE: Final = 10**11  # the least number that the general format shows as 1E+11
_EXACT: Final = 10**15  # numbers have fifteen digits in Excel
_TALLEST: Final = 8  # lines


@dataclass(frozen=True)
class Styled:
    """A cell that is not plain."""

    value: Cell
    dress: Dress


@dataclass(frozen=True)
class OutColumn:
    """A column: width in characters, and the number format of its numbers and of its empty cells."""

    width: float = 14
    format: str = GENERAL


OutCell = Cell | Styled
OutRow = Sequence[OutCell]


class RowWriter:
    """Writes the rows of one sheet; `cut` counts the texts that were too long."""

    def __init__(self, columns: Sequence[OutColumn], styles: Styles) -> None:
        self.cut = 0
        self._widths = [column.width for column in columns]
        self._columns = [(column_letters(at), column.format) for at, column in enumerate(columns)]
        self._styles = styles
        self._texts = {
            (dress, risky): styles.number(dress, TEXT, quoted=risky)
            for dress in Dress
            for risky in (False, True)
        }
        self._makers: Mapping[type, Callable[[str, Dress, str, Any], str]] = {
            str: self._text,
            int: self._int,
            float: self._float,
            bool: self._bool,
            date: self._date,
            datetime: self._datetime,
            time: self._time,
        }

    def row(self, number: int, cells: OutRow) -> str:
        """The row with that Excel number; AppError sheet_full beyond the last that Excel knows."""
        if number > MOST_ROWS:
            raise AppError("sheet_full", rows=MOST_ROWS, columns=MOST_COLUMNS)
        if len(cells) > len(self._columns):
            raise ValueError(len(cells))
        parts = [""]
        is_styled = False
        for (letters, code), cell in zip(self._columns, cells, strict=False):
            if cell is None:
                continue
            is_styled = is_styled or isinstance(cell, Styled)
            dress, value = (cell.dress, cell.value) if isinstance(cell, Styled) else (Dress.PLAIN, cell)
            make = self._makers.get(value.__class__, self._empty)
            parts.append(make(f"{letters}{number}", dress, code, value))
        parts[0] = f'<row r="{number}"{self._height(cells) if is_styled else ""}>'
        parts.append("</row>")
        return "".join(parts)

    def _height(self, cells: OutRow) -> str:
        """Room for the lines that wrapped texts take: not every program finds it out by itself."""
        lines = [
            sum(ceil(len(line) / width) or 1 for line in cell.value.split("\n"))
            for width, cell in zip(self._widths, cells, strict=False)
            if isinstance(cell, Styled) and cell.dress in WRAPPING and isinstance(cell.value, str)
        ]
        most = min(max(lines, default=1), _TALLEST)
        return f' ht="{most * LINE}" customHeight="1"' if most > 1 else ""

    def _empty(self, place: str, dress: Dress, _code: str, _value: None) -> str:
        return f'<c r="{place}" s="{self._styles.number(dress, GENERAL)}"/>'

    def _text(self, place: str, dress: Dress, _code: str, text: str) -> str:
        if len(text) * 2 > MOST_CHARACTERS:
            text = self._shortened(text)
        style = self._texts[dress, _RISKY.match(text) is not None]
        if _SPECIAL.search(text):
            text = _escaped(text)
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'

    def _shortened(self, text: str) -> str:
        """A text as long as a cell may be, in UTF-16; what is cut off is said at its end."""
        units = text.encode("utf-16-le", "surrogatepass")
        if len(units) <= 2 * MOST_CHARACTERS:
            return text
        self.cut += 1
        note = messages.say("workbook.cut", most=MOST_CHARACTERS)
        return units[: 2 * (MOST_CHARACTERS - len(note))].decode("utf-16-le", "ignore") + note

    def _number(self, place: str, dress: Dress, code: str, value: float | str) -> str:
        return f'<c r="{place}" s="{self._styles.number(dress, code)}"><v>{value}</v></c>'

    def _int(self, place: str, dress: Dress, code: str, number: int) -> str:
        if abs(number) >= _EXACT:
            return self._text(place, dress, code, str(number))
        if code == TEXT or (code == GENERAL and abs(number) >= _SHOWN_WHOLE):
            code = WHOLE
        return self._number(place, dress, code, number)

    def _float(self, place: str, dress: Dress, code: str, number: float) -> str:
        if not isfinite(number):
            return self._text(place, dress, code, str(number))
        return self._number(place, dress, GENERAL if code == TEXT else code, repr(number))

    def _bool(self, place: str, dress: Dress, _code: str, is_true: bool) -> str:  # noqa: FBT001 - a cell's value
        style = self._styles.number(dress, GENERAL)
        return f'<c r="{place}" s="{style}" t="b"><v>{int(is_true)}</v></c>'

    def _date(self, place: str, dress: Dress, code: str, day: date) -> str:
        if day < _FIRST_DAY:
            return self._text(place, dress, code, f"{day:%d/%m}/{day.year:04}")
        return self._number(place, dress, DAY, (day - _ZERO_DAY).days)

    def _datetime(self, place: str, dress: Dress, code: str, moment: datetime) -> str:
        seconds = _seconds(moment.time())
        if not seconds:
            return self._date(place, dress, code, moment.date())
        if moment.date() < _FIRST_DAY:
            return self._text(place, dress, code, f"{moment:%d/%m}/{moment.year:04} {moment:%H:%M}")
        days = (moment.date() - _ZERO_DAY).days
        return self._number(place, dress, MOMENT, repr(days + seconds / _DAY_SECONDS))

    def _time(self, place: str, dress: Dress, _code: str, clock: time) -> str:
        return self._number(place, dress, CLOCK, repr(_seconds(clock) / _DAY_SECONDS))


def is_risky(text: str) -> bool:
    """Whether Excel would read the text as a formula if somebody edited its cell."""
    return _RISKY.match(text) is not None


def legal(text: str) -> str:
    """The text without characters that no workbook may hold, as long as a cell may be."""
    return _ILLEGAL.sub(_REPLACEMENT, text)[:MOST_CHARACTERS]


def _seconds(clock: time) -> float:
    return clock.hour * 3600 + clock.minute * 60 + clock.second + clock.microsecond / 1e6


def _escaped(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _ESCAPE.sub("_x005F_", _ILLEGAL.sub(_REPLACEMENT, text))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

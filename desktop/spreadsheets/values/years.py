"""Cells that tell the year something was made, built or put to use."""

import re
from datetime import date
from typing import Final

from desktop.domain.form import Field
from desktop.domain.names import clean
from desktop.domain.problems import Code
from desktop.domain.values import is_raw
from desktop.spreadsheets.workbook import Cell

from .meaning import NOTHING, Meaning, typed, unreadable
from .texts import untidy

_ASIDE: Final = re.compile(r"\s*\([^)]*\)\s*")
_RANGE: Final = re.compile(r"((?:19|20)\d{2})\s*(?:[-–/;,]|đến|và|hoặc)\s*((?:19|20)\d{2})")
_VAGUE: Final = re.compile(r"\b(?:trước|sau|khoảng|độ|chừng|thập niên|những năm)\b|[~?]", re.IGNORECASE)


class YearReader:
    """A year, or a fuller date; an aside in brackets is left out."""

    def __init__(self, field: Field) -> None:
        self._field = field

    def read(self, cell: Cell) -> Meaning:
        if isinstance(cell, date):
            return typed(self._field, cell)
        text = clean(str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell))
        plain = _ASIDE.sub(" ", text).strip() or text
        if not plain:
            return NOTHING
        if match := _RANGE.fullmatch(plain):
            return unreadable(self._field, text, Code.YEAR_UNCLEAR, match[1])
        if _VAGUE.search(plain):
            return unreadable(self._field, text, Code.YEAR_UNCLEAR)
        found = typed(self._field, plain, *untidy(cell))
        if is_raw(found.values.get(self._field.name)) and plain != text:
            return typed(self._field, text)
        return found

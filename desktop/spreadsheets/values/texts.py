"""Cells of words: cleaned, with what was cleaned; names in capitals or with lost capitals put right."""

import re
import unicodedata
from typing import Final

from desktop.domain.form import Field
from desktop.domain.identity_types import Address
from desktop.domain.names import clean, clean_lines
from desktop.domain.problems import Code, Finding, Severity
from desktop.domain.text_types import LongText, Text, text_of
from desktop.spreadsheets.workbook import Cell

from .meaning import NOTHING, Meaning, repaired, typed

_ZERO_WIDTH: Final = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_ETH: Final = re.compile("[\u00d0\u00f0]")
_LOOSE: Final = re.compile(r"^[^\S\n]+|[^\S\n]+$|[^\S\n]{2,}|[^\S\n ]", re.MULTILINE)
_SPLIT_NAMES: Final = re.compile(r"\s*(?:\n|;|\s\+\s|/)\s*")


def look(text: str) -> tuple[Code, ...]:
    """What is untidy in a text, as codes; nothing for plain text."""
    if text.isascii() and "  " not in text and text == text.strip() and "\t" not in text:
        return ()
    found = []
    if not unicodedata.is_normalized("NFC", text):
        found.append(Code.NFD)
    if _ZERO_WIDTH.search(text):
        found.append(Code.ZERO_WIDTH)
        text = _ZERO_WIDTH.sub("", text)
    if _ETH.search(text):
        found.append(Code.ETH_FOR_D)
    if _LOOSE.search(text.replace("\r\n", "\n").strip("\n")):
        found.append(Code.WHITESPACE)
    return tuple(found)


def untidy(cell: Cell) -> tuple[Finding, ...]:
    """The same as findings, for a cell of any kind."""
    if not isinstance(cell, str):
        return ()
    shown = clean(cell)
    return tuple(repaired(code, cell, shown) for code in look(cell))


class TextReader:
    """A line, several lines, an address: whatever is kept in the words of the paper."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._is_long = isinstance(field.type, LongText)
        self._is_kept_whole = self._is_long or _keeps_whole(field)
        self._is_address = isinstance(field.type, Address)
        self._is_name = isinstance(field.type, Text) and field.type.title_case

    def read(self, cell: Cell) -> Meaning:
        if not isinstance(cell, str):
            return typed(self._field, cell)
        text = clean_lines(cell) if self._is_long else clean(cell)
        if not text:
            return NOTHING
        if text == cell and self._is_kept_whole:
            return Meaning({self._field.name: text})
        if text == cell and self._is_name and text.istitle():
            return Meaning({self._field.name: text})
        if text == cell and self._is_address and "[" not in text:
            return Meaning({self._field.name: {"text": text}})
        findings = list(untidy(cell))
        if self._is_name:
            text, more = _name(text)
            findings += more
        return typed(self._field, text, *findings)


class NamesReader:
    """Names of people: several in one cell are kept side by side."""

    def __init__(self, field: Field) -> None:
        self._field = field

    def read(self, cell: Cell) -> Meaning:
        names = [clean(part) for part in _SPLIT_NAMES.split(str(cell))]
        names = [name for name in names if name]
        findings = untidy(cell)
        joined = ", ".join(names)
        if len(names) > 1:
            findings = (*findings, repaired(Code.TWO_VALUES_IN_CELL, clean(str(cell)), joined))
        return typed(self._field, joined, *findings)


class ListReader:
    """An answer from a list; what its field leaves open stays as text."""

    def __init__(self, field: Field) -> None:
        self._field = field

    def read(self, cell: Cell) -> Meaning:
        return typed(self._field, clean(cell) if isinstance(cell, str) else cell, *untidy(cell))


def _name(text: str) -> tuple[str, list[Finding]]:
    """A person's name with capitals where they belong."""
    if text.isupper() and len(text) > 2:
        return text.title(), [repaired(Code.ALL_CAPS, text, text.title())]
    words = text.split()
    lost = [word for word in words if word[0].islower() and not word[0].isascii()]
    if lost and sum(word[0].isupper() for word in words) * 2 >= len(words):
        mended = " ".join(word[0].upper() + word[1:] if word in lost else word for word in words)
        return mended, [repaired(Code.LOST_CAPITAL, text, mended)]
    return text, []


def _keeps_whole(field: Field) -> bool:
    """Whether a clean text becomes the value of a field as it stands."""
    return isinstance(field.type, Text) and not field.type.title_case and not field.type.lower_case


def is_text(field: Field) -> bool:
    """Whether a field keeps words as they stand."""
    return isinstance(field.type, Text | LongText | Address)


def looks_as_formula(text: str) -> bool:
    """Whether a spreadsheet would run a text: it begins with = or @, or with a sign and goes on to reckon."""
    start = text.lstrip()
    if start[:1] in {"=", "@", "\uff1d", "\uff20"}:
        return len(start) > 1
    return start[:1] in {"+", "-"} and _RECKONS.search(start) is not None


_RECKONS: Final = re.compile(r"[(|!]|\d\s*[+*/^]\s*\w|\w\s*[+*/^]\s*\d")


def injected(text: str) -> Finding:
    """That a text would be run as a formula elsewhere; it is kept as text."""
    return Finding(Code.FORMULA_INJECTION, {"text": text_of(text)}, Severity.WARNING)

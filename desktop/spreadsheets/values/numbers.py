"""Cells of numbers: comma or dot, units behind them, thousands and millions of dong."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from desktop.domain.form import Field
from desktop.domain.names import clean, fold
from desktop.domain.number_types import Integer
from desktop.domain.problems import Code, Finding
from desktop.spreadsheets.workbook import Cell

from .meaning import NOTHING, ColumnFacts, Meaning, doubted, repaired, typed
from .texts import untidy

_NUMBER: Final = r"[+-]?\d+(?:[.,\s]\d+)*"
_ROUGH: Final = re.compile(
    r"^(?:khoảng|gần|hơn|trên|dưới|chừng|độ|ước|ước tính|ước khoảng|~|≈|±|>|<)\s*(?=\d)", re.IGNORECASE
)
_WITH_UNIT: Final = re.compile(rf"({_NUMBER})\s*([^\d\s][^\d]*[²³23]?)?")
_MONEY: Final = re.compile(rf"({_NUMBER})\s*([^\d\s.,()+-][^\d()+-]*)?")
_SPOKEN: Final = re.compile(r"(?i)(\d+)(tr|triệu|tỷ|tỉ)(\d)")
_SCALES: Final = {
    "": 0, "d": 1, "dong": 1, "vnd": 1, "vn d": 1, "k": 1_000, "nghin": 1_000, "ngan": 1_000,
    "tr": 1_000_000, "trd": 1_000_000, "tr d": 1_000_000, "trieu": 1_000_000, "ti": 1_000_000_000,
    "tid": 1_000_000_000, "nghind": 1_000,
}  # fmt: skip
_SCALE_HEADING: Final = re.compile(
    r"\b(1 000 000 000|1 000 000|1 000|ti|trieu|tr|nghin|ngan) ?(?:dong|d|vnd)\b"
    r"|\b(trieu|nghin|ngan)$|\b(?:dvt|don vi tinh|don vi) (?:dong|d|vnd)\b|\b(?:dong|vnd)$"
)
_ROUND: Final = {"1 000": 1_000, "1 000 000": 1_000_000, "1 000 000 000": 1_000_000_000}
_HECTARES: Final = re.compile(r"\b(?:ha|hecta|hec ta)$")
_HECTARE: Final = 10_000
_VIETNAMESE: Final = str.maketrans(",.", ".,")
_TOO_MUCH: Final = 10**12  # no single asset of a commune costs a thousand billion dong
_LONGEST: Final = 100  # characters of a sum in words or digits; Python reckons no digits without end
_THOUSANDS: Final = re.compile(r"[+-]?[1-9]\d{0,2}(?:[.,\s]\d{3})+")


class NumberReader:
    """Whole and decimal numbers, with or without a unit behind them."""

    def __init__(self, field: Field, facts: ColumnFacts) -> None:
        self._field = field
        self._scale = facts.scale
        self._is_area = is_area(field)
        self._is_whole = isinstance(field.type, Integer)

    def read(self, cell: Cell) -> Meaning:
        if isinstance(cell, int | float) and self._scale != 1 and not isinstance(cell, bool):
            return typed(self._field, str(Decimal(str(cell)) * self._scale))
        if not isinstance(cell, str):
            return typed(self._field, cell)
        text = clean(cell)
        if not text:
            return NOTHING
        findings = list(untidy(cell))
        plain = _ROUGH.sub("", text)
        match = _WITH_UNIT.fullmatch(plain)
        if match is None:
            return typed(self._field, text, *findings)
        number = plain_number(match[1], has_thousands=not _is_fraction(match[1]))
        if self._is_area and match[2] and _HECTARES.search(fold(match[2])):
            number *= _HECTARE
            findings.append(repaired(Code.UNIT_SCALE, text, _shown(number)))
        elif not match[2]:
            number *= self._scale
        if self._is_whole and number == number.to_integral_value():
            number = number.to_integral_value()
        if plain != text:
            findings.append(doubted(Code.APPROXIMATE, text, _shown(number)))
        return typed(self._field, str(number), *findings)


class MoneyReader:
    """Sums in dong; "13,5 triệu" and columns in thousands or millions are reckoned out."""

    def __init__(self, field: Field, facts: ColumnFacts) -> None:
        self._field = field
        self._scale = facts.scale

    def read(self, cell: Cell) -> Meaning:
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return self._whole(Decimal(str(cell)), (), 0)
        text = clean(str(cell))
        if not text:
            return NOTHING
        findings = list(untidy(cell))
        plain = _ROUGH.sub("", text)
        total, unit = _sum(plain, is_dong=self._scale == 1) if len(plain) <= _LONGEST else (None, 0)
        if total is None:
            return typed(self._field, text, *findings)
        if plain != text:
            findings.append(doubted(Code.APPROXIMATE, text, _shown(total * max(unit, 1))))
        if unit > 1:
            findings.append(repaired(Code.UNIT_SCALE, text, _shown(total * unit)))
        return self._whole(total, tuple(findings), unit)

    def _whole(self, number: Decimal, findings: tuple[Finding, ...], unit: int) -> Meaning:
        scale = unit or self._scale
        if not unit and abs(number) * scale >= _TOO_MUCH:
            scale = 1
        dong = number * scale
        return typed(self._field, str(int(dong)) if dong == int(dong) else str(dong), *findings)


def is_area(field: Field) -> bool:
    """Whether a field counts square metres, as its name tells."""
    return field.name.endswith("_m2")


def area_scale_of(headings: Iterable[str]) -> int:
    """The square metres that a number under some headings counts: 10,000 where one says hectares."""
    return _HECTARE if any(_HECTARES.search(fold(heading)) for heading in headings) else 1


def plain_number(text: str, *, has_thousands: bool) -> Decimal:
    """The number of digits parted by dots, commas or blanks.

    A single mark before three digits parts thousands only where `has_thousands` says so.
    """
    text = (
        "".join(text.split()) if _THOUSANDS.fullmatch(text) or " " not in text else text.split(maxsplit=1)[0]
    )
    marks = [mark for mark in text if mark in ".,"]
    if not marks:
        return Decimal(text)
    last = marks[-1]
    is_grouped = _THOUSANDS.fullmatch(text) is not None and len(set(marks)) == 1
    if is_grouped and (len(marks) > 1 or has_thousands):
        return Decimal(text.replace(last, ""))
    head, _, tail = text.rpartition(last)
    return Decimal(re.sub(r"[.,]", "", head) + "." + tail)


def _is_fraction(text: str) -> bool:
    """Whether a lone comma stands before three digits: then it is decimal, as Vietnamese writes it."""
    return text.count(",") == 1 and "." not in text


def _sum(text: str, *, is_dong: bool) -> tuple[Decimal | None, int]:
    """The number and its unit (0: none said); "1 tỷ 200 triệu" is added up in its smallest unit."""
    text = _SPOKEN.sub(r"\1,\3\2", text) if _SPOKEN.fullmatch(text) else text  # "13tr5" is 13,5 million
    parts = list(_MONEY.finditer(text))
    if not parts or "".join(part[0] for part in parts).replace(" ", "") != text.replace(" ", ""):
        return None, 0
    found = []
    for part in parts:
        unit = _SCALES.get(
            fold(re.sub(r"(?i)\s*(?:đồng|vnđ|vnd)\s*$", "", part[2] or "").strip(" .,")) or _rest(part[2])
        )
        if unit is None:
            return None, 0
        found.append(
            (plain_number(part[1], has_thousands=unit <= 1_000 and (is_dong or "." in part[1])), unit)
        )
    if len(found) == 1:
        return found[0]
    if any(unit <= 1 for _, unit in found[:-1]):
        return None, 0
    least = min(unit for _, unit in found) or 1
    return sum((number * (unit or 1) for number, unit in found), Decimal(0)) / least, least


def _rest(unit: str | None) -> str:
    """What stays of a unit that is only "đồng": that word itself."""
    return "dong" if unit and unit.strip() else ""


def scale_of(texts: Iterable[str]) -> int:
    """What the first of some headings that says so counts sums in: 1 for dong, 0 where none says."""
    for text in texts:
        match = _SCALE_HEADING.search(fold(text))
        if match is not None:
            word = match[1] or match[2] or ""
            return _ROUND.get(word) or _SCALES.get(word) or 1
    return 0


def _shown(number: Decimal) -> str:
    return f"{number.normalize():,f}".translate(_VIETNAMESE)

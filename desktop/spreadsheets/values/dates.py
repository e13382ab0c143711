"""Cells of dates: true dates, serial numbers, years, and whatever people write instead."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from desktop.domain.date_types import PartialDate
from desktop.domain.dates import DateError, parse_partial, show
from desktop.domain.form import Field
from desktop.domain.names import clean, fold
from desktop.domain.problems import Code, Finding
from desktop.spreadsheets.workbook import Cell

from .meaning import NOTHING, ColumnFacts, Meaning, doubted, repaired, typed, unreadable
from .texts import untidy

_EPOCH: Final = date(1899, 12, 30)
_SERIALS: Final = range(7_000, 60_000)  # 1919 to 2064: no year that is meant has five digits
_LONGEST_SERIAL: Final = 5
_BLANK: Final = r"[.…_\-\s?xX]*"
_SEPARATOR: Final = r"\s*[/.\-]\s*"
_THREE: Final = re.compile(rf"(\d{{1,2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{4}}|\d{{2}})")
_NO_DAY: Final = re.compile(rf"{_BLANK}[/.\-]\s*(\d{{1,2}})\s*[/.\-]\s*(\d{{4}})")
_NO_MONTH: Final = re.compile(rf"{_BLANK}[/.\-]{_BLANK}[/.\-]\s*(\d{{4}})")
_IN_WORDS: Final = re.compile(
    r"(?:(?:ngai )?(\d{1,2}) )?(?:thang|t) ?(\d{1,2}) (?:nam )?(\d{4})|(?:nam|sinh nam|sn|n) (\d{4})"
)
_TIME: Final = re.compile(r"\s+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[APap][Mm])?$")
_YEAR_FIRST: Final = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_USUAL: Final = re.compile(r"(\d\d)/(\d\d)/(\d{4})", re.ASCII)
# The 29th of February goes the long way.
_LAST_DAYS: Final = {
    "01": "31", "02": "28", "03": "31", "04": "30", "05": "31", "06": "30",
    "07": "31", "08": "31", "09": "30", "10": "31", "11": "30", "12": "31",
}  # fmt: skip
_ANY_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_LIKELY: Final = 0.02  # how improbable a column's look must be before its dates are held to be exchanged
_DAY_TO_12, _DAY_OVER_12 = 0.4, 0.6


class DateReader:
    """Dates, months and years; a column whose dates Excel exchanged is turned back."""

    def __init__(self, field: Field, facts: ColumnFacts) -> None:
        self._field = field
        self._swapped = facts.swapped
        self._has_days = isinstance(field.type, PartialDate) and 10 in field.type.precisions

    def _usual(self, day: str, month: str, year: str) -> Meaning | None:
        """The way most dates are written, 05/09/1985, without detours; None where anything is doubtful."""
        if not ("01" <= day <= _LAST_DAYS.get(month, "") and "1900" <= year <= "2100"):
            return None
        return Meaning({self._field.name: f"{year}-{month}-{day}"})

    def read(self, cell: Cell) -> Meaning:
        if isinstance(cell, str) and self._has_days and (match := _USUAL.fullmatch(cell)):
            meaning = self._usual(*match.groups())
            if meaning is not None:
                return meaning
        if isinstance(cell, datetime):
            cell = cell.date()
        if isinstance(cell, int | float) and int(cell) in _SERIALS:
            cell = _EPOCH + timedelta(days=int(cell))
        if isinstance(cell, date):
            return self._of_date(cell)
        text = clean(_TIME.sub("", str(int(cell) if isinstance(cell, float) else cell)))
        if not text:
            return NOTHING
        if text.isdecimal() and len(text) <= _LONGEST_SERIAL and int(text) in _SERIALS:
            return self._of_date(_EPOCH + timedelta(days=int(text)))
        return self._of_text(text, untidy(cell))

    def _of_date(self, day: date) -> Meaning:
        if not self._swapped or day.day > 12 or day.day == day.month:
            return typed(self._field, day)
        turned = day.replace(day=day.month, month=day.day)
        return typed(
            self._field, turned, doubted(Code.DATE_AMBIGUOUS, f"{day:%d/%m/%Y}", f"{turned:%d/%m/%Y}")
        )

    def _of_text(self, text: str, findings: tuple[Finding, ...]) -> Meaning:
        try:
            iso, code = _understand(text)
        except DateError as error:
            year = _ANY_YEAR.search(text) if error.code is Code.DATE_INVALID else None
            return unreadable(self._field, text, error.code, year[1] if year else "", *findings)
        if code is None and len(iso) < 10:
            code = Code.DATE_PARTIAL
        if code is Code.DATE_SWAPPED:
            findings = (*findings, doubted(code, text, show(iso)))
        elif code is not None:
            findings = (*findings, repaired(code, text, show(iso)))
        return typed(self._field, iso, *findings)


def _understand(text: str) -> tuple[str, Code | None]:
    """ISO text and what had to be repaired; DateError when it cannot be a date."""
    if match := _THREE.fullmatch(text):
        return _three(int(match[1]), int(match[2]), match[3])
    if (match := _YEAR_FIRST.fullmatch(text)) and int(match[2]) <= 12 and int(match[3]) <= 31:
        return parse_partial("-".join(match.groups())), None
    for pattern, given in ((_NO_MONTH, text), (_NO_DAY, text), (_IN_WORDS, fold(text))):
        if match := pattern.fullmatch(given):
            return parse_partial("/".join(filter(None, match.groups()))), None
    return parse_partial(text), None


def _three(first: int, second: int, year: str) -> tuple[str, Code | None]:
    code = None
    if len(year) == 2:
        century = date.today().year // 100 * 100  # noqa: DTZ011 - the clerk's own day
        full = century + int(year)
        year = str(full - 100 if full > date.today().year else full)  # noqa: DTZ011
        code = Code.DATE_TWO_DIGIT_YEAR
    if second > 12 >= first:
        return parse_partial(f"{second}/{first}/{year}"), Code.DATE_SWAPPED
    return parse_partial(f"{first}/{second}/{year}"), code


def are_swapped(cells: Iterable[Cell]) -> bool:
    """Whether a computer with American dates has read the column.

    Then whatever could be month/day became a date with both exchanged, and all else stayed text.
    """
    dates = texts = 0
    for cell in cells:
        if isinstance(cell, date):
            if cell.day > 12:
                return False
            dates += 1
        elif isinstance(cell, str) and (match := _THREE.fullmatch(clean(cell))):
            if int(match[1]) <= 12:
                if int(match[2]) <= 12:
                    return False
                continue
            texts += 1
    return dates > 0 and texts > 0 and _DAY_TO_12**dates * _DAY_OVER_12**texts < _LIKELY

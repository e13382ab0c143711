"""Field types for time: a day, a month, a year, or as much of a date as is known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from . import dates
from .names import clean
from .problems import Code, Finding
from .values import Unreadable, Value

_EARLIEST_YEAR: Final = 1900
_ENDS_IN_YEAR: Final = re.compile(r".*?(\d{4})")


@dataclass(frozen=True)
class PartialDate:
    """A day, a month or a year, as the paper tells it."""

    future: bool = False
    precisions: tuple[int, ...] = (10, 7, 4)

    def parse(self, raw: object) -> Value:
        if isinstance(raw, str) and not clean(raw):
            return None
        try:
            iso = dates.parse_partial(raw)
        except dates.DateError as error:
            raise Unreadable(error.code) from error
        if len(iso) not in self.precisions:
            raise Unreadable(Code.DATE_NEEDS_DAY if self.precisions == (10,) else Code.NOT_A_DATE)
        return iso

    def check(self, value: Any) -> Iterator[Finding]:
        if not dates.is_partial_date(value):
            yield Finding(Code.NOT_A_DATE)
        elif len(value) not in self.precisions:
            yield Finding(Code.DATE_NEEDS_DAY if self.precisions == (10,) else Code.NOT_A_DATE)
        elif not self.future and value > date.today().isoformat():  # noqa: DTZ011 - the clerk's own day
            yield Finding(Code.DATE_IN_FUTURE)

    def show(self, value: Any, language: str = "vi") -> str:
        return dates.show(value)


@dataclass(frozen=True)
class Date(PartialDate):
    """A calendar day."""

    precisions: tuple[int, ...] = (10,)


@dataclass(frozen=True)
class Month(PartialDate):
    """A month, or a year where no more is known."""

    precisions: tuple[int, ...] = (7, 4)

    def parse(self, raw: object) -> Value:
        if isinstance(raw, date):
            return raw.isoformat()[:7]
        return super().parse(raw)


@dataclass(frozen=True)
class Year:
    """The year of a thing (built, made, put to use), or its month or day where the paper tells it."""

    def parse(self, raw: object) -> Value:
        if isinstance(raw, str):
            raw = clean(raw)
            if not raw:
                return None
        try:
            return dates.parse_partial(raw)
        except dates.DateError as error:
            raise Unreadable(_why_no_year(str(raw), error.code)) from error

    def check(self, value: Any) -> Iterator[Finding]:
        if not dates.is_partial_date(value):
            yield Finding(Code.YEAR_UNCLEAR)
        elif not _EARLIEST_YEAR <= int(value[:4]) <= date.today().year:  # noqa: DTZ011 - the clerk's own day
            yield Finding(Code.YEAR_INVALID)

    def show(self, value: Any, language: str = "vi") -> str:
        return dates.show(value)


def _why_no_year(text: str, code: Code) -> Code:
    """A year far off is another mistake than a day that does not exist, or than no single year at all."""
    if code is Code.NOT_A_DATE:
        return Code.YEAR_UNCLEAR
    year = _ENDS_IN_YEAR.fullmatch(text)
    is_far = year is not None and not dates.is_partial_date(year[1])
    return Code.YEAR_INVALID if is_far else code

"""Field types for time: a day, a month, or as much of a date as is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from . import dates
from .names import clean
from .problems import Code, Finding
from .values import Unreadable, Value


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
        elif not self.future and dates.first_day(value) > date.today():  # noqa: DTZ011 - the clerk's own day
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

"""Dates as people write them: a day, a month or a year, kept as ISO text of that precision."""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from .problems import Code

_DAY: Final = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_ISO_DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]0{1,2}:00(?::00(?:\.0+)?)?)?")
_PLAIN_DAY: Final = re.compile(r"(\d{2})(\d{2})(\d{4})")
_SHORT_YEAR: Final = re.compile(r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{2}")
_MONTH: Final = re.compile(r"(?:[Tt](?:háng)?\s*)?(\d{1,2})\s*[/.\-]\s*(\d{4})")
_ISO_MONTH: Final = re.compile(r"(\d{4})-(\d{2})")
_YEAR: Final = re.compile(r"(?:[.…\s]*[/.\-]\s*[.…\s]*[/.\-]\s*)?(\d{4})")
_IN_WORDS: Final = re.compile(
    r"(?:(?:ngày\s*(\d{1,2})\s*)?tháng\s*(\d{1,2})\s*)?năm\s*(\d{4})", re.IGNORECASE
)
_STORED: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_WHOLE: Final = len("2020-12-31")
_EARLIEST_YEAR: Final = 1800
_LATEST_YEAR: Final = 2200


class DateError(ValueError):
    """Text that cannot become a date; `code` says why."""

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code = code


def parse_partial(raw: object) -> str:
    """ISO text `YYYY-MM-DD`, `YYYY-MM` or `YYYY` of a typed text, a date or a spreadsheet's date.

    Raises DateError: the day does not exist, the year has two digits, or it is no date at all.
    """
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    text = str(raw).strip()
    if words := _IN_WORDS.fullmatch(text):
        text = "/".join(filter(None, words.groups()))
    for pattern, order in ((_DAY, (3, 2, 1)), (_ISO_DAY, (1, 2, 3)), (_PLAIN_DAY, (3, 2, 1))):
        if match := pattern.fullmatch(text):
            return _day(*(int(match[group]) for group in order))
    if match := _MONTH.fullmatch(text):
        return _month(int(match[2]), int(match[1]))
    if match := _ISO_MONTH.fullmatch(text):
        return _month(int(match[1]), int(match[2]))
    if match := _YEAR.fullmatch(text):
        return f"{_year(int(match[1])):04d}"
    raise DateError(Code.DATE_TWO_DIGIT_YEAR if _SHORT_YEAR.fullmatch(text) else Code.NOT_A_DATE)


def show(iso: str) -> str:
    """`dd/mm/yyyy`, `mm/yyyy` or `yyyy`, as administrative Vietnamese writes it."""
    return "/".join(reversed(iso.split("-")))


@lru_cache(maxsize=4096)
def first_day(iso: str) -> date:
    """The earliest day that a partial date can mean."""
    if len(iso) == _WHOLE:
        return date.fromisoformat(iso)
    parts = [int(part) for part in iso.split("-")]
    return date(*[*parts, 1, 1][:3])


def last_day(iso: str) -> date:
    """The latest day that a partial date can mean."""
    if len(iso) == _WHOLE:
        return date.fromisoformat(iso)
    parts = [int(part) for part in iso.split("-")]
    year, month = parts[0], parts[1] if len(parts) == 2 else 12
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def is_partial_date(value: object) -> bool:
    """Whether a stored value is well-formed partial ISO text of a day that exists."""
    return isinstance(value, str) and _is_stored(value)


@lru_cache(maxsize=65_536)
def _is_stored(value: str) -> bool:
    if not _STORED.fullmatch(value):
        return False
    try:
        return _EARLIEST_YEAR <= first_day(value).year <= _LATEST_YEAR
    except ValueError:
        return False


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(_year(year), month, day).isoformat()
    except ValueError as error:
        raise DateError(Code.DATE_INVALID) from error


def _month(year: int, month: int) -> str:
    if not 1 <= month <= 12:
        raise DateError(Code.DATE_INVALID)
    return f"{_year(year):04d}-{month:02d}"


def _year(year: int) -> int:
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        raise DateError(Code.DATE_INVALID)
    return year

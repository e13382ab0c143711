"""How much of each month a line or system could be used: the hours of the month less those of its outages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from . import dates

_CENT: Final = Decimal("0.01")
_DAY_HOURS: Final = 24
UNKNOWN: Final = "other"


@dataclass(frozen=True)
class Outage:
    """One outage: its row, the day it began, how many hours it lasted, what it was due to."""

    row: str
    day: date
    hours: Decimal
    cause: str | None


@dataclass(frozen=True)
class System:
    """One line or system; `since` is the first day it was used, as far as it is known."""

    id: str
    label: str
    kind: str | None
    provider: str
    state: str | None
    promised_mbps: Decimal | None
    measured_mbps: Decimal | None
    since: str | None
    outages: tuple[Outage, ...]

    @property
    def speed_pct(self) -> Decimal | None:
        """The measured download in percent of the promised one."""
        if not self.promised_mbps or self.measured_mbps is None:
            return None
        return (self.measured_mbps * 100 / self.promised_mbps).quantize(_CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class MonthUp:
    """One month of one system: its hours, those down (never more), by cause as told, percent up."""

    month: str
    hours: int
    down: Decimal
    up_pct: Decimal
    by_cause: tuple[tuple[str, Decimal], ...]
    outages: tuple[str, ...]


def months_up(system: System, at: date) -> tuple[MonthUp, ...]:
    """The months of the year of a day, up to and with it; those before the system was used are left out.

    An outage counts in the month in which it began: one that runs into the next is told in two rows.
    """
    since = dates.first_day(system.since) if system.since else date.min
    return tuple(_month_up(system.outages, first, last) for first, last in _months(since, at))


def up_pct(months: Sequence[MonthUp]) -> Decimal | None:
    """The percent of all these months together."""
    hours = sum(one.hours for one in months)
    return _percent(hours, sum((one.down for one in months), Decimal(0))) if hours else None


def _months(since: date, at: date) -> Iterator[tuple[date, date]]:
    """First and last day of each month that counts."""
    for month in range(1, at.month + 1):
        first = max(date(at.year, month, 1), since)
        last = min(dates.last_day(f"{at.year:04d}-{month:02d}"), at)
        if first <= last:
            yield first, last


def _month_up(outages: Sequence[Outage], first: date, last: date) -> MonthUp:
    inside = [one for one in outages if first <= one.day <= last]
    hours = ((last - first) + timedelta(days=1)).days * _DAY_HOURS
    causes: dict[str, Decimal] = {}
    for one in inside:
        causes[one.cause or UNKNOWN] = causes.get(one.cause or UNKNOWN, Decimal(0)) + one.hours
    down = min(sum(causes.values(), Decimal(0)), Decimal(hours))
    return MonthUp(
        month=first.isoformat()[:7],
        hours=hours,
        down=down,
        up_pct=_percent(hours, down),
        by_cause=tuple(sorted(causes.items())),
        outages=tuple(one.row for one in inside),
    )


def _percent(hours: int, down: Decimal) -> Decimal:
    return ((hours - down) * 100 / hours).quantize(_CENT, ROUND_HALF_UP)

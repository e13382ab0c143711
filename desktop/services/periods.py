"""Reporting periods: what is asked for which day, and by when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from desktop.errors import AppError

if TYPE_CHECKING:
    from desktop.storage.ledger import Ledger


PLANNED: Final = "planned"


@dataclass(frozen=True)
class Period:
    """One period: the day whose state is reported, and the deadline to the minute (local time)."""

    id: str
    name: str
    as_of: date
    deadline: datetime


class Periods:
    """The periods of a store."""

    def __init__(self, ledger: "Ledger") -> None:
        self._ledger = ledger

    def all(self) -> tuple[Period, ...]:
        """Every period, the latest as-of date first."""
        return tuple(
            Period(row.uid, row.name, date.fromisoformat(row.as_of), datetime.fromisoformat(row.deadline))
            for row in self._ledger.periods()
        )

    def get(self, name_or_id: str) -> Period:
        """The period of that name or id; AppError period_missing."""
        for period in self.all():
            if name_or_id in {period.id, period.name}:
                return period
        raise AppError("period_missing", name=name_or_id)

    def current(self) -> Period | None:
        """The period whose deadline comes next; when all are over, the latest."""
        periods = self.all()
        now = datetime.now()  # noqa: DTZ005 - deadlines are local time
        ahead = [period for period in periods if period.deadline >= now]
        return min(ahead, key=lambda one: one.deadline) if ahead else (periods[0] if periods else None)

    def open(self, name: str, as_of: date, deadline: datetime) -> Period:
        """Open a period; AppError period_unnamed, period_exists when the name is taken."""
        name = name.strip()
        if not name:
            raise AppError("period_unnamed")
        if any(period.name == name for period in self.all()):
            raise AppError("period_exists", name=name)
        from desktop.storage import ledger

        asked = ledger.Period("", name, PLANNED, as_of.isoformat(), deadline.isoformat(timespec="minutes"))
        return Period(self._ledger.open_period(asked).uid, name, as_of, deadline)

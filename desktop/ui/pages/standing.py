"""How things stand in a store, and what to do next; read without any widget."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from desktop import messages
from desktop.domain.completeness import Completeness
from desktop.services.session import Session
from desktop.ui.deadline import days_left
from desktop.ui.navigation import Destination


@dataclass(frozen=True, slots=True)
class Standing:
    """The counts that the overview shows."""

    people: int
    people_with_problems: int
    unit: Completeness
    unit_problems: int
    has_period: bool
    time_left: str
    period_text: str
    has_key: bool
    unsent: int


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do, and where it is done."""

    name: str
    destination: Destination
    facts: Mapping[str, object] = field(default_factory=dict)


def read_standing(session: Session) -> Standing:
    """The counts of now."""
    progress = session.overview.progress()
    period = progress.period
    time_left = messages.say("ui.start.no_deadline")
    period_text = messages.say("ui.shell.no_period")
    if period is not None:
        time_left = days_left(period.deadline, datetime.now())  # noqa: DTZ005 - deadlines are local time
        deadline = period.deadline.strftime("%H:%M %d/%m/%Y")
        period_text = messages.say("ui.start.period", name=period.name, deadline=deadline)
    return Standing(
        people=progress.people,
        people_with_problems=progress.people_with_problems,
        unit=progress.unit,
        unit_problems=progress.unit_problems,
        has_period=period is not None,
        time_left=time_left,
        period_text=period_text,
        has_key=progress.has_key,
        unsent=progress.unsent,
    )


def todos(standing: Standing) -> Iterator[Todo]:
    """What to do next, the most useful first."""
    missing = standing.unit.asked - standing.unit.answered
    if not standing.people:
        yield Todo("import", Destination("import"))
    if standing.people_with_problems:
        wrong = Destination("person", only_problems=True)
        yield Todo("mend", wrong, {"count": standing.people_with_problems})
    if missing or standing.unit_problems:
        yield Todo("unit", Destination("unit"), {"count": max(missing, standing.unit_problems)})
    if not standing.has_period:
        yield Todo("period", Destination("packages"))
    if not standing.has_key:
        yield Todo("key", Destination("settings", text="key"))
    if standing.people and standing.has_period and standing.unsent:
        yield Todo("send", Destination("packages"))
    if standing.people:
        yield Todo("check", Destination("person"), {"count": standing.people})

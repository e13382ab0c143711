"""The overview on one page for the chairman: its charts, and its figures as tables."""

from typing import TYPE_CHECKING

from desktop import messages
from desktop.printing.grammar import Column
from desktop.printing.names import FigureTable

from .overview_figures import Figure, GapLine, PlaceCard, StaffCard
from .printing import Occasion

if TYPE_CHECKING:
    from .overview import Progress


def occasion(progress: "Progress", staff: StaffCard, places: PlaceCard) -> Occasion:
    """What the print `overview` names."""
    return Occasion(
        charts={"gaps": staff.gaps, "fit": staff.fit, "retirements": staff.retirements},
        figures={
            "progress": _progress(progress),
            "staff": _table(
                ("line", "quota", "need"),
                [*map(_gaps, staff.lines), (staff.leaving.title, _people(staff.leaving), "")],
            ),
            "places": _table(
                ("what", "many", "note"), [(one.title, one.text, one.note) for one in places.figures]
            ),
        },
    )


def _table(names: tuple[str, ...], rows: list[tuple[str, ...]]) -> FigureTable:
    columns = tuple(
        Column(messages.say(f"overview.column_{name}"), 1 if at else 1.2) for at, name in enumerate(names)
    )
    return FigureTable(columns, tuple(rows))


def _progress(progress: "Progress") -> FigureTable:
    """One line: the page has room for no more."""
    period = progress.period
    until = (
        messages.say("overview.period", name=period.name, deadline=f"{period.deadline:%H:%M %d/%m/%Y}")
        if period
        else messages.say("overview.no_period")
    )
    unit = f"{round(100 * progress.unit.share)} %"
    records = messages.say(
        "overview.records_text", count=progress.people, wrong=progress.people_with_problems
    )
    told = (
        ("deadline", until, 1.6),
        ("records", records, 1.4),
        ("unit", unit, 1),
        ("unsent", str(progress.unsent), 1),
    )
    columns = tuple(Column(messages.say(f"overview.progress_{name}"), wide) for name, _, wide in told)
    return FigureTable(columns, (tuple(text for _, text, _ in told),))


def _gaps(line: GapLine) -> tuple[str, ...]:
    return line.label, line.quota.text if line.quota else messages.say("overview.no_quota"), line.need.text


def _people(figure: Figure) -> str:
    return messages.say("overview.people", count=figure.text)

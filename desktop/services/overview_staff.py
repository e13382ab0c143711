"""The overview's figures about staff: two gaps, training fit, who retires."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from desktop import messages
from desktop.domain.charts import Bar, Columns, GapRow, Gaps, Shares
from desktop.domain.dates import first_day, is_partial_date, show
from desktop.domain.staff import WHOLE
from desktop.domain.staff_figures import StaffingRow
from desktop.domain.staffing import Staffing

from . import staffing_tables
from .overview_figures import Behind, Figure, GapLine, StaffCard, title
from .staffing import posts

if TYPE_CHECKING:
    from .staffing import StaffFigures

YEARS: Final = 5  # of retirements ahead
_VERDICTS: Final = ("fits", "near", "not_fitting", "unknown")


def card(figures: "StaffFigures", found: Staffing) -> StaffCard:
    """Everything about the staff of a day that the overview shows."""
    words = _Words(figures, found)
    (commune,) = found.rows("commune")
    fields = [row for row in found.rows("field") if row.positions and row.need.gap]
    retiring = _retiring(found)
    return StaffCard(
        found=found,
        lines=tuple(words.line(row) for row in (commune, *_blocks(found))),
        gaps=_gaps(words, fields),
        fit=_fit(commune),
        retirements=_retirements(found, retiring),
        leaving=words.leaving(commune),
        behind={
            **{f"field:{row.key or ''}": words.need(row) for row in fields},
            **{f"fit:{name}": words.verdict(commune, name) for name in _VERDICTS},
            **{f"retire:{year}": words.retiring(year, people) for year, people in retiring.items()},
        },
    )


class _Words:
    """Lines of the staffing tables as figures that lead to people and positions."""

    def __init__(self, figures: "StaffFigures", found: Staffing) -> None:
        self._figures = figures
        self._found = found
        self._told = {
            str(row.key): self._position(row)
            for row in found.rows("position")
            if row.key is not None and (row.need.gap or row.need.untrained)
        }

    def label(self, row: StaffingRow) -> str:
        return self._figures.label(self._found, row)

    def line(self, row: StaffingRow) -> GapLine:
        return GapLine(self.label(row), self._quota(row), self.need(row))

    def need(self, row: StaffingRow) -> Figure:
        need, people = row.need, row.people
        text = messages.say("overview.gap_need", **_posts(row))
        told = {one: self._told[one] for one in row.positions if one in self._told}
        lacking = sorted(row.positions, key=lambda one: (one not in told, one))
        behind = (
            Behind("position", tuple(lacking), told),
            Behind("person", tuple(dict.fromkeys((*people.full_time, *people.concurrent)))),
        )
        return Figure(
            "need",
            title("need", label=self.label(row)),
            text,
            behind,
            staffing_tables.need_causes(row),
            need.gap != 0,
        )

    def verdict(self, row: StaffingRow, name: str) -> Figure:
        people = getattr(row.people, name)
        told = {}
        for person in people:
            main = self._found.now.main(person)
            told[person] = self._found.now.positions[main.position].label if main else title("no_post")
        label = messages.say(f"overview.fit_{name}")
        return Figure(name, label, str(len(people)), (Behind("person", people, told),))

    def retiring(self, year: str, people: Mapping[str, str]) -> Figure:
        behind = Behind("person", tuple(people), {one: show(day) for one, day in people.items()})
        return Figure("retiring", title("retiring_in", year=year), str(len(people)), (behind,))

    def leaving(self, row: StaffingRow) -> Figure:
        day = show(self._found.ahead.on.isoformat())
        people = row.people.leaving
        behind = (Behind("person", people),)
        return Figure("leaving", title("leaving", day=day), str(len(people)), behind, "", bool(people))

    def _quota(self, row: StaffingRow) -> Figure | None:
        quota = row.quota
        if quota is None:
            return None
        gap = staffing_tables.signed(quota.gap)
        text = messages.say("overview.gap_quota", quota=quota.quota, have=quota.on_books, gap=gap)
        behind = (Behind("person", row.people.on_books),)
        causes = staffing_tables.quota_causes(row)
        return Figure("quota", title("quota", label=self.label(row)), text, behind, causes, quota.gap != 0)

    def _position(self, row: StaffingRow) -> str:
        text = messages.say("overview.gap_need", **_posts(row))
        return " · ".join(one for one in (text, staffing_tables.need_causes(row)) if one)


def _posts(row: StaffingRow) -> dict[str, object]:
    filled = f"{posts(row.need.filled):g}".replace(".", "," if messages.language() == "vi" else ".")
    gap = staffing_tables.signed(row.need.gap / WHOLE)
    return {"need": row.need.need, "have": filled, "gap": gap}


def _blocks(found: Staffing) -> Iterable[StaffingRow]:
    return (row for row in found.rows("block") if row.key is not None and (row.positions or row.quota))


def _gaps(words: _Words, fields: Iterable[StaffingRow]) -> Gaps:
    """Only fields where something lacks or is too much, the widest lack first."""
    rows = [
        GapRow(words.label(row), (Decimal(row.need.gap) / WHOLE,), f"field:{row.key or ''}")
        for row in sorted(fields, key=lambda row: (row.need.gap, row.key or ""))
    ]
    return Gaps(
        messages.say("overview.by_field"),
        tuple(rows),
        (messages.say("overview.series_need"),),
        messages.say("overview.short"),
        messages.say("overview.over"),
        messages.say("overview.no_gap"),
    )


def _fit(commune: StaffingRow) -> Shares:
    rows = [
        Bar(messages.say(f"overview.fit_{name}"), len(getattr(commune.people, name)), f"fit:{name}")
        for name in _VERDICTS
    ]
    known = rows if any(row.value for row in rows) else []
    return Shares(messages.say("overview.fit"), tuple(known), messages.say("overview.nobody_posted"))


def _retiring(found: Staffing) -> dict[str, dict[str, str]]:
    """By year the people who reach the age in it, with the day; this year and the four that follow."""
    years: dict[str, dict[str, str]] = {str(found.on.year + ahead): {} for ahead in range(YEARS)}
    for person, day in retirement_days(found).items():
        if day[:4] in years:
            years[day[:4]][person] = day
    return years


def retirement_days(found: Staffing) -> dict[str, str]:
    """By person of the staff the day of retirement (partial ISO text) still to come, soonest first."""
    staff = found.now.on_books | found.now.present
    days = {
        one.id: one.retires_on
        for one in found.facts.people
        if one.id in staff
        and one.retires_on
        and is_partial_date(one.retires_on)
        and first_day(one.retires_on) >= found.on
    }
    return dict(sorted(days.items(), key=lambda one: (one[1], one[0])))


def _retirements(found: Staffing, retiring: Mapping[str, Mapping[str, str]]) -> Columns:
    rows = tuple(Bar(year, len(people), f"retire:{year}") for year, people in retiring.items())
    known = rows if any(one.retires_on for one in found.facts.people) else ()
    return Columns(messages.say("overview.retirements"), known, messages.say("overview.no_retirements"))

"""What is to be done next: each line a count with its records, none where there is nothing to do."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from desktop import messages
from desktop.domain.catalog import Catalogs, in_force
from desktop.domain.dates import first_day, is_partial_date, last_day, show
from desktop.domain.staff import holds
from desktop.domain.staffing import Staffing, months_later

from .overview_figures import Behind, Figure, PlaceCard, StaffCard
from .overview_places import late_houses
from .overview_staff import retirement_days

if TYPE_CHECKING:
    from desktop.storage.records import RecordStore

OPEN: Final = "open"
DROPPED: Final = "dropped"
Term = tuple[int, str]  # a number and its unit, "day" or "month"
_WAITING: Final = ("submitted", "reviewed")


def work(store: "RecordStore", catalogs: Catalogs, staff: StaffCard, places: PlaceCard) -> tuple[Figure, ...]:
    """Every kind of work of which there is some, the most pressing first."""
    found = staff.found
    terms = _terms(catalogs, found.on)
    told: dict[str, tuple[str, dict[str, str]]] = {
        "retirement_decision": ("person", _retiring(found, terms.get("retirement_decision"))),
        "retirement_notice": ("person", _retiring(found, terms.get("retirement_notice"))),
        "secondment_end": ("person", _ending(found, terms.get("secondment_end"))),
        "sheets": ("person", dict.fromkeys(_not_returned(store), "")),
        "approvals": ("assessment", dict.fromkeys(_waiting(store), "")),
        "without_post": ("person", dict.fromkeys(_without_post(staff), "")),
        "fields_alone": ("position", dict.fromkeys(_alone(found), "")),
        "gaps": ("position", dict.fromkeys(_unmet(store, found), "")),
        "late_houses": ("building", _late(places)),
    }
    soon = told["retirement_decision"][1]
    notice = {one: day for one, day in told["retirement_notice"][1].items() if one not in soon}
    told["retirement_notice"] = ("person", notice)
    return tuple(_figure(name, form, ids, terms) for name, (form, ids) in told.items() if ids)


def _figure(name: str, form: str, told: dict[str, str], terms: Mapping[str, Term]) -> Figure:
    number = terms[name][0] if name in terms else ""
    text = messages.say(f"overview.work_{name}", count=len(told), number=number)
    return Figure(name, text, str(len(told)), (Behind(form, tuple(told), told),))


def _terms(catalogs: Catalogs, on: date) -> Mapping[str, Term]:
    """How long before an event one is told, by alert; what is not in force is not told."""
    rows = in_force(catalogs.table("alert_terms"), on)
    return {row["alert"]: (int(row["number"]), row["unit"]) for row in rows}


def _until(on: date, term: Term | None) -> date:
    """The last day of the term that begins on a day; without a term no later day is within it."""
    number, unit = term or (-1, "day")
    return on + timedelta(days=number) if unit == "day" else months_later(on, number)


def _retiring(found: Staffing, term: Term | None) -> dict[str, str]:
    bound = _until(found.on, term)
    return {
        one: messages.say("overview.retires_on", day=show(day))
        for one, day in retirement_days(found).items()
        if first_day(day) <= bound
    }


def _ending(found: Staffing, term: Term | None) -> dict[str, str]:
    """Whose secondment, in or out, ends soon: the row that holds today has an end within the term."""
    bound, told = _until(found.on, term), {}
    for person in found.facts.people:
        for row in person.statuses:
            seconded = row.category in found.seconding.into or row.status in found.seconding.out
            if not (seconded and row.until and is_partial_date(row.until)):
                continue
            stands = found.now.standings[person.id]
            is_now = (stands.category, stands.status) == (row.category, row.status)
            if is_now and holds(row.since, row.until, found.on) and last_day(row.until) <= bound:
                told[person.id] = messages.say("overview.ends_on", day=show(row.until))
    return told


def _not_returned(store: "RecordStore") -> Iterator[str]:
    """Those whose sheet of an open campaign has not come back."""
    opened = {row["id"] for row in store.facts("campaign", ("state",)) if row["state"] == OPEN}
    for row in store.fact_rows("campaign", "sheets", ("person", "returned", "returned_on")):
        if row["id"] in opened and row["person"] and not (row["returned"] or row["returned_on"]):
            yield row["person"]


def _waiting(store: "RecordStore") -> Iterator[str]:
    rows = store.facts("assessment", ("approval_state",))
    return (row["id"] for row in rows if row["approval_state"] in _WAITING)


def _without_post(staff: StaffCard) -> list[str]:
    """Of whom nothing says which position they hold; while there are no positions that is no work yet."""
    now = staff.found.now
    return sorted(one for one in now.present if now.main(one) is None) if staff.has_posts else []


def _alone(found: Staffing) -> list[str]:
    """The positions of fields in which nobody present works."""
    fields = found.need_gaps.fields_without_anybody
    return [one.id for one in found.facts.positions if one.field in fields and found.now.needs[one.id]]


def _unmet(store: "RecordStore", found: Staffing) -> list[str]:
    """Positions that lack people and have no remedy, or only one that was dropped."""
    rows = store.facts("remedy", ("position", "state"))
    remedied = {row["position"] for row in rows if row["state"] != DROPPED}
    lacking = (one.id for one in found.facts.positions if found.need_gaps.gap(one.id) < 0)
    return [one for one in lacking if one not in remedied]


def _late(places: PlaceCard) -> dict[str, str]:
    return {
        house: messages.say("overview.late_days", days=days)
        for house, days in late_houses(places.report).items()
    }

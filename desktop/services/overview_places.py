"""The overview's figures about offices, machines, surplus houses and lines."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop import messages
from desktop.domain.availability import up_pct
from desktop.domain.charts import Number, figure, signed
from desktop.domain.norm_rows import weakest

from .norm_words import certainty
from .overview_figures import Behind, Figure, PlaceCard, title

if TYPE_CHECKING:
    from desktop.domain.catalog import Catalogs

    from .norms import NormReport


def card(report: "NormReport", catalogs: "Catalogs") -> PlaceCard:
    """The figures of a norm report that the overview shows; where a side is not told it says so."""
    found = [*_area(report), _machines(report, catalogs), _surplus(report), _states(report), _lines(report)]
    return PlaceCard(report, tuple(found))


def late_houses(report: "NormReport") -> dict[str, int]:
    """The surplus houses whose handling is over its term, with the days."""
    return {one.building.id: one.late_days for one in report.facilities if one.late_days}


def _area(report: "NormReport") -> Iterator[Figure]:
    need = report.area.need
    behind = (
        Behind("building", (*report.area.buildings, *report.area.unmeasured)),
        Behind("person", tuple(one.person for one in need.people)),
    )
    sides = (
        ("area", need.working, report.area.working, report.area.working_gap, need.certainty),
        ("shared_area", need.shared, report.area.shared, report.area.shared_gap, need.shared_certainty),
    )
    for name, needed, have, gap, sure in sides:
        if gap is None or have is None or needed is None:
            yield Figure(name, title(name), messages.say("overview.not_measured"), behind)
        else:
            text = messages.say("overview.area_text", need=_n(needed), have=_n(have), gap=_signed(gap))
            yield Figure(name, title(name), text, behind, _sure(sure), gap < 0)


def _machines(report: "NormReport", catalogs: "Catalogs") -> Figure:
    machine = {item.code for item in catalogs["norm_items"].items if item.extra["machine"] == "yes"}
    items = [one for one in report.items if one.item in machine and one.need is not None]
    if not items:
        return Figure("machines", title("machines"), messages.say("overview.not_told"))
    lack = sum(one.shortage or 0 for one in items)
    text = messages.say(
        "overview.machines_text",
        need=sum(one.need or 0 for one in items),
        usable=sum(one.usable for one in items),
        short=lack,
    )
    behind = (
        Behind("equipment", tuple(dict.fromkeys(asset for one in items for asset in one.assets))),
        Behind("person", tuple(dict.fromkeys(person for one in items for person in one.people))),
    )
    return Figure(
        "machines", title("machines"), text, behind, _sure(weakest(one.certainty for one in items)), lack > 0
    )


def _surplus(report: "NormReport") -> Figure:
    houses = [one.building.id for one in report.facilities if one.building.is_surplus]
    late = late_houses(report)
    told = {house: messages.say("overview.late_days", days=days) for house, days in late.items()}
    text = messages.say("overview.surplus_text", count=len(houses), late=len(late))
    ordered = sorted(houses, key=lambda house: (-late.get(house, 0), house))
    behind = (Behind("building", tuple(ordered), told),)
    return Figure("surplus", title("surplus"), text, behind, "", bool(late))


def _states(report: "NormReport") -> Figure:
    told: dict[str, str] = {}
    for one in report.facilities:
        states = [name for name in ("run_down", "cramped", "scattered") if getattr(one, name).holds]
        if states and not one.building.is_surplus:
            told[one.building.id] = ", ".join(messages.say(f"overview.state_{name}") for name in states)
    text = messages.say("overview.states_text", count=len(told))
    return Figure("states", title("states"), text, (Behind("building", tuple(told), told),), "", bool(told))


def _lines(report: "NormReport") -> Figure:
    """The share of this month's hours in which the lines could be used, and each one's own."""
    month = report.at.isoformat()[:7]
    now = [(one.system.id, up) for one in report.systems for up in one.months if up.month == month]
    share = up_pct([up for _, up in now])
    if share is None:
        return Figure("lines", title("lines"), messages.say("overview.not_told"))
    ordered = sorted(now, key=lambda one: (one[1].up_pct, one[0]))
    told = {system: f"{_n(up.up_pct)} %" for system, up in ordered}
    worst = ordered[0][1].up_pct
    text = messages.say("overview.lines_text", share=_n(share), worst=_n(worst))
    behind = (Behind("system", tuple(told), told),)
    return Figure("lines", title("lines"), text, behind, "", worst < Decimal(100))


def _sure(code: str) -> str:
    return "" if code == "high" else certainty(code)


def _n(number: Number) -> str:
    return figure(number, messages.language())


def _signed(number: Number) -> str:
    return signed(number, messages.language())

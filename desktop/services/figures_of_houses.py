"""Houses: office area beside the norms, and the state of each facility with what is done about it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from desktop import messages
from desktop.domain.charts import Bar, Columns
from desktop.domain.facility import FacilityState, Judged
from desktop.domain.office_area import PersonArea

from .figure_view import Block, Charted, Counted, Figure, Row, View, behind, row, short
from .norm_words import certainty, plain

if TYPE_CHECKING:
    from .asset_figures import Source

_PAPER: Final = ("decision_number", "decision_date", "receiving_unit", "handling")


def area(source: "Source") -> View:
    """Area needed by the people present, area there is, and what is missing."""
    gap, need = source.report.area, source.report.area.need
    people = behind("person", (one.person for one in need.people))
    houses = behind("building", gap.buildings)
    balance = tuple(
        _balance(messages.say(f"figures.area_{kind}"), numbers, people, houses)
        for kind, numbers in (
            ("working", (need.working, need.working_other, gap.working, gap.working_gap, need.certainty)),
            ("shared", (need.shared, need.shared_other, gap.shared, gap.shared_gap, need.shared_certainty)),
        )
    )
    columns = ("area_kind", "need_m2", "other_need_m2", "have_m2", "gap_m2", "certainty")
    blocks = (
        Block("area_balance", columns, balance, ("area_kind",)),
        _by_title(source),
        _by_house(source),
    )
    return View("building_area", as_at(source), tuple(_doubts(source)), (_area_chart(source),), blocks)


def as_at(source: "Source") -> str:
    """Of which day the figures are."""
    return messages.say("figures.as_at", at=source.at.strftime("%d/%m/%Y"))


def _balance(
    name: str,
    numbers: tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None, str],
    people: tuple[Counted, ...],
    houses: tuple[Counted, ...],
) -> Row:
    """Need, need by another source, have, gap and certainty."""
    need, other, have, gap, sure = numbers
    mark = "" if gap is None else "error" if gap < 0 else "good"
    unknown = messages.say("norms.unknown")
    return row(
        name,
        Figure(need, people),
        Figure(other if other != need else None, people),
        Figure(unknown if have is None else have, houses),
        Figure(unknown if gap is None else gap, (*people, *houses), mark),
        certainty(sure),
    )


def _doubts(source: "Source") -> Iterator[str]:
    """Where two sources disagree, both values; then what the tables say of themselves."""
    need, gap = source.report.area.need, source.report.area
    seen: set[tuple[str, Decimal, Decimal]] = set()
    for one in need.people:
        if one.m2 != one.other and (key := (one.title, one.m2, one.other)) not in seen:
            seen.add(key)
            yield messages.say(
                "figures.two_values", title=one.title, m2=plain(one.m2), other=plain(one.other), note=one.note
            )
    if need.shared_certainty != "high" and need.shared_pct is not None:
        yield messages.say(
            "figures.unsure_share", pct=plain(need.shared_pct), certainty=certainty(need.shared_certainty)
        )
    if gap.unmeasured:
        yield messages.say("figures.unmeasured", count=len(gap.unmeasured))


def _by_title(source: "Source") -> Block:
    groups: dict[tuple[str, str], list[PersonArea]] = {}
    need = source.report.area.need
    for one in need.people:
        groups.setdefault((one.title, one.legal_basis), []).append(one)
    rows: list[Row] = []
    for (title, basis), people in groups.items():
        first, ids = people[0], behind("person", (one.person for one in people))
        rows.append(
            row(
                title,
                Figure(len(people), ids),
                first.m2,
                first.other if first.other != first.m2 else None,
                Figure(first.m2 * len(people), ids),
                certainty(first.certainty),
                basis,
            )
        )
    if need.without_norm:
        ids = behind("person", need.without_norm)
        rows.append(
            row(messages.say("norms.without_norm"), Figure(len(need.without_norm), ids), *(None,) * 5)
        )
    columns = ("title", "people", "norm_m2", "other_m2", "m2", "certainty", "legal_basis")
    return Block("area_need", columns, tuple(rows), ("title", "legal_basis"))


def _by_house(source: "Source") -> Block:
    """Every house that is in use; the need of one is told where its people are known."""
    rows = tuple(
        row(
            Figure(one.building.label, behind("building", [one.building.id])),
            Figure(len(one.people) or None, behind("person", one.people)),
            Figure(one.need.working if one.need else None, behind("person", one.people)),
            one.building.working_m2,
            _house_gap(one),
            one.building.areas.get("shared"),
        )
        for one in source.report.facilities
        if one.building.is_in_use
    )
    columns = ("house", "people", "need_m2", "working_m2", "gap_m2", "shared_m2")
    return Block("area_have", columns, rows, ("house",))


def _house_gap(one: FacilityState) -> Figure:
    if one.need is None or one.building.working_m2 is None:
        return Figure(None)
    gap = one.building.working_m2 - one.need.working
    return Figure(gap, behind("person", one.people), "error" if gap < 0 else "good")


def _area_chart(source: "Source") -> Charted:
    gap, need = source.report.area, source.report.area.need
    people = behind("person", (one.person for one in need.people))
    houses = behind("building", gap.buildings)
    rows = (
        Bar(messages.say("figures.bar_working_need"), need.working, "people"),
        Bar(messages.say("figures.bar_working_have"), gap.working, "houses"),
        Bar(messages.say("figures.bar_shared_need"), need.shared, "people"),
        Bar(messages.say("figures.bar_shared_have"), gap.shared, "houses"),
    )
    chart = Columns(messages.say("figures.chart.area"), rows, messages.say("figures.empty.any"))
    return Charted(chart, {"people": people, "houses": houses})


def handling(source: "Source") -> View:
    """The state of each facility with the reason, and how the surplus ones are dealt with."""
    from . import figures_of_places

    states = source.report.facilities
    papers = source.facts("building", _PAPER)
    blocks = (
        _states(states),
        _surplus(source, papers),
        *figures_of_places.blocks(source),
    )
    return View("building_state", as_at(source), (), (_state_chart(states),), blocks)


def _states(states: tuple[FacilityState, ...]) -> Block:
    in_use = sum(1 for one in states if one.building.is_in_use)
    rows = tuple(
        row(
            Figure(one.building.label, behind("building", [one.building.id])),
            *(_judged(state) for state in (one.cramped, one.scattered, one.run_down)),
            " ".join(_reasons(one, in_use)),
        )
        for one in states
    )
    return Block(
        "house_states", ("house", "cramped", "scattered", "run_down", "reason"), rows, ("house", "reason")
    )


def _judged(state: Judged) -> Figure:
    if state.holds:
        return Figure(messages.say("norms.yes"), mark="error")
    return Figure(messages.say("norms.unknown" if state.derived is None else "norms.no"))


def _reasons(one: FacilityState, in_use: int) -> Iterator[str]:
    """Why a state holds: figures where it was worked out, the record where that alone tells it."""
    house = one.building
    if one.cramped.derived and one.need is not None:
        yield messages.say(
            "figures.why_cramped",
            have=plain(house.working_m2),
            need=plain(one.need.working),
            people=len(one.people),
            certainty=certainty(one.certainty),
        )
    if one.scattered.derived:
        yield messages.say("figures.why_scattered", km=plain(house.distance_km), sites=in_use)
    if one.run_down.derived:
        yield messages.say("figures.why_run_down", age=one.age_years, life=house.life_years)
    told = [
        messages.say(f"norms.state_{name}")
        for name, state in (
            ("cramped", one.cramped),
            ("scattered", one.scattered),
            ("run_down", one.run_down),
        )
        if state.told and not state.derived
    ]
    if told:
        yield messages.say("figures.why_told", states=", ".join(told))


def _surplus(source: "Source", papers: Mapping[str, Mapping[str, Any]]) -> Block:
    words = source.words
    rows = tuple(
        row(
            Figure(house.label, behind("building", [house.id])),
            words.code("hq_handling_options", house.option) or papers[house.id]["handling"],
            " ".join(
                filter(None, (papers[house.id]["decision_number"], _day(papers[house.id]["decision_date"])))
            ),
            words.answer("building", "progress", house.progress),
            house.due_on.strftime("%d/%m/%Y") if house.due_on else None,
            short(one.late_days, behind("building", [house.id])) if one.late_days else Figure(None),
            papers[house.id]["receiving_unit"],
            words.answer("building", "new_use", house.new_use),
        )
        for one in source.report.facilities
        if (house := one.building).is_surplus
    )
    columns = ("house", "option", "decision", "progress", "due", "late_days", "receiving_unit", "new_use")
    return Block("surplus", columns, rows, ("house", "option", "decision", "receiving_unit"))


def _day(iso: str | None) -> str:
    """A day, month or year as it is written on paper."""
    return "/".join(reversed(iso.split("-"))) if iso else ""


def _state_chart(states: tuple[FacilityState, ...]) -> Charted:
    found = {
        "cramped": [one.building.id for one in states if one.cramped.holds],
        "scattered": [one.building.id for one in states if one.scattered.holds],
        "run_down": [one.building.id for one in states if one.run_down.holds],
        "surplus": [one.building.id for one in states if one.building.is_surplus],
        "late": [one.building.id for one in states if one.late_days],
    }
    rows = tuple(Bar(messages.say(f"figures.bar_{name}"), len(ids), name) for name, ids in found.items())
    chart = Columns(messages.say("figures.chart.states"), rows, messages.say("figures.empty.any"))
    return Charted(chart, {name: behind("building", ids) for name, ids in found.items()})

"""Offices, things, lines and workload beside what the norms give: every figure with the ids behind it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from desktop.domain import norm_changes
from desktop.domain import staff as staff_domain
from desktop.domain.availability import MonthUp, System, months_up, up_pct
from desktop.domain.cars import Car, CarFigure, car_figure
from desktop.domain.catalog import Catalogs
from desktop.domain.facility import Building, FacilityState, facility_states
from desktop.domain.norm_rows import Staff
from desktop.domain.norms import Asset, ItemFigure, Sum, item_figures, sums_by
from desktop.domain.office_area import AreaGap, area_gap, area_need
from desktop.domain.workload import Load, LoadFigure, load_figures

from . import asset_facts, norm_overrides, post_facts, staff_facts

if TYPE_CHECKING:
    from desktop.storage.records import RecordStore

_CENT: Final = Decimal("0.01")
_WHOLE_MONTH: Final = 7
SUMS: Final[Mapping[str, Callable[[Asset], str | None]]] = {
    "room": lambda one: one.room,
    "state": lambda one: one.state,
    "group": lambda one: one.group,
    "kind": lambda one: one.kind,
    "item": lambda one: one.item,
}


@dataclass(frozen=True)
class SystemUp:
    """A line or system with the months of the year, and the percent of all of them together."""

    system: System
    months: tuple[MonthUp, ...]
    up_pct: Decimal | None


@dataclass(frozen=True)
class Machines:
    """Computers: how many, for how many people present, past their useful life, unfit for the software."""

    have: int
    people: int
    per_person: Decimal | None
    past_life: int
    cannot_run: int
    mean_age: Decimal | None
    assets: tuple[str, ...]
    past_life_assets: tuple[str, ...]
    cannot_run_assets: tuple[str, ...]


@dataclass(frozen=True)
class Housing:
    """Rooms for staff, those given out, people in want of one; None where no record tells."""

    rooms: int | None
    used: int | None
    needed: int | None
    buildings: tuple[str, ...]


@dataclass(frozen=True)
class NormReport:
    """All figures of a day. `staff` are those present, `claimants` those whom the norms count."""

    at: date
    staff: tuple[Staff, ...]
    claimants: tuple[Staff, ...]
    area: AreaGap
    items: tuple[ItemFigure, ...]
    assets: tuple[Asset, ...]
    sums: Mapping[str, tuple[Sum, ...]]
    machines: Machines
    cars: CarFigure
    vehicles: tuple[Car, ...]
    facilities: tuple[FacilityState, ...]
    housing: Housing
    systems: tuple[SystemUp, ...]
    loads_by_month: tuple[LoadFigure, ...]
    loads_by_field: tuple[LoadFigure, ...]
    loads_of_all: tuple[LoadFigure, ...]


class Norms:
    """Figures about offices and equipment, worked out anew from the typed rows at every call."""

    def __init__(self, store: "RecordStore", catalogs: Catalogs) -> None:
        self._store = store
        self._catalogs = catalogs

    def report(self, at: date) -> NormReport:
        """Every figure as at a day."""
        catalogs = norm_changes.amended(self._catalogs, norm_overrides.changes(self._store))
        facts = asset_facts.read(self._store, at, catalogs)
        present = post_facts.present(self._store, at, catalogs)
        claimants = tuple(one for one in present if one.has_claim)
        in_use = [one for one in facts.buildings if one.is_in_use]
        measured = [(one.id, one.working_m2, one.areas.get("shared")) for one in in_use]
        by_month, by_field, of_all = self._loads(facts.loads, present, at)
        return NormReport(
            at=at,
            staff=present,
            claimants=claimants,
            area=area_gap(area_need(claimants, at, catalogs), measured),
            items=item_figures(claimants, facts.assets, at, catalogs),
            assets=facts.assets,
            sums={name: sums_by(facts.assets, key) for name, key in SUMS.items()},
            machines=_machines(facts.assets, len(present), at, catalogs),
            cars=car_figure(facts.cars, at, catalogs),
            vehicles=facts.cars,
            facilities=facility_states(facts.buildings, claimants, at, catalogs),
            housing=_housing(facts.buildings),
            systems=tuple(_system_up(one, at) for one in facts.systems),
            loads_by_month=by_month,
            loads_by_field=by_field,
            loads_of_all=of_all,
        )

    def _loads(
        self, loads: Sequence[Load], present: Sequence[Staff], at: date
    ) -> tuple[tuple[LoadFigure, ...], ...]:
        """By month and field; by field; all together. A row of a whole year is in the first only."""
        people: dict[str, list[str]] = defaultdict(list)
        for one in present:
            for name in one.fields:
                people[name].append(one.id)
        needed: dict[str, int] = defaultdict(int)
        for position in staff_facts.read(self._store).positions:
            if position.field:
                needed[position.field] += staff_domain.need_on(position, at)
        monthly = [one for one in loads if len(one.month) == _WHOLE_MONTH]
        everybody = {"": [one.id for one in present]}
        return (
            load_figures(loads, lambda one: (one.month, one.field or ""), people, needed),
            load_figures(monthly, lambda one: ("", one.field or ""), people, needed),
            load_figures(monthly, lambda _: ("", ""), everybody, {"": sum(needed.values())}),
        )


def _system_up(system: System, at: date) -> SystemUp:
    months = months_up(system, at)
    return SystemUp(system, months, up_pct(months))


def _machines(assets: Iterable[Asset], people: int, at: date, catalogs: Catalogs) -> Machines:
    items = {item.code for item in catalogs["norm_items"].items if item.extra["machine"] == "yes"}
    machines = [one for one in assets if one.item in items]
    past = [one for one in machines if one.is_past_life]
    unfit = [one for one in machines if one.cannot_run]
    aged = [(at.year - one.year, one.quantity) for one in machines if one.year is not None]
    pieces = sum(many for _, many in aged)
    have = sum(one.quantity for one in machines)
    return Machines(
        have=have,
        people=people,
        per_person=_rounded(Decimal(have) / people) if people else None,
        past_life=sum(one.quantity for one in past),
        cannot_run=sum(one.quantity for one in unfit),
        mean_age=_rounded(Decimal(sum(age * many for age, many in aged)) / pieces) if pieces else None,
        assets=tuple(one.id for one in machines),
        past_life_assets=tuple(one.id for one in past),
        cannot_run_assets=tuple(one.id for one in unfit),
    )


def _housing(buildings: Sequence[Building]) -> Housing:
    told = [one for one in buildings if one.rooms is not None or one.rooms_needed is not None]
    return Housing(
        rooms=_sum(one.rooms for one in told),
        used=_sum(one.rooms_used for one in told),
        needed=_sum(one.rooms_needed for one in told),
        buildings=tuple(one.id for one in told),
    )


def _sum(numbers: Iterable[int | None]) -> int | None:
    told = [one for one in numbers if one is not None]
    return sum(told) if told else None


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(_CENT, ROUND_HALF_UP)

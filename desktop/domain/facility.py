"""The state of houses, told and derived: run down by age, cramped by norm, far from the others, late.

The bounds are rows of `facility_rules`, which are the program's own and may be changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from .catalog import Catalogs, in_force
from .names import fold
from .norm_rows import Staff
from .office_area import AreaNeed, area_need

DONE: Final = "done"
_WORN_WORDS: Final = frozenset(("run_down", "damaged", "unsafe"))


@dataclass(frozen=True)
class Building:
    """One facility as at a day. Areas in m² by use, None where no row tells one; distances in kilometres.

    `divisions` are those that work in it, folded; `life_years` is the useful life of its grade.
    """

    id: str
    label: str
    is_headquarters: bool
    is_surplus: bool
    is_service_centre: bool
    states: frozenset[str] = frozenset()
    year_built: int | None = None
    life_years: int | None = None
    areas: Mapping[str, Decimal] = field(default_factory=dict)
    divisions: frozenset[str] = frozenset()
    distance_km: Decimal | None = None
    service_distance_km: Decimal | None = None
    service_travel_minutes: int | None = None
    option: str | None = None
    progress: str | None = None
    due_on: date | None = None
    handed_over_on: date | None = None
    new_use: str | None = None
    rooms: int | None = None
    rooms_used: int | None = None
    rooms_needed: int | None = None

    @property
    def is_in_use(self) -> bool:
        """Whether the commune works there and does not want to give it up."""
        return self.is_headquarters and not self.is_surplus

    @property
    def working_m2(self) -> Decimal | None:
        """The office area, where it is told."""
        return self.areas.get("working")


@dataclass(frozen=True)
class Judged:
    """One state of a house: what the record says, and what follows from figures (None: cannot be told)."""

    told: bool
    derived: bool | None

    @property
    def holds(self) -> bool:
        """Whether either says so."""
        return self.told or bool(self.derived)


@dataclass(frozen=True)
class FacilityState:
    """A house with its derived states; `need` is for the `people` in it, None when no record tells them."""

    building: Building
    run_down: Judged
    cramped: Judged
    scattered: Judged
    age_years: int | None
    need: AreaNeed | None
    people: tuple[str, ...]
    late_days: int
    certainty: str


def facility_states(
    buildings: Sequence[Building], staff: Sequence[Staff], at: date, catalogs: Catalogs
) -> tuple[FacilityState, ...]:
    """Every house in the given order, held against the people with a claim by the norms."""
    rules = {row["rule"]: Decimal(row["value"]) for row in in_force(catalogs.table("facility_rules"), at)}
    in_use = [one for one in buildings if one.is_in_use]
    found: list[FacilityState] = []
    for one in buildings:
        people = occupants(one, in_use, staff)
        need = None if people is None else area_need(people, at, catalogs)
        age = None if one.year_built is None else max(at.year - one.year_built, 0)
        found.append(
            FacilityState(
                building=one,
                run_down=_run_down(one, age, rules),
                cramped=Judged("cramped" in one.states, _is_cramped(one, need, rules)),
                scattered=Judged("scattered" in one.states, _is_scattered(one, len(in_use), rules)),
                age_years=age,
                need=need,
                people=tuple(person.id for person in people or ()),
                late_days=late_days(one, at),
                certainty=need.certainty if need else "low",
            )
        )
    return tuple(found)


def occupants(building: Building, in_use: Sequence[Building], staff: Sequence[Staff]) -> list[Staff] | None:
    """Who works in a house: the people of its divisions; all of them where it is the only one in use.

    None when it is not in use, or one of several and names no division.
    """
    if not building.is_in_use:
        return None
    if building.divisions:
        return [one for one in staff if fold(one.division) in building.divisions]
    return list(staff) if len(in_use) == 1 else None


def late_days(building: Building, at: date) -> int:
    """How many days the handling of a surplus house is over its term; 0 when it is done, or has none."""
    is_done = building.progress == DONE or (
        building.handed_over_on is not None and building.handed_over_on <= at
    )
    if not building.is_surplus or is_done or building.due_on is None:
        return 0
    return max((at - building.due_on).days, 0)


def _run_down(building: Building, age: int | None, rules: Mapping[str, Decimal]) -> Judged:
    life, bound = building.life_years, rules.get("run_down_life_pct")
    derived = None if age is None or life is None or bound is None else age * 100 >= life * bound
    return Judged(not _WORN_WORDS.isdisjoint(building.states), derived)


def _is_cramped(building: Building, need: AreaNeed | None, rules: Mapping[str, Decimal]) -> bool | None:
    area, bound = building.working_m2, rules.get("cramped_pct")
    if need is None or not need.is_known or area is None or bound is None:
        return None
    return area * 100 < need.working * bound


def _is_scattered(building: Building, sites: int, rules: Mapping[str, Decimal]) -> bool | None:
    """Whether it is one of several sites and far from the main one; without a distance nobody can tell."""
    if not building.is_in_use:
        return False
    least, far = rules.get("scattered_sites"), rules.get("scattered_km")
    if least is None or far is None or building.distance_km is None:
        return None
    return sites >= least and building.distance_km >= far

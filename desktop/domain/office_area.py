"""Office area by the norms for the people present, beside what there is (Decree 155/2025/NĐ-CP)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from .catalog import Catalogs, in_force
from .norm_rows import Staff, highest, number, rows_for, weakest

_CENT: Final = Decimal("0.01")
ZERO: Final = Decimal(0)


@dataclass(frozen=True)
class PersonArea:
    """The norm of one person in m²; `other` is what another source says, the same when none does."""

    person: str
    title: str
    m2: Decimal
    other: Decimal
    certainty: str
    legal_basis: str
    note: str


@dataclass(frozen=True)
class AreaNeed:
    """What some people need, in m²: `working` by norm, `shared` as a share of it.

    `working_other` and `shared_other` are the same where the sources disagree; `without_norm` are people for
    whom the table has no row. `certainty` is that of the least sure row behind `working`.
    """

    working: Decimal
    working_other: Decimal
    shared: Decimal | None
    shared_other: Decimal | None
    shared_pct: Decimal | None
    certainty: str
    shared_certainty: str
    people: tuple[PersonArea, ...]
    without_norm: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def is_known(self) -> bool:
        """Whether the figures say anything: not so where nobody of several people has a norm."""
        return bool(self.people) or not self.without_norm


@dataclass(frozen=True)
class AreaGap:
    """What there is less what is needed, in m²: below zero is a shortage; None where a side is unknown."""

    need: AreaNeed
    working: Decimal | None
    shared: Decimal | None
    working_gap: Decimal | None
    shared_gap: Decimal | None
    buildings: tuple[str, ...]
    unmeasured: tuple[str, ...]


def area_need(staff: Iterable[Staff], at: date, catalogs: Catalogs) -> AreaNeed:
    """The office area that the people need by the norms in force on a day."""
    rows = in_force(catalogs.table("office_area_norms"), at)
    per_person = [row for row in rows if row["measure"] == "m2_per_person"]
    people: list[PersonArea] = []
    without: list[str] = []
    for person in staff:
        row = highest(rows_for(person, per_person, catalogs["positions"]), "value")
        m2 = number(row["value"]) if row else None
        if row is None or m2 is None:
            without.append(person.id)
            continue
        other = number(row["value_other"])
        people.append(
            PersonArea(
                person.id,
                row["title"],
                m2,
                m2 if other is None else other,
                row["certainty"],
                row["legal_basis"],
                row["note"],
            )
        )
    working, other = _sum(one.m2 for one in people), _sum(one.other for one in people)
    share = highest([row for row in rows if row["measure"] == "shared_pct"], "value")
    pct = number(share["value"]) if share else None
    notes = dict.fromkeys(one.note for one in people if one.note)
    return AreaNeed(
        working=working,
        working_other=other,
        shared=_share(working, pct),
        shared_other=_share(other, pct),
        shared_pct=pct,
        certainty=weakest([*(one.certainty for one in people), *(["low"] if without else [])]),
        shared_certainty=share["certainty"] if share else "low",
        people=tuple(people),
        without_norm=tuple(without),
        notes=(*notes, *([share["note"]] if share and share["note"] else [])),
    )


def area_gap(need: AreaNeed, measured: Sequence[tuple[str, Decimal | None, Decimal | None]]) -> AreaGap:
    """What houses have less what is needed; each house with its id, working and shared area in m².

    A house whose working area nobody told makes no figure unknown as long as another has one: it is named.
    """
    known = [(house, area, shared) for house, area, shared in measured if area is not None]
    working = _sum(area for _, area, _ in known) if known else None
    told = [shared for _, _, shared in known if shared is not None]
    shared = _sum(told) if told else None
    return AreaGap(
        need=need,
        working=working,
        shared=shared,
        working_gap=None if working is None or not need.is_known else working - need.working,
        shared_gap=(
            None if shared is None or need.shared is None or not need.is_known else shared - need.shared
        ),
        buildings=tuple(house for house, _, _ in known),
        unmeasured=tuple(house for house, area, _ in measured if area is None),
    )


def _share(working: Decimal, pct: Decimal | None) -> Decimal | None:
    return None if pct is None else (working * pct / 100).quantize(_CENT, ROUND_HALF_UP)


def _sum(numbers: Iterable[Decimal]) -> Decimal:
    return sum(numbers, ZERO)

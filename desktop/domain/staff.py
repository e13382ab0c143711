"""Who belonged to the commune's staff on a day, and in which post: read from dated rows alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from . import dates
from .catalog import Catalogs

WHOLE: Final = 100  # a full post, in hundredths


@dataclass(frozen=True)
class StatusRow:
    """One row of a person's `status_history`; partial ISO dates, an empty end is open."""

    category: str | None
    status: str | None
    since: str | None = None
    until: str | None = None
    org_unit: str | None = None


@dataclass(frozen=True)
class PersonFacts:
    """What figures about people are made of; `org_unit`, `field` and `block` are what paper says."""

    id: str
    label: str
    statuses: tuple[StatusRow, ...] = ()
    sex: str | None = None
    birth_date: str | None = None
    ethnic_group: str | None = None
    religion: str | None = None
    party_date: str | None = None
    party_official_date: str | None = None
    education_level: str | None = None
    major: str | None = None
    political_theory: str | None = None
    state_management: str | None = None
    foreign_language: str | None = None
    it_skill: str | None = None
    rank_code: str | None = None
    block: str | None = None
    org_unit: str | None = None
    field: str | None = None
    position_title: str | None = None
    retires_on: str | None = None


@dataclass(frozen=True)
class NeedRow:
    """From a day on, so many people are needed."""

    since: str | None
    need: int | None


@dataclass(frozen=True)
class PositionFacts:
    """A job position of the commune's own approval decision."""

    id: str
    label: str
    name: str
    division: str | None = None
    field: str | None = None
    kind: str | None = None
    need: int | None = None
    need_history: tuple[NeedRow, ...] = ()
    closed_on: str | None = None
    level: str | None = None
    majors: str | None = None
    near_majors: str | None = None


@dataclass(frozen=True)
class AssignmentFacts:
    """A person in a position with a share of working time, in hundredths."""

    id: str
    person: str
    position: str
    share: int = WHOLE
    is_concurrent: bool = False
    since: str | None = None
    until: str | None = None
    field: str | None = None


@dataclass(frozen=True)
class SubunitFacts:
    """A division with its block and, by year, the part of the quota allocated to it."""

    id: str
    label: str
    name: str
    kind: str | None = None
    block: str | None = None
    closed_on: str | None = None
    allocations: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class QuotaRow:
    """Biên chế được giao of a year: of a block, or of the whole commune where no block is told."""

    year: int | None
    block: str | None
    number: int | None


@dataclass(frozen=True)
class StaffFacts:
    """All that is known of a commune's people, posts and quotas."""

    people: tuple[PersonFacts, ...]
    positions: tuple[PositionFacts, ...]
    assignments: tuple[AssignmentFacts, ...]
    subunits: tuple[SubunitFacts, ...]
    quotas: tuple[QuotaRow, ...]


@dataclass(frozen=True)
class Standing:
    """What a person's dated rows say of one day: None where no row holds."""

    category: str | None
    status: str | None
    in_quota: bool
    present: bool
    org_unit: str | None = None


@dataclass(frozen=True)
class StandingRules:
    """Which categories and statuses do not count in the quota, and which not as present.

    What a roster leaves open does not exclude anybody: whoever stands on it works there.
    """

    out_of_quota: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()

    def keeps_post(self, row: StatusRow) -> bool:
        """Whether a row tells of an absence that ends in coming back: seconded out, on leave, suspended."""
        code = f"status:{row.status}"
        return code in self.absent and code not in self.out_of_quota

    @classmethod
    def of(cls, catalogs: Catalogs) -> "StandingRules":
        """What the lists `person_categories` and `person_status` tell, every code led by its kind."""
        told: dict[str, set[str]] = {"in_quota": set(), "present": set()}
        for catalog_id, kind in (("person_categories", "category"), ("person_status", "status")):
            for item in catalogs[catalog_id].items:
                for column, codes in told.items():
                    if item.extra[column] != "yes":
                        codes.add(f"{kind}:{item.code}")
        return cls(frozenset(told["in_quota"]), frozenset(told["present"]))


def holds(since: str | None, until: str | None, on: date) -> bool:
    """Whether a dated row holds on a day: from the first day `since` can mean to the last that `until` can.

    Both days count; an end that is not told is open, so is a beginning.
    """
    begins = begin_of(since)
    ends = dates.last_day(until) if until and dates.is_partial_date(until) else date.max
    return begins <= on <= ends


def standing(person: PersonFacts, on: date, rules: StandingRules) -> Standing:
    """What the row says that began last by that day; of one beginning, the one entered last.

    A row without an end gives way to the one that begins after it, even when that one has ended: someone
    who left and whose row ended is not back. But whoever was seconded out, on long leave or suspended up to
    a day is back after it (ND 170/2025/NĐ-CP, Điều 26, 27: the sender keeps the post): then the row before
    decides, also one that was closed when the absence began. A row that tells no category keeps the last.
    """
    begun = [row for row in person.statuses if begin_of(row.since) <= on]
    begun.sort(key=lambda row: begin_of(row.since))
    category = next((row.category for row in reversed(begun) if row.category), None)
    is_back, away_from = False, date.min
    while begun and rules.keeps_post(begun[-1]) and not holds(None, begun[-1].until, on):
        is_back, away_from = True, begin_of(begun.pop().since)
    if not begun:
        return _standing(StatusRow(category, None) if is_back else None, rules)
    latest = begun[-1]
    category = next((row.category for row in reversed(begun) if row.category), category)
    was_closed = is_back and not holds(None, latest.until, away_from)
    holds_still = was_closed or holds(None, latest.until, on)
    return _standing(replace(latest, category=category) if holds_still else None, rules)


def _standing(row: StatusRow | None, rules: StandingRules) -> Standing:
    if row is None:
        return Standing(None, None, in_quota=False, present=False)
    codes = {f"category:{row.category}", f"status:{row.status}"}
    return Standing(
        row.category,
        row.status,
        in_quota=codes.isdisjoint(rules.out_of_quota),
        present=codes.isdisjoint(rules.absent),
        org_unit=row.org_unit,
    )


def standings(people: Iterable[PersonFacts], on: date, rules: StandingRules) -> Mapping[str, Standing]:
    """Everyone's standing on a day, by id."""
    return {person.id: standing(person, on, rules) for person in people}


def need_on(position: PositionFacts, on: date) -> int:
    """How many people a position needs on a day: the last change begun by then, else the decision's number.

    Of changes of one day the one entered last counts; a position closed by that day needs nobody.
    """
    if position.closed_on and begin_of(position.closed_on) <= on:
        return 0
    need, since = position.need or 0, date.min
    for row in position.need_history:
        begins = begin_of(row.since)
        if row.need is not None and begins <= on and begins >= since:
            need, since = row.need, begins
    return need


def begin_of(since: str | None) -> date:
    """The first day that a partial date can mean; what is not told began before all days."""
    return dates.first_day(since) if since and dates.is_partial_date(since) else date.min

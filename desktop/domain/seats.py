"""Who held which position on a day, and where each person counts."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from .names import fold
from .staff import (
    AssignmentFacts,
    PersonFacts,
    PositionFacts,
    StaffFacts,
    Standing,
    StandingRules,
    begin_of,
    holds,
    need_on,
    standing,
)


@dataclass(frozen=True)
class Place:
    """Where a person or a position counts; None where nothing tells."""

    division: str | None = None
    field: str | None = None
    block: str | None = None


@dataclass(frozen=True)
class Seating:
    """The posts of a day. With `expect_retirements`, whoever has reached the age by then is gone.

    A person counts once, where the main post is: a full-time one before concurrent ones, then the largest
    share, of equal ones that held longest, then by id. Without a post the words of the record count: the
    division that the dated row names, else `org_unit`; `field`, `block`.
    """

    facts: StaffFacts
    on: date
    rules: StandingRules
    expect_retirements: bool = False

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """Everyone's standing on the day, by person."""
        return {person.id: self._standing(person) for person in self.facts.people}

    @cached_property
    def positions(self) -> Mapping[str, PositionFacts]:
        """Every position of the register, by id."""
        return {position.id: position for position in self.facts.positions}

    @cached_property
    def people(self) -> Mapping[str, PersonFacts]:
        """Everyone of the register, by id."""
        return {person.id: person for person in self.facts.people}

    @cached_property
    def needs(self) -> Mapping[str, int]:
        """How many people each position needs on the day."""
        return {position.id: need_on(position, self.on) for position in self.facts.positions}

    @cached_property
    def held(self) -> tuple[AssignmentFacts, ...]:
        """The assignments that hold on the day, of people who belong to the staff then."""
        return tuple(
            one
            for one in self.facts.assignments
            if holds(one.since, one.until, self.on)
            and one.position in self.positions
            and one.person in self.standings
            and (self.is_present(one.person) or self.is_on_books(one.person))
        )

    @cached_property
    def by_position(self) -> Mapping[str, tuple[AssignmentFacts, ...]]:
        """The assignments of the day, by position."""
        return _grouped(self.held, "position")

    @cached_property
    def by_person(self) -> Mapping[str, tuple[AssignmentFacts, ...]]:
        """The assignments of the day by person, the main one first."""
        return _grouped(sorted(self.held, key=_rank), "person")

    @cached_property
    def on_books(self) -> frozenset[str]:
        """Who counts in the quota (biên chế)."""
        return frozenset(one for one, stands in self.standings.items() if stands.in_quota)

    @cached_property
    def present(self) -> frozenset[str]:
        """Who works here on the day (có mặt)."""
        return frozenset(one for one, stands in self.standings.items() if stands.present)

    def is_on_books(self, person: str) -> bool:
        """Whether the person counts in the quota."""
        return self.standings[person].in_quota

    def is_present(self, person: str) -> bool:
        """Whether the person works here on the day."""
        return self.standings[person].present

    def main(self, person: str) -> AssignmentFacts | None:
        """The main post of a person on the day."""
        return next(iter(self.by_person.get(person, ())), None)

    def filled(self, position: str) -> int:
        """The shares of those present in a position, in hundredths of a post."""
        return sum(one.share for one in self.by_position.get(position, ()) if self.is_present(one.person))

    def place_of_person(self, person: str) -> Place:
        """Where a person counts on the day."""
        main, facts = self.main(person), self.people[person]
        if main is None:
            division = self._division(self.standings[person].org_unit or facts.org_unit)
            return Place(division, facts.field, self._block(division) or facts.block)
        place = self.place_of_position(main.position)
        return Place(place.division, main.field or place.field, place.block or facts.block)

    def place_of_position(self, position: str) -> Place:
        """Where a position counts."""
        facts = self.positions[position]
        division = self._division(facts.division)
        return Place(division, facts.field, self._block(division))

    @cached_property
    def _subunits(self) -> Mapping[str, tuple[str, str | None]]:
        return {fold(one.name): (one.name, one.block) for one in reversed(self.facts.subunits)}

    @cached_property
    def _spellings(self) -> Mapping[str, str]:
        """How a division that is not in the commune's list is written first: by positions, then by people."""
        people = self.facts.people
        written = [
            *(one.division for one in self.facts.positions),
            *(one.org_unit for one in people),
            *(row.org_unit for one in people for row in one.statuses),
        ]
        return {fold(text): text for text in reversed(written) if text}

    def _division(self, text: str | None) -> str | None:
        """The name of a division as the commune's own list writes it, else as it is written first."""
        folded = fold(text or "")
        if not folded:
            return None
        known = self._subunits.get(folded)
        return known[0] if known else self._spellings[folded]

    def _block(self, division: str | None) -> str | None:
        return self._subunits.get(fold(division or ""), ("", None))[1]

    def _standing(self, person: PersonFacts) -> Standing:
        stands = standing(person, self.on, self.rules)
        is_retired = bool(person.retires_on) and str(person.retires_on) <= self.on.isoformat()
        if self.expect_retirements and is_retired:
            return Standing(stands.category, stands.status, in_quota=False, present=False)
        return stands


def _rank(one: AssignmentFacts) -> tuple[bool, int, date, str]:
    """The main post of a person comes first."""
    return one.is_concurrent, -one.share, begin_of(one.since), one.id


def _grouped(
    assignments: tuple[AssignmentFacts, ...] | list[AssignmentFacts], by: str
) -> Mapping[str, tuple[AssignmentFacts, ...]]:
    found: dict[str, list[AssignmentFacts]] = defaultdict(list)
    for one in assignments:
        found[getattr(one, by)].append(one)
    return {key: tuple(several) for key, several in found.items()}

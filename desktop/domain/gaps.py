"""Why people are too many or missing: signed causes that add up to the gap, each with who is behind it.

Two gaps that are never mixed: against the need of the positions (nhu cầu theo vị trí việc làm), counted in
hundredths of a post, and against the quota assigned (biên chế được giao), counted in people.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from .fit import NOT
from .seats import Seating
from .staff import WHOLE, AssignmentFacts


class Cause(StrEnum):
    """Why a gap is there; the sentence is message `cause.<code>`."""

    VACANT = "vacant"
    NONE_FOR_FIELD = "none_for_field"
    AWAY = "away"
    CONCURRENT = "concurrent"
    UNTRAINED = "untrained"
    OVER_NEED = "over_need"
    OVER_QUOTA = "over_quota"
    UNFILLED_QUOTA = "unfilled_quota"
    LEAVING = "leaving"
    ARRIVING = "arriving"
    NEED_CHANGE = "need_change"
    QUOTA_CHANGE = "quota_change"


@dataclass(frozen=True)
class Part:
    """A signed part of a gap: hundredths of a post, or people against the quota."""

    cause: Cause
    amount: int
    people: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()


@dataclass(frozen=True)
class NeedGaps:
    """The gaps against need of one day, position by position."""

    seating: Seating
    verdicts: Mapping[str, str]
    """The verdict on each assignment's person in its position, by assignment."""

    def gap(self, position: str) -> int:
        """Present less needed, in hundredths; negative where people lack."""
        return self.seating.filled(position) - self.seating.needs[position] * WHOLE

    def unfit(self, position: str) -> int:
        """The shares of those present whose training does not fit, in hundredths."""
        return sum(one.share for one in self._present(position) if self.verdicts.get(one.id) == NOT)

    def parts(self, position: str) -> Iterator[Part]:
        """The causes of the gap; their amounts add up to it.

        Of what lacks first those count who hold the post but are away, then what is lost to people who hold
        several posts, and the rest is vacant: for want of anybody in the field, if nobody works in it.
        """
        gap = self.gap(position)
        if gap > 0:
            present = tuple(one.person for one in self._present(position))
            yield Part(Cause.OVER_NEED, gap, present, (position,))
        lacking = -gap
        for cause, amount, people in self._taken(position):
            taken = min(lacking, amount)
            if taken > 0:
                yield Part(cause, -taken, people, (position,))
                lacking -= taken
        if lacking > 0:
            alone = self.seating.positions[position].field in self.fields_without_anybody
            yield Part(Cause.NONE_FOR_FIELD if alone else Cause.VACANT, -lacking, (), (position,))

    def untrained(self, position: str) -> Iterator[Part]:
        """What is lost besides where those present do not fit by training."""
        amount = self.unfit(position)
        if amount:
            unfit = (one for one in self._present(position) if self.verdicts.get(one.id) == NOT)
            yield Part(Cause.UNTRAINED, -amount, tuple(one.person for one in unfit), (position,))

    @cached_property
    def fields_without_anybody(self) -> frozenset[str]:
        """The fields of the positions needed in which nobody present works, by a post or by the record."""
        seating = self.seating
        needed = {one.field for one in seating.positions.values() if seating.needs[one.id]}
        at_work = [one for one in seating.held if seating.is_present(one.person)]
        worked = {seating.positions[one.position].field for one in at_work}
        worked |= {one.field for one in at_work}
        worked |= {seating.place_of_person(one).field for one in seating.present}
        return frozenset(one for one in needed - worked if one)

    def _taken(self, position: str) -> Iterator[tuple[Cause, int, tuple[str, ...]]]:
        away = [one for one in self._holders(position) if not self.seating.is_present(one.person)]
        yield Cause.AWAY, sum(one.share for one in away), tuple(one.person for one in away)
        parted = [
            one
            for one in self._present(position)
            if one.share < WHOLE and len(self.seating.by_person[one.person]) > 1
        ]
        yield Cause.CONCURRENT, sum(WHOLE - one.share for one in parted), tuple(one.person for one in parted)

    def _holders(self, position: str) -> tuple[AssignmentFacts, ...]:
        return self.seating.by_position.get(position, ())

    def _present(self, position: str) -> Iterator[AssignmentFacts]:
        return (one for one in self._holders(position) if self.seating.is_present(one.person))


def need_change_parts(now: Seating, ahead: Seating, positions: Iterable[str]) -> Iterator[Part]:
    """What makes the gap against need another one by a later day: the two gaps differ by these parts."""
    positions = tuple(positions)
    before, after = _shares(now, positions), _shares(ahead, positions)
    moved = {key: after.get(key, 0) - before.get(key, 0) for key in {**before, **after}}
    yield from _moved(Cause.LEAVING, {key: share for key, share in moved.items() if share < 0})
    yield from _moved(Cause.ARRIVING, {key: share for key, share in moved.items() if share > 0})
    change = sum(ahead.needs[one] - now.needs[one] for one in positions)
    if change:
        changed = tuple(one for one in positions if ahead.needs[one] != now.needs[one])
        yield Part(Cause.NEED_CHANGE, -change * WHOLE, (), changed)


def quota_parts(on_books: tuple[str, ...], quota: int) -> Iterator[Part]:
    """Why people on the books are more or fewer than the quota; none where they are as many."""
    gap = len(on_books) - quota
    if gap > 0:
        yield Part(Cause.OVER_QUOTA, gap, on_books)
    elif gap < 0:
        yield Part(Cause.UNFILLED_QUOTA, gap)


def quota_change_parts(now: Iterable[str], ahead: Iterable[str], change: int) -> Iterator[Part]:
    """What makes the gap against the quota another one by a later day."""
    before, after = set(now), set(ahead)
    if gone := tuple(sorted(before - after)):
        yield Part(Cause.LEAVING, -len(gone), gone)
    if come := tuple(sorted(after - before)):
        yield Part(Cause.ARRIVING, len(come), come)
    if change:
        yield Part(Cause.QUOTA_CHANGE, -change)


def summed(parts: Iterable[Part]) -> tuple[Part, ...]:
    """One part a cause and sign, in the order of `Cause`: surplus and lack stand side by side."""
    amounts: dict[tuple[Cause, bool], int] = defaultdict(int)
    people: dict[tuple[Cause, bool], dict[str, None]] = defaultdict(dict)
    positions: dict[tuple[Cause, bool], dict[str, None]] = defaultdict(dict)
    for part in parts:
        key = part.cause, part.amount > 0
        amounts[key] += part.amount
        people[key] |= dict.fromkeys(part.people)
        positions[key] |= dict.fromkeys(part.positions)
    order = sorted(amounts, key=lambda key: (list(Cause).index(key[0]), key[1]))
    return tuple(Part(key[0], amounts[key], tuple(people[key]), tuple(positions[key])) for key in order)


def _shares(seating: Seating, positions: Iterable[str]) -> dict[tuple[str, str], int]:
    """The shares of those present, by position and person."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for position in positions:
        for one in seating.by_position.get(position, ()):
            if seating.is_present(one.person):
                found[position, one.person] += one.share
    return found


def _moved(cause: Cause, shares: Mapping[tuple[str, str], int]) -> Iterator[Part]:
    if shares:
        people = tuple(dict.fromkeys(person for _, person in shares))
        positions = tuple(dict.fromkeys(position for position, _ in shares))
        yield Part(cause, sum(shares.values()), people, positions)

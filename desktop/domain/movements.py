"""Who came to the staff and who left it between two days: opening + arrivals - departures = closing."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from . import dates
from .staff import PersonFacts, Standing, StandingRules, standing


@dataclass(frozen=True)
class Move:
    """A person who began to count, or ceased to, on a day: the first day of the new state."""

    person: str
    on: date
    is_arrival: bool


@dataclass(frozen=True)
class Movements:
    """Who counted at the end of the first day, what happened after it up to the second, who counted then."""

    opening: tuple[str, ...]
    moves: tuple[Move, ...]
    closing: tuple[str, ...]

    @property
    def arrivals(self) -> tuple[Move, ...]:
        """Everyone who came; a person who came twice stands here twice."""
        return tuple(move for move in self.moves if move.is_arrival)

    @property
    def departures(self) -> tuple[Move, ...]:
        """Everyone who left; a person who left twice stands here twice."""
        return tuple(move for move in self.moves if not move.is_arrival)


def movements(
    people: Iterable[PersonFacts],
    start: date,
    end: date,
    rules: StandingRules,
    counts: Callable[[Standing], bool],
) -> Movements:
    """The moves after `start` up to `end` of whoever `counts`, read from the dated rows one by one."""
    opening: list[str] = []
    closing: list[str] = []
    moves: list[Move] = []
    for person in people:
        if counts(standing(person, start, rules)):
            opening.append(person.id)
        if counts(standing(person, end, rules)):
            closing.append(person.id)
        moves += _moves(person, start, end, rules, counts)
    order = sorted(moves, key=lambda move: (move.on, move.person))
    return Movements(tuple(opening), tuple(order), tuple(closing))


def _moves(
    person: PersonFacts, start: date, end: date, rules: StandingRules, counts: Callable[[Standing], bool]
) -> Iterator[Move]:
    counted = counts(standing(person, start, rules))
    for day in sorted({day for day in _turning_days(person) if start < day <= end}):
        now = counts(standing(person, day, rules))
        if now != counted:
            yield Move(person.id, day, now)
            counted = now


def _turning_days(person: PersonFacts) -> Iterator[date]:
    """The days on which another row may begin to say something: beginnings, and the days after ends."""
    for row in person.statuses:
        if row.since and dates.is_partial_date(row.since):
            yield dates.first_day(row.since)
        if row.until and dates.is_partial_date(row.until):
            yield dates.last_day(row.until) + timedelta(days=1)

"""Surplus and shortage of staff on a day, by position, field, division, block and for the whole commune.

Two gaps stand side by side and are never mixed: people on the books against the quota assigned by the
province (biên chế được giao), and shares of people present against the need of the positions in the approved
scheme (nhu cầu theo vị trí việc làm, Decree 361/2025/NĐ-CP). Both are told for the day and for months later.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from . import gaps, quotas
from .catalog import Catalogs
from .fit import Fit, FitRules, Override, fit, overridden
from .gaps import NeedGaps
from .quotas import assigned
from .seats import Place, Seating
from .staff import StaffFacts, StandingRules
from .staff_figures import Leadership, NeedFigures, People, QuotaFigures, StaffingRow

LEVELS: Final = ("commune", "block", "division", "field", "position")
MONTHS_AHEAD: Final = 12


@dataclass(frozen=True)
class Seconding:
    """Categories that mean seconded in and statuses that mean seconded out, by the code lists."""

    into: frozenset[str]
    out: frozenset[str]

    @classmethod
    def of(cls, catalogs: Catalogs) -> "Seconding":
        """As the column `direction` of `person_categories` and `person_status` tells."""
        categories, statuses = catalogs["person_categories"].items, catalogs["person_status"].items
        return cls(
            frozenset(item.code for item in categories if item.extra["direction"] == "in"),
            frozenset(item.code for item in statuses if item.extra["direction"] == "out"),
        )


@dataclass(frozen=True)
class Staffing:
    """Everything that can be asked about the staff of a day; figures are worked out when asked for."""

    facts: StaffFacts
    on: date
    rules: StandingRules
    fit_rules: FitRules
    seconding: Seconding
    leading: frozenset[str]
    """The kinds of positions that lead (`position_kinds`, column `managerial`)."""
    overrides: Mapping[str, tuple[Override, ...]]
    """What humans decided instead of the computed verdict, by person, the latest last."""

    @cached_property
    def now(self) -> Seating:
        """The posts of the day."""
        return Seating(self.facts, self.on, self.rules)

    @cached_property
    def ahead(self) -> Seating:
        """The posts twelve months later, as far as dated rows and retirement ages tell."""
        return Seating(self.facts, months_later(self.on, MONTHS_AHEAD), self.rules, expect_retirements=True)

    @cached_property
    def fits(self) -> Mapping[str, Fit]:
        """The verdict on everyone in every position held on the day, by assignment."""
        found = {}
        for one in self.now.held:
            person, position = self.now.people[one.person], self.now.positions[one.position]
            about = {one.position, None} if self.now.main(one.person) is one else {one.position}
            told = [decided for decided in self.overrides.get(one.person, ()) if decided.position in about]
            computed = fit(person, position, self.fit_rules)
            found[one.id] = overridden(computed, told[-1] if told else None)
        return found

    @cached_property
    def need_gaps(self) -> NeedGaps:
        """The gaps against need, position by position."""
        return NeedGaps(self.now, {key: verdict.verdict for key, verdict in self.fits.items()})

    def rows(self, level: str) -> tuple[StaffingRow, ...]:
        """The lines of one of `LEVELS`, by key, what is not told last; together they hold everyone once.

        A block or division with a quota has its line even where it has neither people nor positions.
        """
        people, positions = self._members(level)
        assigned_to = quotas.keys(self.facts, level, self.on)
        keys = sorted({*people, *positions, *assigned_to}, key=lambda key: (key is None, key or ""))
        if level == "commune":
            keys = keys or [""]
        return tuple(self._row(level, key, people.get(key, ()), positions.get(key, ())) for key in keys)

    @cached_property
    def leadership(self) -> Leadership:
        """Posts of leaders and elected officials (Luật 80/2025/QH15), by the kind of the position."""
        required = filled = 0
        vacant_in = []
        for position in self.facts.positions:
            if position.kind in self.leading and self.now.needs[position.id]:
                need = self.now.needs[position.id]
                held = self.now.by_position.get(position.id, ())
                there = len({one.person for one in held if self.now.is_present(one.person)})
                required, filled = required + need, filled + min(need, there)
                vacant_in += [position.id] if there < need else []
        return Leadership(required, filled, tuple(vacant_in))

    def _members(
        self, level: str
    ) -> tuple[Mapping[str | None, tuple[str, ...]], Mapping[str | None, tuple[str, ...]]]:
        """Who and which positions count under each key of a level."""
        staff = sorted(self.now.on_books | self.now.present)
        places = {one: self._key_of_person(level, one) for one in staff}
        listed = [one.id for one in self.facts.positions]
        return _by_key(staff, places.__getitem__), _by_key(listed, lambda one: self._key(level, one))

    def _key_of_person(self, level: str, person: str) -> str | None:
        if level == "position":
            main = self.now.main(person)
            return main.position if main else None
        return _part(level, self.now.place_of_person(person))

    def _key(self, level: str, position: str) -> str | None:
        return position if level == "position" else _part(level, self.now.place_of_position(position))

    def _row(
        self, level: str, key: str | None, people: tuple[str, ...], positions: tuple[str, ...]
    ) -> StaffingRow:
        found = self._people(people, positions)
        return StaffingRow(
            level, key, found, positions, self._need(positions), self._quota(level, key, found.on_books)
        )

    def _people(self, members: tuple[str, ...], positions: tuple[str, ...]) -> People:
        now = self.now
        present = tuple(one for one in members if now.is_present(one))
        verdicts = defaultdict(list)
        for one in present:
            main = now.main(one)
            verdicts[self.fits[main.id].verdict if main else "unknown"].append(one)
        beside = {
            one.person
            for position in positions
            for one in now.by_position.get(position, ())
            if now.is_present(one.person) and now.main(one.person) is not one
        }
        return People(
            on_books=tuple(one for one in members if now.is_on_books(one)),
            present=present,
            full_time=tuple(one for one in present if now.main(one)),
            concurrent=tuple(sorted(beside)),
            fits=tuple(verdicts["fits"]),
            near=tuple(verdicts["near"]),
            not_fitting=tuple(verdicts["not"]),
            unknown=tuple(verdicts["unknown"]),
            seconded_in=tuple(one for one in present if self._is(one, self.seconding.into)),
            seconded_out=tuple(one for one in members if self._is(one, self.seconding.out)),
            leaving=tuple(one for one in members if self._leaves(one)),
        )

    def _is(self, person: str, codes: frozenset[str]) -> bool:
        stands = self.now.standings[person]
        return stands.category in codes or stands.status in codes

    def _leaves(self, person: str) -> bool:
        """Whether someone on the books or present now is neither on the later day."""
        return not (self.ahead.is_on_books(person) or self.ahead.is_present(person))

    def _need(self, positions: tuple[str, ...]) -> NeedFigures:
        now, ahead = self.now, self.ahead
        parts = gaps.summed(part for one in positions for part in self.need_gaps.parts(one))
        return NeedFigures(
            need=sum(now.needs[one] for one in positions),
            filled=sum(now.filled(one) for one in positions),
            parts=parts,
            untrained=gaps.summed(part for one in positions for part in self.need_gaps.untrained(one)),
            need_ahead=sum(ahead.needs[one] for one in positions),
            filled_ahead=sum(ahead.filled(one) for one in positions),
            parts_ahead=gaps.summed((*parts, *gaps.need_change_parts(now, ahead, positions))),
        )

    def _quota(self, level: str, key: str | None, on_books: tuple[str, ...]) -> QuotaFigures | None:
        quota = assigned(self.facts, level, key, self.on)
        if quota is None:
            return None
        later = assigned(self.facts, level, key, self.ahead.on)
        quota_ahead = quota if later is None else later
        on_books_ahead = self._on_books_ahead(level, key, on_books)
        parts = tuple(gaps.quota_parts(on_books, quota))
        change = gaps.quota_change_parts(on_books, on_books_ahead, quota_ahead - quota)
        return QuotaFigures(
            quota, len(on_books), parts, quota_ahead, len(on_books_ahead), gaps.summed((*parts, *change))
        )

    def _on_books_ahead(self, level: str, key: str | None, now: tuple[str, ...]) -> tuple[str, ...]:
        """Who will count in the quota here: those of now who stay, and who comes and will count here."""
        stays = {one for one in now if self.ahead.is_on_books(one)}
        comes = {
            one
            for one in self.ahead.on_books - self.now.on_books
            if level == "commune" or _part(level, self.ahead.place_of_person(one)) == key
        }
        return tuple(sorted(stays | comes))


def staffing(
    facts: StaffFacts,
    on: date,
    catalogs: Catalogs,
    overrides: Mapping[str, tuple[Override, ...]] | None = None,
) -> Staffing:
    """The staffing of a day by the rules of the code lists."""
    kinds = catalogs["position_kinds"].items
    leading = frozenset(item.code for item in kinds if item.extra["managerial"] == "yes")
    return Staffing(
        facts,
        on,
        StandingRules.of(catalogs),
        FitRules(catalogs),
        Seconding.of(catalogs),
        leading,
        overrides or {},
    )


def months_later(on: date, months: int) -> date:
    """The same day of a later month, or the last one where it has no such day; at most `date.max`."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    if (year, month + 1) >= (date.max.year, date.max.month):
        return date.max
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = date.fromordinal(following.toordinal() - 1)
    return last.replace(day=min(on.day, last.day))


def _part(level: str, place: Place) -> str | None:
    return "" if level == "commune" else getattr(place, level)


def _by_key(ids: Iterable[str], key: Callable[[str], str | None]) -> Mapping[str | None, tuple[str, ...]]:
    found: dict[str | None, list[str]] = defaultdict(list)
    for one in ids:
        found[key(one)].append(one)
    return {key_: tuple(several) for key_, several in found.items()}

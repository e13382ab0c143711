"""The position board of one day: divisions, their positions, who holds them, and who holds none."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop.domain.gaps import NeedGaps
from desktop.domain.names import fold
from desktop.domain.seats import Seating
from desktop.domain.staff import (
    WHOLE,
    AssignmentFacts,
    PersonFacts,
    PositionFacts,
    Standing,
    SubunitFacts,
    holds,
)


@dataclass(frozen=True)
class Order:
    """Divisions stand by block, leadership first; kinds of which only numbers are kept stay away."""

    blocks: Sequence[str] = ()
    leading: str = ""
    numbers_only: frozenset[str] = frozenset()

    def key(self, subunit: SubunitFacts) -> tuple[int, bool]:
        """Of divisions alike in this the order of the register holds."""
        known = subunit.block in self.blocks
        at = self.blocks.index(subunit.block or "") if known else len(self.blocks)
        return at, subunit.kind != self.leading


@dataclass(frozen=True)
class Member:
    """Someone of the register: `shares` is the sum over all posts that day, `away` why one is not there."""

    id: str
    name: str
    label: str
    category: str | None = None
    away: str | None = None
    is_staff: bool = True
    shares: int = 0
    posts: tuple[str, ...] = ()

    @property
    def is_overloaded(self) -> bool:
        """Whether the shares of all posts add up to more than one whole person."""
        return self.shares > WHOLE


@dataclass(frozen=True)
class Holder:
    """A card of the board: one assignment that holds on the day."""

    id: str
    person: Member
    share: int
    is_concurrent: bool
    since: str | None
    until: str | None

    @property
    def is_gone(self) -> bool:
        """Whether the person is of the staff no more: the assignment wants an end."""
        return not self.person.is_staff


@dataclass(frozen=True)
class Post:
    """A position: `need` in people, None where none is told; `filled` in hundredths, of those present.

    `is_empty_field`: it needs somebody, and nobody present works in its specialised field.
    """

    id: str
    name: str
    division: str
    field: str | None
    kind: str | None
    need: int | None
    filled: int = 0
    holders: tuple[Holder, ...] = ()
    is_empty_field: bool = False

    @property
    def gap(self) -> int | None:
        """Shares present less need, in hundredths: below zero people are missing; None without a need."""
        return None if self.need is None else self.filled - self.need * WHOLE


@dataclass(frozen=True)
class Group:
    """A division with its positions; without `id` it is only named by positions, no record of its own."""

    name: str
    id: str | None = None
    block: str | None = None
    posts: tuple[Post, ...] = ()

    @property
    def need(self) -> int:
        """People needed by all its positions."""
        return sum(post.need or 0 for post in self.posts)

    @property
    def filled(self) -> int:
        """Shares of those present in all its positions, in hundredths."""
        return sum(post.filled for post in self.posts)


@dataclass(frozen=True)
class BoardRows:
    """All that the board shows of a day."""

    on: date
    groups: tuple[Group, ...] = ()
    unassigned: tuple[Member, ...] = ()
    members: Mapping[str, Member] = field(default_factory=dict)

    @property
    def posts(self) -> tuple[Post, ...]:
        """All positions, in the order of the board."""
        return tuple(post for group in self.groups for post in group.posts)

    @property
    def overloaded(self) -> tuple[Member, ...]:
        """Those whose shares are above one whole."""
        return tuple(one for one in self.members.values() if one.is_overloaded)

    def post(self, position: str) -> Post | None:
        """The position of that id, if it is on the board."""
        return next((one for one in self.posts if one.id == position), None)

    def holder(self, assignment: str) -> Holder | None:
        """The card of that assignment, if it holds on the day."""
        held = (one for post in self.posts for one in post.holders)
        return next((one for one in held if one.id == assignment), None)

    def posts_of(self, person: str) -> tuple[tuple[Post, Holder], ...]:
        """The positions that a person holds, with the cards."""
        return tuple((post, held) for post in self.posts for held in post.holders if held.person.id == person)


def rows(seating: Seating, names: Mapping[str, str], order: Order) -> BoardRows:
    """The board of the seating's day; `names` are the people's names."""
    facts, on = seating.facts, seating.on
    shown = {one.id: one for one in facts.positions if _is_open(one.closed_on, on)}
    held = [
        one
        for one in facts.assignments
        if holds(one.since, one.until, on) and one.position in shown and one.person in seating.people
    ]
    members = _members(seating, names, held)
    cards = _cards(held, members, names)
    empty = NeedGaps(seating, {}).fields_without_anybody
    posts = [_post(one, seating, cards.get(one.id, ()), empty) for one in shown.values()]
    staff = {key: one for key, one in members.items() if is_staff(seating.standings[key])}
    unassigned = tuple(one for one in staff.values() if not one.posts)
    return BoardRows(on, _groups(facts.subunits, posts, on, order), unassigned, staff)


def is_staff(standing: Standing) -> bool:
    """Whether someone belongs to the office that day: on its books, or working there from elsewhere."""
    return standing.in_quota or standing.present


def _members(
    seating: Seating, names: Mapping[str, str], held: Iterable[AssignmentFacts]
) -> dict[str, Member]:
    """Everyone of the register with what they hold."""
    shares: dict[str, int] = defaultdict(int)
    posts: dict[str, list[str]] = defaultdict(list)
    for one in held:
        shares[one.person] += one.share
        posts[one.person].append(seating.positions[one.position].name)
    return {
        one.id: _member(one, seating.standings[one.id], names, shares[one.id], tuple(posts[one.id]))
        for one in seating.facts.people
    }


def _member(
    one: PersonFacts, standing: Standing, names: Mapping[str, str], shares: int, posts: tuple[str, ...]
) -> Member:
    away = None if standing.present else standing.status
    name = names.get(one.id, one.label)
    return Member(one.id, name, one.label, standing.category, away, is_staff(standing), shares, posts)


def _cards(
    held: Iterable[AssignmentFacts], members: Mapping[str, Member], names: Mapping[str, str]
) -> Mapping[str, Sequence[Holder]]:
    found: dict[str, list[Holder]] = defaultdict(list)
    for one in held:
        found[one.position].append(
            Holder(one.id, members[one.person], one.share, one.is_concurrent, one.since, one.until)
        )
    for cards in found.values():
        cards.sort(key=lambda card: (card.is_concurrent, fold(names.get(card.person.id, "")).split()[::-1]))
    return found


def _post(position: PositionFacts, seating: Seating, cards: Sequence[Holder], empty: frozenset[str]) -> Post:
    is_told = position.need is not None or any(row.need is not None for row in position.need_history)
    need = seating.needs[position.id] if is_told else None
    return Post(
        position.id,
        position.name,
        position.division or "",
        position.field,
        position.kind,
        need,
        seating.filled(position.id),
        tuple(cards),
        bool(need) and position.field in empty,
    )


def _groups(
    subunits: Iterable[SubunitFacts], posts: Sequence[Post], on: date, order: Order
) -> tuple[Group, ...]:
    """The divisions of the register, those with positions or open; then those that only positions name."""
    by_name: dict[str, list[Post]] = defaultdict(list)
    called: dict[str, str] = {}
    for post in posts:
        by_name[fold(post.division)].append(post)
        called.setdefault(fold(post.division), post.division)
    groups: list[Group] = []
    for one in sorted(subunits, key=order.key):
        own = by_name.pop(fold(one.name), [])
        if own or (_is_open(one.closed_on, on) and one.kind not in order.numbers_only):
            groups.append(Group(one.name, one.id, one.block, tuple(own)))
    groups += [Group(called[name], posts=tuple(own)) for name, own in by_name.items()]
    return tuple(groups)


def _is_open(closed_on: str | None, on: date) -> bool:
    """Whether something without an end, or with a later one, is in use on that day."""
    return not (closed_on and holds(closed_on, None, on))

"""The position board of one day: divisions, their positions, who holds them, and who holds none."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop.domain.names import fold
from desktop.domain.staff import (
    WHOLE,
    AssignmentFacts,
    PersonFacts,
    PositionFacts,
    Standing,
    SubunitFacts,
    holds,
    need_on,
)

from .staff_facts import StaffFacts


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
    """Someone of the staff that day: `shares` is the sum over all posts, `away` why one is not there."""

    id: str
    name: str
    label: str
    category: str | None = None
    away: str | None = None
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
    is_gone: bool = False


@dataclass(frozen=True)
class Post:
    """A position; its need of the day is None where none is told, `is_empty_field`: nobody for its field."""

    id: str
    name: str
    division: str
    field: str | None
    kind: str | None
    need: int | None
    holders: tuple[Holder, ...] = ()
    is_empty_field: bool = False

    @property
    def full(self) -> int:
        """How many hold it as their main post and are of the staff that day."""
        return len({one.person.id for one in self.holders if not (one.is_concurrent or one.is_gone)})

    @property
    def concurrent(self) -> int:
        """How many hold it beside another post."""
        return len({one.person.id for one in self.holders if one.is_concurrent and not one.is_gone})

    @property
    def gap(self) -> int | None:
        """Main holders less need: below zero people are missing; None where no need is told."""
        return None if self.need is None else self.full - self.need


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
    def full(self) -> int:
        """Main holders of all its positions."""
        return sum(post.full for post in self.posts)


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


def rows(
    facts: StaffFacts,
    on: date,
    standings: Mapping[str, Standing],
    names: Mapping[str, str],
    order: Order = Order(),
) -> BoardRows:
    """The board of that day; `names` are the people's names, `standings` what each one was on it."""
    held = [one for one in facts.assignments if holds(one.since, one.until, on)]
    open_ = [one for one in facts.positions if _is_open(one.closed_on, on)]
    shown = {one.id: one for one in open_}
    counting = [one for one in held if one.position in shown]
    members = _members(facts.people, standings, names, counting, shown)
    taken = _fields_with_somebody(counting, shown, members)
    cards = _cards(counting, members, {one.id: one for one in facts.people}, names)
    posts = [_post(one, on, cards.get(one.id, ()), taken) for one in open_]
    unassigned = tuple(one for one in members.values() if not one.posts)
    return BoardRows(on, _groups(facts.subunits, posts, on, order), unassigned, members)


def _members(
    people: Iterable[PersonFacts],
    standings: Mapping[str, Standing],
    names: Mapping[str, str],
    held: Iterable[AssignmentFacts],
    positions: Mapping[str, PositionFacts],
) -> dict[str, Member]:
    """Everyone who is on the books or there that day, with what they hold."""
    shares: dict[str, int] = defaultdict(int)
    posts: dict[str, list[str]] = defaultdict(list)
    for one in held:
        shares[one.person] += one.share
        posts[one.person].append(positions[one.position].name)
    return {
        one.id: Member(
            one.id,
            names.get(one.id, one.label),
            one.label,
            standings[one.id].category,
            None if standings[one.id].present else standings[one.id].status,
            shares[one.id],
            tuple(posts[one.id]),
        )
        for one in people
        if is_staff(standings[one.id])
    }


def is_staff(standing: Standing) -> bool:
    """Whether someone belongs to the office that day: on its books, or working there from elsewhere."""
    known = standing.category is not None or standing.status is not None
    return known and (standing.in_quota or standing.present)


def _fields_with_somebody(
    held: Iterable[AssignmentFacts], positions: Mapping[str, PositionFacts], members: Mapping[str, Member]
) -> frozenset[str]:
    """The specialised fields that somebody of the staff is in charge of, in a main or a concurrent post."""
    return frozenset(
        told for one in held if one.person in members and (told := one.field or positions[one.position].field)
    )


def _cards(
    held: Iterable[AssignmentFacts],
    members: Mapping[str, Member],
    people: Mapping[str, PersonFacts],
    names: Mapping[str, str],
) -> Mapping[str, Sequence[Holder]]:
    found: dict[str, list[Holder]] = defaultdict(list)
    for one in held:
        member = members.get(one.person)
        if member is None and one.person not in people:
            continue
        gone = Member(one.person, names.get(one.person, ""), people[one.person].label)
        found[one.position].append(
            Holder(
                one.id,
                member or gone,
                one.share,
                one.is_concurrent,
                one.since,
                one.until,
                is_gone=member is None,
            )
        )
    for cards in found.values():
        cards.sort(key=lambda card: (card.is_concurrent, fold(card.person.name).split()[::-1]))
    return found


def _post(position: PositionFacts, on: date, cards: Sequence[Holder], taken: frozenset[str]) -> Post:
    is_told = position.need is not None or any(row.need is not None for row in position.need_history)
    need = need_on(position, on) if is_told else None
    is_empty = bool(need) and position.field is not None and position.field not in taken
    return Post(
        position.id,
        position.name,
        position.division or "",
        position.field,
        position.kind,
        need,
        tuple(cards),
        is_empty,
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

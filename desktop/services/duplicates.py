"""Who or what stands twice: by number, by name and birth date, by likeness, each pair with its score.

Numbers come first, then names without marks together with birth dates, then names that only look alike
(rapidfuzz). What agrees or contradicts beside them moves the score; a different ID number settles it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

from desktop.domain.date_types import PartialDate
from desktop.domain.form import Form
from desktop.domain.identity_types import NationalId, OldId, Phone
from desktop.domain.names import fold
from desktop.domain.text_types import Text
from desktop.domain.values import clean_value

from .import_reading import headings_of

SURE: Final = 90
SUSPECTED: Final = 80
NUMBER, NAME_AND_DATE, ALIKE = "number", "name_and_date", "alike"

_MOST_TOGETHER: Final = 60
_NEIGHBOURS: Final = 10
_SAME_NAME, _ALIKE_NAME, _OTHER_NAME = 100.0, 86.0, 60.0
# Score of two people by how their names and their birth dates agree; anything else is nobody's twin.
_SCORES: Final = {
    ("same", "same"): 97,
    ("same", "swapped"): 92,
    ("same", "partial"): 84,
    ("same", "near"): 72,
    ("same", "unknown"): 70,
    ("alike", "same"): 86,
    ("alike", "swapped"): 78,
    ("alike", "partial"): 72,
}
_AGREES: Final = {"phone": 8, "party_date": 6, "recruitment_date": 4, "address": 4, "position_title": 2}
_CONTRADICTS: Final = {"phone": 4, "party_date": 6, "recruitment_date": 4, "sex": 30, "old_id": 10}
_OF_THINGS: Final = 98


@dataclass(frozen=True)
class Party:
    """One row of a list or one record of the register, by a name of the caller's, with its values."""

    ref: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Pair:
    """Two parties that may be one; `score` out of 100, `reason` what they were found by."""

    one: str
    other: str
    score: int
    reason: str


def find_pairs(form: Form, parties: Sequence[Party], against: Sequence[Party] = ()) -> tuple[Pair, ...]:
    """The suspected pairs among the parties, and of each with those of `against`; best first.

    `one` stands before `other`; a party of `against` is always `one`.
    """
    kind = _People(form) if _is_of_people(form) else _Things(form, headings_of(form.id).identity)
    known = [kind.prepared(party) for party in (*against, *parties)]
    found = {}
    for one, other in _candidates(known):
        if other >= len(against):
            pair = kind.compare(known[one], known[other])
            if pair is not None and pair.score >= SUSPECTED:
                found[one, other] = pair
    order = sorted(found, key=lambda places: (-found[places].score, places))
    return tuple(found[places] for places in order)


@dataclass(frozen=True)
class _Prepared:
    """A party with what it is compared by."""

    ref: str
    values: Mapping[str, Any]
    name: str
    date: str
    numbers: Mapping[str, str]
    blocks: frozenset[str]


def _candidates(known: Sequence[_Prepared]) -> Iterator[tuple[int, int]]:
    """Pairs of places that share something, each once.

    Where very many share it, each is only compared with those next to it by name and date: a whole list born
    on the first of January must not be compared each with each, and who stands twice stands side by side.
    """
    blocks: dict[str, list[int]] = {}
    for place, party in enumerate(known):
        for block in party.blocks:
            blocks.setdefault(block, []).append(place)
    seen: set[tuple[int, int]] = set()
    for places in blocks.values():
        if len(places) <= _MOST_TOGETHER:
            seen |= set(combinations(places, 2))
            continue
        places.sort(key=lambda place: (known[place].name, known[place].date, place))
        for at, place in enumerate(places):
            others = places[at + 1 : at + 1 + _NEIGHBOURS]
            seen |= {(min(place, other), max(place, other)) for other in others}
    yield from sorted(seen)


class _People:
    """People: ID numbers, names, birth dates, and what else is told of them."""

    def __init__(self, form: Form) -> None:
        self._name, self._date = form.label[0], form.label[1]
        self._sure = [field.name for field in form.fields if isinstance(field.type, NationalId)]
        self._old = [field.name for field in form.fields if isinstance(field.type, OldId)]
        self._phones = [field.name for field in form.fields if isinstance(field.type, Phone)]

    def prepared(self, party: Party) -> _Prepared:
        values = party.values
        name = fold(str(clean_value(values.get(self._name)) or ""))
        date = str(clean_value(values.get(self._date)) or "")
        numbers = {
            kind: str(number)
            for kind in (*self._sure, *self._old)
            if (number := clean_value(values.get(kind)))
        }
        blocks = {f"{kind}:{number}" for kind, number in numbers.items()}
        blocks |= {f"phone:{phone}" for kind in self._phones if (phone := clean_value(values.get(kind)))}
        if name:
            blocks.add(f"given:{name.split()[-1]}:{date[:4]}")
            blocks.add(f"name:{name}")
        if len(date) == 10:
            blocks.add(f"born:{date}")
        return _Prepared(party.ref, values, name, date, numbers, frozenset(blocks))

    def compare(self, one: _Prepared, other: _Prepared) -> Pair | None:
        """How much two people look like one; None when they surely are two."""
        likeness = _likeness(one.name, other.name)
        if any(one.numbers.get(kind) == number for kind, number in other.numbers.items()):
            is_sure = likeness >= _OTHER_NAME and _dates(one.date, other.date) not in {"different", "near"}
            return Pair(one.ref, other.ref, 100 if is_sure or likeness == _SAME_NAME else SURE - 5, NUMBER)
        if any(_are_two(one.numbers.get(kind), other.numbers.get(kind)) for kind in self._sure):
            return None
        named = "same" if likeness == _SAME_NAME else "alike" if likeness >= _ALIKE_NAME else ""
        base = _SCORES.get((named, _dates(one.date, other.date)))
        if base is None:
            return None
        score = min(99, max(0, base + _beside(one.values, other.values)))
        return Pair(one.ref, other.ref, score, NAME_AND_DATE if named == "same" else ALIKE)


class _Things:
    """Things: a number of their own where they have one, else all that identifies them within one commune."""

    def __init__(self, form: Form, number: str) -> None:
        self._number = number
        self._key = form.key
        self._name = form.label[0]

    def prepared(self, party: Party) -> _Prepared:
        key = [_words(party.values.get(name)) for name in self._key]
        numbers = {"key": "|".join(key)} if all(key) else {}
        if number := _words(party.values.get(self._number)):
            numbers["number"] = number
        blocks = frozenset(f"{kind}:{number}" for kind, number in numbers.items())
        return _Prepared(party.ref, party.values, _words(party.values.get(self._name)), "", numbers, blocks)

    def compare(self, one: _Prepared, other: _Prepared) -> Pair | None:
        """Whether two things with one number, or one name and place, are one."""
        by_key = one.numbers.get("key") == other.numbers.get("key", "")
        likeness = _likeness(one.name, other.name) if one.name and other.name else _SAME_NAME
        score = _OF_THINGS if by_key or likeness >= _OTHER_NAME / 2 else SUSPECTED
        return Pair(one.ref, other.ref, score, NUMBER)


def _is_of_people(form: Form) -> bool:
    """Whether a form's records are named by a person's name and a date."""
    if len(form.label) < 2:
        return False
    name, date = (form.field(word).type for word in form.label[:2])
    return isinstance(name, Text) and name.title_case and isinstance(date, PartialDate)


def _likeness(one: str, other: str) -> float:
    """From 0 to 100; an initial stands for any word that begins with it."""
    from rapidfuzz import fuzz

    if one == other:
        return _SAME_NAME if one else 0.0
    words, others = one.split(), other.split()
    if len(words) == len(others) and words[-1:] == others[-1:]:
        pairs = list(zip(words, others, strict=True))
        if all(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in pairs):
            return _ALIKE_NAME + 4
    return fuzz.ratio(one, other)


def _are_two(one: str | None, other: str | None) -> bool:
    """Whether two full ID numbers differ by more than a slip of the hand."""
    if not one or not other or len(one) != len(other):
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) > 1


def _dates(one: str, other: str) -> str:
    """How two birth dates agree: same, swapped, partial, near, unknown, or different."""
    if not one or not other:
        return "unknown"
    if one == other:
        return "same" if len(one) == 10 else "partial"
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return "partial" if long.startswith(short) else "different"
    year, *rest = one.split("-")
    others_year, *others = other.split("-")
    if year == others_year and len(rest) == 2 and rest == others[::-1]:
        return "swapped"
    differing = sum(a != b for a, b in zip((year, *rest), (others_year, *others), strict=True))
    return "near" if len(rest) == 2 and differing == 1 else "different"


def _beside(one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    """What else speaks for one person, less what speaks against."""
    score = 0
    for name in {*_AGREES, *_CONTRADICTS}:
        mine, yours = _words(one.get(name)), _words(other.get(name))
        if mine and yours:
            score += _AGREES.get(name, 0) if mine == yours else 0
            score -= _CONTRADICTS.get(name, 0) if _differ(mine, yours) else 0
    return score


def _words(value: Any) -> str:
    value = clean_value(value)
    return fold(str(value.get("text", "") if isinstance(value, dict) else value or ""))


def _differ(one: str, other: str) -> bool:
    """Whether neither says the same less fully: "1999" and "1999 05 01" do not contradict."""
    return not one.startswith(other) and not other.startswith(one)


def groups(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For everyone in a pair held to be one, the head of the group: the one that comes first in each pair."""
    head: dict[str, str] = {}

    def top(ref: str) -> str:
        while ref in head:
            ref = head[ref]
        return ref

    for one, other in pairs:
        first, second = top(one), top(other)
        if first != second:
            head[second] = first
    return {ref: top(ref) for ref in head}

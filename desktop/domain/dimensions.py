"""The dimensions by which a commune's staff is parted: in which cell of each a person stands on a day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from . import dates
from .catalog import Catalogs, Item, in_force
from .names import fold
from .seats import Place
from .staff import PersonFacts, Standing

UNKNOWN: Final = ""  # the cell of those of whom a dimension knows nothing; always the last one
YES: Final = "yes"
NO: Final = "no"
OTHER: Final = "other"
_KINH: Final = "01"  # codes of `ethnic_groups` and `religions`
_FOREIGN: Final = "55"
_NO_RELIGION: Final = "khong"
_RETIREMENT: Final = "retirement"  # an edge of `age_bands` that is each person's own
NOTHING: Final = frozenset({"khong", "chua"})  # how an answer begins that says there is none
_LOOKED_AT: Final = 3  # words at the beginning of an answer that may come before its level


@dataclass(frozen=True)
class Member:
    """A person on a day; `place` is where the main post counts, `has_concurrent`: holds another besides."""

    person: PersonFacts
    standing: Standing
    has_concurrent: bool = False
    place: Place = field(default_factory=Place)


@dataclass(frozen=True)
class Rules:
    """What the lists say on the day that is asked about."""

    on: date
    catalogs: Catalogs

    def codes(self, catalog_id: str) -> tuple[str, ...]:
        """The codes of a list in its order, retired ones too: people keep them."""
        return tuple(item.code for item in self.catalogs[catalog_id].items)

    @cached_property
    def bands(self) -> tuple[Item, ...]:
        """The age bands in force, the youngest first."""
        return tuple(self.catalogs["age_bands"].valid(self.on))

    @cached_property
    def rank_levels(self) -> Mapping[str, str]:
        """The level of each rank in force (Law 80/2025/QH15, article 24)."""
        rows = in_force(self.catalogs.table("rank_equivalents"), self.on)
        return {row["rank_code"]: row["level"] for row in rows}

    @cached_property
    def levels(self) -> Mapping[str, Mapping[str, str]]:
        """The code that each name and alias of a level means, as they are compared, by list."""
        return {
            catalog_id: {
                fold(word): item.code
                for item in reversed(self.catalogs[catalog_id].items)
                for word in (*item.aliases, item.label)
            }
            for catalog_id in ("language_levels", "it_levels")
        }


Read = Callable[[Member, Rules], str]
Order = Callable[[Rules], Sequence[str]]


@dataclass(frozen=True)
class Dimension:
    """How people are parted: each one's cell, and the cells that are always shown, in order.

    `open_`: further cells come as people have them. `catalog`: the list that names the cells.
    """

    id: str
    read: Read
    order: Order
    catalog: str = ""


def age(birth_date: str, on: date) -> int:
    """Full years on a day; of a birth told by month or year alone, the last day counts."""
    born = dates.last_day(birth_date)
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _age_band(member: Member, rules: Rules) -> str:
    born, retires = member.person.birth_date, member.person.retires_on
    if not born or not dates.is_partial_date(born):
        return UNKNOWN
    years = age(born, rules.on)
    for band in rules.bands:
        begins, ends = band.extra["from_years"], band.extra["to_years"]
        if begins == _RETIREMENT or (ends == _RETIREMENT and years >= int(begins)):
            if not retires or not dates.is_partial_date(retires):
                return UNKNOWN
            if (dates.first_day(retires) <= rules.on) == (begins == _RETIREMENT):
                return band.code
        elif int(begins) <= years < int(ends):
            return band.code
    return UNKNOWN


def _party(member: Member, rules: Rules) -> str:
    """A member at the day; an empty answer says that somebody is none."""
    since = member.person.party_date or member.person.party_official_date
    if not since:
        return NO
    if not dates.is_partial_date(since):
        return UNKNOWN
    return YES if dates.first_day(since) <= rules.on else NO


def _ethnic(member: Member, _: Rules) -> str:
    group = member.person.ethnic_group
    return {None: UNKNOWN, "": UNKNOWN, _KINH: "kinh", _FOREIGN: OTHER}.get(group, "minority")


def _religion(member: Member, _: Rules) -> str:
    religion = member.person.religion
    return (NO if religion == _NO_RELIGION else YES) if religion else UNKNOWN


def _rank(member: Member, rules: Rules) -> str:
    code = member.person.rank_code
    return rules.rank_levels.get(code, OTHER) if code else UNKNOWN


def _concurrent(member: Member, _: Rules) -> str:
    return YES if member.has_concurrent else NO


def _level_of(text: str | None, catalog_id: str, rules: Rules) -> str:
    """The level that an answer begins with, after the name of a language at most; else that there is one."""
    words = fold(text or "").split()
    if not words:
        return UNKNOWN
    if words[0] in NOTHING:
        return NO
    known = rules.levels[catalog_id]
    for start in range(min(_LOOKED_AT, len(words))):
        for end in range(len(words), start, -1):
            if code := known.get(" ".join(words[start:end])):
                return code
    return YES


def _told(name: str) -> Read:
    """What a field of the facts says."""
    return lambda member, _: getattr(member.person, name) or UNKNOWN


def _placed(name: str) -> Read:
    """Where the person counts: the same place as in the figures of surplus and shortage."""
    return lambda member, _: getattr(member.place, name) or UNKNOWN


def _listed(catalog_id: str, *more: str) -> Order:
    return lambda rules: (*rules.codes(catalog_id), *more)


def _fixed(*codes: str) -> Order:
    return lambda _: codes


def _levels(field: str, catalog_id: str) -> Read:
    return lambda member, rules: _level_of(getattr(member.person, field), catalog_id, rules)


_ALL: Final = (
    Dimension("sex", _told("sex"), _fixed("male", "female")),
    Dimension("party", _party, _fixed(YES, NO)),
    Dimension("ethnic", _ethnic, _fixed("kinh", "minority")),
    Dimension("religion", _religion, _fixed(YES, NO)),
    Dimension("age", _age_band, lambda rules: [band.code for band in rules.bands], "age_bands"),
    Dimension("education", _told("education_level"), _listed("education_levels"), "education_levels"),
    Dimension("political_theory", _told("political_theory"), _listed("political_theory"), "political_theory"),
    Dimension("state_management", _told("state_management"), _listed("state_management"), "state_management"),
    Dimension("language", _levels("foreign_language", "language_levels"), _fixed(NO, YES), "language_levels"),
    Dimension("it", _levels("it_skill", "it_levels"), _fixed(NO, YES), "it_levels"),
    Dimension("rank", _rank, _listed("rank_levels", OTHER), "rank_levels"),
    Dimension(
        "category", lambda member, _: member.standing.category or UNKNOWN, _fixed(), "person_categories"
    ),
    Dimension("block", _placed("block"), _fixed(), "blocks"),
    Dimension("division", _placed("division"), _fixed()),
    Dimension("field", _placed("field"), _fixed(), "specialised_fields"),
    Dimension("concurrent", _concurrent, _fixed(YES, NO)),
)
DIMENSIONS: Final[Mapping[str, Dimension]] = {one.id: one for one in _ALL}

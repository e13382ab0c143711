"""How many may be rated excellent: ND 335/2025/NĐ-CP, art. 20.5.

Counted in one commune over groups of similar tasks, only over people whom the commune itself rates. The
allowance is rounded down: a part of a person is nobody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from .catalog import Catalogs
from .rating_law import Cap, Evidence, Law, law_of

USUAL: Final = "usual"
OUTSTANDING: Final = "outstanding"
_WHOLE: Final = 100


@dataclass(frozen=True)
class Rated:
    """One person with the class of a year; `group` is that of `rating_schemes`."""

    name: str
    division: str
    rating: str
    group: str
    rated_by: str | None
    task_group: str = ""
    record_id: str = ""


@dataclass(frozen=True)
class CapResult:
    """One group of similar tasks: who is excellent, how many of how many may be, and why."""

    task_group: str
    excellent: tuple[Rated, ...]
    base: int
    allowed: int
    percent: int
    evidence: Evidence

    @property
    def exceeds(self) -> bool:
        """Whether more are excellent than may be."""
        return len(self.excellent) > self.allowed


def caps(
    people: Sequence[Rated], year: int, catalogs: Catalogs, outstanding: frozenset[str] = frozenset()
) -> tuple[CapResult, ...]:
    """Each group with somebody in the capped class, in the order of the people.

    `outstanding` are the divisions whose higher share is proven; it holds for a group that lies in such
    divisions alone. Who is in no group of similar tasks is counted with the division.
    """
    counting = frozenset(
        item.code for item in catalogs["rating_authorities"].items if item.extra["counts"] == "yes"
    )
    groups: dict[tuple[str, str], list[Rated]] = {}
    for one in people:
        if one.rated_by in counting:
            groups.setdefault((one.group, one.task_group or one.division), []).append(one)
    found = (
        _result(name, members, law_of(group, date(year, 12, 31), catalogs), outstanding)
        for (group, name), members in groups.items()
    )
    return tuple(one for one in found if one is not None and one.excellent)


def allowance(base: int, percent: int) -> int:
    """So many of `base` people, rounded down: 20 % of 4 is nobody, of 5 and 9 one, of 10 two."""
    return base * percent // _WHOLE


def _result(
    name: str, members: Iterable[Rated], law: Law | None, outstanding: frozenset[str]
) -> CapResult | None:
    if law is None or not law.caps:
        return None
    people = tuple(members)
    case = OUTSTANDING if all(one.division in outstanding for one in people) else USUAL
    cap: Cap = law.caps[case]
    excellent = tuple(one for one in people if one.rating == cap.rating)
    base = sum(one.rating in cap.of for one in people)
    allowed = allowance(base, cap.percent)
    facts = {
        "group": name,
        "excellent": len(excellent),
        "base": base,
        "percent": cap.percent,
        "allowed": allowed,
    }
    code = "cap_exceeded" if len(excellent) > allowed else "cap_kept"
    evidence = Evidence(code, facts, cap.legal_basis, cap.certainty)
    return CapResult(name, excellent, base, allowed, cap.percent, evidence)

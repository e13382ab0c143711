"""Whether a person's training suits a position: a verdict that carries its evidence.

The required level and majors are those of the commune's own approval decision (Decree 361/2025/NĐ-CP; letter
7415/BNV-CCVC leaves the majors to each commune). Which majors are akin is data: `major_groups`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from .catalog import Catalogs
from .names import fold
from .staff import PersonFacts, PositionFacts

FITS: Final = "fits"
NEAR: Final = "near"
NOT: Final = "not"
UNKNOWN: Final = "unknown"
VERDICTS: Final = (FITS, NEAR, NOT, UNKNOWN)


@dataclass(frozen=True)
class Evidence:
    """One reason for a verdict: a code (message `fit.<code>`) and the facts it names."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Fit:
    """A verdict of `VERDICTS` with its reasons; `computed` is what it was before a human overrode it."""

    verdict: str
    evidence: tuple[Evidence, ...]
    computed: str = ""


@dataclass(frozen=True)
class Override:
    """What a reviewer decided instead, why, in which assessment, of which position (None: the main one)."""

    verdict: str
    reason: str
    assessment: str
    position: str | None = None


class FitRules:
    """The order of levels and the kinships of majors, as the code lists tell them."""

    def __init__(self, catalogs: Catalogs) -> None:
        self._levels = {item.code: int(item.extra["rank"]) for item in catalogs["education_levels"].items}
        self._groups: dict[str, set[str]] = {}
        for item in catalogs["major_groups"].items:
            for major in item.extra["majors"].split(";"):
                self._groups.setdefault(fold(major), set()).add(item.code)

    def rank(self, level: str | None) -> int | None:
        """How high an education level is; None for one that the list does not know."""
        return self._levels.get(level or "")

    def groups(self, major: str) -> set[str]:
        """The groups of training that a major (folded) belongs to, by itself or by what it begins with."""
        found = self._groups.get(major)
        if found is None:
            begun = [known for known in self._groups if _begins_with(major, known)]
            found = self._groups[max(begun, key=len)] if begun else set()
        return found


def fit(person: PersonFacts, position: PositionFacts, rules: FitRules) -> Fit:
    """Level first: below what is required nothing fits; then the major, exact, akin, or none of these."""
    level = _level(person, position, rules)
    major = _major(person, position, rules)
    verdicts = [verdict for verdict, _ in (level, major)]
    worst = next(verdict for verdict in (NOT, UNKNOWN, NEAR, FITS) if verdict in verdicts)
    return Fit(worst, tuple(evidence for _, evidence in (level, major)))


def overridden(computed: Fit, override: Override | None) -> Fit:
    """The verdict of a human over the computed one; the same verdict is a confirmation, no override."""
    if override is None or override.verdict == computed.verdict:
        return computed
    told = Evidence("overridden", {"reason": override.reason, "assessment": override.assessment})
    return replace(
        computed,
        verdict=override.verdict,
        evidence=(*computed.evidence, told),
        computed=computed.verdict,
    )


def _level(person: PersonFacts, position: PositionFacts, rules: FitRules) -> tuple[str, Evidence]:
    asked, held = rules.rank(position.level), rules.rank(person.education_level)
    facts = {"required": position.level, "held": person.education_level}
    if not position.level:
        return FITS, Evidence("level_not_asked", facts)
    if asked is None:
        return UNKNOWN, Evidence("level_not_listed", facts)
    if held is None:
        return UNKNOWN, Evidence("level_unknown", facts)
    return (
        (FITS, Evidence("level_reached", facts)) if held >= asked else (NOT, Evidence("level_below", facts))
    )


def _major(person: PersonFacts, position: PositionFacts, rules: FitRules) -> tuple[str, Evidence]:
    facts = {"held": person.major, "majors": position.majors, "near": position.near_majors}
    wanted, near, held = (_listed(text) for text in (position.majors, position.near_majors, person.major))
    if not wanted:
        return FITS, Evidence("major_not_asked", facts)
    if not held:
        return UNKNOWN, Evidence("major_unknown", facts)
    verdict, code = _compared(held, wanted, near, rules)
    return verdict, Evidence(code, facts)


def _compared(
    held: Sequence[str], wanted: Sequence[str], near: Sequence[str], rules: FitRules
) -> tuple[str, str]:
    """What the position's own lists say goes before what follows from the words or the groups."""
    if set(held) & set(wanted):
        return FITS, "major_listed"
    if set(held) & set(near):
        return NEAR, "major_listed_near"
    if any(_begins_with(mine, one) for mine in held for one in wanted):
        return FITS, "major_of_kind"
    groups = {group for one in wanted for group in rules.groups(one)}
    if any(rules.groups(mine) & groups for mine in held):
        return NEAR, "major_same_group"
    return NOT, "major_other"


def _listed(text: str | None) -> list[str]:
    return [folded for part in (text or "").split(";") if (folded := fold(part))]


def _begins_with(major: str, phrase: str) -> bool:
    return major == phrase or major.startswith(f"{phrase} ")

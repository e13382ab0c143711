"""By what law a rating is made on a day: the dated tables of `forms/catalogs`, read into small values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final

from .catalog import Catalogs, in_force

DIVISIONS: Final = "tap_the"  # the group under which `rating_schemes` keeps divisions as a whole
YEAR: Final = "year"


class Way(StrEnum):
    """What a rating consists of: points and the class that follows, or a class that is only recorded.

    VERIFY is recorded too, by a law whose text was not at hand: whoever reads it is told to look again.
    """

    POINTS = "points"
    CLASS = "class"
    RECORDED = "recorded"
    VERIFY = "verify"


@dataclass(frozen=True)
class Evidence:
    """Why something is said: a code, worded as `rating.<code>`, its numbers, the article, how sure it is."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    legal_basis: str = ""
    certainty: str = ""


@dataclass(frozen=True)
class Threshold:
    """The class that begins at so many points."""

    rating: str
    from_points: Decimal
    legal_basis: str
    certainty: str


@dataclass(frozen=True)
class Cap:
    """Those of a class may be at most `percent` of those in the classes of `of`."""

    rating: str
    percent: int
    of: frozenset[str]
    legal_basis: str
    certainty: str


@dataclass(frozen=True)
class Law:
    """How a group of people is rated on a day; the numbers are there where points are reckoned."""

    scheme: str
    way: Way
    legal_basis: str
    certainty: str
    rules: Mapping[str, str]
    bases: Mapping[str, str]
    thresholds: tuple[Threshold, ...]
    caps: Mapping[str, Cap]

    def number(self, rule: str) -> Decimal:
        """The value of a rule; KeyError when the scheme has none."""
        return Decimal(self.rules[rule])

    def parts(self, *, leader: bool) -> tuple[str, ...]:
        """The percentages whose average makes the points for tasks."""
        return tuple(self.rules["leader_parts" if leader else "staff_parts"].split(";"))

    def threshold(self, points: Decimal) -> Threshold:
        """The class of so many points: the highest that they reach."""
        return max(
            (one for one in self.thresholds if one.from_points <= points), key=lambda one: one.from_points
        )


def group_of(scope: str | None, category: str | None, catalogs: Catalogs) -> str | None:
    """The group of `rating_schemes` that a person of this category, or a division, belongs to."""
    if scope == "division":
        return DIVISIONS
    item = catalogs["person_categories"].get(category)
    return item.extra["group"] if item else None


@lru_cache(maxsize=64)
def law_of(group: str, on: date, catalogs: Catalogs) -> Law | None:
    """The law for a group on a day; None where no scheme holds."""
    schemes = [row for row in in_force(catalogs.table("rating_schemes"), on) if row["group"] == group]
    if not schemes:
        return None
    row = schemes[0]
    scheme = row["scheme"]
    rules = _of_scheme(catalogs.table("rating_rules"), scheme, on)
    return Law(
        scheme,
        Way(row["way"]),
        row["legal_basis"],
        row["certainty"],
        {rule["rule"]: rule["value"] for rule in rules},
        {rule["rule"]: rule["legal_basis"] for rule in rules},
        tuple(
            Threshold(one["class"], Decimal(one["from_points"]), one["legal_basis"], one["certainty"])
            for one in _of_scheme(catalogs.table("rating_thresholds"), scheme, on)
        ),
        {one["case"]: _cap(one) for one in _of_scheme(catalogs.table("rating_caps"), scheme, on)},
    )


def months_of(period: str | None, catalogs: Catalogs) -> tuple[int, ...]:
    """The months that a period covers; () for none that is known."""
    item = catalogs["rating_periods"].get(period)
    return tuple(int(month) for month in item.extra["months"].split(";")) if item else ()


def is_year(period: str | None, catalogs: Catalogs) -> bool:
    """Whether a period is the whole year."""
    item = catalogs["rating_periods"].get(period)
    return item is not None and item.extra["kind"] == YEAR


def _of_scheme(rows: Sequence[Mapping[str, str]], scheme: str, on: date) -> list[Mapping[str, str]]:
    return [row for row in in_force(rows, on) if row["scheme"] == scheme]


def _cap(row: Mapping[str, str]) -> Cap:
    return Cap(
        row["class"],
        int(row["percent"]),
        frozenset(row["of_classes"].split(";")),
        row["legal_basis"],
        row["certainty"],
    )

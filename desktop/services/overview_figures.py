"""The figures of the overview: each says what it counts, in words, and which records stand behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop import messages
from desktop.domain.charts import Columns, Gaps, Shares

if TYPE_CHECKING:
    from desktop.domain.staffing import Staffing

    from .norms import NormReport


@dataclass(frozen=True)
class Behind:
    """Records of one form, by id; `told` says something of single ones, by id."""

    form: str
    ids: tuple[str, ...]
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Figure:
    """One figure: `title` says what it counts, `text` how many, `note` why or how sure it is.

    `is_bad`: something is amiss; None where that cannot be said.
    """

    name: str
    title: str
    text: str
    behind: tuple[Behind, ...] = ()
    note: str = ""
    is_bad: bool | None = None


@dataclass(frozen=True)
class GapLine:
    """The commune or a block with its two gaps, which are never mixed; no quota where none is assigned."""

    label: str
    quota: Figure | None
    need: Figure


@dataclass(frozen=True)
class StaffCard:
    """The staff on a day; `behind` tells what a row of a chart counts, by its key."""

    found: "Staffing"
    lines: tuple[GapLine, ...]
    gaps: Gaps
    fit: Shares
    retirements: Columns
    leaving: Figure
    behind: Mapping[str, Figure]

    @property
    def has_posts(self) -> bool:
        """Whether there are positions to hold people against."""
        return bool(self.found.facts.positions)

    @property
    def has_people(self) -> bool:
        """Whether anybody belongs to the staff."""
        return bool(self.found.facts.people)


@dataclass(frozen=True)
class PlaceCard:
    """Places and machines on a day."""

    report: "NormReport"
    figures: tuple[Figure, ...]


def title(name: str, **facts: object) -> str:
    """What a figure of that name counts, in words."""
    return messages.say(f"overview.{name}", **facts)

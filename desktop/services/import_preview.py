"""What every row of the files would do, before anything is written."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.domain import places
from desktop.domain.form import Form
from desktop.domain.problems import Code, Problem

from . import wording
from .import_reading import Reading, SheetReading
from .import_twins import Candidate, Twin

NEW, CHANGED, UNCHANGED, WRONG, MERGED = STATES = ("new", "changed", "same", "wrong", "merged")


@dataclass(frozen=True)
class Difference:
    """One field of a known record that a row would change, as text."""

    place: str
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class PreviewRow:
    """What one row would do.

    `state` is new, changed, same, wrong (it has hard problems) or merged: it goes into the row `into`.
    `problems` tell how cells were understood too; `problem_counts` are those that the record will have.
    """

    ref: str
    form_id: str
    sheet: int
    number: int
    label: str
    state: str
    problems: tuple[Problem, ...]
    unmapped: Mapping[str, str]
    record_id: str | None = None
    revision: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    problem_counts: tuple[int, int] = (0, 0)
    into: str = ""

    @property
    def writes(self) -> bool:
        """Whether applying it changes the store."""
        return self.state != MERGED and (self.record_id is None or bool(self.differences))

    @property
    def repairs(self) -> int:
        """How many cells were understood after a repair."""
        return sum(problem.is_repair for problem in self.problems)


@dataclass(frozen=True)
class Preview:
    """Every row of the files with what it would do, and who stands twice."""

    reading: Reading
    rows: tuple[PreviewRow, ...]
    twins: tuple[Twin, ...]
    candidates: Mapping[str, Candidate]

    @property
    def file(self) -> str:
        """The names of the files."""
        return self.reading.file

    @property
    def form_ids(self) -> tuple[str, ...]:
        """The forms that its rows belong to, as they come."""
        return tuple(dict.fromkeys(row.form_id for row in self.rows))

    @property
    def secret_headings(self) -> tuple[str, ...]:
        """Columns left out because they may be state secrets."""
        return tuple(heading for sheet in self.reading.sheets for heading in sheet.secret_headings)

    @property
    def ignored_headings(self) -> tuple[str, ...]:
        """Columns that no field takes: their texts are kept as notes of the records."""
        return tuple(heading for sheet in self.reading.sheets for heading in sheet.ignored_headings)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows are read and how many in each state; the states add up to the rows read."""
        states = Counter(row.state for row in self.rows)
        return {"read": len(self.rows)} | {state: states[state] for state in STATES}

    def sheet_of(self, row: PreviewRow) -> SheetReading:
        """The table that a row stands in."""
        return self.reading.sheets[row.sheet]


def counted(problems: Sequence[Problem]) -> tuple[int, int]:
    """Hard problems and warnings."""
    hard = sum(problem.is_hard for problem in problems)
    return hard, len(problems) - hard


def state_of(problems: Sequence[Problem], *, is_known: bool, is_changed: bool) -> str:
    """What a row does; one that lacks an answer is not wrong, one with an answer that cannot stand is."""
    if is_known and not is_changed:
        return UNCHANGED
    if any(problem.is_hard and problem.code is not Code.REQUIRED for problem in problems):
        return WRONG
    return CHANGED if is_known else NEW


def difference(form: Form, place: str, pair: list[Any]) -> Difference:
    """One changed place in words; `pair` is its old and its new value."""
    label = wording.place_label(form, place)
    if place.count("/") == 1:
        return Difference(
            place, label, wording.row_shown(form, place, pair[0]), wording.row_shown(form, place, pair[1])
        )
    named = places.field_at(form, place)
    return Difference(place, label, wording.shown(named, pair[0]), wording.shown(named, pair[1]))

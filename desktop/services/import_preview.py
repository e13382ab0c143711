"""What every row of the files would do, before anything is written."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.domain.problems import Problem

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

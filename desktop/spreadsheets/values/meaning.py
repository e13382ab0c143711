"""What one cell says: values of one or several fields, how they were understood, and what is left over."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from desktop.domain.form import Field
from desktop.domain.problems import Code, Finding, Severity
from desktop.domain.reading import read_with_finding
from desktop.domain.values import RAW, Value
from desktop.spreadsheets.workbook import Cell

About = tuple[str, Finding]


@dataclass(frozen=True)
class Meaning:
    """Values by field, and findings each with the field it is about.

    `best` is what unreadable text most likely means, as text by field: said, never stored. `rest` is what the
    cell says beyond its fields, such as a second telephone number.
    """

    values: Mapping[str, Value]
    findings: tuple[About, ...] = ()
    best: Mapping[str, str] = field(default_factory=dict)
    rest: str = ""


NOTHING: Final = Meaning({})


class Reader(Protocol):
    """Whatever understands the cells of one column."""

    def read(self, cell: Cell) -> Meaning:
        """What a cell that is neither empty nor a mark of repetition says."""


@dataclass(frozen=True)
class ColumnFacts:
    """What a whole column tells about each of its cells.

    `swapped`: its true dates have day and month exchanged. `scale`: what a number without a unit counts, in
    dong (1, 1,000, 1,000,000 …) or square metres (1, 10,000).
    """

    swapped: bool = False
    scale: int = 1


def repaired(code: Code, text: object, value: object) -> Finding:
    """That a cell was understood after a safe repair."""
    return Finding(code, {"text": text, "value": value}, Severity.REPAIRED)


def doubted(code: Code, text: object, value: object = "") -> Finding:
    """That a cell needs the user's eye."""
    return Finding(code, {"text": text, "value": value}, Severity.WARNING)


def typed(one: Field, given: object, *findings: Finding, rest: str = "") -> Meaning:
    """What the field's own type makes of a repaired text; unreadable text stays, with why."""
    value, finding = read_with_finding(one, given)
    if value is None:
        return NOTHING
    about = [(one.name, found) for found in findings]
    if finding is not None:
        text = value[RAW] if isinstance(value, dict) else str(given)
        about.append((one.name, Finding(finding.code, {**finding.facts, "text": text}, finding.severity)))
    return Meaning({one.name: value}, tuple(about), rest=rest)


def unreadable(one: Field, text: str, code: Code, best: str = "", *findings: Finding) -> Meaning:
    """Text that stays as it stands, with why, and what it most likely means."""
    about = (Finding(code, {"text": text}), *findings)
    return Meaning(
        {one.name: {RAW: text}},
        tuple((one.name, finding) for finding in about),
        {one.name: best} if best else {},
    )

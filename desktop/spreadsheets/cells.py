"""Reads the cells of one field, each different cell once: a column repeats itself."""

from desktop.domain.form import Field
from desktop.domain.problems import Finding, Problem
from desktop.domain.reading import read_with_finding
from desktop.domain.values import RAW, Value

from .workbook import Cell

_MOST_KNOWN = 20_000


class CellReader:
    """The door from cells to one field of a form."""

    def __init__(self, field: Field) -> None:
        self.name = field.name
        self._field = field
        self._known: dict[Cell, tuple[Value, Finding | None]] = {}

    def read(self, cell: Cell, values: dict[str, Value], problems: list[Problem]) -> None:
        """Put the cell's value among the values, and why it could not be read among the problems."""
        found = None if cell.__class__ is bool else self._known.get(cell)
        if found is None:
            found = read_with_finding(self._field, cell)
            if cell.__class__ is not bool and len(self._known) < _MOST_KNOWN:
                self._known[cell] = found
        value, finding = found
        if value is None:
            return
        values[self.name] = dict(value) if value.__class__ is dict else value
        if finding is not None:
            text = value[RAW] if isinstance(value, dict) else str(cell)
            facts = {**finding.facts, "text": text}
            problems.append(Problem(finding.code, self.name, facts, finding.severity))

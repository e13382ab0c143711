"""A record while its cells are being read."""

from dataclasses import dataclass, field

from desktop.domain.problems import Finding, Problem, Severity
from desktop.domain.values import Value

from .values.meaning import Meaning


@dataclass
class Draft:
    """Values and problems so far; `kept` is what no field takes, `best` what unreadable text means.

    `beside` are values that cells of other fields tell: they fill what stays empty.
    """

    values: dict[str, Value] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    best: dict[str, str] = field(default_factory=dict)
    beside: dict[str, Value] = field(default_factory=dict)

    def take(self, name: str, key: str, meaning: Meaning, carried: Finding | None = None) -> None:
        """Put what a cell says in its place; how a repeated cell was mended is said where it stands."""
        for place, value in meaning.values.items():
            own = dict(value) if isinstance(value, dict) else value
            if place == name:
                self.values[place] = own
            else:
                self.beside.setdefault(place, own)
        for place, finding in meaning.findings:
            if carried is None or finding.severity is not Severity.REPAIRED:
                self.add(place, finding)
        if carried is not None:
            self.add(name, carried)
        if meaning.best:
            self.best.update(meaning.best)
        if meaning.rest:
            self.kept[key] = meaning.rest

    def add(self, place: str, finding: Finding) -> None:
        """Tie a finding to its place."""
        self.problems.append(Problem(finding.code, place, finding.facts, finding.severity))

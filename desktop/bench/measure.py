"""One row of the table: an operation and its reference, in turn, in one run."""

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from typing import Any, Final

Sample = Callable[[], float]
SECONDS: Final = "s"
BYTES: Final = "B"
_TOLERANCE: Final = 1.1  # a target is missed when it is missed by more than a tenth


@dataclass(frozen=True)
class Case:
    """What is measured under a name, against what, and the greatest ratio allowed.

    Both samples measure once and return seconds, or bytes; `sizes` fill the holes of the row's wording.
    """

    name: str
    operation: Sample
    reference: Sample
    target: float
    times: int = 5
    unit: str = SECONDS
    sizes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Measured:
    """One row: the medians of the operation and of its reference, in the unit of the case."""

    case: Case
    median: float
    reference: float

    @property
    def ratio(self) -> float:
        """The operation in terms of its reference."""
        return self.median / self.reference

    @property
    def missed(self) -> bool:
        """Whether the target is missed by more than a tenth."""
        return self.ratio > self.case.target * _TOLERANCE

    def document(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "name": self.case.name,
            "unit": self.case.unit,
            "times": self.case.times,
            "median": self.median,
            "reference": self.reference,
            "ratio": round(self.ratio, 3),
            "target": self.case.target,
            "missed": self.missed,
            "sizes": dict(self.case.sizes),
        }


def measure(case: Case) -> Measured:
    """The operation and its reference in turn, as often as the case says, and once before for warmth."""
    if case.times > 1:
        case.operation()
        case.reference()
    operations: list[float] = []
    references: list[float] = []
    for _ in range(case.times):
        operations.append(case.operation())
        references.append(case.reference())
    return Measured(case, median(operations), median(references))


def seconds(action: Callable[[], object]) -> Sample:
    """A sample of how long an action takes; what earlier ones left behind is collected first."""

    def sample() -> float:
        gc.collect()
        started = perf_counter()
        action()
        return perf_counter() - started

    return sample

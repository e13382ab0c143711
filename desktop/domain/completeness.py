"""How complete a record is: the core counts for reports, the full CV has its own ring."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .form import Field, Form, Section
from .places import rows
from .values import is_raw


@dataclass(frozen=True)
class Completeness:
    """Questions that are answered, of those that are asked."""

    answered: int
    asked: int

    @property
    def share(self) -> float:
        """0 to 1; 1 where nothing is asked."""
        return self.answered / self.asked if self.asked else 1.0

    def __add__(self, other: "Completeness") -> "Completeness":
        return Completeness(self.answered + other.answered, self.asked + other.asked)


def of_section(section: Section, values: Mapping[str, Any]) -> Completeness:
    """Core fields count in a core section, all fields in a CV section; a table counts as one question."""
    if section.repeats:
        return Completeness(int(bool(rows(values, section.id))), 1)
    counted: Sequence[Field] = [
        field
        for field in section.fields
        if (field.core or section.group == "cv") and not field.computed and field.applies(values)
    ]
    answered = sum(_is_answered(values.get(field.name)) for field in counted)
    return Completeness(answered, len(counted))


def of_group(form: Form, group: str, values: Mapping[str, Any]) -> Completeness:
    """All sections of the core or of the CV together."""
    found = Completeness(0, 0)
    for section in form.sections:
        if section.group == group:
            found += of_section(section, values)
    return found


def _is_answered(value: object) -> bool:
    return value is not None and not is_raw(value)

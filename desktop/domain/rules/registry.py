"""The named rules of each form: functions over a few declared fields, each with its code and severity."""

from collections.abc import Mapping
from typing import Final

from . import assessment, person, rating
from .rule import Rule

RULES: Final[Mapping[str, tuple[Rule, ...]]] = {
    "assessment": assessment.RULES,
    "person": person.RULES,
    "rating": rating.RULES,
}


def rules_of(form_id: str) -> tuple[Rule, ...]:
    """The rules of a form, in the order in which they report."""
    return RULES.get(form_id, ())

"""Problems and changes in words: the same sentence on screen, in the console and in a report."""

from desktop import messages
from desktop.domain import places
from desktop.domain.form import Field, Form
from desktop.domain.problems import Problem
from desktop.domain.values import RAW, is_raw


def problem_text(form: Form, problem: Problem) -> str:
    """The sentence about one problem, with the label of its field and what to do."""
    label = place_label(form, problem.place)
    return messages.say(f"problem.{problem.code}", label=label, **problem.facts)


def place_label(form: Form, place: str) -> str:
    """The words of a place: the field's label, or the title of a table for a row of it."""
    parts = place.split("/")
    if len(parts) == 2:
        return form.section(parts[0]).title[messages.language()]
    return places.field_at(form, place).label[messages.language()]


def shown(field: Field, value: object) -> str:
    """A stored value as text: unreadable text as it was typed, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, dict) and is_raw(value):
        return str(value[RAW])
    return field.type.show(value, messages.language())

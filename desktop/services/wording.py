"""Problems and changes in words: the same sentence on screen, in the console and in a report."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from desktop import messages
from desktop.domain import places
from desktop.domain.form import Field, Form
from desktop.domain.list_types import Link
from desktop.domain.problems import Code, Problem
from desktop.domain.values import RAW, is_raw

# What is an error when typed but a repair when read from a sheet.
_AS_REPAIR: Final = {Code.DATE_TWO_DIGIT_YEAR: "understood"}
SHEET_ROW: Final = "_row"  # the place of what is wrong with a row of a list as a whole


def problem_text(form: Form, problem: Problem) -> str:
    """The sentence about one problem, with the label of its field and what to do."""
    label = place_label(form, problem.place)
    word = _AS_REPAIR.get(problem.code, problem.code) if problem.is_repair else problem.code
    return messages.say(f"problem.{word}", label=label, **problem.facts)


def place_label(form: Form, place: str) -> str:
    """The words of a place: the field's label, or the title of a table for a row of it."""
    if place == SHEET_ROW:
        return messages.say("import.row")
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


def linked(field: Field, value: object, names: Mapping[str, str]) -> str:
    """The same, a linked record by its name: `names` by field; that it is deleted where it has none."""
    if isinstance(field.type, Link) and isinstance(value, str):
        return names.get(field.name) or messages.say("record.gone")
    return shown(field, value)


def row_shown(
    form: Form,
    place: str,
    row: Mapping[str, Any] | None,
    tell: Callable[[Field, Any], str] = shown,
) -> str:
    """A row of a table, `section/row_id`, as its cells joined; `tell` says a cell in words."""
    fields = form.section(place.partition("/")[0]).fields
    texts = [tell(one, (row or {}).get(one.name)) for one in fields]
    return " · ".join(text for text in texts if text)

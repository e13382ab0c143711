"""Whether a record satisfies its form: used alike by typing, import and packages."""

from collections.abc import Iterable, Mapping
from typing import Any

from . import places
from .catalog import Catalogs
from .computed import COMPUTED
from .form import Field, Form
from .problems import Code, Problem
from .rules.registry import rules_of
from .values import RAW, Unreadable, is_raw


class Sound:
    """Values of the once-asked fields of a form that were found sound; they need not be looked at again.

    Worth it for lists, in which values repeat themselves. A value once sound stays so while a list is read.
    """

    def __init__(self) -> None:
        self.values: dict[str, set[object]] = {}

    def of(self, name: str) -> set[object]:
        """Those of one field."""
        return self.values.setdefault(name, set())


def validate(
    form: Form, payload: Mapping[str, Any], catalogs: Catalogs, sound: Sound | None = None
) -> list[Problem]:
    """Every problem of one record, fields in the order of screen and paper, then the rules."""
    asked = {**payload, **computed_values(form, payload, catalogs)}
    found: list[Problem] = []
    for section in form.sections:
        if section.repeats:
            for row in places.rows(payload, section.id):
                _check(section.fields, row, f"{section.id}/{row[places.ROW_ID]}/", found)
        else:
            _check(section.fields, asked, "", found, sound)
    for rule in rules_of(form.id):
        found += rule.check(payload, catalogs)
    return found


def computed_values(form: Form, payload: Mapping[str, Any], catalogs: Catalogs) -> dict[str, Any]:
    """The computed fields that have a value."""
    found = {}
    for name, compute in form.computed.items():
        value = COMPUTED[compute](payload, catalogs)
        if value is not None:
            found[name] = value
    return found


def _check(
    fields: Iterable[Field],
    values: Mapping[str, Any],
    prefix: str,
    found: list[Problem],
    sound: Sound | None = None,
) -> None:
    """Add what is wrong with these answers; most of a form is empty, so nothing is made for an empty one."""
    for field in fields:
        value = values.get(field.name)
        if value is None:
            if field.required and not field.computed and field.applies(values):
                found.append(Problem(Code.REQUIRED, prefix + field.name))
            continue
        known = sound.of(field.name) if sound is not None and value.__class__ is str else None
        if known is not None and value in known:
            continue
        wrong = _wrong(field, value, prefix + field.name)
        found += wrong
        if known is not None and not wrong:
            known.add(value)


def _wrong(field: Field, value: Any, place: str) -> list[Problem]:
    if is_raw(value):
        text = value[RAW]
        return [Problem(_why_unreadable(field, text), place, {"text": text})]
    return [Problem(one.code, place, one.facts, one.severity) for one in field.type.check(value)]


def _why_unreadable(field: Field, text: str) -> Code:
    try:
        field.type.parse(text)
    except Unreadable as error:
        return error.finding.code
    return Code.UNREADABLE

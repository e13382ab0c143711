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


def validate(form: Form, payload: Mapping[str, Any], catalogs: Catalogs) -> list[Problem]:
    """Every problem of one record, fields in the order of screen and paper, then the rules."""
    asked = {**payload, **computed_values(form, payload, catalogs)}
    found: list[Problem] = []
    for section in form.sections:
        if section.repeats:
            for row in places.rows(payload, section.id):
                _check(section.fields, row, f"{section.id}/{row[places.ROW_ID]}/", found)
        else:
            _check(section.fields, asked, "", found)
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


def _check(fields: Iterable[Field], values: Mapping[str, Any], prefix: str, found: list[Problem]) -> None:
    """Add what is wrong with these answers; most of a form is empty, so nothing is made for an empty one."""
    for field in fields:
        value = values.get(field.name)
        if value is None:
            if field.required and not field.computed and field.applies(values):
                found.append(Problem(Code.REQUIRED, prefix + field.name))
        elif is_raw(value):
            text = value[RAW]
            found.append(Problem(_why_unreadable(field, text), prefix + field.name, {"text": text}))
        else:
            found += [
                Problem(one.code, prefix + field.name, one.facts, one.severity)
                for one in field.type.check(value)
            ]


def _why_unreadable(field: Field, text: str) -> Code:
    try:
        field.type.parse(text)
    except Unreadable as error:
        return error.finding.code
    return Code.UNREADABLE

"""Whether a record satisfies its form: used alike by typing, import and packages."""

from collections.abc import Iterator, Mapping
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
                prefix = f"{section.id}/{row[places.ROW_ID]}/"
                for field in section.fields:
                    found += _check(field, row, prefix)
        else:
            for field in section.fields:
                found += _check(field, asked, "")
    for rule in rules_of(form.id):
        found += rule.check(payload, catalogs)
    return found


def computed_values(form: Form, payload: Mapping[str, Any], catalogs: Catalogs) -> dict[str, Any]:
    """The computed fields that have a value."""
    found = {}
    for field in form.fields:
        if field.computed:
            value = COMPUTED[field.computed](payload, catalogs)
            if value is not None:
                found[field.name] = value
    return found


def _check(field: Field, values: Mapping[str, Any], prefix: str) -> Iterator[Problem]:
    value = values.get(field.name)
    place = prefix + field.name
    if value is None:
        if field.required and not field.computed and field.applies(values):
            yield Problem(Code.REQUIRED, place)
    elif is_raw(value):
        yield Problem(_why_unreadable(field, value[RAW]), place, {"text": value[RAW]})
    else:
        for finding in field.type.check(value):
            yield Problem(finding.code, place, finding.facts, finding.severity)


def _why_unreadable(field: Field, text: str) -> Code:
    try:
        field.type.parse(text)
    except Unreadable as error:
        return error.finding.code
    return Code.UNREADABLE

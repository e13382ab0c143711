"""Whether a record satisfies its form: used alike by typing, import and packages."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from . import places
from .catalog import Catalogs
from .computed import COMPUTED
from .fieldtypes import FieldType
from .form import Field, Form
from .problems import Code, Problem
from .rules.registry import rules_of
from .values import RAW, Unreadable, is_raw

Sound = Mapping[str, set[object]]
_SIMPLE: Final = frozenset({str, int})


def nothing_known(form: Form) -> Sound:
    """Of each once-asked field the values found sound: none as yet, `validate` adds to them.

    Worth it for lists, in which values repeat themselves: what is sound stays so while a list is read. Fields
    of one type share what is known.
    """
    by_type: list[tuple[FieldType, set[object]]] = []
    found = {}
    for field in form.fields:
        known = next((known for kind, known in by_type if kind == field.type), None)
        if known is None:
            known = set()
            by_type.append((field.type, known))
        found[field.name] = known
    return found


def validate(
    form: Form, payload: Mapping[str, Any], catalogs: Catalogs, sound: Sound | None = None
) -> list[Problem]:
    """Every problem of one record, fields in the order of screen and paper, then the rules.

    Values in `sound` are not looked at again.
    """
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
        elif sound is None or value.__class__ not in _SIMPLE:
            found += _wrong(field, value, prefix + field.name)
        elif value not in sound[field.name]:
            wrong = _wrong(field, value, prefix + field.name)
            found += wrong
            if not wrong:
                sound[field.name].add(value)


def _wrong(field: Field, value: Any, place: str) -> Sequence[Problem]:
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

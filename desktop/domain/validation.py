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
from .rules.rule import check
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
    doubtful = asked if sound is None else _doubtful(asked, sound)
    found: list[Problem] = []
    for section in form.sections:
        if section.repeats:
            for row in places.rows(payload, section.id):
                _check(section.fields, row, row, f"{section.id}/{row[places.ROW_ID]}/", found)
        else:
            _check(section.fields, asked, doubtful, "", found)
    if sound is not None:
        _learn(doubtful, found, sound)
    found += check(rules_of(form.id), payload, catalogs)
    return found


def computed_values(form: Form, payload: Mapping[str, Any], catalogs: Catalogs) -> dict[str, Any]:
    """The computed fields that have a value."""
    found = {}
    for name, compute in form.computed.items():
        value = COMPUTED[compute](payload, catalogs)
        if value is not None:
            found[name] = value
    return found


def _doubtful(values: Mapping[str, Any], sound: Sound) -> dict[str, Any]:
    """The answers of which it is not known that they are sound."""
    return {
        name: value
        for name, value in values.items()
        if value.__class__ not in _SIMPLE or value not in sound.get(name, ())
    }


def _learn(doubtful: Mapping[str, Any], found: Iterable[Problem], sound: Sound) -> None:
    """Remember those in which nothing was found."""
    wrong = {problem.place for problem in found}
    for name, value in doubtful.items():
        if value.__class__ in _SIMPLE and name not in wrong and name in sound:
            sound[name].add(value)


def _check(
    fields: Iterable[Field],
    values: Mapping[str, Any],
    doubtful: Mapping[str, Any],
    prefix: str,
    found: list[Problem],
) -> None:
    """Add what is wrong with the doubtful ones of these answers, and which are lacking."""
    for field in fields:
        value = doubtful.get(field.name)
        if value is not None:
            found += _wrong(field, value, prefix + field.name)
        elif field.required and not field.computed and _lacks(field, values):
            found.append(Problem(Code.REQUIRED, prefix + field.name))


def _lacks(field: Field, values: Mapping[str, Any]) -> bool:
    return values.get(field.name) is None and field.applies(values)


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

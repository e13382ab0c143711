"""A sound value for every field of any form, made from its type alone."""

from desktop.domain.fieldtypes import FIELD_TYPES
from desktop.domain.form import Field, Form, Section

_WORD = {made: word for word, made in FIELD_TYPES.items()}
_PLAIN = {
    "text": "Chữ thường",
    "long_text": "dòng một\ndòng hai",
    "integer": 3,
    "money": 1_234_567,
    "date": "2020-02-29",
    "partial_date": "1985-09",
    "month": "2019-12",
    "year": "2019-11",
    "yes_no": True,
    "national_id": "038082009455",
    "old_id": "184525953",
    "phone": "0783563090",
    "plate": "38A-123.45",
    "address": {"text": "Thôn 3, xã cũ", "commune": "15865"},
    "link": "00000000-0000-4000-8000-000000000000",
    "file": "ab" * 32,
    "image": "cd" * 32,
}


def value_of(field: Field):
    """A value that the field's own type finds nothing wrong with."""
    word = _WORD[type(field.type)]
    if word == "catalog":
        return field.type.catalog.items[0].code
    if word in {"choice", "choices"}:
        first = field.type.choices[0].value
        return first if word == "choice" else [first]
    if word == "integer":
        return field.type.min if field.type.min is not None else min(3, field.type.max or 3)
    if word == "decimal":
        return field.type.parse(field.type.min or "1")
    if word == "text" and field.type.pattern:
        return next(text for text in _FITTING if not list(field.type.check(text)))
    return field.type.parse(_PLAIN[word])


def row_of(section: Section):
    """A row of a repeated section with every cell filled."""
    return {field.name: value_of(field) for field in section.fields}


def payload_of(form: Form):
    """A record with every field filled and two rows in every table, as places."""
    values = {field.name: value_of(field) for field in form.fields if not field.computed}
    for section in form.tables:
        values |= {f"{section.id}/{digit * 8}": row_of(section) for digit in "ab"}
    return values


_FITTING = ("038082009455", "0123456789", "DN4380820094550", "H26.10.5", "a@b.vn", "1234567890", "12/12")

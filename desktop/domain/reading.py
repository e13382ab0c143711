"""How anything typed or read from a cell becomes a stored value without being lost."""

from .form import Field
from .problems import Finding
from .values import Unreadable, Value, raw


def read(field: Field, given: object) -> Value:
    """The stored value; text that the field's type cannot read is kept as `{"raw": text}`."""
    return read_with_finding(field, given)[0]


def read_with_finding(field: Field, given: object) -> tuple[Value, Finding | None]:
    """The same, with why the text could not be read."""
    if given is None:
        return None, None
    try:
        return field.type.parse(given), None
    except Unreadable as error:
        text = given if isinstance(given, str) else str(given)
        return raw(text.strip()), error.finding

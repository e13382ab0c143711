"""What Excel offers and asks for a field's cells in a template, by the type of the field."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from desktop import messages
from desktop.domain import date_types, identity, identity_types, list_types, number_types, text_types
from desktop.domain.form import Field

from .cell_xml import MOST_CHARACTERS
from .choice_lists import ChoiceLists
from .examples import type_key
from .field_cells import format_of
from .input_rules import Bounds, InputRule
from .looks import DAY, TEXT

_MOST_INTEGER: Final = 10**15
_CLOSED: Final = (list_types.Choice, text_types.YesNo)


def typed_format(field: Field) -> str:
    """The number format of a column to be filled: days stay text, so no Excel turns day and month about."""
    code = format_of(field)
    return TEXT if code == DAY else code


def how_to(field: Field, language: str) -> str:
    """What to enter: how the type wants it, its bounds, and what the form says of the field."""
    key = type_key(field, "how")
    parts = [messages.say_in(language, key) if messages.known(key) else "", _range(field, language)]
    parts.append(field.help[language] if field.help else "")
    return " ".join(part for part in parts if part)


def rule_of(field: Field, column: int, first_row: int, lists: ChoiceLists) -> InputRule:
    """The hint of a field beside its cells, with the drop-down or the bounds that its type has."""
    language = lists.language
    area = lists.area(field)
    title = field.label[language]
    return InputRule(column, first_row, title, how_to(field, language), _bounds(field, area, language))


def _bounds(field: Field, area: str, language: str) -> Bounds | None:
    if area:
        error = messages.say_in(language, "workbook.not_in_list")
        return Bounds("list", area, error=error, stops=isinstance(field.type, _CLOSED))
    make = _BOUNDS.get(type(field.type))
    return make(field.type, messages.say_in(language, "workbook.doubtful")) if make else None


def _range(field: Field, language: str) -> str:
    low, high = getattr(field.type, "min", None), getattr(field.type, "max", None)
    if low is None or high is None:
        return ""
    shown = [str(bound) if language == "en" else str(bound).replace(".", ",") for bound in (low, high)]
    return messages.say_in(language, "workbook.range").format(low=shown[0], high=shown[1])


def _length(low: int, high: int) -> Callable[[Any, str], Bounds]:
    return lambda _kind, error: Bounds("textLength", str(low), str(high), error)


def _whole(kind: Any, error: str) -> Bounds:
    low, high = getattr(kind, "min", 0), getattr(kind, "max", None)
    low = -_MOST_INTEGER if low is None else low
    return Bounds("whole", str(low), str(_MOST_INTEGER if high is None else high), error)


def _decimal(kind: number_types.Number, error: str) -> Bounds:
    return Bounds("decimal", kind.min or str(-_MOST_INTEGER), kind.max or str(_MOST_INTEGER), error)


def _text(kind: Any, error: str) -> Bounds:
    return Bounds("textLength", "0", str(min(kind.max_length, MOST_CHARACTERS)), error)


_BOUNDS: Final[Mapping[type, Callable[[Any, str], Bounds]]] = {
    text_types.Text: _text,
    text_types.LongText: _text,
    number_types.Integer: _whole,
    number_types.Money: _whole,
    number_types.Number: _decimal,
    date_types.Date: _length(8, 10),
    date_types.PartialDate: _length(4, 10),
    date_types.Month: _length(4, 10),
    date_types.Year: _length(4, 10),
    identity_types.NationalId: _length(identity.ID_DIGITS, identity.ID_DIGITS),
    identity_types.OldId: _length(identity.OLD_ID_DIGITS, identity.OLD_ID_DIGITS),
    identity_types.Phone: _length(10, 15),
}

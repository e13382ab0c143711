"""How a stored value of each field type lies in a typed table, is read back, shown, found and ordered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from sqlalchemy import BigInteger, Boolean, Float, Text
from sqlalchemy.types import TypeEngine

from desktop.domain import date_types, identity_types, list_types, number_types, text_types
from desktop.domain.form import Field
from desktop.domain.names import sort_key, text_key
from desktop.domain.values import RAW, is_raw

_MOST: Final = 2**63 - 1


@dataclass(frozen=True)
class Kind:
    """The column of one field type: `write` gives None for what the type could not mean."""

    column: type[TypeEngine[Any]]
    write: Callable[[Field, Any], Any]
    read: Callable[[Field, Any], Any]
    plain: type | None = None  # values of this type lie there as they are
    is_words: bool = True  # ordered as Vietnamese words, by a key column where a list can be sorted by it


def kind_of(field: Field) -> Kind:
    """How that field lies in its column."""
    return KINDS[type(field.type)]


def typed(field: Field, value: object) -> Any:
    """The column's value of a stored value; None for what is empty or could not be read."""
    return None if value is None or is_raw(value) else KINDS[type(field.type)].write(field, value)


def stored(field: Field, value: object) -> Any:
    """The stored value behind a column's value."""
    return None if value is None else KINDS[type(field.type)].read(field, value)


def shown(field: Field, value: Any) -> str:
    """The text of a stored value, also of one that could not be read."""
    if is_raw(value):
        return str(value[RAW])
    if typed(field, value) is None:
        return ""
    return field.type.show(value)


def order_key(field: Field, value: object) -> str:
    """What a list is ordered by: names of people by given name, other words as a dictionary has them."""
    kind = kind_of(field)
    if not kind.is_words:
        column = typed(field, value)
        return "" if column is None else str(column)
    text = shown(field, value)
    is_person = isinstance(field.type, text_types.Text) and field.type.title_case
    return sort_key(text) if is_person else text_key(text)


def _text(_: Field, value: Any) -> Any:
    return value if isinstance(value, str) else None


def _whole(_: Field, value: Any) -> Any:
    is_whole = isinstance(value, int) and not isinstance(value, bool) and -_MOST <= value <= _MOST
    return value if is_whole else None


def _decimal(_: Field, value: Any) -> Any:
    try:
        number = Decimal(value) if isinstance(value, str) else Decimal("NaN")
    except InvalidOperation:
        return None
    return float(number) if number.is_finite() else None


def _decimal_text(field: Field, value: Any) -> Any:
    return f"{value:.{getattr(field.type, 'places', 2)}f}"


def _truth(_: Field, value: Any) -> Any:
    return value if isinstance(value, bool) else None


def _list(_: Field, value: Any) -> Any:
    is_list = isinstance(value, list) and all(isinstance(part, str) for part in value)
    return ";".join(value) if is_list else None


def _parts(_: Field, value: Any) -> Any:
    return value.split(";")


def _address(field: Field, value: Any) -> Any:
    return field.type.show(value) if isinstance(value, dict) else None


def _address_text(_: Field, value: Any) -> Any:
    return {"text": value}


def _same(_: Field, value: Any) -> Any:
    return value


_WORDS: Final = Kind(Text, _text, _same, str)
_MARKS: Final = Kind(Text, _text, _same, str, is_words=False)
_WHOLE: Final = Kind(BigInteger, _whole, _same, is_words=False)

KINDS: Final[Mapping[type, Kind]] = {
    text_types.Text: _WORDS,
    text_types.LongText: _WORDS,
    text_types.YesNo: Kind(Boolean, _truth, _same, bool, is_words=False),
    number_types.Integer: _WHOLE,
    number_types.Money: _WHOLE,
    number_types.Number: Kind(Float, _decimal, _decimal_text, is_words=False),
    date_types.Date: _MARKS,
    date_types.PartialDate: _MARKS,
    date_types.Month: _MARKS,
    date_types.Year: _MARKS,
    list_types.Choice: _WORDS,
    list_types.Choices: Kind(Text, _list, _parts),
    list_types.CatalogItem: _WORDS,
    list_types.Link: _MARKS,
    identity_types.NationalId: _MARKS,
    identity_types.OldId: _MARKS,
    identity_types.Phone: _MARKS,
    identity_types.Plate: _MARKS,
    identity_types.Address: Kind(Text, _address, _address_text),
    identity_types.File: _MARKS,
    identity_types.Image: _MARKS,
}

"""Cells for the stored values of a field, such that reading them gives the same values again."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from desktop.domain import date_types, identity_types, list_types, number_types
from desktop.domain.form import Field, Form
from desktop.domain.reading import read
from desktop.domain.values import RAW, Value, is_raw

from .looks import DAY, GENERAL, GROUPED, TEXT, WHOLE
from .workbook import Cell

_MOST_KNOWN: Final = 20_000
_DAY_LENGTH: Final = len("2020-12-31")


class FieldCells:
    """The cells of one field, each different value made once."""

    def __init__(self, field: Field, language: str) -> None:
        self._field = field
        self._language = language
        self._known: dict[Any, Cell] = {}

    def cell(self, value: Value) -> Cell:
        """A number, a day or a text; None for nothing; what could not be read as it was typed."""
        if value is None:
            return None
        if isinstance(value, dict | list):
            return self._made(value)
        key = (value.__class__, value)
        if key not in self._known and len(self._known) < _MOST_KNOWN:
            self._known[key] = self._made(value)
        return self._known[key] if key in self._known else self._made(value)

    def _made(self, value: Value) -> Cell:
        if isinstance(value, dict) and is_raw(value):
            return str(value[RAW])
        made = list(self._candidates(value))
        return next((one for one in made if read(self._field, _as_read(one)) == value), made[0])

    def _candidates(self, value: Any) -> Iterator[Cell]:
        """Ways to write a value, the best first; the last ones are codes, where words have two meanings."""
        kind = self._field.type
        if isinstance(kind, number_types.Integer | number_types.Money) and isinstance(value, int):
            yield value
        elif isinstance(kind, number_types.Number) and isinstance(value, str) and _is_number(value):
            yield float(value)
        elif isinstance(kind, date_types.PartialDate) and _is_day(value):
            yield date.fromisoformat(value)
        elif isinstance(kind, date_types.Year) and isinstance(value, str) and value.isdecimal():
            yield int(value)
        elif isinstance(kind, identity_types.Address) and isinstance(value, dict) and "commune" in value:
            yield f"{value.get('text', '')} [{value['commune']}]".strip()
        if isinstance(kind, list_types.CatalogItem) and kind.display == "both":
            item = kind.catalog.get(value)
            if item is not None:
                yield item.label_en if self._language == "en" else item.label
        yield kind.show(value, self._language)
        yield "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def is_in_sheets(field: Field) -> bool:
    """Whether a field can be given in a cell: pictures cannot, and computed ones follow from the others."""
    return not field.computed and not isinstance(field.type, identity_types.File)


def sheet_fields(form: Form) -> tuple[Field, ...]:
    """The once-asked fields that can be given in a cell, in the order of the form."""
    return tuple(field for field in form.fields if is_in_sheets(field))


def format_of(field: Field) -> str:
    """The number format of a field's column."""
    kind = field.type
    if isinstance(kind, number_types.Number):
        return f"0.{'0' * kind.places}" if kind.places else WHOLE
    if isinstance(kind, number_types.Money):
        return GROUPED
    if isinstance(kind, number_types.Integer):
        return GENERAL
    return DAY if isinstance(kind, date_types.PartialDate) else TEXT


_WIDTHS: Final[dict[type, float]] = {
    number_types.Integer: 11,
    number_types.Number: 11,
    number_types.Money: 16,
    date_types.Date: 13,
    date_types.PartialDate: 13,
    date_types.Month: 11,
    date_types.Year: 11,
    identity_types.NationalId: 17,
    identity_types.OldId: 13,
    identity_types.Phone: 14,
    identity_types.Plate: 14,
    identity_types.Address: 38,
}


def width_of(field: Field) -> float:
    """The width of a field's column, in characters: as wide as its answers are as a rule."""
    return _WIDTHS.get(type(field.type), 36 if field.wide else 22)


def _as_read(cell: Cell) -> Cell:
    """A cell as the reader gives it back: numbers without a fraction are whole."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _is_day(value: Any) -> bool:
    if not isinstance(value, str) or len(value) != _DAY_LENGTH:
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True

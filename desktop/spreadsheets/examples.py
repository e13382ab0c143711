"""What an answer looks like: as the form tells it, else as the type of the field alone does."""

from datetime import date

from desktop import messages
from desktop.domain.fieldtypes import FIELD_TYPES
from desktop.domain.form import Field
from desktop.domain.list_types import CatalogItem, Choice, Choices
from desktop.domain.reading import read
from desktop.domain.text_types import YesNo

from .field_cells import FieldCells
from .workbook import Cell

_WORDS = {made: word for word, made in FIELD_TYPES.items()}


def type_key(field: Field, what: str) -> str:
    """The key of a message about the type of a field: `how`, `example`."""
    return f"workbook.{what}_{_WORDS[type(field.type)]}"


def example_of(field: Field, on: date, language: str) -> Cell:
    """An invented answer as a cell of a template: numbers as such, all else as one types it."""
    text = field.example or _of_type(field, on, language)
    if not text:
        return None
    value = read(field, text)
    cell = FieldCells(field, language).cell(value)
    return field.type.show(value, language) if isinstance(cell, date) else cell


def choices_of(field: Field, on: date, language: str) -> tuple[str, ...]:
    """The answers there are to a question (codes: on that day), as one types them; () where all is free."""
    kind = field.type
    cells = FieldCells(field, language)
    if isinstance(kind, CatalogItem):
        return tuple(str(cells.cell(item.code)) for item in kind.catalog.valid(on))
    if isinstance(kind, Choice):
        return tuple(str(cells.cell(option.value)) for option in kind.choices)
    if isinstance(kind, Choices):
        return tuple(str(cells.cell([option.value])) for option in kind.choices)
    if isinstance(kind, YesNo):
        return tuple(messages.say_in(language, f"yes_no.{word}") for word in ("yes", "no"))
    return ()


def _of_type(field: Field, on: date, language: str) -> str:
    known = choices_of(field, on, language)
    if known:
        return known[0]
    low = getattr(field.type, "min", None)
    if low not in (None, "0", 0):
        return str(low).replace(".", ",")
    key = type_key(field, "example")
    return messages.say_in(language, key) if messages.known(key) else ""

"""The published shape of a form: what stores and packages made with it hold, and `forms/lock.toml` pins."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from .fieldtypes import FIELD_TYPES
from .form import Field, Form
from .list_types import CatalogItem

Shape = Mapping[str, str]


def shape_of(form: Form) -> dict[str, str]:
    """Every stored place of a form with its type: `full_name` → `text`, `family/name` → `text`."""
    return {
        (f"{section.id}/{field.name}" if section.repeats else field.name): type_word(field)
        for section in form.sections
        for field in section.fields
        if not field.computed
    }


def type_word(field: Field) -> str:
    """The word that the form's file uses for a field's type; a catalogue is named too."""
    word = next(word for word, made in FIELD_TYPES.items() if type(field.type) is made)
    return f"{word} {field.type.catalog.id}" if isinstance(field.type, CatalogItem) else word


def read_lock(path: Path) -> dict[str, tuple[int, Shape]]:
    """The published version and shape of every form."""
    with path.open("rb") as file:
        data = tomllib.load(file)
    return {form_id: (entry["version"], entry["fields"]) for form_id, entry in data.items()}


def breaks(published: Shape, now: Shape) -> list[str]:
    """Published places that are gone or have another type: they want a new version and an upgrade step."""
    return [place for place, word in published.items() if now.get(place) != word]

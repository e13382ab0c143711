"""A table of a form as a form of its own: a sheet of its rows, each naming the record it belongs to."""

from dataclasses import replace
from typing import Final

from .form import Form, Section

SEPARATOR: Final = "/"
_OWNER: Final = "owner_"


def table_form(form: Form, section_id: str) -> Form:
    """The fields that name a record, then those of one of its tables; its id is `form/section`."""
    section = form.section(section_id)
    names = dict.fromkeys((*form.key, *form.label))
    keys = tuple(
        replace(form.field(name), name=owner_field(name), required=False, computed=None) for name in names
    )
    sections = (Section("owner", form.title, keys), replace(section, repeats=False))
    label = tuple(field.name for field in section.fields[:1])
    kind = f"{form.id}{SEPARATOR}{section_id}"
    return replace(form, id=kind, title=section.title, key=(), label=label, sections=sections)


def owner_field(name: str) -> str:
    """What a field that names the record is called in the form of a table."""
    return _OWNER + name


def owner_values(values: dict[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """The values of a row, parted: those that name its record, by their own names, and those of the table."""
    owner = {name.removeprefix(_OWNER): value for name, value in values.items() if name.startswith(_OWNER)}
    return owner, {name: value for name, value in values.items() if not name.startswith(_OWNER)}

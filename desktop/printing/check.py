"""Whether a print names only what its form and its occasion have."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from string import Formatter

from desktop.domain.form import Form, Section

from .grammar import Column, Fields, Part, Photo, Records, SectionTable
from .made_blocks import Labels, ResultTable
from .names import OCCASION
from .template import Print

BAND_NAMES = frozenset({"name", "count", "roman"})


def unknown_names(template: Print, form: Form) -> list[str]:
    """Every field, section or named value of the print that the form does not have, with its block."""
    found = [] if template.form == form.id else [f"form: {template.form}"]
    for at, block in enumerate(template.blocks, 1):
        found += [f"block {at}: {name}" for name in _unknown(block, form, each=template.each)]
    return found


def used_fields(template: Print) -> set[str]:
    """The once-asked fields that the print shows."""
    found: set[str] = set()
    for block in template.blocks:
        if isinstance(block, Fields):
            found |= {part.field for line in block.lines for part in line if part.field}
        elif isinstance(block, Records):
            found |= {name for column in block.columns for name in column.names} | {block.band or ""}
        elif isinstance(block, Photo):
            found.add(block.field or "")
        elif isinstance(block, Labels):
            found |= set(block.fields)
    return found - {""}


def _unknown(block: object, form: Form, *, each: bool) -> Iterator[str]:
    if isinstance(block, SectionTable):
        tables = {section.id: section for section in form.tables}
        if block.section not in tables:
            yield block.section
        else:
            yield from _unknown_in(tables[block.section], block)
        return
    if isinstance(block, Records):
        wheres = [one for one in (block.where, *(column.where for column in block.columns)) if one]
        named = [name for column in block.columns for name in column.names]
        named += [where.field for where in wheres] + [name for name in (block.band, block.without) if name]
        yield from (name for name in named if not form.has_field(name))
        yield from _holes(block.band_text, BAND_NAMES)
        yield from _holes(block.total, OCCASION)
        return
    if isinstance(block, Labels):
        named = [*block.fields, *filter(None, [block.without])]
        yield from (name for name in named if not form.has_field(name))
        return
    if isinstance(block, Photo) and block.section:
        yield from {block.section} - {section.id for section in form.tables}
        return
    for part in _parts(block):
        if part.field and not form.has_field(part.field):
            yield part.field
        yield from _holes(part.date, {"day", "month", "mm", "year"})
    known = OCCASION | ({field.name for field in form.fields} if each else set())
    for text in _texts(block):
        yield from _holes(text, known)


def _unknown_in(section: Section, block: SectionTable) -> Iterator[str]:
    known = {field.name for field in section.fields}
    conditions = [block.where, *(column.where for column in block.columns)]
    named = [name for column in block.columns for name in column.names]
    named += [where.field for where in conditions if where]
    named += [block.list_of] if block.list_of else []
    yield from (f"{section.id}/{name}" for name in named if name not in known)


def _parts(block: object) -> list[Part]:
    if isinstance(block, Fields):
        return [part for line in block.lines for part in line]
    return [Part(field=block.field)] if isinstance(block, Photo) else []


def _texts(value: object) -> Iterator[str]:
    """Every wording of a block, however deep, but not the parts of lines, whose texts have no holes."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value) and not isinstance(value, Part | Column | ResultTable):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _holes(text: str, known: frozenset[str] | set[str]) -> Iterator[str]:
    for _, name, _, _ in Formatter().parse(text):
        if name is not None and name not in known:
            yield name

"""A template workbook, made from a form alone: what to fill in, with lists, notes and one example.

First the records, then each table of the form with the columns that name a record in front, then the guide;
the lists that fill the drop-downs are hidden.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from desktop import messages
from desktop.domain.form import Field, Form

from . import marks
from .cell_xml import OutRow, Styled
from .choice_lists import ChoiceLists
from .examples import example_of
from .field_cells import is_in_sheets, sheet_fields, width_of
from .field_rules import rule_of, typed_format
from .guide import guide_sheet
from .listing import NUMBER_COLUMN
from .looks import Dress
from .writer import OutColumn, OutSheet, Written, write_workbook

_FIRST_ROW: Final = 3  # below headings and example
_LEAST_WIDTH: Final = 14


def write_template(path: Path, form: Form, language: str, on: date) -> Written:
    """Write the template of a form with the codes of that day; AppError as `write_workbook`."""
    return write_workbook(path, template_sheets(form, language, on))


def template_sheets(form: Form, language: str, on: date) -> tuple[OutSheet, ...]:
    """The sheets of a template, in the order of `marks.template_titles`."""
    records, *tables, guide, lists = marks.template_titles(form, language)
    made = _Maker(form, on, ChoiceLists(lists, on, language))
    keys = _key_fields(form)
    sheets = [made.sheet(records, (), sheet_fields(form))]
    for title, section in zip(tables, form.tables, strict=True):
        sheets.append(made.sheet(title, keys, [one for one in section.fields if is_in_sheets(one)]))
    return (*sheets, guide_sheet(form, guide, language, on), made.lists.sheet())


def headings_of(form: Form, keys: Sequence[Field], fields: Sequence[Field], language: str) -> list[str]:
    """The headings of a sheet, keys first; a key that is called as one of the fields names its form too."""
    own = {one.label[language] for one in fields}
    named = [
        f"{one.label[language]} ({form.title[language]})"
        if one.label[language] in own
        else one.label[language]
        for one in keys
    ]
    return [*named, *(one.label[language] for one in fields)]


def _key_fields(form: Form) -> tuple[Field, ...]:
    """By which a row of a table names its record: what the form knows it by, and what people call it."""
    return tuple(form.field(name) for name in dict.fromkeys((*form.key, *form.label)))


@dataclass(frozen=True)
class _Maker:
    """Makes the sheets to be filled in, and collects the lists of their drop-downs."""

    form: Form
    on: date
    lists: ChoiceLists

    def sheet(self, title: str, keys: Sequence[Field], fields: Sequence[Field]) -> OutSheet:
        """Headings, example and room; `keys` stand in front and name the record of each row."""
        asked = (*keys, *fields)
        columns = [OutColumn(max(width_of(one), _LEAST_WIDTH), typed_format(one)) for one in asked]
        # The columns of the keys say what the record's own sheet says already: no hints there.
        rules = [
            rule_of(one, at, _FIRST_ROW, self.lists) for at, one in enumerate(fields, start=1 + len(keys))
        ]
        return OutSheet(
            title=title,
            columns=[NUMBER_COLUMN, *columns],
            rows=[self._headings(keys, fields), self._example(keys, fields)],
            frozen=(1, 1 + max(len(keys), 1)),
            rules=rules,
        )

    def _headings(self, keys: Sequence[Field], fields: Sequence[Field]) -> OutRow:
        language = self.lists.language
        texts = headings_of(self.form, keys, fields, language)
        marked = [
            Styled(text + marks.REQUIRED, Dress.REQUIRED) if one.required else Styled(text, Dress.HEADING)
            for text, one in zip(texts, (*keys, *fields), strict=True)
        ]
        return [Styled(messages.say_in(language, "workbook.number"), Dress.HEADING), *marked]

    def _example(self, keys: Sequence[Field], fields: Sequence[Field]) -> OutRow:
        """One row filled in, as far as the form tells examples; where it tells none, by the types."""
        language = self.lists.language
        tells = any(one.example for one in fields)
        shown = [
            example_of(one, self.on, language)
            if one in keys or one.required or one.example or not tells
            else None
            for one in (*keys, *fields)
        ]
        mark = messages.say_in(language, "workbook.example")
        return [Styled(mark, Dress.EXAMPLE), *(cell and Styled(cell, Dress.EXAMPLE) for cell in shown)]

"""The sheet of a template that explains every field: what to enter, a sample, must it be, the list."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from desktop import messages
from desktop.domain.form import Field, Form, Section

from .cell_xml import OutRow, Styled
from .choice_lists import LONGEST
from .examples import choices_of, example_of
from .field_cells import is_in_sheets
from .field_rules import how_to
from .looks import TEXT, Dress
from .writer import OutColumn, OutSheet

_WIDTHS: Final = (38, 70, 34, 12, 60)
_HEADINGS: Final = ("field", "how", "example", "required", "list")
_RULES: Final = ("where", "headings", "dates", "marks", "pasting", "example")
_FEW: Final = 15  # entries told one by one


def guide_sheet(form: Form, title: str, language: str, on: date) -> OutSheet:
    """The guide to a form's template."""
    columns = [OutColumn(width, TEXT) for width in _WIDTHS]
    return OutSheet(title, columns, list(_rows(form, language, on)))


def _rows(form: Form, language: str, on: date) -> Iterator[OutRow]:
    heading = messages.say_in(language, "workbook.guide_title").format(form=form.title[language])
    yield [Styled(heading, Dress.TITLE)]
    for rule in (*_RULES, *(("tables",) if any(form.tables) else ())):
        yield [f"– {messages.say_in(language, f'workbook.rule_{rule}')}"]
    yield []
    words = [messages.say_in(language, f"workbook.column_{name}") for name in _HEADINGS]
    yield [Styled(word, Dress.HEADING) for word in words]
    for section in form.sections:
        fields = [field for field in section.fields if is_in_sheets(field)]
        if fields:
            yield [Styled(_section_line(section, language), Dress.GROUP)]
        for field in fields:
            yield _line(field, language, on)


def _section_line(section: Section, language: str) -> str:
    title = section.title[language]
    if not section.repeats:
        return title
    return f"{title} – {messages.say_in(language, 'workbook.own_sheet')}"


def _line(field: Field, language: str, on: date) -> OutRow:
    example = example_of(field, on, language)
    required = messages.say_in(language, "yes_no.yes" if field.required else "yes_no.no")
    answers = choices_of(field, on, language)
    key = "free" if not answers else "many" if len(answers) > LONGEST else "drop_down"
    listed = "; ".join(answers) if 0 < len(answers) <= _FEW else messages.say_in(language, f"workbook.{key}")
    cells = (field.label[language], how_to(field, language), example, required, listed)
    return [Styled(cell, Dress.PROSE) for cell in cells]

"""By what an import knows our own workbooks again: example row, column of reasons, sheets of tables."""

from collections.abc import Sequence
from typing import Final

from desktop import messages
from desktop.domain.form import Form
from desktop.domain.names import fold

from .titles import sheet_titles
from .workbook import Cell

REQUIRED: Final = " *"  # behind the heading of a column that must be filled; signs do not count in a heading


def is_example_row(cells: Sequence[Cell]) -> bool:
    """Whether a row is the example of a template workbook, in either language: no record."""
    first = next((cell for cell in cells if cell is not None), None)
    return isinstance(first, str) and fold(first) in _folded("workbook.example")


def reason_heading() -> str:
    """The heading of the column that tells why a row was not imported."""
    return messages.say("workbook.reason")


def is_reason_heading(heading: str) -> bool:
    """Whether a column holds the reasons of an earlier import, in either language: nothing to import."""
    return fold(heading) in _folded("workbook.reason")


def template_titles(form: Form, language: str) -> tuple[str, ...]:
    """The names of a template's sheets: records, then each table of the form, the guide, the lists."""
    return sheet_titles(
        [
            form.title[language],
            *(section.title[language] for section in form.tables),
            messages.say_in(language, "workbook.guide"),
            messages.say_in(language, "workbook.lists"),
        ]
    )


def table_of_sheet(form: Form, title: str) -> str | None:
    """The repeated section whose rows a sheet of this name holds, in either language; None for any other.

    Such a sheet names the record of each row in its first columns: its rows are no records themselves.
    """
    for language in messages.LANGUAGES:
        named = zip(template_titles(form, language)[1:], form.tables, strict=False)
        for name, section in named:
            if name == title:
                return section.id
    return None


def is_aside(title: str) -> bool:
    """Whether a sheet is the guide or the lists of a template, in either language: nothing to import."""
    return fold(title) in _folded("workbook.guide") | _folded("workbook.lists")


def is_list_of(form: Form, title: str) -> bool:
    """Whether a sheet of one of the program's own workbooks holds the records of a form, by its name."""
    return any(template_titles(form, language)[0] == title for language in messages.LANGUAGES)


def _folded(key: str) -> set[str]:
    return {fold(messages.say_in(language, key)) for language in messages.LANGUAGES}

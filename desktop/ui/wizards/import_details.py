"""Everything about one row of an import: what is wrong, how cells were understood, what changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QHeaderView

from desktop import messages
from desktop.domain.form import Form
from desktop.domain.problems import Code, Problem
from desktop.services import wording
from desktop.services.import_notes import SECTION
from desktop.services.import_preview import MERGED, PreviewRow
from desktop.ui import theme
from desktop.ui.plain_table import PlainTable
from desktop.ui.tables.wrapped_cells import WrappedCells

from .import_places import Places

_NAMES: Final = ("kind", "about", "said", "understood", "stored")
_STORED: Final = 4
_WIDTHS: Final = (118, 0, 150, 170, 150)
_SIGNS: Final = {"wrong": "✗", "doubt": "!", "missing": "○", "repaired": "✓", "merged": "→", "changed": "~"}
_INKS: Final = {"wrong": "error", "doubt": "warning", "repaired": "good", "changed": "accent"}
_ORDER: Final = ("wrong", "doubt", "repaired", "missing")


@dataclass(frozen=True)
class Line:
    """One thing to be said of a row: what kind, a sentence, in the file, as understood, in the register."""

    kind: str
    about: str
    said: str = ""
    understood: str = ""
    stored: str = ""


class DetailsTable(PlainTable):
    """The lines of one row; what the register says has a column only where something changes."""

    def __init__(self) -> None:
        super().__init__([messages.say(f"ui.import.detail_{name}") for name in _NAMES], 1)
        header = self.horizontalHeader()
        for at, width in enumerate(_WIDTHS):
            if width:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
                header.resizeSection(at, width)
        self.setWordWrap(True)
        self.setItemDelegate(WrappedCells(self))
        self.setAccessibleName(messages.say("ui.import.details"))

    def show_lines(self, lines: list[Line]) -> None:
        """Replace what is shown."""
        self.setColumnHidden(_STORED, not any(line.stored for line in lines))
        self.show_rows([_texts(line) for line in lines])
        colours = theme.tokens()
        for at, line in enumerate(lines):
            item = self.item(at, 0)
            if item is not None:
                item.setForeground(QBrush(QColor(getattr(colours, _INKS.get(line.kind, "muted")))))
            for column in range(len(_NAMES)):
                if (cell := self.item(at, column)) is not None:
                    cell.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.resizeRowsToContents()


def lines_of(row: PreviewRow, form: Form, read_as: Form, places: Places) -> list[Line]:
    """Everything about a row, what needs the eye first.

    `form` is that of its record, `read_as` the one its cells were read by: the same, or one of its tables.
    """
    problems = sorted((_problem(read_as, row, one) for one in row.problems), key=_rank)
    lines = [*_merged(row, places), *problems, *_changes(row), *_notes(row, read_as)]
    return [*lines, *_values(row, form, {one.place for one in row.differences})]


def _merged(row: PreviewRow, places: Places) -> Iterator[Line]:
    if row.state == MERGED:
        said = messages.say(
            "ui.import.merged_into", place=places.place(row.into), label=places.label(row.into)
        )
        yield Line("merged", said)


def _problem(form: Form, row: PreviewRow, problem: Problem) -> Line:
    """A finding with what the file says and how it was understood."""
    stored = _shown(form, problem.place, row.values)
    said = str(problem.facts.get("text", stored))
    understood = stored or str(problem.facts.get("value", ""))
    sentence = wording.problem_text(form, problem)
    if problem.code is Code.REQUIRED:
        return Line("missing", sentence)
    if problem.is_repair:
        return Line("repaired", sentence, said, understood)
    kind = "wrong" if problem.is_hard else "doubt"
    return Line(kind, sentence, said, understood)


def _rank(line: Line) -> int:
    return _ORDER.index(line.kind)


def _changes(row: PreviewRow) -> Iterator[Line]:
    for one in row.differences:
        if not one.place.startswith(f"{SECTION}/"):
            said = messages.say("ui.import.will_change" if one.old else "ui.import.will_add", field=one.label)
            yield Line("changed", said, "", one.new, one.old)


def _notes(row: PreviewRow, form: Form) -> Iterator[Line]:
    keeps = any(section.id == SECTION for section in form.tables)
    kept = messages.say("ui.import.note_kept" if keeps else "ui.import.note_left")
    for heading, text in row.unmapped.items():
        yield Line("note", messages.say("ui.import.note_of", heading=heading), text, kept)


def _values(row: PreviewRow, form: Form, changed: set[str]) -> Iterator[Line]:
    """The values of a row that nothing else was said of, in the order of the form."""
    for field in form.fields:
        if field.name in row.values and field.name not in changed:
            shown = _shown(form, field.name, row.values)
            if shown:
                yield Line("value", field.label[messages.language()], "", shown)
    for place, value in row.values.items():
        if place.count("/") == 1 and place not in changed and not place.startswith(f"{SECTION}/"):
            yield Line("value", wording.place_label(form, place), "", wording.row_shown(form, place, value))


def _shown(form: Form, place: str, values: Mapping[str, Any]) -> str:
    """The value at a place as text, unread text as it stands; nothing for a place that is no field."""
    return wording.shown(form.field(place), values.get(place)) if form.has_field(place) else ""


def _texts(line: Line) -> tuple[str, ...]:
    sign = _SIGNS.get(line.kind, "")
    kind = f"{sign} {messages.say(f'ui.import.line_{line.kind}')}".strip()
    return kind, line.about, line.said, line.understood, line.stored

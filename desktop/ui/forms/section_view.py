"""The screen of one section: its fields in two columns, shown, read back and walked by keyboard."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.form import Field, Section
from desktop.domain.identity_types import Address, Image
from desktop.domain.list_types import Choices
from desktop.domain.text_types import LongText
from desktop.domain.values import clean_value
from desktop.ui.elements import label

from .field_cell import FieldCell
from .notes import Note
from .sources import Sources
from .text_widget import LongTextWidget

WIDTH: Final = 760
_PHOTO_ROWS: Final = 4
_PHOTO_WIDTH: Final = 112


class SectionView(QWidget):
    """Knows nothing of saving: it tells when a field is left, and what was typed and is not stored yet."""

    left = Signal()
    rested = Signal()
    entered = Signal(str)
    past_end = Signal(bool)

    def __init__(self, section: Section, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section = section
        self.setMaximumWidth(WIDTH)
        self._values: Mapping[str, Any] = {}
        self._shown: tuple[str, ...] = ()
        self._is_narrow = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        heading(column, section)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        column.addStretch(1)
        self.cells: dict[str, FieldCell] = {}
        for field in section.fields:
            self.cells[field.name] = self._cell(field, sources)

    def _cell(self, field: Field, sources: Sources) -> FieldCell:
        cell = FieldCell(field, sources, self)
        widget = cell.widget
        widget.left.connect(self.left)
        widget.changed.connect(self._changed)
        name = field.name
        widget.entered.connect(lambda: self.entered.emit(name))
        if isinstance(widget, LongTextWidget):
            widget.rested.connect(self.rested)
        return cell

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 - a setter
        """One column instead of two."""
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._grid.setColumnStretch(1, 0 if narrow else 1)
            for cell in self.cells.values():
                self._grid.removeWidget(cell)
            self._lay_out([self.cells[name] for name in self._shown])

    def show_values(self, values: Mapping[str, Any], *, keep_typed: bool = False) -> None:
        """Show a record's values; with `keep_typed`, what was typed and is not stored stays."""
        self._values = values
        for name, cell in self.cells.items():
            value = values.get(name)
            if not keep_typed:
                cell.widget.set_value(value)
                cell.note("", "")
            elif not cell.widget.is_dirty() and cell.widget.value() != value:
                cell.widget.set_value(value)
        self._ask()

    def settle(self, values: Mapping[str, Any], stored: Mapping[str, Any]) -> None:
        """The typed values of these places are stored now."""
        for name in stored.keys() & self.cells.keys():
            self.cells[name].widget.settle(values.get(name))
        self.show_values(values, keep_typed=True)

    def show_notes(self, notes: Mapping[str, Note]) -> None:
        """Say beneath each field what is wrong with it."""
        for name, cell in self.cells.items():
            note = notes.get(name)
            cell.note(note.text if note else "", note.state if note else "")

    def typed(self) -> dict[str, Any]:
        """What was typed and is not stored yet, by place."""
        return {name: cell.widget.value() for name, cell in self.cells.items() if cell.widget.is_dirty()}

    def commit_editor(self) -> None:
        """Nothing to do: what is typed here is told by `typed` at any time."""

    def focus_first(self) -> bool:
        """Put the cursor into the first field; False when there is none to type in."""
        return self._focus_at(0)

    def focus_last(self) -> bool:
        """Put the cursor into the last field."""
        return self._focus_at(-1)

    def focus_place(self, place: str) -> bool:
        """Put the cursor into the field of a place; False when it is not here or not asked."""
        cell = self.cells.get(place)
        if cell is None or cell.isHidden():
            return False
        cell.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def place_in_focus(self) -> str:
        """The place that has the cursor; empty when none has."""
        focused = QApplication.focusWidget()
        return next((name for name, cell in self.cells.items() if _holds(cell, focused)), "")

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Tab and Enter go through the fields that can be typed in; at the ends the page decides."""
        stops = self._stops()
        focused = QApplication.focusWidget()
        at = next((at for at, stop in enumerate(stops) if stop is focused), None)
        if at is None:
            return bool(stops) and self._focus_at(0 if forward else -1)
        following = at + (1 if forward else -1)
        if 0 <= following < len(stops):
            reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
            stops[following].setFocus(reason)
        else:
            self.past_end.emit(forward)
        return True

    def _focus_at(self, at: int) -> bool:
        stops = self._stops()
        if stops:
            stops[at].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(stops)

    def _stops(self) -> list[QWidget]:
        """The widgets that Tab visits, in the order of the form."""
        stops: list[QWidget] = []
        for name in self._shown:
            widget = self.cells[name].widget
            parts = [widget] if widget.focusProxy() is None else _parts(widget)
            stops += [
                part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isEnabled()
            ]
        return stops

    def _changed(self) -> None:
        """A condition holds or fails as soon as its answer is chosen."""
        if any(field.when for field in self.section.fields):
            self._ask()

    def _ask(self) -> None:
        """Lay out the fields that are asked, given the other answers."""
        answers = {**self._values, **self.typed()}
        answers = {name: clean_value(value) for name, value in answers.items()}
        asked = tuple(
            field.name
            for field in self.section.fields
            if field.applies(answers) or self.cells[field.name].widget.is_dirty()
        )
        if asked == self._shown:
            return
        self._shown = asked
        for name, cell in self.cells.items():
            self._grid.removeWidget(cell)
            cell.setVisible(name in asked)
        self._lay_out([self.cells[name] for name in asked])

    def _lay_out(self, cells: list[FieldCell]) -> None:
        photos = [cell for cell in cells if isinstance(cell.field.type, Image)]
        for photo in photos:
            photo.setMaximumWidth(_PHOTO_WIDTH)
            self._grid.addWidget(photo, 0, 2, _PHOTO_ROWS, 1)
        row, before = 0, None
        for cell in cells:
            cell.beside = None
            if cell in photos:
                continue
            if self._is_narrow or is_wide(cell.field):
                row += before is not None
                self._grid.addWidget(cell, row, 0, 1, 2)
                row, before = row + 1, None
            elif before is None:
                self._grid.addWidget(cell, row, 0)
                before = cell
            else:
                self._grid.addWidget(cell, row, 1)
                cell.beside, before.beside = before, cell
                row, before = row + 1, None


def is_wide(field: Field) -> bool:
    """Whether a field takes the whole width."""
    return field.wide or isinstance(field.type, LongText | Address | Choices)


def heading(column: QVBoxLayout, section: Section) -> None:
    """The title of a section and what it asks for."""
    language = messages.language()
    title = label(section.title[language], "heading")
    title.setWordWrap(True)
    column.addWidget(title)
    if section.help is not None:
        column.addWidget(label(section.help[language], "muted"))


def _parts(widget: QWidget) -> list[QWidget]:
    return [part for part in widget.findChildren(QWidget) if part.focusPolicy() & Qt.FocusPolicy.TabFocus]


def _holds(cell: QWidget, focused: QObject | None) -> bool:
    return isinstance(focused, QWidget) and (cell is focused or cell.isAncestorOf(focused))

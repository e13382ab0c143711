"""The screen of a repeated section: a table edited in place, filled by keyboard or from Excel."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import messages
from desktop.domain import places
from desktop.domain.form import Section
from desktop.ui.elements import button, label, row, set_role

from .kept_files import kept_files
from .notes import Note
from .rows_model import RowsModel
from .rows_view import RowsView
from .section_view import heading
from .sources import Sources

_MOST_WIDE: Final = 1100


class RepeatTable(QWidget):
    """Shares the members of `SectionView`: the page treats both alike."""

    left = Signal()
    rested = Signal()
    entered = Signal(str)
    past_end = Signal(bool)

    def __init__(self, section: Section, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section = section
        self.setMaximumWidth(_MOST_WIDE)
        self.model = RowsModel(section, self, sources.shown)
        self.view = RowsView(self.model, sources, self)
        self.view.setObjectName(section.id)
        self.view.setAccessibleName(section.title[messages.language()])
        self._note = label(role="error")
        self._note.setObjectName(f"{section.id}.note")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        heading(column, section)
        column.addWidget(self.view, 1)
        column.addWidget(self._note)
        self._sources = sources
        self._buttons(column)
        self.model.edited.connect(self.left)
        self.view.past_end.connect(self.past_end)
        self.view.cell_entered.connect(self._entered)
        self._note.hide()

    def _buttons(self, column: QVBoxLayout) -> None:
        line = row()
        self.add = button(messages.say("ui.form.add_row"), self.view.add_row)
        self.remove = button(messages.say("ui.form.remove_row"), self.view.remove_selected)
        self.paste = button(messages.say("ui.form.paste_rows"), self.paste_text)
        for one in (self.add, self.remove, self.paste):
            line.addWidget(one)
        line.addStretch(1)
        self.files = kept_files(self.model, self.view, self._sources, self._tell)
        if self.files is not None:
            line.addWidget(self.files)
            self.setAcceptDrops(True)
        column.addLayout(line)
        self._keys = label(messages.say("ui.form.table_keys"), "muted")
        column.addWidget(self._keys)
        self.view.paste_wanted.connect(self.paste_text)

    def lock(self) -> None:
        """Rows are only shown: they come about elsewhere."""
        self.model.is_locked = True
        for one in (self.add, self.remove, self.paste, self._keys):
            one.hide()
        if self.files is not None:
            self.files.lock()

    def show_values(self, values: Mapping[str, Any], *, keep_typed: bool = False) -> None:
        """Show a record's rows; with `keep_typed`, what was typed and is not stored stays."""
        at = self.view.currentIndex()
        number, column = at.row(), at.column()
        self.model.show_rows(places.rows(values, self.section.id), keep_typed=keep_typed)
        if not self.view.currentIndex().isValid() and self.model.rows:
            number = min(max(number, 0), len(self.model.rows) - 1)
            self.view.setCurrentIndex(self.model.index(number, max(column, 0)))
        self.view.fit()

    def settle(self, values: Mapping[str, Any], stored: Mapping[str, Any]) -> None:
        """The typed values of these places are stored now."""
        self.model.forget(place for place in stored if place.startswith(f"{self.section.id}/"))
        self.show_values(values, keep_typed=True)

    def show_notes(self, notes: Mapping[str, Note]) -> None:
        """Mark the cells that have a problem, and say the one of the cell the cursor is in."""
        self.model.show_notes(notes)
        self._say(self.view.currentIndex())

    def typed(self) -> dict[str, Any]:
        """What was typed and is not stored yet, by place."""
        return dict(self.model.typed)

    def commit_editor(self) -> None:
        """Take over what is being typed in a cell."""
        self.view.commit_editor()

    def focus_first(self) -> bool:
        """Put the cursor into the first cell."""
        return self._focus(self.model.index(0, 0))

    def focus_last(self) -> bool:
        """Put the cursor into the last cell."""
        return self._focus(self.model.index(self.model.rowCount() - 1, self.model.columnCount() - 1))

    def focus_place(self, place: str) -> bool:
        """Put the cursor into the cell of a place; False when it is not here."""
        if place.split("/", maxsplit=1)[0] != self.section.id:
            return False
        return self._focus(self.model.index_of(place))

    def place_in_focus(self) -> str:
        """The place that has the cursor; empty when none has."""
        index = self.view.currentIndex()
        return self.model.place(index) if self.view.has_focus() and index.isValid() else ""

    def paste_text(self) -> None:
        """Read what Excel left on the clipboard into the cells from the current one on."""
        from PySide6.QtGui import QGuiApplication

        self.paste_block(QGuiApplication.clipboard().text())

    def paste_block(self, text: str) -> None:
        """Read lines of tab-separated cells; one edit, taken back by one undo."""
        lines = [line for line in csv.reader(io.StringIO(text), delimiter="\t") if any(line)]
        if lines and not self.model.is_locked:
            at = self.view.currentIndex()
            column = max(at.column(), 0)
            self.model.paste(max(at.row(), 0), column, lines)
            self.view.fit()
            room = len(self.section.fields) - column
            if too_many := sum(bool(text.strip()) for line in lines for text in line[room:]):
                self._note.setText(messages.say("ui.form.paste_too_wide", count=too_many))
                set_role(self._note, "warning")
                self._note.show()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are taken where the table has a place for them."""
        if self.files is not None and not self.model.is_locked and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Every file that was let go here becomes a row."""
        if self.files is not None:
            self.files.take([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
            event.acceptProposedAction()

    def _tell(self, text: str) -> None:
        self._note.setText(text)
        set_role(self._note, "error")
        self._note.setVisible(bool(text))

    def _focus(self, index: QModelIndex) -> bool:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
        return True

    def _entered(self, index: QModelIndex) -> None:
        self._say(index)
        if index.isValid():
            self.entered.emit(self.model.place(index))

    def _say(self, index: QModelIndex) -> None:
        note = self.model.note_at(index)
        self._note.setVisible(note is not None)
        if note is not None:
            self._note.setText(note.text)
            set_role(self._note, note.state)

"""The history of the record on the screen: who changed what and when; an entry can be taken back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop import messages
from desktop.ui.elements import button, column, label
from desktop.ui.tables.wrapped_text import WrappedText

if TYPE_CHECKING:
    from desktop.services.history import HistoryEntry, HistoryLine

_ENTRY: Final = Qt.ItemDataRole.UserRole
_MOST_LINES: Final = 6


class HistoryPanel(QWidget):
    """Latest first; asks the page to take the marked entry back."""

    undo_wanted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.list = QListWidget(self)
        self.list.setObjectName("history")
        self.list.setAccessibleName(messages.say("ui.history.title"))
        self.list.setItemDelegate(WrappedText(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.undo = button(messages.say("ui.history.undo_entry"), self._tell)
        self.undo.setObjectName("undo_entry")
        self._none = label(messages.say("ui.history.empty"), "muted")
        layout = column(self, margin=8)
        layout.addWidget(self._none)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.undo)
        self.list.currentItemChanged.connect(self._allow)

    def show_entries(self, entries: Sequence["HistoryEntry"]) -> None:
        """Show the changes of a record."""
        self.list.clear()
        for entry in entries:
            item = QListWidgetItem(entry_text(entry))
            item.setData(_ENTRY, entry)
            if entry.undone_by is not None:
                font = self.list.font()
                font.setStrikeOut(True)
                item.setFont(font)
            self.list.addItem(item)
        self._none.setVisible(not entries)
        self.list.setVisible(bool(entries))
        self._allow()

    def _allow(self, *_items: object) -> None:
        at = self.list.currentRow()
        entry = self.list.item(at).data(_ENTRY) if at >= 0 else None
        self.undo.setEnabled(entry is not None and entry.undone_by is None)

    def _tell(self) -> None:
        if self.list.currentRow() >= 0:
            self.undo_wanted.emit(self.list.currentItem().data(_ENTRY).n)


def entry_text(entry: "HistoryEntry") -> str:
    """When, who, and each place with its old and new text."""
    known = f"ui.history.kind_{entry.kind}"
    kind = messages.say(known) if messages.known(known) else entry.kind
    head = messages.say("ui.history.head", at=entry.at.strftime("%d/%m/%Y %H:%M:%S"), by=entry.by, kind=kind)
    lines = [_line_text(line) for line in entry.lines[:_MOST_LINES]]
    if len(entry.lines) > _MOST_LINES:
        lines.append(messages.say("ui.history.more", count=len(entry.lines) - _MOST_LINES))
    return "\n".join([head, *lines])


def _line_text(line: "HistoryLine") -> str:
    nothing = messages.say("ui.history.nothing")
    if not line.old:
        return messages.say("ui.history.set", label=line.label, new=line.new or nothing)
    return messages.say("ui.history.line", label=line.label, old=line.old, new=line.new or nothing)

"""The search over everything: what one types is looked up in every register, marks aside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from desktop import messages
from desktop.ui.navigation import Destination

_ROWS: Final = 10
_LEAST_ROW: Final = 16
_WIDTH: Final = 420


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, and where it leads."""

    text: str
    destination: Destination


class SearchBox(QLineEdit):
    """Emits `chosen(Destination)`; `find(text)` answers with what fits. Never completes inside the line."""

    chosen = Signal(object)

    def __init__(self, find: Callable[[str], Sequence[Hit]], parent: QWidget) -> None:
        super().__init__(parent)
        self._find = find
        self.setPlaceholderText(messages.say("ui.shell.search"))
        self.setClearButtonEnabled(False)
        self.setMinimumWidth(150)
        self.setMaximumWidth(280)
        self.found = QListWidget(parent.window())
        self.found.setObjectName("popup")
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.itemClicked.connect(self._choose)
        self.found.hide()
        self.textChanged.connect(self._search)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._key(event.key()):
            return True
        return super().eventFilter(watched, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.found.hide()
        super().focusOutEvent(event)

    def _key(self, key: int) -> bool:
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up} and self.found.isVisible():
            by = 1 if key == Qt.Key.Key_Down else -1
            self.found.setCurrentRow((self.found.currentRow() + by) % self.found.count())
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self.found.currentItem())
            return True
        if key == Qt.Key.Key_Escape and (self.text() or self.found.isVisible()):
            self.clear()
            self.found.hide()
            return True
        return False

    def _search(self, text: str) -> None:
        hits = self._find(text) if text.strip() else ()
        self.found.clear()
        for hit in hits[:_ROWS]:
            item = QListWidgetItem(hit.text)
            item.setData(Qt.ItemDataRole.UserRole, hit.destination)
            self.found.addItem(item)
        if not hits and text.strip():
            nothing = QListWidgetItem(messages.say("ui.shell.search_nothing"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.found.addItem(nothing)
        self.found.setCurrentRow(0)
        self._place_list(shown=bool(text.strip()))

    def _place_list(self, *, shown: bool) -> None:
        if self.found.parentWidget() is not self.window():
            self.found.setParent(self.window())
        width = max(_WIDTH, self.width())
        corner = self.mapTo(self.window(), QPoint(self.width() - width, self.height() + 2))
        height = min(self.found.count(), _ROWS) * max(self.found.sizeHintForRow(0), _LEAST_ROW) + 6
        self.found.setGeometry(max(0, corner.x()), corner.y(), width, height)
        self.found.setVisible(shown)
        self.found.raise_()

    def _choose(self, item: QListWidgetItem | None) -> None:
        destination = item.data(Qt.ItemDataRole.UserRole) if item else None
        if isinstance(destination, Destination):
            self.clear()
            self.found.hide()
            self.chosen.emit(destination)

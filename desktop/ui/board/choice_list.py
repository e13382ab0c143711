"""A line and a list below it: what is typed filters the list, the arrows choose in it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QStackedWidget, QWidget

from desktop import messages
from desktop.ui import elements
from desktop.ui.forms.entries import Entry, matching
from desktop.ui.forms.picker_popup import EntryModel, EntryPainter

_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_LEAST_HEIGHT = 214


class ChoiceList(QWidget):
    """Nothing is completed while one types; `chosen(value)` follows the mark, empty while nothing fits."""

    chosen = Signal(str)
    taken = Signal()

    def __init__(self, entries: Sequence[Entry], placeholder: str) -> None:
        super().__init__()
        self._entries = entries
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(placeholder)
        self.line.setClearButtonEnabled(True)
        self.model = EntryModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntryPainter(self))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.states = QStackedWidget()
        self.states.setMinimumHeight(_LEAST_HEIGHT)
        nothing = elements.label(messages.say("ui.board.nothing_fits"), "muted")
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for state in (self.list, nothing):
            self.states.addWidget(state)
        layout = elements.column(self, gap=4)
        layout.addWidget(self.line)
        layout.addWidget(self.states, 1)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._filter)
        self.line.installEventFilter(self)
        self.list.selectionModel().currentChanged.connect(
            lambda _now, _before: self.chosen.emit(self.value())
        )
        self.list.doubleClicked.connect(lambda _index: self.taken.emit())
        self._filter("")

    def value(self) -> str:
        """The value of the marked entry, empty for none."""
        index = self.list.currentIndex()
        return str(self.model.entries[index.row()].value) if index.isValid() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            self.list.event(event)
            return True
        return super().eventFilter(watched, event)

    def _filter(self, text: str) -> None:
        self.model.offer(matching(self._entries, text))
        is_any = bool(self.model.entries)
        self.states.setCurrentIndex(0 if is_any else 1)
        self.list.setCurrentIndex(self.model.index(0, 0) if is_any else QModelIndex())
        self.chosen.emit(self.value())

"""The people without a position: dragged onto the board, or assigned from here by Enter."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop import messages
from desktop.services.board_rows import Member

from .carried import ASSIGNMENT, PERSON, carried, carry

_ID = Qt.ItemDataRole.UserRole


class PeopleList(QListWidget):
    """A card dropped here ends its assignment; `assign_wanted`, `opened` and `dropped` tell by id."""

    assign_wanted = Signal(str)
    opened = Signal(str)
    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("unassigned")
        self.setAccessibleName(messages.say("ui.board.unassigned"))
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setWordWrap(True)
        self.setToolTip(messages.say("ui.board.unassigned_hint"))
        self.itemDoubleClicked.connect(lambda item: self.opened.emit(item.data(_ID)))

    def show_people(self, people: tuple[tuple[Member, str], ...]) -> None:
        """Replace the list: people with what is to be said of each below the name."""
        at = self.currentRow()
        self.clear()
        for person, said in people:
            item = QListWidgetItem(f"{person.name}\n{said}" if said else person.name)
            item.setData(_ID, person.id)
            item.setToolTip(person.label)
            self.addItem(item)
        if people:
            self.setCurrentRow(max(0, min(at, len(people) - 1)))

    def chosen(self) -> str:
        """The id of the marked person, empty for none."""
        item: QListWidgetItem | None = self.currentItem()
        return str(item.data(_ID)) if item is not None else ""

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Carry the person; Qt's own way would take the line out even where the dialog is left again."""
        if self.chosen():
            drag = QDrag(self)
            drag.setMimeData(carry(PERSON, self.chosen()))
            drag.exec(Qt.DropAction.MoveAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.chosen():
            is_open = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.opened if is_open else self.assign_wanted).emit(self.chosen())
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._take(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._take(event)

    def dropEvent(self, event: QDropEvent) -> None:
        found = carried(event.mimeData(), ASSIGNMENT)
        if found:
            event.acceptProposedAction()
            self.dropped.emit(found[1])

    def _take(self, event: QDropEvent) -> None:
        if carried(event.mimeData(), ASSIGNMENT):
            event.acceptProposedAction()
        else:
            event.ignore()

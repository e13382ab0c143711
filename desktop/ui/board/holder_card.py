"""A card of the board: who holds the position, with which share, and what is to be minded."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDrag, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame

from desktop import messages
from desktop.domain import dates
from desktop.services.board_rows import Holder
from desktop.ui import elements

from .carried import ASSIGNMENT, carry

_MOST = 190  # pixels for share and marks; the tooltip has the rest
_QUIET = {"plain", "concurrent"}
_RETURN = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class HolderCard(QFrame):
    """Enter or a double click opens the person, F2 moves, Delete ends; it can be dragged to a position."""

    opened = Signal()
    move_wanted = Signal()
    end_wanted = Signal()
    menu_wanted = Signal(QPoint)
    focused = Signal()

    def __init__(self, holder: Holder, away: str) -> None:
        super().__init__()
        self.holder = holder
        self._pressed: QPoint | None = None
        self.setObjectName(f"card_{holder.id}")
        self.setProperty("role", "holder")
        self.setProperty("look", _look(holder))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        name = elements.label(holder.person.name, "")
        said = _share(holder, away)
        self.share = elements.label(said, "muted" if _look(holder) in _QUIET else "warning")
        for one in (name, self.share):
            one.setWordWrap(False)
        self.share.setText(self.share.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, _MOST))
        line = elements.row(self, gap=6)
        line.setContentsMargins(7, 2, 7, 2)
        line.addWidget(name)
        line.addWidget(self.share)
        self.setToolTip(_told(holder, said))
        self.setAccessibleName(f"{holder.person.name}, {said}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _RETURN and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.move_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.end_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        moved = (event.position().toPoint() - self._pressed).manhattanLength()
        if moved >= QApplication.startDragDistance():
            self._pressed = None
            drag = QDrag(self)
            drag.setMimeData(carry(ASSIGNMENT, self.holder.id))
            drag.setPixmap(self.grab())
            drag.exec(Qt.DropAction.MoveAction)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()
        self.menu_wanted.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()


def _look(holder: Holder) -> str:
    if holder.is_gone or holder.person.is_overloaded:
        return "minded"
    return "away" if holder.person.away else "concurrent" if holder.is_concurrent else "plain"


def _share(holder: Holder, away: str) -> str:
    """Share, concurrent or not, and what is to be minded, each in words."""
    share = messages.say("ui.board.share", share=holder.share)
    parts = [messages.say("ui.board.concurrent", share=share) if holder.is_concurrent else share]
    if holder.is_gone:
        parts.append(messages.say("ui.board.gone"))
    elif away:
        parts.append(away)
    if holder.person.is_overloaded:
        parts.append(messages.say("ui.board.sum", share=holder.person.shares))
    return " · ".join(parts)


def _told(holder: Holder, share: str) -> str:
    lines = [holder.person.label, share]
    if holder.since:
        lines.append(messages.say("ui.board.since", day=dates.show(holder.since)))
    if holder.until:
        lines.append(messages.say("ui.board.until", day=dates.show(holder.until)))
    return "\n".join(lines)

"""A line of the board: a position, its need, what is filled, the gap between them, and its holders' cards."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop import messages
from desktop.services.board_rows import Post
from desktop.ui import elements, figures
from desktop.ui.tables.flow import FlowLayout

from .carried import ASSIGNMENT, PERSON, carried
from .holder_card import HolderCard

NAME_WIDTH = 272
FIGURE_WIDTH = 40
GAP_WIDTH = 92
_RETURN = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class PostRow(QFrame):
    """Enter asks whom to assign, F2 for another need, Ctrl+Enter or a double click opens its record."""

    assign_wanted = Signal()
    need_wanted = Signal()
    opened = Signal()
    menu_wanted = Signal(QPoint)
    brought = Signal(str, str)
    focused = Signal()

    def __init__(self, post: Post, field: str, cards: list[HolderCard]) -> None:
        super().__init__()
        self.post = post
        self.cards = cards
        self.setObjectName(f"post_{post.id}")
        self.setProperty("role", "post")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAcceptDrops(True)
        line = elements.row(self, gap=8)
        line.setContentsMargins(8, 3, 8, 3)
        line.addLayout(self._name(field))
        self.need = _figure("–" if post.need is None else str(post.need))
        self.filled = _figure(figures.posts(post.filled))
        self.gap = self._gap()
        for one in (self.need, self.filled, self.gap):
            line.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._holders(), 1)
        said = messages.say("ui.board.post_said", need=self.need.text(), filled=self.filled.text())
        self.setAccessibleName(f"{post.name}, {said}, {self.gap.text()}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.hasFocus():  # a key that one of its cards had no use for
            event.ignore()
        elif event.key() in _RETURN and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.opened.emit()
        elif event.key() in _RETURN:
            self.assign_wanted.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.need_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()
        self.menu_wanted.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        found = carried(event.mimeData(), PERSON, ASSIGNMENT)
        if found and found[1] not in {card.holder.id for card in self.cards}:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            elements.set_role(self, "true", "drop")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        elements.set_role(self, "", "drop")

    def dropEvent(self, event: QDropEvent) -> None:
        elements.set_role(self, "", "drop")
        found = carried(event.mimeData(), PERSON, ASSIGNMENT)
        if found:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            self.brought.emit(*found)

    def _name(self, field: str) -> QVBoxLayout:
        """The name, under it the field and whether nobody works in it."""
        made = elements.column(gap=0)
        name = elements.label(self.post.name)
        name.setFixedWidth(NAME_WIDTH)
        made.addWidget(name)
        below = elements.row(gap=6)
        if field:
            said = elements.label(field, "muted")
            said.setWordWrap(False)
            below.addWidget(said)
        if self.post.is_empty_field:
            self.nobody = elements.label(messages.say("ui.board.nobody"), "error_mark")
            self.nobody.setToolTip(messages.say("ui.board.nobody_rule"))
            below.addWidget(self.nobody)
        below.addStretch(1)
        made.addLayout(below)
        return made

    def _gap(self) -> QLabel:
        gap = self.post.gap
        text = messages.say("ui.board.no_need") if gap is None else figures.gap(gap)
        made = elements.label(text, "muted" if gap is None else figures.gap_role(gap))
        made.setFixedWidth(GAP_WIDTH)
        made.setWordWrap(False)
        return made

    def _holders(self) -> QWidget:
        made = QWidget()
        flow = FlowLayout(made, gap=4)
        for card in self.cards:
            flow.addWidget(card)
        if not self.cards and not self.post.is_empty_field and self.post.need:
            flow.addWidget(elements.label(messages.say("ui.board.vacant"), "muted"))
        return made


def _figure(text: str) -> QLabel:
    made = elements.label(text)
    made.setFixedWidth(FIGURE_WIDTH)
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    made.setWordWrap(False)
    return made

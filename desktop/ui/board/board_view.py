"""The board itself: divisions one below the other, in each its positions; arrows go from one to the next."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop import messages
from desktop.domain.staff import WHOLE
from desktop.services.board_rows import Group, Post
from desktop.ui import elements, figures

from .holder_card import HolderCard
from .post_row import PostRow

_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
Words = Callable[[str | None], str]


class BoardView(QWidget):
    """Tells what is wanted of a position or an assignment, by id; one part at a time is in the tab order."""

    assign_wanted = Signal(str)
    need_wanted = Signal(str)
    post_opened = Signal(str)
    group_opened = Signal(str)
    card_opened = Signal(str)
    move_wanted = Signal(str)
    end_wanted = Signal(str)
    post_menu_wanted = Signal(str, QPoint)
    card_menu_wanted = Signal(str, QPoint)
    brought = Signal(str, str, str)
    focused = Signal(QWidget)

    def __init__(self, field: Words, status: Words) -> None:
        super().__init__()
        self._field = field
        self._status = status
        self.rows: list[PostRow] = []
        self._current: PostRow | HolderCard | None = None
        self._layout = elements.column(self, gap=elements.INSIDE)
        self._layout.setContentsMargins(0, 0, elements.INSIDE, 0)

    def show_groups(self, groups: tuple[Group, ...]) -> None:
        """Replace what is shown; whoever had the focus gets it back, if still there."""
        focused: QWidget | None = self.window().focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        position, assignment = self.current()
        self._current = None
        self.rows = []
        elements.empty(self._layout)
        for group in groups:
            self._layout.addWidget(self._group(group))
        self._layout.addStretch(1)
        self._mark(self._found(position, assignment))
        if had_focus:
            self.focus()

    def current(self) -> tuple[str, str]:
        """The ids of the position and the assignment that the keys go to; empty where none."""
        here = self._current
        if isinstance(here, HolderCard):
            rows = [one.post.id for one in self.rows if here in one.cards]
            return "".join(rows[:1]), here.holder.id
        return (here.post.id if here is not None else ""), ""

    def focus(self, position: str = "", assignment: str = "") -> None:
        """Put the keys on a card or a position; without any on the one that had them last."""
        found = self._found(position, assignment) if position or assignment else self._current
        self._mark(found or self._current or (self.rows[0] if self.rows else None))
        if self._current is not None:
            self._current.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self._current
        row = next((one for one in self.rows if one is here or here in one.cards), None)
        target = self._target(Qt.Key(event.key()), row) if row else None
        if target is None:
            super().keyPressEvent(event)
            return
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _target(self, key: Qt.Key, row: PostRow) -> PostRow | HolderCard | None:
        """Where an arrow leads: up and down among positions, right and left among the cards of one."""
        at = self.rows.index(row)
        if key in _STEPS:
            return self.rows[max(0, min(len(self.rows) - 1, at + _STEPS[key]))]
        if key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            return self.rows[0 if key == Qt.Key.Key_Home else -1]
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            line: list[PostRow | HolderCard] = [row, *row.cards]
            step = 1 if key == Qt.Key.Key_Right else -1
            here = line.index(self._current) if self._current in line else 0
            return line[max(0, min(len(line) - 1, here + step))]
        return None

    def _found(self, position: str, assignment: str) -> PostRow | HolderCard | None:
        cards = (card for row in self.rows for card in row.cards)
        card = next((one for one in cards if one.holder.id == assignment), None)
        return card or next((one for one in self.rows if one.post.id == position), None)

    def _mark(self, here: PostRow | HolderCard | None) -> None:
        if self._current is not None and self._current is not here:
            self._current.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._current = here or (self.rows[0] if self.rows else None)
        if self._current is not None:
            self._current.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _arrived(self, part: PostRow | HolderCard) -> None:
        self._mark(part)
        self.focused.emit(part)

    def _group(self, group: Group) -> QFrame:
        layout = elements.column(gap=0)
        made = elements.card(layout)
        layout.setContentsMargins(0, 4, 0, 4)
        head = elements.row(gap=8)
        head.setContentsMargins(8, 2, 8, 2)
        name = group.name or messages.say("ui.board.no_division")
        if group.id:
            title = elements.button(name, lambda: self.group_opened.emit(group.id), "heading_link")
            title.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            title.setToolTip(messages.say("ui.board.open_division"))
            head.addWidget(title)
        else:
            head.addWidget(elements.label(name, "heading"))
        head.addStretch(1)
        if group.posts:
            said = elements.label(_said(group), "muted")
            said.setWordWrap(False)
            head.addWidget(said)
        layout.addLayout(head)
        for post in group.posts:
            layout.addWidget(elements.line())
            layout.addWidget(self._row(post))
        if not group.posts:
            empty = elements.label(messages.say("ui.board.no_posts"), "muted")
            empty.setContentsMargins(8, 0, 8, 4)
            layout.addWidget(empty)
        return made

    def _row(self, post: Post) -> PostRow:
        cards = []
        for holder in post.holders:
            card = HolderCard(holder, self._status(holder.person.away))
            held = holder.id
            card.opened.connect(lambda held=held: self.card_opened.emit(held))
            card.move_wanted.connect(lambda held=held: self.move_wanted.emit(held))
            card.end_wanted.connect(lambda held=held: self.end_wanted.emit(held))
            card.menu_wanted.connect(lambda at, held=held: self.card_menu_wanted.emit(held, at))
            card.focused.connect(lambda card=card: self._arrived(card))
            cards.append(card)
        row = PostRow(post, self._field(post.field), cards)
        row.assign_wanted.connect(lambda: self.assign_wanted.emit(post.id))
        row.need_wanted.connect(lambda: self.need_wanted.emit(post.id))
        row.opened.connect(lambda: self.post_opened.emit(post.id))
        row.menu_wanted.connect(lambda at: self.post_menu_wanted.emit(post.id, at))
        row.brought.connect(lambda kind, what: self.brought.emit(post.id, kind, what))
        row.focused.connect(lambda: self._arrived(row))
        self.rows.append(row)
        return row


def _said(group: Group) -> str:
    gap = group.filled - group.need * WHOLE
    return messages.say(
        "ui.board.group_said",
        need=group.need,
        filled=figures.posts(group.filled),
        gap=figures.gap(gap),
    )

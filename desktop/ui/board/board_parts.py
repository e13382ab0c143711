"""Parts around the board: the headings of its columns, its sums, what to do when it is empty, menus."""

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QSizePolicy, QWidget

from desktop import messages
from desktop.domain.staff import WHOLE
from desktop.services.board_rows import BoardRows
from desktop.ui import elements, figures

from .post_row import FIGURE_WIDTH, GAP_WIDTH, NAME_WIDTH

_MOST: Final = 300  # pixels for the names of those with too much; the tooltip has them all


class Heading(QWidget):
    """Over the columns that every position has."""

    def __init__(self) -> None:
        super().__init__()
        line = elements.row(self, gap=8)
        line.setContentsMargins(9, 0, 8, 0)
        for name, width in (
            ("post", NAME_WIDTH),
            ("needed", FIGURE_WIDTH),
            ("filled", FIGURE_WIDTH),
            ("gap", GAP_WIDTH),
            ("holders", 0),
        ):
            made = elements.label(messages.say(f"ui.board.{name}"), "muted_strong")
            made.setWordWrap(False)
            if width == FIGURE_WIDTH:
                made.setAlignment(Qt.AlignmentFlag.AlignRight)
            if width:
                made.setFixedWidth(width)
            else:
                made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            line.addWidget(made, 0 if width else 1)


class _Cut(QLabel):
    """What was done last, cut where the line ends; the tooltip has it whole."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "good")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        place = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        self.style().drawItemText(
            painter, self.rect(), place, self.palette(), self.isEnabled(), text, self.foregroundRole()
        )
        painter.end()


class Summary(QWidget):
    """The sums of the day, and who does more than a whole person's work."""

    def __init__(self) -> None:
        super().__init__()
        line = elements.row(self, gap=12)
        self.sums = elements.label("", "muted")
        self.overload = elements.label("", "warning")
        for one in (self.sums, self.overload):
            one.setWordWrap(False)
        line.addWidget(self.sums)
        line.addWidget(self.overload)
        self.said = _Cut()
        line.addWidget(self.said, 1)

    def tell(self, rows: BoardRows) -> None:
        """Say what the board of a day comes to."""
        need = sum(group.need for group in rows.groups)
        filled = sum(group.filled for group in rows.groups)
        self.sums.setText(
            messages.say(
                "ui.board.sums",
                posts=len(rows.posts),
                need=need,
                filled=figures.posts(filled),
                gap=figures.gap(filled - need * WHOLE),
                nobody=len({post.field for post in rows.posts if post.is_empty_field}),
            )
        )
        names = ", ".join(f"{one.name} {one.shares} %" for one in rows.overloaded)
        said = messages.say("ui.board.overloaded", names=names) if names else ""
        metrics = self.overload.fontMetrics()
        self.overload.setText(metrics.elidedText(said, Qt.TextElideMode.ElideRight, _MOST))
        self.overload.setToolTip(said)
        self.overload.setVisible(bool(names))


class EmptyBoard(QFrame):
    """No position yet: bring in the annex, or begin with what the framework list suggests."""

    import_wanted = Signal()
    ideas_wanted = Signal()
    new_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        layout = elements.column(self, margin=elements.SECTIONS, gap=12)
        layout.addStretch(1)
        for text, role in (("empty", "heading"), ("empty_note", "")):
            said = elements.label(messages.say(f"ui.board.{text}"), role)
            said.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(said)
        line = elements.row()
        line.addStretch(1)
        for name, wanted, kind in (
            ("import", self.import_wanted, "primary"),
            ("ideas", self.ideas_wanted, ""),
            ("new", self.new_wanted, ""),
        ):
            made = elements.button(messages.say(f"ui.board.{name}"), wanted.emit, kind)
            made.setObjectName(f"empty_{name}")
            line.addWidget(made)
        line.addStretch(1)
        layout.addLayout(line)
        layout.addStretch(2)


def menu(parent: QWidget, lines: Iterable[tuple[str, str, Callable[[], object]]]) -> QMenu:
    """A menu of deeds with the keys that do the same."""
    made = QMenu(parent)
    made.aboutToHide.connect(made.deleteLater)
    for name, keys, done in lines:
        action = QAction(messages.say(f"ui.board.{name}"), made)
        if keys:
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(f"{action.text()}\t{shown}")
        action.triggered.connect(lambda _checked=False, done=done: done())
        made.addAction(action)
    return made

"""The small parts that every screen is put together from, dressed by `role` or `kind` of the style sheet.

The first screen is made of them, so `Qt` is imported where needed: its first use costs a tenth of the start.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QLayout, QScrollArea, QToolButton

Box = TypeVar("Box", bound=QBoxLayout)

_PLAIN: Final = 0  # Qt.TextFormat.PlainText

INSIDE: Final = 8
BETWEEN: Final = 16
SECTIONS: Final = 24
_CHIP_SIDES: Final = 28  # padding and border of a chip, as the style sheet has them


def label(text: str = "", role: str = "") -> QLabel:
    """A plain text that wraps; `role` is one of the style sheet's."""
    made = QLabel(text)
    made.setProperty("textFormat", _PLAIN)
    made.setWordWrap(role not in {"title", "heading", "figure"})
    if role:
        made.setProperty("role", role)
    return made


def set_role(widget: QWidget, role: str, name: str = "role") -> None:
    """Dress a widget anew after its role changed."""
    widget.setProperty(name, role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def button(text: str, clicked: Callable[[], object], kind: str = "", shortcut: str = "") -> QPushButton:
    """A push button that Enter presses too; its shortcut stands in the tooltip."""
    made = QPushButton(text)
    made.setAutoDefault(True)
    if kind:
        made.setProperty("kind", kind)
    if shortcut:
        made.setShortcut(shortcut)
        made.setToolTip(hint(text, shortcut))
    made.clicked.connect(lambda _checked=False: clicked())
    return made


def chip(name: str, clicked: Callable[[], object]) -> "QToolButton":
    """A rounded button that stays pressed: a filter, or one of a few verdicts."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QToolButton

    made = QToolButton()
    made.setProperty("kind", "chip")
    made.setCheckable(True)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setObjectName(name)
    made.clicked.connect(lambda _checked=False: clicked())
    return made


def set_chip_text(chip: "QToolButton", text: str) -> None:
    """Give a chip its text, with room for the bold type in which it is shown when pressed."""
    from PySide6.QtGui import QFont, QFontMetrics

    bold = QFont(chip.font())
    bold.setBold(True)
    chip.setText(text.replace("&", "&&"))
    chip.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(text) + _CHIP_SIDES)


def hint(text: str, shortcut: str) -> str:
    """What a tooltip says of a control and its keys."""
    from PySide6.QtGui import QKeySequence

    keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{text.replace('&', '')} ({keys})"


def key(widget: QWidget, shortcut: str, done: Callable[[], object]) -> "QAction":
    """A shortcut that holds while the focus is within the widget."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QAction

    action = QAction(widget)
    action.setShortcut(shortcut)
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda _checked=False: done())
    widget.addAction(action)
    return action


def column(parent: QWidget | None = None, margin: int = 0, gap: int = INSIDE) -> QVBoxLayout:
    """Things one below the other."""
    return _spaced(QVBoxLayout(parent) if parent else QVBoxLayout(), margin, gap)


def row(parent: QWidget | None = None, margin: int = 0, gap: int = INSIDE) -> QHBoxLayout:
    """Things side by side."""
    return _spaced(QHBoxLayout(parent) if parent else QHBoxLayout(), margin, gap)


def card(layout: "QLayout | None" = None, role: str = "card") -> QFrame:
    """A framed surface."""
    made = QFrame()
    made.setProperty("role", role)
    if layout is not None:
        layout.setContentsMargins(BETWEEN, 12, BETWEEN, 12)
        made.setLayout(layout)
    return made


def line() -> QFrame:
    """A thin rule between groups."""
    made = QFrame()
    made.setProperty("role", "line")
    return made


def page_layout(page: QWidget) -> QVBoxLayout:
    """The margins that every page has."""
    from PySide6.QtCore import Qt

    page.setProperty("role", "page")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    layout = column(page, gap=BETWEEN)
    layout.setContentsMargins(SECTIONS, BETWEEN, SECTIONS, BETWEEN)
    return layout


def scrolled(content: QWidget) -> "QScrollArea":
    """The content in a frame that scrolls when the screen is low."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QScrollArea

    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


def resize(dialog: QWidget, width: int, height: int) -> None:
    """The size wished for, or what the screen has room for beside title bar and task bar."""
    room = dialog.screen().availableGeometry()
    dialog.resize(min(width, room.width() - SECTIONS), min(height, room.height() - 2 * SECTIONS))


def empty(layout: QBoxLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QBoxLayout):
            empty(inner)


def _spaced(layout: Box, margin: int, gap: int) -> Box:
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(gap)
    return layout

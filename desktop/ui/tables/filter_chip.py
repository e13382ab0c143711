"""A filter of a list: a button with the values that the register holds, to be ticked."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from desktop import messages

Values = Sequence[tuple[Any, str, int]]


class _StayingMenu(QMenu):
    """Ticking an entry leaves the menu open."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action: QAction | None = self.activeAction()
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action: QAction | None = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class FilterChip(QToolButton):
    """Fetches its values when opened; tells when what is ticked has changed."""

    changed = Signal()

    def __init__(self, name: str, label: str, values: Callable[[], Values], parent: QWidget) -> None:
        super().__init__(parent)
        self.name = name
        self._label = label
        self._values = values
        self._ticked: dict[object, str] = {}
        self.setObjectName(f"filter_{name}")
        self.setProperty("kind", "chip")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.clicked.connect(self.open_menu)
        self._say()

    def chosen(self) -> tuple[object, ...]:
        """The ticked stored values; None stands for an empty field."""
        return tuple(self._ticked)

    def tick(self, value: object, text: str, *, ticked: bool) -> None:
        """Tick a value or take its tick away."""
        if ticked:
            self._ticked[value] = text
        else:
            self._ticked.pop(value, None)
        self._say()
        self.changed.emit()

    def clear(self) -> None:
        """Take all ticks away; nothing is emitted."""
        self._ticked = {}
        self._say()

    def open_menu(self) -> None:
        """Show the values with their counts."""
        menu = _StayingMenu(self)
        for value, text, count in self._values():
            shown = text or messages.say("ui.list.empty_value")
            action = QAction(f"{shown}  ({count})".replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(value in self._ticked)
            action.toggled.connect(lambda on, value=value, shown=shown: self.tick(value, shown, ticked=on))
            menu.addAction(action)
        if self._ticked:
            menu.addSeparator()
            all_ = menu.addAction(messages.say("ui.list.all_values"))
            all_.triggered.connect(self._clear_and_tell)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _clear_and_tell(self) -> None:
        self.clear()
        self.changed.emit()

    def _say(self) -> None:
        texts = list(self._ticked.values())
        value = "" if not texts else f": {texts[0]}" if len(texts) == 1 else f": {len(texts)}"
        self.setText(f"{self._label}{value} ▼".replace("&", "&&"))
        self.setProperty("active", bool(texts))
        self.style().unpolish(self)
        self.style().polish(self)

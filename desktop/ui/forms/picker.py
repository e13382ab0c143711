"""A line with a list: codes, fixed answers, records. Nothing is completed while one types."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QInputMethodEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.domain.form import Field
from desktop.domain.list_types import CatalogItem
from desktop.domain.names import fold
from desktop.domain.values import Value, is_raw
from desktop.ui import theme

from .entries import Entry, Source
from .line_widget import LineWidget
from .picker_popup import PickerPopup
from .sources import Sources

_ARROW = 22
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 9, Qt.Key.Key_PageUp: -9}


class PickerWidget(LineWidget):
    """Typing filters the list by folded text; Enter takes the marked entry; text the list lacks stays."""

    chosen = Signal()

    def __init__(self, field: Field, sources: Sources, parent: QWidget | None = None) -> None:
        self._source: Source = sources.source(field)
        self._popup: PickerPopup | None = None
        self._chosen: Entry | None = None
        self._is_steered = False
        super().__init__(field, sources, parent)
        self.setTextMargins(0, 0, _ARROW, 0)

    @property
    def is_open(self) -> bool:
        """Whether the list is shown."""
        return self._popup is not None

    def open_list(self, text: str = "") -> None:
        """Show the entries for a text, all of them without one."""
        if self.isReadOnly():
            return
        entries = self._source.find(text)
        if not entries:
            self.close_list()
            return
        if self._popup is None:
            self._popup = PickerPopup(self)
            self._popup.chosen.connect(self._choose)
        self._is_steered = False
        self._popup.offer(entries, self._first_mark(entries, text))

    def close_list(self) -> None:
        """Hide the list."""
        if self._popup is not None:
            self._popup.hide()
            self._popup.deleteLater()
            self._popup = None
        self._is_steered = False

    def take_marked(self) -> bool:
        """Choose the marked entry of the open list; False when there is none."""
        marked = self._popup.marked() if self._popup else None
        if marked is None:
            self.close_list()
            return False
        self._choose(marked)
        return True

    def take_steered(self) -> None:
        """Choose the entry that the arrows went to; one that only the typing marked is not taken."""
        if self._is_steered:
            self.take_marked()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        self.take_steered()
        return bool(super().focusNextPrevChild(forward))

    def set_value(self, value: Value) -> None:
        self._chosen = None
        super().set_value(value)

    def _shown(self, value: Value) -> str:
        return self._source.text(value)

    def _read(self, text: str) -> Value:
        if self._chosen is not None and text == self._text_of(self._chosen):
            return self._chosen.value
        if text == self._shown(self._stored):
            return self._stored
        value = self._source.read(text)
        return self._only_match(text, value) if is_raw(value) else value

    def _only_match(self, text: str, value: Value) -> Value:
        found = self._source.find(text)
        return found[0].value if len(found) == 1 else value

    def _text_of(self, entry: Entry) -> str:
        return self._source.text(entry.value)

    def _filter_text(self) -> str:
        return self.text()

    def _first_mark(self, entries: Sequence[Entry], text: str) -> int:
        if text:
            is_open = isinstance(self.field.type, CatalogItem) and self.field.type.open
            exact = fold(text) == fold(entries[0].text)
            return -1 if is_open and not exact else 0
        current = self.value()
        return next((at for at, one in enumerate(entries) if one.value == current), 0)

    def _choose(self, entry: Entry) -> None:
        self._chosen = entry
        self.setText(self._text_of(entry))
        self._dirty = True
        self.close_list()
        self.changed.emit()
        self.chosen.emit()

    def _edited(self, text: str) -> None:
        super()._edited(text)
        if self._composing:
            return
        if wanted := self._filter_text().strip():
            self.open_list(wanted)
        else:
            self.close_list()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        was_composing = self._composing
        super().inputMethodEvent(event)
        if was_composing and not event.preeditString() and not event.commitString():
            self.close_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_F4 or (alt and key in (Qt.Key.Key_Down, Qt.Key.Key_Up)):
            if self.is_open:
                self.close_list()
            else:
                self.open_list()
        elif self._popup is None or not self._steer(key):
            super().keyPressEvent(event)

    def _steer(self, key: int) -> bool:
        """Whether the open list took the key."""
        if self._popup is None:
            return False
        if key in _STEPS:
            self._popup.move_mark(_STEPS[Qt.Key(key)])
            self._is_steered = True
        elif key == Qt.Key.Key_Escape:
            self.close_list()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take_marked()
            self._go_on()
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.position().x() >= self.width() - _ARROW:
            if self.is_open:
                self.close_list()
            else:
                self.open_list()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isReadOnly():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.tokens().muted), 1.5))
        x, y = self.width() - 14, self.height() // 2
        painter.drawPolyline([QPoint(x - 4, y - 2), QPoint(x, y + 2), QPoint(x + 4, y - 2)])
        painter.end()

    def _leave(self) -> None:
        self.close_list()
        super()._leave()

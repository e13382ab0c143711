"""A text of several lines; it is also saved after a second of rest."""

from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop import messages
from desktop.domain.form import Field
from desktop.domain.reading import read
from desktop.domain.values import Value
from desktop.services.wording import shown
from desktop.ui.elements import set_role

from .sources import Sources

REST_MS: Final = 1000
_LINES: Final = 4


class LongTextWidget(QPlainTextEdit):
    """Enter starts a new line here; Tab or Ctrl+Enter goes on."""

    changed = Signal()
    left = Signal()
    entered = Signal()
    rested = Signal()

    def __init__(self, field: Field, _sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._stored: Value = None
        self._dirty = False
        self._silent = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.rested)
        self.setObjectName(field.name)
        self.setAccessibleName(field.label[messages.language()])
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._edited)

    def value(self) -> Value:
        """What is stored, or what was typed since."""
        return read(self.field, self.toPlainText()) if self._dirty else self._stored

    def set_value(self, value: Value) -> None:
        """Show a stored value; nothing is emitted."""
        self._rest.stop()
        self._stored = value
        text = shown(self.field, value)
        if text != self.toPlainText():
            self._silent = True
            self.setPlainText(text)
            self._silent = False
        self._dirty = False

    def settle(self, value: Value) -> None:
        """What was typed is stored now as this value; while one types on, the text stays as it is."""
        if not self.hasFocus():
            self.set_value(value)
            return
        self._stored = value
        self._dirty = False

    def is_dirty(self) -> bool:
        """Whether something was typed that is not stored yet."""
        return self._dirty

    def set_locked(self, locked: bool) -> None:  # noqa: FBT001 - a setter
        """Worked-out values can be read and copied only."""
        self.setReadOnly(locked)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if locked else Qt.FocusPolicy.StrongFocus)

    def mark(self, state: str) -> None:
        """Frame the field as "error" or "warning", or as sound with an empty text."""
        if (self.property("state") or "") != state:
            set_role(self, state, "state")

    def sizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().lineSpacing() * _LINES + 20)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _edited(self) -> None:
        if not self._silent:
            self._dirty = True
            self._rest.start()
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self._leaves_to_page(event) or event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextPrevChild(True)  # noqa: FBT003 - Qt's own signature
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._rest.stop()
            self.left.emit()

    def _leaves_to_page(self, event: QKeyEvent) -> bool:
        """Whether undo is the page's, because there is no typing to undo here."""
        is_undo = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        return is_undo and not self._dirty

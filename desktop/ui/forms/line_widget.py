"""A line that is typed freely and read by the field's own type: words, numbers, dates, identifiers."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop import messages
from desktop.domain.date_types import Date, Month, PartialDate, Year
from desktop.domain.form import Field
from desktop.domain.identity_types import Plate
from desktop.domain.number_types import Integer, Money, Number
from desktop.domain.reading import read
from desktop.domain.values import Value
from desktop.services.wording import shown
from desktop.ui.elements import set_role

from .sources import Sources

_HINTS: Final[dict[type, str]] = {
    Date: "ui.form.hint_date",
    Month: "ui.form.hint_month",
    PartialDate: "ui.form.hint_partial_date",
    Year: "ui.form.hint_year",
    Plate: "ui.form.hint_plate",
}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LineWidget(QLineEdit):
    """One line; what its type cannot read stays as typed."""

    changed = Signal()
    left = Signal()
    entered = Signal()

    def __init__(self, field: Field, _sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._stored: Value = None
        self._dirty = False
        self._composing = False
        self.setObjectName(field.name)
        self.setAccessibleName(field.label[messages.language()])
        self.textEdited.connect(self._edited)
        kind = type(field.type)
        if kind in (Integer, Number, Money):
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if kind in _HINTS:
            self.setPlaceholderText(messages.say(_HINTS[kind]))

    def value(self) -> Value:
        """What is stored, or what was typed since; text that cannot be read is kept as such."""
        if not self._dirty:
            return self._stored
        return self._read(self.text())

    def set_value(self, value: Value) -> None:
        """Show a stored value; nothing is emitted."""
        self._stored = value
        self._dirty = False
        text = self._shown(value)
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def settle(self, value: Value) -> None:
        """What was typed is stored now as this value."""
        self.set_value(value)

    def is_dirty(self) -> bool:
        """Whether something was typed that is not stored yet."""
        return self._dirty

    def set_locked(self, locked: bool) -> None:  # noqa: FBT001 - a setter
        """Worked-out values can be read and copied only."""
        self.setReadOnly(locked)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if locked else Qt.FocusPolicy.StrongFocus)
        if locked:
            self.setPlaceholderText("")

    def mark(self, state: str) -> None:
        """Frame the field as "error" or "warning", or as sound with an empty text."""
        if (self.property("state") or "") != state:
            set_role(self, state, "state")

    def type_text(self, text: str) -> None:
        """Put a text as if it had been typed: a cell opened by paste, a file's name."""
        self.setText(text)
        self._edited(text)

    def _shown(self, value: Value) -> str:
        return shown(self.field, value)

    def _read(self, text: str) -> Value:
        if text == self._shown(self._stored):
            return self._stored
        return read(self.field, text)

    def _edited(self, _text: str) -> None:
        self._dirty = True
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._leaves_to_page(event):
            event.ignore()
        elif event.key() in _ENTER:
            self._go_on()
        elif event.key() == Qt.Key.Key_F2:
            self.deselect()
            self.end(False)  # noqa: FBT003 - Qt's own signature
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._leave()

    def _leaves_to_page(self, event: QKeyEvent) -> bool:
        """Whether undo is the page's, because there is no typing to undo here."""
        is_undo = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        return is_undo and not self._dirty

    def _go_on(self) -> None:
        self.focusNextPrevChild(True)  # noqa: FBT003 - Qt's own signature
        if self.hasFocus():
            self._leave()

    def _leave(self) -> None:
        self.left.emit()

"""An address: the words of the paper, and the commune of today picked beside them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import messages
from desktop.domain.form import Field
from desktop.domain.values import RAW, Value, is_raw

from .line_widget import LineWidget
from .picker import PickerWidget
from .sources import Sources


class AddressLine(LineWidget):
    """The words alone; the commune that is stored with them stays."""

    def _read(self, text: str) -> Value:
        value = super()._read(text)
        stored = self._stored
        if not isinstance(stored, dict) or is_raw(stored) or "commune" not in stored:
            return value
        words = value if isinstance(value, dict) else {}
        return {**words, "commune": stored["commune"]}

    def _shown(self, value: Value) -> str:
        if isinstance(value, dict):
            return str(value.get("text", value.get(RAW, "")))
        return ""


class _CommunePicker(PickerWidget):
    """The code of a commune; a text that no commune has stays, and is a problem."""


class AddressWidget(QWidget):
    """Two fields in one line, saved as one value."""

    changed = Signal()
    left = Signal()
    entered = Signal()

    def __init__(self, field: Field, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.setObjectName(field.name)
        self.line = AddressLine(field, sources, self)
        self.line.setObjectName(f"{field.name}.text")
        self.commune = _CommunePicker(field, sources, self)
        self.commune.setObjectName(f"{field.name}.commune")
        self.commune.setPlaceholderText(messages.say("ui.form.hint_commune"))
        self.commune.setAccessibleName(messages.say("ui.form.hint_commune"))
        self.line.setPlaceholderText(messages.say("ui.form.hint_address"))
        self._stored: Value = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.line, 3)
        layout.addWidget(self.commune, 2)
        self.setFocusProxy(self.line)
        for part in (self.line, self.commune):
            part.changed.connect(self.changed)
            part.left.connect(self.left)
            part.entered.connect(self.entered)

    def value(self) -> Value:
        """The words and the commune; None when both are empty."""
        if not self.is_dirty():
            return self._stored
        words = self.line.text().strip() if self.line.is_dirty() else _part(self._stored, "text")
        commune = self.commune.value()
        given = {"text": " ".join(str(words or "").split()), "commune": commune}
        return {key: value for key, value in given.items() if value} or None

    def set_value(self, value: Value) -> None:
        """Show a stored value; nothing is emitted."""
        self._stored = value
        self.line.set_value(value)
        self.commune.set_value(_part(value, "commune"))

    def settle(self, value: Value) -> None:
        """What was typed is stored now as this value."""
        self.set_value(value)

    def is_dirty(self) -> bool:
        """Whether something was typed that is not stored yet."""
        return self.line.is_dirty() or self.commune.is_dirty()

    def set_locked(self, locked: bool) -> None:  # noqa: FBT001 - a setter
        """Worked-out values can be read and copied only."""
        self.line.set_locked(locked)
        self.commune.set_locked(locked)

    def mark(self, state: str) -> None:
        """Frame the field as "error" or "warning", or as sound with an empty text."""
        self.line.mark(state)
        self.commune.mark(state if _part(self._stored, "commune") else "")


def _part(value: Value, key: str) -> Value:
    if not isinstance(value, dict):
        return None
    return value.get(RAW) if key == "text" and is_raw(value) else value.get(key)

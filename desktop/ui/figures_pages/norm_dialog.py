"""The commune's own value of one norm: the value, the paper that decides it, from when."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop import messages
from desktop.services import norm_naming
from desktop.services.norm_overrides import NormValue, OwnValue
from desktop.services.session import Session
from desktop.ui import elements
from desktop.ui.board.day_edit import DayEdit
from desktop.ui.board.sheet import Sheet


class NormDialog(Sheet):
    """`decided(OwnValue)` when it is complete; what lacks is said beside the fields."""

    decided = Signal(object)

    def __init__(self, norm: NormValue, name: str, session: Session, parent: QWidget) -> None:
        super().__init__(parent, messages.say("ui.norms.enter_title"), name, messages.say("ui.norms.save"))
        self._session = session
        unit = norm_naming.unit_of(norm)
        self.put(
            elements.label(messages.say("ui.norms.now", value=norm_naming.value_of(norm), unit=unit), "muted")
        )
        self.value = QLineEdit(norm_naming.value_of(norm) if norm.value else "")
        self.value.setAccessibleName(messages.say("ui.norms.value_field", unit=unit))
        self.basis = QLineEdit()
        self.basis.setPlaceholderText(messages.say("ui.norms.basis_example"))
        self.since = DayEdit(date.today())  # noqa: DTZ011 - the day on the wall
        self.ask("ui.norms.value", self.value)
        self.ask("ui.norms.basis", self.basis)
        self.ask("ui.norms.since", self.since)
        self.wrong = elements.label("", "error")
        self.wrong.hide()
        self.put(self.wrong)
        self.close_with_buttons()
        self.value.setFocus()
        self.value.selectAll()

    def accept(self) -> None:
        """Close when value and basis are there; otherwise say what is missing."""
        value, basis = self._session.norm_overrides.read(self.value.text()), self.basis.text().strip()
        if value is None:
            self._say("ui.norms.wrong_value", self.value)
        elif not basis:
            self._say("ui.norms.wrong_basis", self.basis)
        else:
            super().accept()
            self.decided.emit(OwnValue(value, basis, self.since.day()))

    def _say(self, code: str, where: QLineEdit) -> None:
        self.wrong.setText(messages.say(code))
        self.wrong.show()
        where.setFocus()

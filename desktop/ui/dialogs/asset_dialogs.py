"""What must be known to part a lot, to move things, to dispose of them."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QDateEdit, QDialog, QLineEdit, QSpinBox, QWidget

from desktop import messages
from desktop.domain.list_types import Choice
from desktop.domain.lots import quantity_of
from desktop.domain.reading import read
from desktop.domain.values import is_raw
from desktop.errors import AppError
from desktop.services.assets import EQUIPMENT, Disposal, Move
from desktop.ui import elements
from desktop.ui.dialogs import error_dialog

if TYPE_CHECKING:
    from desktop.services.records import Changes
    from desktop.services.session import Session

_MANY: Final = 100_000


class _AssetDialog(QDialog):
    """Labelled fields and a button with a verb; `done_(changes)` when it is done."""

    done_ = Signal(object)
    name = ""

    def __init__(self, session: "Session", ids: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session = session
        self._ids = tuple(ids)
        self.setWindowTitle(messages.say(f"ui.assets.{self.name}"))
        self.setMinimumWidth(440)
        layout = elements.column(self, margin=elements.SECTIONS)
        layout.addWidget(elements.label(self._about(), "muted"))
        for name, widget in self._fields():
            label = elements.label(messages.say(f"ui.assets.{name}"))
            label.setBuddy(widget)
            layout.addWidget(label)
            layout.addWidget(widget)
        buttons = elements.row()
        buttons.addStretch(1)
        buttons.addWidget(elements.button(messages.say("ui.dialog.cancel"), self.reject))
        self.deed = elements.button(messages.say(f"ui.assets.{self.name}_verb"), self.do, "primary")
        buttons.addWidget(self.deed)
        layout.addSpacing(elements.BETWEEN)
        layout.addLayout(buttons)
        self.deed.setDefault(True)

    def do(self) -> None:
        """Do it, or say why it cannot be done."""
        try:
            changes = self._change()
        except AppError as error:
            error_dialog.show(self, error)
            return
        self.accept()
        self.done_.emit(changes)

    def _about(self) -> str:
        first = self._session.records.open(self._ids[0]).label
        more = len(self._ids) - 1
        return messages.say("ui.assets.about_many", first=first, more=more) if more else first

    def _fields(self) -> Sequence[tuple[str, QWidget]]:
        raise NotImplementedError

    def _change(self) -> "Changes":
        raise NotImplementedError

    def _known(self, name: str) -> QLineEdit:
        """A line that offers what the register has there already."""
        line = QLineEdit()
        known = [text for _, text, _ in self._session.records.filter_values(EQUIPMENT, name) if text]
        line.setCompleter(QCompleter(known, line))
        return line


class SplitDialog(_AssetDialog):
    """How many pieces go into the new record."""

    name = "split"

    def _fields(self) -> Sequence[tuple[str, QWidget]]:
        whole = quantity_of(self._session.records.payload(self._ids[0]))
        self.pieces = QSpinBox()
        self.pieces.setRange(1, max(whole - 1, 1))
        self.code = QLineEdit()
        self.code.setMaxLength(50)
        return ("pieces", self.pieces), ("code", self.code)

    def _change(self) -> "Changes":
        return self._session.assets.split(self._ids[0], self.pieces.value(), self.code.text().strip())[1]


class MoveDialog(_AssetDialog):
    """Where to, to whom, on what paper."""

    name = "move"

    def _fields(self) -> Sequence[tuple[str, QWidget]]:
        self.on = _day()
        self.room, self.user = self._known("room"), self._known("user")
        self.decision = QLineEdit()
        self.decision.setMaxLength(150)
        return ("room", self.room), ("user", self.user), ("on", self.on), ("paper", self.decision)

    def _change(self) -> "Changes":
        room, user = self.room.text().strip(), self.user.text().strip()
        move = Move(_date(self.on), room or None, user or None, self.decision.text().strip())
        return self._session.assets.move(self._ids, move)


class DisposeDialog(_AssetDialog):
    """How, from when on, by which decision; proceeds only for a single thing."""

    name = "dispose"

    def _fields(self) -> Sequence[tuple[str, QWidget]]:
        self.kind = QComboBox()
        kind = self._session.form(EQUIPMENT).field("disposal_kind").type
        for option in kind.choices if isinstance(kind, Choice) else ():
            self.kind.addItem(option.label[messages.language()], option.value)
        self.on, self.decided_on = _day(), _day()
        self.decision = QLineEdit()
        self.decision.setMaxLength(150)
        self.proceeds = QLineEdit()
        fields: list[tuple[str, QWidget]] = [
            *(("kind", self.kind), ("disposed_on", self.on), ("decision", self.decision)),
            ("decided_on", self.decided_on),
        ]
        return fields if len(self._ids) > 1 else [*fields, ("proceeds", self.proceeds)]

    def _change(self) -> "Changes":
        decision = self.decision.text().strip()
        proceeds = read(self._session.form(EQUIPMENT).field("disposal_value_vnd"), self.proceeds.text())
        if is_raw(proceeds):
            raise AppError("proceeds_unreadable", text=self.proceeds.text())
        told = Disposal(
            on=_date(self.on),
            kind=str(self.kind.currentData()),
            decision=decision,
            decision_date=_date(self.decided_on) if decision else None,
            proceeds_vnd=proceeds if isinstance(proceeds, int) else None,
        )
        return self._session.assets.dispose(self._ids, told)


def _day() -> QDateEdit:
    today = date.today()  # noqa: DTZ011 - the clerk's own day
    made = QDateEdit(QDate(today.year, today.month, today.day))
    made.setDisplayFormat("dd/MM/yyyy")
    made.setCalendarPopup(True)
    return made


def _date(edit: QDateEdit) -> date:
    day = edit.date()
    return date(day.year(), day.month(), day.day())

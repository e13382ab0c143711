"""Begins a stock-taking: the day, the decision, the committee."""

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QDialog, QHeaderView, QLineEdit, QTableWidget, QWidget

from desktop import messages
from desktop.domain.list_types import Choice
from desktop.errors import AppError
from desktop.services.stocktaking import FORM, Member
from desktop.ui import elements
from desktop.ui.dialogs import error_dialog

if TYPE_CHECKING:
    from desktop.services.session import Session

_MEMBERS: Final = 6
_COLUMNS: Final = ("name", "title", "role")
_ROLES_AT_FIRST: Final = ("head", "secretary")


class StocktakeDialog(QDialog):
    """`started(changes)` once the book is taken."""

    started = Signal(object)

    def __init__(self, session: "Session", parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session = session
        self.setWindowTitle(messages.say("ui.stocktake.begin"))
        elements.resize(self, 680, 480)
        today = date.today()  # noqa: DTZ011 - the clerk's own day
        self.on = QDateEdit(QDate(today.year + (today.month > 6), 1, 1))
        self.on.setDisplayFormat("dd/MM/yyyy")
        self.on.setCalendarPopup(True)
        self.decision = QLineEdit()
        self.decision.setMaxLength(150)
        self.committee = self._committee()
        layout = elements.column(self, margin=elements.SECTIONS)
        for name, widget in (("on", self.on), ("decision", self.decision), ("committee", self.committee)):
            label = elements.label(messages.say(f"ui.stocktake.{name}"))
            label.setBuddy(widget)
            layout.addWidget(label)
            layout.addWidget(widget)
        layout.addWidget(elements.label(messages.say("ui.stocktake.begin_note"), "muted"))
        buttons = elements.row()
        buttons.addStretch(1)
        buttons.addWidget(elements.button(messages.say("ui.dialog.cancel"), self.reject))
        self.deed = elements.button(messages.say("ui.stocktake.begin"), self.begin, "primary")
        buttons.addWidget(self.deed)
        layout.addLayout(buttons)
        self.deed.setDefault(True)

    def begin(self) -> None:
        """Take the book."""
        day = self.on.date()
        on = date(day.year(), day.month(), day.day())
        try:
            _, changes = self._session.stocktaking.start(on, self._members(), self.decision.text().strip())
        except AppError as error:
            error_dialog.show(self, error)
            return
        self.accept()
        self.started.emit(changes)

    def _committee(self) -> QTableWidget:
        table = QTableWidget(_MEMBERS, len(_COLUMNS))
        table.setHorizontalHeaderLabels([messages.say(f"ui.stocktake.member_{name}") for name in _COLUMNS])
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        kind = self._session.form(FORM).section("committee").field("role").type
        for row in range(_MEMBERS):
            roles = QComboBox()
            for option in kind.choices if isinstance(kind, Choice) else ():
                roles.addItem(option.label[messages.language()], option.value)
            wanted = _ROLES_AT_FIRST[row] if row < len(_ROLES_AT_FIRST) else "member"
            roles.setCurrentIndex(roles.findData(wanted))
            table.setCellWidget(row, 2, roles)
        return table

    def _members(self) -> list[Member]:
        found = []
        for row in range(_MEMBERS):
            name, title = (self._text(row, column) for column in (0, 1))
            roles = self.committee.cellWidget(row, 2)
            if name and isinstance(roles, QComboBox):
                found.append(Member(name, title, str(roles.currentData())))
        return found

    def _text(self, row: int, column: int) -> str:
        item = self.committee.item(row, column)
        return item.text().strip() if item else ""

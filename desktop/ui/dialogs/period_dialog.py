"""Opens a reporting period: its name, the day it reports, and by when."""

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QDate, QDateTime, QTime
from PySide6.QtWidgets import QDateEdit, QDateTimeEdit, QDialog, QLineEdit, QWidget

from desktop import messages
from desktop.errors import AppError
from desktop.services.session import Session
from desktop.ui import elements
from desktop.ui.dialogs import error_dialog

_WEEKS_AHEAD = 2
_CLOSING = time(17, 0)


class PeriodDialog(QDialog):
    """Accepted when the period is in the store."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session = session
        self.setWindowTitle(messages.say("ui.packages.open_period"))
        self.setMinimumWidth(420)
        today = datetime.now().date()  # noqa: DTZ005 - the clerk's own day
        by = today + timedelta(weeks=_WEEKS_AHEAD)
        self.name = QLineEdit(messages.say("ui.packages.period_name", date=today.strftime("%d/%m/%Y")))
        self.name.setMaxLength(80)
        self.as_of = QDateEdit(QDate(today.year, today.month, today.day))
        self.deadline = QDateTimeEdit(
            QDateTime(QDate(by.year, by.month, by.day), QTime(_CLOSING.hour, _CLOSING.minute))
        )
        self.as_of.setDisplayFormat("dd/MM/yyyy")
        self.deadline.setDisplayFormat("HH:mm dd/MM/yyyy")
        self.as_of.setCalendarPopup(True)
        self.deadline.setCalendarPopup(True)
        layout = elements.column(self, margin=elements.SECTIONS)
        for name, widget in (("period", self.name), ("as_of", self.as_of), ("deadline", self.deadline)):
            label = elements.label(messages.say(f"ui.packages.{name}_label"))
            label.setBuddy(widget)
            layout.addWidget(label)
            layout.addWidget(widget)
        layout.addSpacing(elements.BETWEEN)
        buttons = elements.row()
        buttons.addStretch(1)
        buttons.addWidget(elements.button(messages.say("ui.dialog.cancel"), self.reject))
        self.deed = elements.button(messages.say("ui.packages.open_period"), self.open_period, "primary")
        buttons.addWidget(self.deed)
        layout.addLayout(buttons)
        self.deed.setDefault(True)
        self.name.selectAll()

    def open_period(self) -> None:
        """Put the period into the store."""
        at = self.deadline.dateTime()
        day, clock = at.date(), at.time()
        deadline = datetime(day.year(), day.month(), day.day(), clock.hour(), clock.minute())  # noqa: DTZ001 - local
        first = self.as_of.date()
        as_of = date(first.year(), first.month(), first.day())
        name = self.name.text().strip()
        if not name:
            self.name.setFocus()
            return
        try:
            self._session.periods.open(name, as_of, deadline)
        except AppError as error:
            error_dialog.show(self, error)
            return
        self.accept()

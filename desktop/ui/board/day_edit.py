"""A box for a day, as every dialog of the board has it."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit


class DayEdit(QDateEdit):
    """Shows dd/mm/yyyy and speaks in days of the standard library."""

    def __init__(self, day: date, name: str = "") -> None:
        super().__init__(QDate(day.year, day.month, day.day))
        self.setDisplayFormat("dd/MM/yyyy")
        self.setCalendarPopup(True)
        if name:
            self.setAccessibleName(name)

    def day(self) -> date:
        """The day in the box."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date) -> None:
        """Put another day in."""
        self.setDate(QDate(day.year, day.month, day.day))

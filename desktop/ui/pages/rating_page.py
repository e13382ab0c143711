"""The register of ratings: a new sheet comes with its criteria, and the year is summed up."""

from PySide6.QtWidgets import QWidget

from desktop import messages
from desktop.errors import AppError
from desktop.services.session import Session
from desktop.ui.dialogs import error_dialog
from desktop.ui.elements import button, set_role
from desktop.ui.tasks import Tasks

from .list_page import ListPage


class RatingPage(ListPage):
    """A list with two ways more: "Lập phiếu cho…" and "Tổng hợp năm…"."""

    def __init__(self, session: Session, tasks: Tasks) -> None:
        self._tasks = tasks
        super().__init__(session, "rating")

    def make_sheet(self) -> None:
        """Ask whose sheet and of which period, then open it with its criteria."""
        from desktop.ui.dialogs.rating_dialogs import NewRatingDialog

        dialog = NewRatingDialog(self._session, self)
        dialog.accepted.connect(lambda: self._make(dialog.values()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def sum_up(self) -> None:
        """The ratings of a year."""
        from desktop.ui.dialogs.rating_dialogs import RatingYearDialog

        dialog = RatingYearDialog(self._session, self._tasks, self)
        dialog.opened.connect(self.record_wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _make(self, values: dict[str, object]) -> None:
        try:
            view, changes = self._session.records.create("rating", values)
        except AppError as error:
            error_dialog.show(self, error)
            return
        self.changed.emit(changes)
        self.record_wanted.emit(view.record.id)

    def _actions(self) -> tuple[QWidget, ...]:
        new, *others = super()._actions()
        make = button(messages.say("ui.rating.new"), self.make_sheet, "primary")
        make.setObjectName("make")
        year = button(messages.say("ui.rating.summary"), self.sum_up)
        year.setObjectName("year")
        set_role(new, "", "kind")
        return (make, year, new, *others)

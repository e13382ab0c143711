"""The part of the overview that is worked out after the page is shown, one step at a time."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui import elements

from . import overview_cards
from .overview_cards import Card

if TYPE_CHECKING:
    from desktop.services.overview_figures import Figure, PlaceCard, StaffCard
    from desktop.services.session import Session

_AFTER_PAINT: Final = 30  # ms: the page is on the screen by then
_SAID_AFTER: Final = 300  # ms until one is told that there is something to wait for


class FiguresBox(QWidget):
    """Three cards beside the one about the report; `picked(Figure)`, `worked_out(work)` when all is there."""

    picked = Signal(object)
    remedies_wanted = Signal()
    worked_out = Signal(tuple)

    def __init__(self, session: "Session", report: QWidget) -> None:
        super().__init__()
        self._session = session
        self.staff = Card("staff")
        self.fit = Card("fit")
        self.places = Card("places")
        self._cards = (self.staff, self.fit, self.places)
        columns = elements.row(self, gap=elements.BETWEEN)
        for pair in ((report, self.fit), (self.staff, self.places)):
            side = QVBoxLayout()
            side.setSpacing(elements.BETWEEN)
            for card in pair:
                side.addWidget(card)
            side.addStretch(1)
            columns.addLayout(side, 1)
        self._steps: list[Callable[[], None]] = []
        self._staff: StaffCard | None = None
        self._places: PlaceCard | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._step)
        self._patience = QTimer(self, singleShot=True, interval=_SAID_AFTER)
        self._patience.timeout.connect(self._say_working)

    @property
    def is_whole(self) -> bool:
        """Whether everything asked for is on the page."""
        return not self._steps

    def refresh(self) -> None:
        """Work everything out anew, after what is on the way to the screen is there."""
        today = date.today()  # noqa: DTZ011 - the clerk's own day
        self._steps = [
            partial(self._read_staff, today),
            self._prepare_charts,
            self._show_staff,
            self._show_fit,
            partial(self._show_places, today),
            self._show_work,
        ]
        self._timer.start(_AFTER_PAINT)
        self._patience.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._steps:
            self._timer.start(_AFTER_PAINT)

    def _step(self) -> None:
        """One part, then a breath for whoever types; nothing while the page is not looked at."""
        if not self._steps or not self.isVisible():
            return
        self._steps.pop(0)()
        if self._steps:
            self._timer.start(0)

    def _read_staff(self, on: date) -> None:
        self._staff = self._session.overview.staff(on)

    def _prepare_charts(self) -> None:
        """Only where there is something to draw: what draws costs memory, too."""
        if self._staff and (self._staff.has_posts or self._staff.has_people):
            from desktop.services import charts

            charts.prepare()

    def _show_staff(self) -> None:
        if self._staff:
            self.staff.fill(*overview_cards.staff(self._staff, self._pick, self.remedies_wanted.emit))

    def _show_fit(self) -> None:
        if self._staff:
            self.fit.fill(*overview_cards.fit(self._staff, self._pick))

    def _show_places(self, on: date) -> None:
        self._places = self._session.overview.places(on)
        self.places.fill(*overview_cards.places(self._places, self._pick))

    def _show_work(self) -> None:
        self._patience.stop()
        if self._staff and self._places:
            self.worked_out.emit(self._session.overview.work(self._staff, self._places))

    def _say_working(self) -> None:
        for card in self._cards if self._steps else ():
            card.wait()

    def _pick(self, figure: "Figure") -> None:
        self.picked.emit(figure)

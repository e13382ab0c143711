"""What could be done about the gaps of a day: proposals to tick and take over into the list."""

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateEdit, QDialog, QHeaderView, QTableWidgetItem, QWidget

from desktop import messages
from desktop.domain.staffing import Staffing
from desktop.errors import AppError
from desktop.services.remedies import Offer
from desktop.services.session import Session
from desktop.ui import elements
from desktop.ui.dialogs import error_dialog
from desktop.ui.plain_table import PlainTable

_COLUMNS: Final = ("chosen", "remedy", "position", "field", "number", "person", "reason")
_NUMBER: Final = 4
_WIDTHS: Final = {2: 270, 3: 150, 5: 170}


class OfferTable(PlainTable):
    """Proposals with a box each: Space ticks the current line, Ctrl+A all; `ticked` after any of it."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__([messages.say(f"ui.remedies.column_{name}") for name in _COLUMNS], wide=6)
        self.setObjectName("offers")
        for column, width in _WIDTHS.items():
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, width)
        self._offers: tuple[Offer, ...] = ()
        self.itemChanged.connect(lambda _item: self.ticked.emit())
        self.opened.connect(self._turn)

    def show_offers(self, offers: tuple[Offer, ...]) -> None:
        """Show these, all ticked but those that stand in the list already."""
        self._offers = offers
        self.blockSignals(True)  # noqa: FBT003 - Qt's own call
        self.show_rows([_texts(one) for one in offers], numbers=(_NUMBER,))
        for line, one in enumerate(offers):
            box = self._box(line)
            if one.is_entered:
                box.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
            else:
                box.setFlags(box.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                box.setCheckState(Qt.CheckState.Checked)
        self.blockSignals(False)  # noqa: FBT003 - Qt's own call
        self.ticked.emit()

    def chosen(self) -> list[Offer]:
        """Those that are ticked."""
        return [one for line, one in enumerate(self._offers) if self._is_ticked(line)]

    def tick_all(self, *, on: bool) -> None:
        """Tick every proposal that can be, or none."""
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        for line, one in enumerate(self._offers):
            if not one.is_entered:
                self._box(line).setCheckState(state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.line() >= 0:
            self._turn(self.line())
        elif event.key() == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.tick_all(on=True)
        else:
            super().keyPressEvent(event)

    def _turn(self, line: int) -> None:
        if not self._offers[line].is_entered:
            ticked = self._is_ticked(line)
            self._box(line).setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)

    def _is_ticked(self, line: int) -> bool:
        return not self._offers[line].is_entered and self._box(line).checkState() == Qt.CheckState.Checked

    def _box(self, line: int) -> QTableWidgetItem:
        box = self.item(line, 0)
        if box is None:
            raise LookupError(line)
        return box


class RemediesDialog(QDialog):
    """The proposals of a day; `changed(Changes)` after some were taken over."""

    changed = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session = session
        self._found: Staffing | None = None
        self.setWindowTitle(messages.say("ui.remedies.title"))
        elements.resize(self, 1180, 640)
        self.day = QDateEdit(QDate.currentDate())
        self.day.setDisplayFormat("dd/MM/yyyy")
        self.day.setCalendarPopup(True)
        self.day.setAccessibleName(messages.say("ui.remedies.day"))
        self.table = OfferTable()
        self.nothing = elements.label(messages.say("ui.remedies.nothing"), "muted")
        self.adopt_button = elements.button(messages.say("ui.remedies.adopt"), self.adopt, "primary")
        self.adopt_button.setObjectName("adopt")
        self._build()
        self.day.dateChanged.connect(lambda _day: self.read())
        self.table.ticked.connect(self._count)
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """Work out the proposals of the day that is set."""
        day = self.day.date()
        picked = date(day.year(), day.month(), day.day())
        self._found, offers = self._session.remedies.offers(picked)
        self.table.show_offers(offers)
        self.table.setVisible(bool(offers))
        self.nothing.setVisible(not offers)

    def adopt(self) -> None:
        """Take the ticked ones into the list, as one change."""
        chosen = [one.proposal for one in self.table.chosen()]
        if not chosen or self._found is None:
            return
        try:
            changes = self._session.remedies.adopt(self._found, chosen)
        except AppError as error:
            error_dialog.show(self, error)
            return
        self.accept()
        self.changed.emit(changes)

    def _count(self) -> None:
        count = len(self.table.chosen())
        said = "ui.remedies.adopt_count" if count else "ui.remedies.adopt"
        self.adopt_button.setText(messages.say(said, count=count))
        self.adopt_button.setEnabled(bool(count))

    def _build(self) -> None:
        layout = elements.column(self, margin=elements.BETWEEN, gap=10)
        layout.addWidget(elements.label(messages.say("ui.remedies.about"), "muted"))
        top = elements.row()
        day = elements.label(messages.say("ui.remedies.day"))
        day.setWordWrap(False)
        top.addWidget(day)
        top.addWidget(self.day)
        top.addStretch(1)
        for name, on in (("all", True), ("none", False)):
            said = messages.say(f"ui.remedies.{name}")
            top.addWidget(elements.button(said, partial(self.table.tick_all, on=on)))
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.nothing, 1)
        line = elements.row()
        line.addStretch(1)
        line.addWidget(self.adopt_button)
        line.addWidget(elements.button(messages.say("ui.overview.close"), self.reject))
        layout.addLayout(line)


def _texts(one: Offer) -> tuple[str, ...]:
    entered = messages.say("ui.remedies.adopted") if one.is_entered else ""
    return entered, one.remedy, one.position, one.field, one.number, one.person, one.reason

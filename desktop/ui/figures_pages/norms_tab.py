"""The norms in force with basis, validity and certainty; an administrator enters the commune's own."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop import messages
from desktop.errors import AppError
from desktop.services import norm_naming
from desktop.services.norm_overrides import NormValue, OwnValue
from desktop.services.records import Changes
from desktop.services.session import Session
from desktop.services.users import ADMINISTRATOR
from desktop.ui import elements
from desktop.ui.board.day_edit import DayEdit
from desktop.ui.dialogs import error_dialog
from desktop.ui.figures_pages.norm_dialog import NormDialog
from desktop.ui.pages.asking import Question
from desktop.ui.plain_table import PlainTable

_COLUMNS = ("norm_table", "norm", "value", "certainty", "valid", "basis")
_NUMBERS = (2,)
_NAME = 1
_BASIS = 5
_BASIS_WIDE = 230


class NormsTab(QWidget):
    """`changed(Changes)` when a value was entered or taken back."""

    changed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._norms: tuple[NormValue, ...] = ()
        self._is_stale = True
        self.day = DayEdit(date.today(), messages.say("ui.norms.day"))  # noqa: DTZ011 - the day on the wall
        layout = elements.column(self, margin=12, gap=12)
        line = elements.row()
        line.addWidget(elements.label(messages.say("ui.norms.title"), "heading"))
        line.addStretch(1)
        told = elements.label(messages.say("ui.norms.day"))
        told.setWordWrap(False)
        told.setBuddy(self.day)
        line.addWidget(told)
        line.addWidget(self.day)
        layout.addLayout(line)
        layout.addWidget(elements.label(messages.say("ui.norms.text"), "muted"))
        self.table = PlainTable([messages.say(f"ui.norms.{name}") for name in _COLUMNS], _NAME)
        self.table.setAccessibleName(messages.say("ui.norms.title"))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(_BASIS, header.ResizeMode.Interactive)
        header.resizeSection(_BASIS, _BASIS_WIDE)
        layout.addWidget(self.table, 1)
        self.about = elements.label("")
        self.about.setMinimumHeight(self.about.sizeHint().height() * 2)
        layout.addWidget(self.about)
        self.note = elements.label("", "muted")
        layout.addWidget(self.note)
        self.enter = elements.button(messages.say("ui.norms.enter"), self.ask_for_value, "primary")
        self.back = elements.button(messages.say("ui.norms.take_back"), self.ask_to_take_back)
        buttons = elements.row()
        buttons.addWidget(self.enter)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self.setFocusProxy(self.table)
        self.day.dateChanged.connect(lambda _day: self.reload())
        self.table.opened.connect(lambda _line: self.ask_for_value())
        self.table.itemSelectionChanged.connect(self._allow)

    def reload(self, _changes: Changes | None = None) -> None:
        """Read the tables again, now or when next shown."""
        self._is_stale = not self.isVisible()
        if not self._is_stale:
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self._show()

    def ask_for_value(self) -> None:
        """The dialog for the commune's own value of the selected norm."""
        if self.enter.isEnabled():
            norm = self._norms[self.table.line()]
            dialog = NormDialog(norm, norm_naming.name_of(self._session, norm), self._session, self)
            dialog.decided.connect(partial(self._decide, norm))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def ask_to_take_back(self) -> None:
        """Ask whether the program's own value shall hold again."""
        norm = self._norms[self.table.line()]
        if not self.back.isEnabled() or norm.record is None:
            return
        name = norm_naming.name_of(self._session, norm)
        dialog = Question(
            self,
            messages.say("ui.norms.take_back_question", name=name),
            messages.say("ui.norms.take_back_note"),
            messages.say("ui.norms.take_back"),
        )
        dialog.accepted.connect(partial(self._take_back, norm.record))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _decide(self, norm: NormValue, own: OwnValue) -> None:
        self._tell(
            lambda: self._session.norm_overrides.decide(norm, norm_naming.name_of(self._session, norm), own)
        )

    def _take_back(self, record_id: str) -> None:
        self._tell(lambda: self._session.norm_overrides.take_back(record_id))

    def _tell(self, deed: Callable[[], Changes]) -> None:
        try:
            changes = deed()
        except AppError as error:
            error_dialog.show(self, error)
            return
        self._show()
        self.changed.emit(changes)

    def _show(self) -> None:
        at = max(self.table.line(), 0)
        self._norms = self._session.norm_overrides.in_force(self.day.day())
        self.table.show_rows([norm_naming.in_words(self._session, one) for one in self._norms], _NUMBERS)
        if self._norms:
            self.table.setCurrentCell(min(at, len(self._norms) - 1), 0)
        may = self._session.norm_overrides.may_change
        holders = self._session.rights.holders_text(ADMINISTRATOR)
        self.note.setText("" if may else messages.say("ui.norms.only_administrator", holders=holders))
        self.note.setVisible(not may)
        self._allow()

    def _allow(self) -> None:
        line = self.table.line()
        if 0 <= line < len(self._norms):
            norm = self._norms[line]
            name = norm_naming.name_of(self._session, norm)
            told = [one.rstrip(".") + "." for one in (name, norm.legal_basis, norm.note) if one]
            self.about.setText(" ".join(told))
        may = self._session.norm_overrides.may_change and 0 <= line < len(self._norms)
        self.enter.setEnabled(may)
        self.back.setEnabled(may and self._norms[line].record is not None)

"""The differences of a stock-taking, each settled by an action."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QWidget

from desktop import messages
from desktop.domain.list_types import Choice
from desktop.domain.stocktaking import SURPLUS, Difference
from desktop.errors import AppError
from desktop.services.settling import CORRECT, DISPOSE, EXPLAIN, OF_LINES, OF_SURPLUS, RECORD, Settlement
from desktop.services.stocktaking import FORM
from desktop.services.wording import shown
from desktop.ui import elements
from desktop.ui.dialogs import error_dialog
from desktop.ui.plain_table import PlainTable

if TYPE_CHECKING:
    from desktop.services.session import Session

_COLUMNS: Final = ("asset", "place", "book", "found", "kinds", "settlement")
_SETTLED: Final = 5
_WIDTHS: Final = (190, 105, 70, 70, 110)
_ACTIONS: Final = (CORRECT, DISPOSE, RECORD, EXPLAIN)


class DifferencesDialog(QDialog):
    """`changed(changes)` after each settlement."""

    changed = Signal(object)

    def __init__(self, session: "Session", stocktake: str, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session = session
        self._stocktake = stocktake
        self.found: tuple[Difference, ...] = ()
        self.setWindowTitle(messages.say("ui.stocktake.differences"))
        elements.resize(self, 940, 560)
        self.table = PlainTable([messages.say(f"ui.stocktake.column_{name}") for name in _COLUMNS], _SETTLED)
        self.table.wrap(_WIDTHS)
        self.note = QLineEdit()
        self.note.setMaxLength(500)
        self.note.setPlaceholderText(messages.say("ui.stocktake.note"))
        self.note.setAccessibleName(messages.say("ui.stocktake.note"))
        self.kind = QComboBox()
        self.kind.setAccessibleName(messages.say("ui.stocktake.kind"))
        kind = session.form("equipment").field("disposal_kind").type
        for option in kind.choices if isinstance(kind, Choice) else ():
            self.kind.addItem(option.label[messages.language()], option.value)
        self.kind.setCurrentIndex(self.kind.findData("lost"))
        self.deeds = {
            name: elements.button(messages.say(f"ui.stocktake.{name}"), partial(self.settle, name))
            for name in _ACTIONS
        }
        self._lay_out()
        self.table.itemSelectionChanged.connect(self._offer)
        self._read()

    def settle(self, action: str) -> None:
        """Settle the selected difference."""
        line = self.table.line()
        if line < 0:
            return
        told = Settlement(action, self.note.text().strip(), str(self.kind.currentData()))
        try:
            changes = self._session.settling.settle(self._stocktake, self.found[line].place, told)
        except AppError as error:
            error_dialog.show(self, error)
            return
        self.note.clear()
        self._read(line)
        self.changed.emit(changes)

    def _lay_out(self) -> None:
        layout = elements.column(self, margin=elements.SECTIONS, gap=12)
        layout.addWidget(elements.label(messages.say("ui.stocktake.settle_note"), "muted"))
        layout.addWidget(self.table, 1)
        line = elements.row()
        line.addWidget(self.note, 1)
        line.addWidget(elements.label(messages.say("ui.stocktake.kind")))
        line.addWidget(self.kind)
        layout.addLayout(line)
        buttons = elements.row()
        for deed in self.deeds.values():
            buttons.addWidget(deed)
        buttons.addStretch(1)
        buttons.addWidget(elements.button(messages.say("ui.dialog.close"), self.reject))
        layout.addLayout(buttons)

    def _read(self, line: int = 0) -> None:
        sheet = self._session.stocktaking.sheet(self._stocktake)
        self.found = sheet.differences
        self._is_open = sheet.is_open
        self.table.show_rows([self._texts(one) for one in self.found], (2, 3))
        if self.found:
            self.table.setCurrentCell(min(line, len(self.found) - 1), 0)
        self._offer()

    def _texts(self, one: Difference) -> list[str]:
        kinds = ", ".join(messages.say(f"stocktake.kind.{kind}") for kind in one.kinds)
        section = one.place.split("/", maxsplit=1)[0]
        field = self._session.form(FORM).section(section).field("settlement")
        settled = " · ".join(filter(None, (shown(field, one.settlement), one.note)))
        return [one.asset, one.room, str(one.book), str(one.found), kinds, settled]

    def _offer(self) -> None:
        """Only what fits the selected difference can be pressed."""
        line = self.table.line()
        chosen = self.found[line] if 0 <= line < len(self.found) else None
        fitting: tuple[str, ...] = ()
        if chosen is not None and self._is_open and not chosen.is_settled:
            fitting = OF_SURPLUS if chosen.kinds == (SURPLUS,) else OF_LINES
        for name, deed in self.deeds.items():
            deed.setEnabled(name in fitting)

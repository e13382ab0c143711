"""Corrections of personal data that people asked for: what the record says, what it should, decided here."""

from collections.abc import Callable, Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QPushButton, QWidget

from desktop import messages
from desktop.errors import AppError
from desktop.services.records import Changes
from desktop.services.session import Session
from desktop.ui import elements
from desktop.ui.dialogs import error_dialog
from desktop.ui.plain_table import ALL, PlainTable

_COLUMNS = ("person", "field", "old", "new", "doubt")


class CorrectionsDialog(QDialog):
    """`decided(Changes)` whenever corrections were accepted or refused; nothing happens unasked."""

    decided = Signal(object)

    def __init__(self, session: Session, campaign_id: str, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session = session
        self._campaign_id = campaign_id
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(messages.say("ui.campaign.corrections_title"))
        elements.resize(self, 960, 560)
        self.table = PlainTable([messages.say(f"ui.campaign.correction_{name}") for name in _COLUMNS], ALL)
        self.table.wrap()
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        layout = elements.column(self, margin=elements.SECTIONS, gap=10)
        layout.addWidget(elements.label(messages.say("ui.campaign.corrections_title"), "title"))
        layout.addWidget(elements.label(messages.say("ui.campaign.corrections_text"), "muted"))
        layout.addWidget(self.table, 1)
        line = elements.row()
        accept, refuse = session.campaigns.accept_proposals, session.campaigns.refuse_proposals
        self.deed = self._button("accept", lambda: self._decide(accept, self.selected()), "primary")
        self.all = self._button("accept_all", lambda: self._decide(accept, [one.id for one in self.shown]))
        self.refuse = self._button("refuse", lambda: self._decide(refuse, self.selected()))
        for button in (self.deed, self.all, self.refuse):
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(elements.button(messages.say("ui.dialog.close"), self.accept))
        layout.addLayout(line)
        self.table.itemSelectionChanged.connect(self._judge)
        self._list()

    def selected(self) -> list[str]:
        """The corrections on the selected lines."""
        lines = sorted({index.row() for index in self.table.selectedIndexes()})
        return [self.shown[line].id for line in lines]

    def _button(self, key: str, clicked: Callable[[], object], kind: str = "") -> QPushButton:
        return elements.button(messages.say(f"ui.campaign.{key}"), clicked, kind)

    def _list(self) -> None:
        self.shown = self._session.campaigns.proposals(self._campaign_id)
        rows = [(one.person, one.label, one.old, one.new, " ".join(one.problems)) for one in self.shown]
        self.table.show_rows(rows)
        self._judge()

    def _judge(self) -> None:
        chosen = bool(self.selected())
        self.deed.setEnabled(chosen)
        self.refuse.setEnabled(chosen)
        self.all.setEnabled(bool(self.shown))

    def _decide(self, deed: Callable[[str, Collection[str]], Changes], ids: Collection[str]) -> None:
        try:
            changes = deed(self._campaign_id, ids)
        except AppError as error:
            error_dialog.show(self, error)
            return
        self._list()
        self.decided.emit(changes)

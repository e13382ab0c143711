"""Every change of the store: who, when, what; any of them can be taken back."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop import messages
from desktop.errors import AppError
from desktop.services.history import HistoryEntry
from desktop.services.session import Session
from desktop.ui import elements
from desktop.ui.dialogs import error_dialog
from desktop.ui.navigation import Destination
from desktop.ui.plain_table import ALL, PlainTable

_PAGE: Final = 100
_CHANGE: Final = ("n", "at", "by", "what", "state")
_LINE: Final = ("field", "old", "new")


class HistoryTab(QWidget):
    """Changes above, their lines below; `wanted(Destination)` of a line, `changed(Changes)` after an undo."""

    wanted = Signal(object)
    changed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.entries: list[HistoryEntry] = []
        self.table = PlainTable([messages.say(f"ui.system.change_{name}") for name in _CHANGE], 3)
        self.lines = PlainTable([messages.say(f"ui.system.line_{name}") for name in _LINE], ALL)
        self.undo = elements.button(messages.say("ui.system.undo"), self.undo_selected)
        self.more = elements.button(messages.say("ui.system.more"), self.read_more, "link")
        self.whose = elements.button("", lambda: self._open(0), "link")
        self.table.currentCellChanged.connect(lambda *_: self._show_lines())
        self.lines.opened.connect(self._open)
        layout = elements.column(self, margin=12)
        layout.addWidget(self.table, 3)
        line = elements.row()
        line.addWidget(self.more)
        line.addStretch(1)
        line.addWidget(self.undo)
        layout.addLayout(line)
        whose = elements.row()
        whose.addWidget(self.whose)
        whose.addStretch(1)
        layout.addLayout(whose)
        layout.addWidget(self.lines, 2)
        self.setFocusProxy(self.table)

    def reload(self) -> None:
        """The latest changes again."""
        self.entries = list(self._session.records.history(limit=_PAGE))
        self._show()

    def read_more(self) -> None:
        """Older changes, below."""
        if self.entries:
            self.entries += self._session.records.history(limit=_PAGE, before=self.entries[-1].n)
            self._show()

    def undo_selected(self) -> None:
        """Take back the selected change, as a new change."""
        line = self.table.line()
        if line < 0:
            return
        try:
            changes = self._session.records.undo(self.entries[line].n)
        except AppError as error:
            error_dialog.show(self, error)
            return
        self.reload()
        self.changed.emit(changes)

    def _show(self) -> None:
        self.table.show_rows([_texts(entry) for entry in self.entries], numbers=(0,))
        self.more.setVisible(bool(self.entries) and self.entries[-1].n > 1)
        self._show_lines()

    def _show_lines(self) -> None:
        line = self.table.line()
        entry = self.entries[line] if 0 <= line < len(self.entries) else None
        self.lines.show_rows([(one.label, one.old, one.new) for one in entry.lines] if entry else [])
        can_undo = entry is not None and entry.undone_by is None and entry.records > 0
        self.undo.setEnabled(can_undo)
        self.whose.setVisible(entry is not None and bool(entry.lines))
        if entry is not None and entry.lines:
            self.whose.setText(self._name_of(entry.lines[0].record_id))

    def _name_of(self, record_id: str) -> str:
        try:
            return self._session.records.open(record_id).label
        except AppError:  # taken out of the register since
            return messages.say("ui.system.record_gone")

    def _open(self, line: int) -> None:
        one = self.entries[self.table.line()].lines[line]
        form_id = self._session.records.open(one.record_id).record.form
        self.wanted.emit(Destination(form_id, one.record_id, one.place))


def _texts(entry: HistoryEntry) -> tuple[str, ...]:
    kind = messages.say(f"ui.system.kind_{entry.kind}")
    parts = [kind, entry.label]
    if entry.undoes:
        parts = [messages.say("ui.system.undoes", n=entry.undoes)]
    if entry.records > 1:
        parts.append(messages.say("ui.system.of_records", count=entry.records))
    state = messages.say("ui.system.undone", n=entry.undone_by) if entry.undone_by else ""
    return (
        str(entry.n),
        entry.at.strftime("%H:%M:%S %d/%m/%Y"),
        entry.by,
        " · ".join(part for part in parts if part),
        state,
    )

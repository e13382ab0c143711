"""The people and positions behind a figure; Enter opens the record."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop import messages
from desktop.services.staffing_behind import Behind
from desktop.ui import elements
from desktop.ui.plain_table import PlainTable

_WIDTH: Final = 860
_HEIGHT: Final = 480


class BehindDialog(QDialog):
    """`opened(form, id)` when one of them is wanted; the dialog is closed by then."""

    opened = Signal(str, str)

    def __init__(self, parent: QWidget, heading: str, records: Sequence[Behind]) -> None:
        super().__init__(parent.window())
        self._records = records
        self.setWindowTitle(messages.say("ui.staffing.behind"))
        elements.resize(self, _WIDTH, _HEIGHT)
        layout = elements.column(self, margin=elements.SECTIONS, gap=12)
        layout.addWidget(elements.label(heading, "strong"))
        names = ("number", "who", "said")
        self.table = PlainTable([messages.say(f"ui.staffing.behind_{name}") for name in names], 2)
        self.table.show_rows(
            [(str(at), one.label, one.said) for at, one in enumerate(records, 1)], numbers=(0,)
        )
        self.table.opened.connect(self._open)
        layout.addWidget(self.table, 1)
        line = elements.row()
        line.addWidget(elements.label(messages.say("ui.staffing.behind_keys"), "muted"), 1)
        self.deed = elements.button(
            messages.say("ui.staffing.open_record"), lambda: self._open(self.table.line()), "primary"
        )
        line.addWidget(elements.button(messages.say("ui.dialog.close"), self.reject))
        line.addWidget(self.deed)
        layout.addLayout(line)
        self.table.setFocus()

    def _open(self, line: int) -> None:
        if 0 <= line < len(self._records):
            one = self._records[line]
            self.accept()
            self.opened.emit(one.form, one.id)

"""Who or what is behind a figure: the records it counts; Enter opens one."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop import messages
from desktop.services.figure_view import Behind
from desktop.services.session import Session
from desktop.ui import elements
from desktop.ui.navigation import Destination
from desktop.ui.plain_table import PlainTable

_ABOUT: Final = 2


class BehindDialog(QDialog):
    """`wanted(Destination)` when a record shall be opened; `back` is the tab that Esc leads back to."""

    wanted = Signal(object)

    def __init__(
        self, session: Session, title: str, records: tuple[Behind, ...], back: str, parent: QWidget
    ) -> None:
        super().__init__(parent.window())
        self.setWindowTitle(messages.say("ui.figures.behind"))
        elements.resize(self, 820, 520)
        self._back = back
        self.named = session.figures.named(records)
        layout = elements.column(self, margin=elements.SECTIONS, gap=12)
        heading = elements.label(title, "strong")
        layout.addWidget(heading)
        counts = " · ".join(
            messages.say(
                "ui.figures.of_form", name=messages.say(f"ui.shell.{part.form}"), count=len(part.ids)
            )
            for part in records
        )
        layout.addWidget(elements.label(counts, "muted"))
        columns = ("register", "record", "about")
        self.table = PlainTable([messages.say(f"ui.figures.{name}") for name in columns], _ABOUT)
        self.table.setAccessibleName(title)
        self.table.show_rows(
            [(messages.say(f"ui.shell.{one.form}"), one.label, one.about) for one in self.named]
        )
        self.table.opened.connect(self._open)
        layout.addWidget(self.table, 1)
        line = elements.row()
        line.addWidget(elements.label(messages.say("ui.figures.enter_opens"), "muted"), 1)
        self.close_button = elements.button(messages.say("ui.dialog.close"), self.reject)
        line.addWidget(self.close_button)
        layout.addLayout(line)
        self.table.setFocus()

    def _open(self, line: int) -> None:
        one = self.named[line]
        self.accept()
        self.wanted.emit(Destination(one.form, one.id, back=self._back))

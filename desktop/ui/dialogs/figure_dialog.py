"""The records behind one figure: what each is called, and Enter opens it."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHeaderView, QWidget

from desktop import messages
from desktop.ui import elements
from desktop.ui.plain_table import PlainTable

if TYPE_CHECKING:
    from desktop.services.overview_figures import Figure
    from desktop.services.session import Session


_NAME: Final = 1
_TOLD: Final = 2
_NAME_WIDTH: Final = 340


class FigureDialog(QDialog):
    """Lists what a figure counts; `record_wanted(form, id)`."""

    record_wanted = Signal(str, str)

    def __init__(self, session: "Session", figure: "Figure", parent: QWidget) -> None:
        super().__init__(parent.window())
        self._rows = _rows(session, figure)
        self.setWindowTitle(figure.title)
        elements.resize(self, 980, 560)
        layout = elements.column(self, margin=elements.BETWEEN, gap=10)
        if figure.title != figure.text:
            layout.addWidget(elements.label(figure.title, "strong"))
        layout.addWidget(elements.label(figure.text))
        if figure.note:
            layout.addWidget(elements.label(figure.note, "muted"))
        headings = [messages.say(f"ui.overview.column_{name}") for name in ("form", "name", "told")]
        self.table = PlainTable(headings, wide=_TOLD)
        self.table.setObjectName("behind")
        self.table.horizontalHeader().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Interactive)
        self.table.show_rows([row[2:] for row in self._rows])
        self.table.setColumnHidden(0, len({row[0] for row in self._rows}) < 2)
        has_more = any(row[4] for row in self._rows)
        self.table.setColumnHidden(_TOLD, not has_more)
        if has_more:
            self.table.setColumnWidth(_NAME, _NAME_WIDTH)
        else:
            self.table.horizontalHeader().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.table.opened.connect(self._open)
        layout.addWidget(self.table, 1)
        line = elements.row()
        line.addWidget(elements.label(self._counted(), "muted"), 1)
        self.open_record = elements.button(
            messages.say("ui.overview.open"), lambda: self._open(self.table.line()), "primary"
        )
        self.open_record.setEnabled(bool(self._rows))
        line.addWidget(self.open_record)
        line.addWidget(elements.button(messages.say("ui.overview.close"), self.reject))
        layout.addLayout(line)
        self.table.setFocus()

    def _counted(self) -> str:
        if not self._rows:
            return messages.say("ui.overview.no_records")
        return messages.say("ui.overview.records", count=len(self._rows))

    def _open(self, line: int) -> None:
        if 0 <= line < len(self._rows):
            self.accept()
            self.record_wanted.emit(*self._rows[line][:2])


def _rows(session: "Session", figure: "Figure") -> list[tuple[str, str, str, str, str]]:
    """Form, id, then what is shown: the register, the name, and what is told of it."""
    rows: list[tuple[str, str, str, str, str]] = []
    for behind in figure.behind:
        names = session.records.names(behind.form, behind.ids)
        register = session.forms[behind.form].title[messages.language()]
        there = [one for one in behind.ids if one in names]
        rows += [(behind.form, one, register, names[one], behind.told.get(one, "")) for one in there]
    return rows

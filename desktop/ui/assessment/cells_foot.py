"""The line below a table of answers: the keys of this cell, what is wrong with it, what was just done."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QFrame

from desktop import messages
from desktop.ui import elements

from . import quick_keys
from .cells_model import CellsModel


class CellsFoot(QFrame):
    """Two lines of a fixed height, so that the table does not jump."""

    def __init__(self, cells: CellsModel) -> None:
        super().__init__()
        self._cells = cells
        layout = elements.column(self, gap=2)
        self.keys = elements.label(role="muted")
        self.said = elements.label(role="muted")
        for line in (self.keys, self.said):
            line.setWordWrap(False)
            line.setMinimumWidth(1)
            layout.addWidget(line)
        cells.desk.told.connect(self.tell)

    def show_cell(self, index: QModelIndex) -> None:
        """Tell how this cell is answered, and what is wrong with it."""
        spot = self._cells.spot(index)
        if spot is None:
            self.keys.setText(messages.say("ui.assess.hint"))
            self.tell("", "muted")
            return
        bar, note = self._cells.bar_at(index), self._cells.note_at(index)
        legend = bar or quick_keys.legend(self._cells.field_at(index))
        label = self._cells.desk.questions[spot.question].label
        self.keys.setText(messages.say("ui.assess.cell", label=label, legend=legend))
        self.tell(note.text if note else "", note.state if note else "muted")

    def tell(self, text: str, role: str) -> None:
        """Say what was done or what is wrong."""
        self.said.setText(text)
        self.said.setToolTip(text)
        elements.set_role(self.said, role)

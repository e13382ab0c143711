"""Positions of the framework list to choose from, each with how sure the list is of it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTableWidgetItem, QWidget

from desktop import messages
from desktop.domain.names import fold
from desktop.services.position_ideas import Idea
from desktop.ui import elements
from desktop.ui.plain_table import PlainTable

from .sheet import Sheet

_COLUMNS: Final = ("idea", "division", "certainty", "basis")
_WIDTHS: Final = (230, 110, 150)
_WIDTH: Final = 1060
_HEIGHT: Final = 620


class _Table(PlainTable):
    """Space ticks the marked line."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.item(self.currentRow(), 0)
        if event.key() == Qt.Key.Key_Space and item and item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            is_on = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)


class IdeasDialog(Sheet):
    """Nothing is chosen beforehand: the commune's own decision says which positions it has."""

    def __init__(self, parent: QWidget, ideas: Sequence[Idea]) -> None:
        super().__init__(
            parent,
            messages.say("ui.board.ideas"),
            messages.say("ui.board.ideas_note"),
            messages.say("ui.board.ideas_do", count=0),
        )
        elements.resize(self, _WIDTH, _HEIGHT)
        self._ideas = ideas
        self.line = QLineEdit()
        self.line.setPlaceholderText(messages.say("ui.board.find_idea"))
        self.line.setAccessibleName(messages.say("ui.board.find_idea"))
        self.line.textChanged.connect(self._filter)
        self.table = _Table([messages.say(f"ui.board.idea_{name}") for name in _COLUMNS], 0)
        self.table.show_rows([_texts(one) for one in ideas])
        for at, one in enumerate(ideas):
            self._tick(self.table.item(at, 0), one)
        self.table.itemChanged.connect(lambda _item: self._count())
        header = self.table.horizontalHeader()
        for column, width in enumerate(_WIDTHS, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.table.setColumnWidth(column, width)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.put(self.line)
        self.put(self.table, 1)
        self.close_with_buttons()
        self.deed.setEnabled(False)
        self.line.setFocus()

    def chosen(self) -> tuple[Idea, ...]:
        """What is ticked."""
        ticked = Qt.CheckState.Checked
        items = ((self.table.item(at, 0), one) for at, one in enumerate(self._ideas))
        return tuple(one for item, one in items if not one.is_known and item and item.checkState() == ticked)

    def _tick(self, item: QTableWidgetItem | None, idea: Idea) -> None:
        if item is None:
            return
        if idea.is_known:
            item.setFlags(Qt.ItemFlag.ItemIsSelectable)
        else:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)

    def _count(self) -> None:
        count = len(self.chosen())
        self.deed.setText(messages.say("ui.board.ideas_do", count=count))
        self.deed.setEnabled(bool(count))

    def _filter(self, text: str) -> None:
        words = fold(text).split()
        for at, one in enumerate(self._ideas):
            folded = fold(f"{one.name} {one.division}")
            self.table.setRowHidden(at, not all(word in folded for word in words))


def _texts(idea: Idea) -> tuple[str, ...]:
    certainty = "known" if idea.is_known else "certain" if idea.is_certain else "to_check"
    said = messages.say(f"ui.board.{certainty}")
    return idea.name, idea.division, said, idea.legal_basis

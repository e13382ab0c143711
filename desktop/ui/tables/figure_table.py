"""A table of figures: lines named at the left and always in sight, and every figure leads to its people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from desktop.ui import theme

from .grouped_header import GroupedHeader
from .headings import bold_metrics

_LABELS: Final = 220
_ROW: Final = 27
_AROUND: Final = 14
_MOST_ALONE: Final = 130
_ROLE: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class FigureColumn:
    """A heading under its group; `hint` is the long form of it."""

    group: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Figure:
    """What a cell shows; `role` is error, warning or good; without `leads` nobody stands behind it."""

    text: str
    role: str = ""
    leads: bool = False


class FigureTable(QTableWidget):
    """`picked(line, column)` by Enter or a click on a figure; `line_changed(line)` as the cursor goes."""

    picked = Signal(int, int)
    line_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = GroupedHeader(self)
        self.setHorizontalHeader(self.header)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        labels = self.verticalHeader()
        labels.setObjectName("row_labels")
        labels.setFixedWidth(_LABELS)
        labels.setDefaultSectionSize(_ROW)
        labels.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        labels.setTextElideMode(Qt.TextElideMode.ElideRight)
        labels.setSectionsClickable(False)
        labels.setHighlightSections(True)
        self.itemClicked.connect(self._clicked)
        self.currentCellChanged.connect(self._moved)

    def show_figures(
        self, columns: Sequence[FigureColumn], lines: Sequence[tuple[str, Sequence[Figure]]], width: int
    ) -> None:
        """Replace everything; the cursor stays where it was, as far as there is such a cell."""
        at = max(self.currentRow(), 0), max(self.currentColumn(), 0)
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.clear()
        self.setColumnCount(len(columns))
        self.setRowCount(len(lines))
        self.header.setDefaultSectionSize(width)
        self.header.set_groups([one.group for one in columns])
        for column, one in enumerate(columns):
            item = QTableWidgetItem(one.label)
            item.setToolTip(one.hint or f"{one.group}: {one.label}".removeprefix(": "))
            self.setHorizontalHeaderItem(column, item)
            self.setColumnWidth(column, max(width, self._alone(columns, column)))
        for line, (label, figures) in enumerate(lines):
            item = QTableWidgetItem(label)
            item.setToolTip(label)
            self.setVerticalHeaderItem(line, item)
            for column, figure in enumerate(figures):
                self.setItem(line, column, _item(figure))
        self.header.updateGeometry()
        self.updateGeometries()
        self.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        if lines and columns:
            self.setCurrentCell(min(at[0], len(lines) - 1), min(at[1], len(columns) - 1))
            self.line_changed.emit(self.currentRow())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item: QTableWidgetItem | None = self.currentItem()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and item is not None:
            self._clicked(item)
            return
        super().keyPressEvent(event)

    def _alone(self, columns: Sequence[FigureColumn], column: int) -> int:
        """The width that the name of a group needs over its only column."""
        group = columns[column].group
        if not group or sum(one.group == group for one in columns) > 1:
            return 0
        return min(bold_metrics(self.header).horizontalAdvance(group) + _AROUND, _MOST_ALONE)

    def _clicked(self, item: QTableWidgetItem) -> None:
        if item.data(_ROLE):
            self.picked.emit(item.row(), item.column())

    def _moved(self, line: int, _column: int, before: int, _from: int) -> None:
        if line != before and line >= 0:
            self.line_changed.emit(line)


def _item(figure: Figure) -> QTableWidgetItem:
    made = QTableWidgetItem(figure.text)
    made.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    made.setData(_ROLE, figure.leads)
    if figure.role:
        made.setForeground(QColor(getattr(theme.tokens(), figure.role)))
    return made

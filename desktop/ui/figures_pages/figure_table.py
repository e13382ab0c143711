"""A table of figures as high as its rows: one walks from figure to figure, Enter asks what is behind one."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from desktop.services.figure_view import Block, Figure
from desktop.ui import theme
from desktop.ui.tables.headings import bold_metrics, wrapped
from desktop.ui.tables.wrapped_cells import WrappedCells

_HIGHEST: Final = 420  # beyond it the table scrolls by itself
_MANY: Final = 60  # so many rows are shown in one line each: measuring more of them takes too long
_ROW: Final = 28
_NARROW: Final = 40  # the narrowest heading that is tried
_PADDING: Final = 22
_TEXT: Final = 104  # beyond it a text goes on in the next line
_LEAST: Final = 130  # what a wide column has at least
_FEW: Final = 8  # columns; with more of them headings stand in three lines


class FigureTable(QTableWidget):
    """Shows one block; `wanted(row, column)` for a figure with records behind it."""

    wanted = Signal(int, int)

    def __init__(self, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(len(block.rows), len(block.columns), parent)
        self.block = block
        self.setObjectName(f"figures_{block.id}")
        self.setAccessibleName(block.title)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setItemDelegate(WrappedCells(self))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(_ROW)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.setWordWrap(len(block.rows) <= _MANY)
        self._head()
        self._fill()

    def figure(self, row: int, column: int) -> Figure:
        """What stands in a cell."""
        return self.block.rows[row][column]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentRow() >= 0:
            self._open(self.currentRow(), self.currentColumn())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        item = self.itemAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and item is not None:
            self._open(item.row(), item.column())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        item = self.itemAt(event.position().toPoint())
        leads = item is not None and bool(self.figure(item.row(), item.column()).behind)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentRow() < 0 and self.block.rows:
            self.setCurrentCell(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "block"):
            self._colour()

    def _open(self, row: int, column: int) -> None:
        if self.figure(row, column).behind:
            self.wanted.emit(row, column)

    def _head(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        measure = bold_metrics(header).horizontalAdvance
        lines = 2 if len(self.block.columns) <= _FEW else 3
        texts = self.block.headings
        self._heads = [
            wrapped(text, _LEAST - _PADDING, measure)
            if self._is_wide(name)
            else _in_lines(text, lines, measure)
            for name, text in zip(self.block.columns, texts, strict=True)
        ]
        self.setHorizontalHeaderLabels(self._heads)
        for at, text in enumerate(texts):
            self.model().setHeaderData(at, Qt.Orientation.Horizontal, text, Qt.ItemDataRole.ToolTipRole)

    def _fill(self) -> None:
        for at, cells in enumerate(self.block.rows):
            for column, one in enumerate(cells):
                item = QTableWidgetItem(one.text)
                item.setToolTip(one.text)
                if one.is_number:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if one.mark == "strong":
                    font = item.font()
                    font.setBold(True)
                    item.setFont(font)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{self.block.headings[column]}: {one.text}")
                self.setItem(at, column, item)
        self._colour()

    def _colour(self) -> None:
        """Figures that lead somewhere look like links, bad ones like errors."""
        colours = theme.tokens()
        for at, cells in enumerate(self.block.rows):
            for column, one in enumerate(cells):
                name = (
                    one.mark
                    if one.mark in {"error", "warning", "good"}
                    else "accent"
                    if one.behind
                    else "ink"
                )
                item = self.item(at, column)
                if item is not None:
                    item.setForeground(QColor(getattr(colours, name)))

    def _fit(self) -> None:
        """Widths from the texts, what is left for the wide columns, then the height that all rows take."""
        widths = {
            at: self._narrow(at) for at, name in enumerate(self.block.columns) if not self._is_wide(name)
        }
        wide = [at for at in range(self.columnCount()) if at not in widths]
        scrolls = not self.wordWrap()
        room = self.width() - 2 * self.frameWidth() - (self.verticalScrollBar().sizeHint().width() * scrolls)
        left = room - sum(widths.values()) - 1
        each = max(left // max(len(wide), 1), _LEAST)
        for at in range(self.columnCount()):
            self.setColumnWidth(at, widths.get(at, each))
        if self.wordWrap():
            self.resizeRowsToContents()
        rows = sum(self.rowHeight(at) for at in range(self.rowCount()))
        bar = self.horizontalScrollBar().sizeHint().height() if wide and left < each * len(wide) else 0
        high = self.horizontalHeader().sizeHint().height() + rows + bar + 2 * self.frameWidth() + 2
        self.setFixedHeight(min(high, _HIGHEST) if scrolls else high)

    def _is_wide(self, name: str) -> bool:
        return name in self.block.wide

    def _narrow(self, at: int) -> int:
        """Room for the heading, for every number whole, and for texts as far as they do not wrap."""
        metrics, bold = self.fontMetrics(), bold_metrics(self.horizontalHeader())
        head = max(bold.horizontalAdvance(line) for line in self._heads[at].split("\n"))
        cells = [cells[at] for cells in self.block.rows]
        numbers = (bold.horizontalAdvance(one.text) for one in cells if one.is_number)
        texts = (min(metrics.horizontalAdvance(one.text), _TEXT) for one in cells if not one.is_number)
        return max(head, *numbers, *texts, 0) + _PADDING


def _in_lines(text: str, lines: int, measure: Callable[[str], int]) -> str:
    """A heading as narrow as it can be in so many lines."""
    for width in range(_NARROW, 400, 4):
        made = wrapped(text, width, measure)
        parts = made.split("\n")
        if len(parts) <= lines and max(measure(part) for part in parts) <= width:
            return made
    return text

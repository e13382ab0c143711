"""A table of figures as high as its rows: one walks from figure to figure, Enter asks what is behind one."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from desktop.services.figure_view import Block, Figure
from desktop.ui import theme
from desktop.ui.tables.headings import bold_metrics, wrapped
from desktop.ui.tables.wrapped_cells import WrappedCells

_HIGHEST: Final = 420  # beyond it the table scrolls by itself
_MANY: Final = 60  # so many rows are shown in one line each: measuring more of them takes too long
_ROW: Final = 28
_NARROW: Final = 92  # what a heading of a number may take before it goes on below
_PADDING: Final = 18
_SHORT: Final = 24  # letters; a text column without a longer one is as wide as its longest text


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
        header.setMinimumSectionSize(48)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        measure = bold_metrics(header).horizontalAdvance
        texts = self.block.headings
        self._heads = [wrapped(text, _NARROW, measure) for text in texts]
        self.setHorizontalHeaderLabels(self._heads)
        for at, name in enumerate(self.block.columns):
            self.model().setHeaderData(at, Qt.Orientation.Horizontal, texts[at], Qt.ItemDataRole.ToolTipRole)
            mode = QHeaderView.ResizeMode.Stretch if name in self.block.wide else QHeaderView.ResizeMode.Fixed
            header.setSectionResizeMode(at, mode)

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
        if self.block.rows:
            self.setCurrentCell(0, 0)

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
        """Widths from the texts, then the height that all rows take."""
        narrow = [at for at, name in enumerate(self.block.columns) if name not in self.block.wide]
        metrics, header = self.fontMetrics(), self.horizontalHeader()
        bold = bold_metrics(header)
        for at in narrow:
            lines = self._heads[at].split("\n")
            texts = [cells[at].text[:_SHORT] for cells in self.block.rows]
            longest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
            head = max(bold.horizontalAdvance(line) for line in lines)
            self.setColumnWidth(at, max(longest, head) + _PADDING)
        if self.wordWrap():
            self.resizeRowsToContents()
        rows = sum(self.rowHeight(at) for at in range(self.rowCount()))
        bar = self.horizontalScrollBar()
        extra = bar.sizeHint().height() if bar.maximum() > 0 else 0
        self.setFixedHeight(
            min(header.sizeHint().height() + rows + extra + 2 * self.frameWidth() + 2, _HIGHEST)
        )

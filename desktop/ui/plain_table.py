"""A small read-only table of texts: one selects a line, Enter or a double click opens it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

ROW_HEIGHT = 28
ALL = -1


class PlainTable(QTableWidget):
    """Shows what it is given; `opened(line)` when one is wanted. Column `wide`, or ALL, take what is left."""

    opened = Signal(int)

    def __init__(self, headings: Sequence[str], wide: int, parent: QWidget | None = None) -> None:
        super().__init__(0, len(headings), parent)
        self.setHorizontalHeaderLabels(list(headings))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(len(headings)):
            stretch = wide in {column, ALL}
            mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def wrap(self, widths: Sequence[int] = ()) -> None:
        """Show long texts on several lines; the first columns get these widths and may be drawn wider."""
        from desktop.ui.tables.wrapped_cells import WrappedCells

        self.setWordWrap(True)
        self.setItemDelegate(WrappedCells(self))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column, width in enumerate(widths):
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, width)

    def show_rows(self, rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()) -> None:
        """Replace all lines; columns in `numbers` are right-aligned."""
        self.setRowCount(len(rows))
        for at, texts in enumerate(rows):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column in numbers:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(at, column, item)
        if rows:
            self.setCurrentCell(0, 0)

    def line(self) -> int:
        """The selected line; -1 for none."""
        return self.currentRow() if self.selectedItems() else -1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.line() >= 0:
            self.opened.emit(self.line())
            return
        super().keyPressEvent(event)

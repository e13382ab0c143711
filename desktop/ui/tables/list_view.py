"""The table of a register on screen: 28 px rows, a dot where something is wrong, the sorted header."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop import messages
from desktop.domain.date_types import Date, Month, PartialDate, Year
from desktop.domain.form import Field
from desktop.domain.list_types import CatalogItem, Choice
from desktop.domain.number_types import Integer, Money, Number
from desktop.domain.text_types import YesNo
from desktop.ui import theme

from .headings import bold_metrics, wrapped
from .list_model import ROW_ROLE, ListModel

_ROW: Final = 28
_MARK: Final = 26
_DOT: Final = 4
_WIDTHS: Final[dict[type, tuple[int, int]]] = {
    Date: (88, 0),
    PartialDate: (88, 0),
    Month: (80, 0),
    Year: (84, 0),
    Integer: (72, 0),
    Number: (76, 0),
    Money: (110, 0),
    YesNo: (72, 0),
    Choice: (72, 0),
    CatalogItem: (88, 2),
}
_TEXT: Final = (112, 3)
_Index = QModelIndex | QPersistentModelIndex


class _ProblemDot(QStyledItemDelegate):
    """A filled dot for hard problems, a ring for warnings alone."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        row = index.data(ROW_ROLE)
        if not row.hard_problems and not row.warnings:
            return
        rect: QRect = option.rect
        colours = theme.tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(colours.error if row.hard_problems else colours.warning)
        painter.setPen(QPen(colour, 1.5))
        if row.hard_problems:
            painter.setBrush(colour)
        centre = rect.center() + QPoint(1, 1)
        painter.drawEllipse(centre, _DOT, _DOT)
        painter.restore()


class ListView(QTableView):
    """Enter or a double click opens a record; Delete asks to take it out."""

    opened = Signal(str)
    delete_wanted = Signal()

    def __init__(self, model: ListModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegateForColumn(0, _ProblemDot(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.doubleClicked.connect(self._open)

    def selected_ids(self) -> tuple[str, ...]:
        """The records of the selected lines, in their order."""
        lines = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._model.row(line).id for line in lines)

    def select_line(self, line: int) -> None:
        """Put the cursor on a line and show it."""
        if 0 <= line < self._model.total:
            self.setCurrentIndex(self._model.index(line, 1))
            self.scrollTo(self._model.index(line, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Nothing: Qt's own search would read every line of the register."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._model.row(index.row()).id)

    def _fit_columns(self) -> None:
        shares = [_share(field) for field in self._model.fields]
        spare = max(0, self.viewport().width() - _MARK - sum(least for least, _ in shares))
        whole = sum(stretch for _, stretch in shares) or 1
        self.setColumnWidth(0, _MARK)
        metrics = bold_metrics(self.horizontalHeader())
        for at, (least, stretch) in enumerate(shares):
            width = least + spare * stretch // whole
            self.setColumnWidth(at + 1, width)
            label = self._model.fields[at].label[messages.language()]
            self._model.headings[at] = wrapped(label, width - 20, metrics.horizontalAdvance, 2)
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 1, len(shares))


def _share(field: Field) -> tuple[int, int]:
    """The least width of a column and its part of what is left."""
    return _WIDTHS.get(type(field.type), _TEXT)

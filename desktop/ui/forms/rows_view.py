"""The table of a repeated section: its keys, its column widths, and the way from cell to cell."""

from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop import messages
from desktop.domain.date_types import Date, Month, PartialDate, Year
from desktop.domain.form import Field
from desktop.domain.list_types import CatalogItem, Choice
from desktop.domain.number_types import Integer, Money, Number
from desktop.domain.text_types import LongText, YesNo
from desktop.ui import theme
from desktop.ui.tables.headings import bold_metrics, wrapped

from .cell_delegate import CellDelegate
from .picker import PickerWidget
from .rows_model import RowsModel
from .sources import Sources

_WIDTHS: Final[dict[type, tuple[int, int]]] = {
    Date: (84, 0),
    PartialDate: (84, 0),
    Month: (84, 0),
    Year: (84, 0),
    Integer: (62, 0),
    Number: (72, 0),
    Money: (100, 0),
    YesNo: (64, 0),
    Choice: (84, 1),
    CatalogItem: (86, 2),
    LongText: (200, 4),
}
_TEXT: Final = (86, 3)
_ROW: Final = 28
_LEAST_ROWS: Final = 4


class RowsView(QTableView):
    """Type to edit, Tab to the next cell, Enter down: on the last row it adds one."""

    past_end = Signal(bool)
    cell_entered = Signal(QModelIndex)
    paste_wanted = Signal()

    def __init__(self, model: RowsModel, sources: Sources, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._cells = CellDelegate(model, sources, self)
        self._fitted: tuple[int, int] = (0, 0)
        self.setModel(model)
        self.setItemDelegate(self._cells)
        self._cells.went.connect(self._went)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed
            | triggers.DoubleClicked
            | triggers.EditKeyPressed
            | triggers.SelectedClicked
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setWordWrap(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.verticalHeader().setMinimumWidth(30)
        self.verticalHeader().setStyleSheet("QHeaderView { background: transparent; }")
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setHighlightSections(False)
        self.setMinimumHeight(_ROW * _LEAST_ROWS + 40)

    def fit(self) -> None:
        """Share the width among the columns, wrap the headings, and make rows as high as their text."""
        self._fit_columns()
        self.resizeRowsToContents()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewport().width() != self._fitted[0]:
            self.fit()

    def sizeHintForRow(self, number: int) -> int:
        return max(_ROW, super().sizeHintForRow(number))

    def add_row(self) -> None:
        """Add a row and begin to type in it."""
        if self._model.is_locked:
            return
        self.commit_editor()
        at = self._model.add_row()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(self._model.index(at, 0))

    def remove_selected(self) -> None:
        """Take out the rows of the selected cells."""
        self.commit_editor()
        numbers = {index.row() for index in self.selectedIndexes()} or {self.currentIndex().row()}
        numbers.discard(-1)
        if not numbers:
            return
        column = max(self.currentIndex().column(), 0)
        self._model.remove(numbers)
        if self._model.rows:
            at = min(*numbers, len(self._model.rows) - 1)
            self.setCurrentIndex(self._model.index(at, column))

    def commit_editor(self) -> None:
        """Take over what is being typed and close the cell."""
        editor = self._cells.editor
        if editor is not None and self.state() is QAbstractItemView.State.EditingState:
            self.commitData(editor)
            self.closeEditor(editor, self._cells.EndEditHint.NoHint)

    def has_focus(self) -> bool:
        """Whether the cursor is in the table or in one of its cells."""
        editor = self._cells.editor
        return self.hasFocus() or (editor is not None and editor.hasFocus())

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.cell_entered.emit(self.currentIndex())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rows:
            self.setCurrentIndex(self._model.index(0, 0))
        self.cell_entered.emit(self.currentIndex())

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        if not self._step(0, 1 if forward else -1):
            self.past_end.emit(forward)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._went(1, 0)
        elif key == Qt.Key.Key_F4 or (alt and key == Qt.Key.Key_Down):
            self._open_list()
        elif key == Qt.Key.Key_Delete:
            self.remove_selected()
        elif key == Qt.Key.Key_Backspace:
            cells = [(index.row(), index.column()) for index in self.selectedIndexes()]
            self._model.set_cells(dict.fromkeys(cells))
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._model.rows or self._model.is_locked:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QColor(theme.tokens().muted))
        wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(
            self.viewport().rect().adjusted(16, 0, -16, 0), wrap, messages.say("ui.form.no_rows")
        )
        painter.end()

    def _went(self, down: int, right: int) -> None:
        """Where the cursor goes after Enter or Tab."""
        if down and self.currentIndex().row() + down >= len(self._model.rows):
            if not self._model.rows or self._row_has_text(len(self._model.rows) - 1):
                self.add_row()
        elif not self._step(down, right):
            self.past_end.emit(right > 0)

    def _row_has_text(self, at: int) -> bool:
        return len(self._model.rows[at]) > 1

    def _step(self, down: int, right: int) -> bool:
        """Go to another cell, from the end of a row to the next; False beyond the table."""
        columns = len(self._model.fields)
        at = self.currentIndex()
        if not at.isValid():
            return False
        number, column = divmod((at.row() + down) * columns + at.column() + right, columns)
        if not 0 <= number < len(self._model.rows):
            return False
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectionModel().setCurrentIndex(
            self._model.index(number, column), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        return True

    def _open_list(self) -> None:
        self.edit(self.currentIndex())
        if isinstance(self._cells.editor, PickerWidget):
            self._cells.editor.open_list()

    def _copy(self) -> None:
        lines: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda one: (one.row(), one.column())):
            lines.setdefault(index.row(), []).append(str(index.data() or ""))
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines.values()))

    def _fit_columns(self) -> None:
        width = self.viewport().width()
        self._fitted = (width, len(self._model.fields))
        shares = [_share(field) for field in self._model.fields]
        spare = max(0, width - sum(least for least, _ in shares))
        whole = sum(stretch for _, stretch in shares) or len(shares)
        metrics = bold_metrics(self.horizontalHeader())
        for at, (least, stretch) in enumerate(shares):
            share = stretch if any(part for _, part in shares) else 1
            wide = least + spare * share // whole
            self.setColumnWidth(at, wide)
            label = self._model.fields[at].label[messages.language()]
            self._model.headings[at] = wrapped(label, wide - 14, metrics.horizontalAdvance)
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(shares) - 1)


def _share(field: Field) -> tuple[int, int]:
    """The least width of a column and its part of what is left."""
    least, stretch = _WIDTHS.get(type(field.type), _TEXT)
    return least, stretch + (2 if field.wide else 0)

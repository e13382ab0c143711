"""The table in which one says what each column of a file is: typing, Enter, F4 or a click open the list."""

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.ui import theme
from desktop.ui.forms.picker import PickerWidget
from desktop.ui.forms.sources import Sources

from .import_column_model import TARGET, ColumnModel

_ROW: Final = 30
_WIDTHS: Final = (220, 0, 260, 130)
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROW: Final = 22
_Index = QModelIndex | QPersistentModelIndex


class _TargetDelegate(QStyledItemDelegate):
    """Paints the field of a column as a box that opens, and opens it as a line with a list."""

    def __init__(self, model: ColumnModel, sources: Sources, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._sources = sources
        self.editor: PickerWidget | None = None

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: _Index) -> QWidget:
        editor = PickerWidget(self._model.question(), self._sources, parent)
        editor.chosen.connect(lambda: self._close(editor))
        editor.destroyed.connect(self._forget)
        self.editor = editor
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, PickerWidget) and not editor.is_dirty():
            editor.set_value(self._model.data(index, Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: _Index) -> None:
        """Take what was chosen; a text that is no field changes nothing."""
        value = editor.value() if isinstance(editor, PickerWidget) else None
        if isinstance(value, str):
            self._model.choose(index.row(), value)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index) -> None:
        editor.setGeometry(QRect(option.rect))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(editor, PickerWidget) and isinstance(event, QKeyEvent) and _is_press(event):
            if event.key() in _ENTER:
                if not (editor.is_open and editor.take_marked()):
                    self._close(editor)
                return True
            if event.key() == Qt.Key.Key_Escape:
                editor.close_list()
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
                return True
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                editor.take_steered()
        return bool(super().eventFilter(editor, event))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        if not self._model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return
        rect = QRect(option.rect).adjusted(1, 2, -2, -3)
        colours = theme.tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawRoundedRect(rect, 3, 3)
        painter.setPen(QPen(QColor(colours.muted), 1.5))
        x, y = rect.right() - 11, rect.center().y()
        painter.drawPolyline([QPoint(x - 4, y - 2), QPoint(x, y + 2), QPoint(x + 4, y - 2)])
        painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        room = QRect(option.rect).width() - _ARROW - 12
        option.text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)

    def _close(self, editor: PickerWidget) -> None:
        editor.close_list()
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _forget(self, gone: QObject) -> None:
        if self.editor is gone:
            self.editor = None


class _EndDelegate(QStyledItemDelegate):
    """Cuts a heading at its beginning: the last of several headings tells the columns apart."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideLeft


class ColumnView(QTableView):
    """One line a column of the file; the cursor stands on the field."""

    def __init__(self, model: ColumnModel, sources: Sources, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self._targets = _TargetDelegate(model, sources, self)
        self.setItemDelegateForColumn(TARGET, self._targets)
        self._headings = _EndDelegate(self)
        self.setItemDelegateForColumn(0, self._headings)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at, width in enumerate(_WIDTHS):
            header.resizeSection(at, width or _ROW)
            mode = QHeaderView.ResizeMode.Interactive if width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(at, mode)
        self.clicked.connect(self._clicked)
        if model.rowCount():
            self.setCurrentIndex(model.index(model.first(), TARGET))

    def open_list(self) -> None:
        """Open the list of fields for the line that the cursor is on."""
        index = self._model.index(self.currentIndex().row(), TARGET)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.setCurrentIndex(index)
            self.edit(index)
            if self._targets.editor is not None:
                self._targets.editor.open_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        opens = event.key() in (*_ENTER, Qt.Key.Key_F4) or (is_alt and event.key() == Qt.Key.Key_Down)
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if opens and not is_ctrl:
            self.open_list()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            if event.text().strip():
                self.setCurrentIndex(self._model.index(self.currentIndex().row(), TARGET))
            super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == TARGET:
            self.open_list()


def _is_press(event: QKeyEvent) -> bool:
    return event.type() is QEvent.Type.KeyPress

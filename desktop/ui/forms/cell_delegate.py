"""Editing and painting one cell of a repeated section, with the same widgets as the fields of a screen."""

from collections.abc import Mapping
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.domain.form import Field
from desktop.ui import theme

from .address_widget import AddressWidget
from .file_widget import FileWidget
from .line_widget import LineWidget
from .notes import Note
from .picker import PickerWidget
from .sources import Sources
from .text_widget import LongTextWidget
from .widgets import FieldWidget, cell_editor_for

_Index = QModelIndex | QPersistentModelIndex
_LONG_TEXT_HEIGHT = 110
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TABS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}


class Cells(Protocol):
    """What a table must tell of its cells to have them edited here."""

    def field_at(self, index: _Index) -> Field:
        """The field whose answer a cell holds."""

    def note_at(self, index: _Index) -> Note | None:
        """What is said of a cell."""

    def set_cells(self, cells: Mapping[tuple[int, int], Any]) -> object:
        """Change cells by row and column; all of them are one edit."""


class CellDelegate(QStyledItemDelegate):
    """Commits on every way out of a cell but Esc; says how the cell was left."""

    went = Signal(int, int)

    def __init__(self, model: Cells, sources: Sources, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._sources = sources
        self.editor: FieldWidget | None = None

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = cell_editor_for(self._model.field_at(index), self._sources, parent)
        self.editor = editor
        editor.destroyed.connect(self._forget)
        if isinstance(editor, LongTextWidget):
            editor.rested.connect(lambda: self.commitData.emit(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if not _widget(editor).is_dirty():
            _widget(editor).set_value(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: _Index) -> None:
        widget = _widget(editor)
        if widget.is_dirty():
            value = widget.value()
            self._model.set_cells({(index.row(), index.column()): value})
            widget.settle(value)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index) -> None:
        rect = QRect(option.rect)
        if isinstance(editor, LongTextWidget):
            rect.setHeight(max(rect.height(), _LONG_TEXT_HEIGHT))
        editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and isinstance(editor, QWidget)
        ):
            key = Qt.Key(event.key())
            if key in _TABS:
                if isinstance(editor, PickerWidget):
                    editor.take_steered()
                self._leave(editor, 0, _TABS[key])
                return True
            if key in _ENTER and not isinstance(editor, LongTextWidget):
                is_taken = isinstance(editor, PickerWidget) and editor.is_open and editor.take_marked()
                self._leave(editor, *((0, 1) if is_taken else (1, 0)))
                return True
            if isinstance(editor, PickerWidget) and editor.is_open and key == Qt.Key.Key_Escape:
                editor.close_list()
                return True
        return bool(super().eventFilter(editor, event))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        note = self._model.note_at(index)
        if note is None:
            return
        rect = QRect(option.rect)
        colours = theme.tokens()
        painter.save()
        painter.setPen(QColor(colours.error if note.state == "error" else colours.warning))
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        corner = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(rect.adjusted(0, 1, -3, 0), corner, "!")
        painter.restore()

    def _leave(self, editor: QWidget, down: int, right: int) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.went.emit(down, right)

    def _forget(self, gone: QObject) -> None:
        if self.editor is gone:
            self.editor = None


def _widget(editor: QWidget) -> FieldWidget:
    """The editor as what `createEditor` made."""
    if not isinstance(editor, LineWidget | LongTextWidget | AddressWidget | FileWidget):
        raise TypeError(editor)
    return editor

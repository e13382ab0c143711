"""Cells of a table whose whole text is shown, in as many lines as it needs."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

_PADDING: Final = 14  # what the style sheet leaves beside a text; Qt counts it only when it paints
_Index = QModelIndex | QPersistentModelIndex


class WrappedCells(QStyledItemDelegate):
    """Asks for the height that the text needs within its padding."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        narrower = QStyleOptionViewItem(option)
        narrower.rect = QRect(option.rect).adjusted(0, 0, -_PADDING, 0)
        return super().sizeHint(narrower, index)

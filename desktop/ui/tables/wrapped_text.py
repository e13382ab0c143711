"""Lines of a narrow list whose whole text is shown, in as many lines as it needs."""

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ui import theme

_SIDE: Final = 8
_ABOVE: Final = 5
_FLAGS: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_TALL: Final = 100_000
_Index = QModelIndex | QPersistentModelIndex


class WrappedText(QStyledItemDelegate):
    """Takes colour and font from the item."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Lay the lines out anew when their width changes: Qt does so for the height alone."""
        if event.type() is QEvent.Type.Resize:
            self._view.scheduleDelayedItemsLayout()
        return False

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = self._view.viewport().width() - 2 * _SIDE
        metrics = QFontMetrics(_font(self._view, index))
        box = metrics.boundingRect(QRect(0, 0, max(width, 60), _TALL), int(_FLAGS), str(index.data()))
        return QSize(width, box.height() + 2 * _ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect = QRect(option.rect)
        state = option.state
        colours = theme.tokens()
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.soft_accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        brush = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(brush.color() if isinstance(brush, QBrush) else QColor(colours.ink))
        painter.setFont(_font(self._view, index))
        painter.drawText(rect.adjusted(_SIDE, _ABOVE, -_SIDE, 0), int(_FLAGS), str(index.data()))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


def _font(view: QWidget, index: _Index) -> QFont:
    font = index.data(Qt.ItemDataRole.FontRole)
    return font if isinstance(font, QFont) else view.font()

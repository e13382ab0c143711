"""The list under a picker: it never takes the focus, so that typing Vietnamese is not disturbed."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.ui import theme

from .entries import Entry

_ROW: Final = 26
_MOST_ROWS: Final = 10
_LEAST_WIDTH: Final = 220
_MOST_WIDTH: Final = 460
_MEASURED: Final = 60
_ENTRY: Final = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class EntryModel(QAbstractListModel):
    """The entries on offer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: Sequence[Entry] = ()

    def offer(self, entries: Sequence[Entry]) -> None:
        """Replace what is on offer."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.entries[index.row()]
        if role == _ENTRY:
            return one
        if role == Qt.ItemDataRole.DisplayRole:
            return one.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{one.text} · {one.hint}" if one.hint else one.text
        return None


class EntryPainter(QStyledItemDelegate):
    """Paints the text of an entry, and its hint in grey at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        one: Entry = index.data(_ENTRY)
        colours = theme.tokens()
        painter.save()
        rect: QRect = option.rect
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.soft_accent))
        inner = rect.adjusted(8, 0, -8, 0)
        metrics = painter.fontMetrics()
        spare = max(inner.width() // 2, inner.width() - metrics.horizontalAdvance(one.text) - 8)
        hint_width = min(metrics.horizontalAdvance(one.hint), spare) if one.hint else 0
        text_rect = inner.adjusted(0, 0, -(hint_width + 8) if hint_width else 0, 0)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        elide = Qt.TextElideMode.ElideRight
        painter.setPen(QColor(colours.ink))
        painter.drawText(text_rect, left, metrics.elidedText(one.text, elide, text_rect.width()))
        if hint_width:
            painter.setPen(QColor(colours.muted))
            painter.drawText(inner, right, metrics.elidedText(one.hint, elide, hint_width))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(100, _ROW)


class PickerPopup(QFrame):
    """A list that lies over the window's own content, under the line it belongs to or above it."""

    chosen = Signal(object)

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor.window())
        self._anchor = anchor
        self.setObjectName("picker_popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.model = EntryModel(self)
        self.view = QListView(self)
        self.view.setObjectName("popup")
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setUniformItemSizes(True)
        self.view.setItemDelegate(EntryPainter(self))
        self.view.setModel(self.model)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.clicked.connect(self._clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)

    def offer(self, entries: Sequence[Entry], current: int) -> None:
        """Show these entries with one of them marked; -1 marks none."""
        self.model.offer(entries)
        self._place(len(entries))
        index = self.model.index(current, 0) if 0 <= current < len(entries) else QModelIndex()
        self.view.setCurrentIndex(index)
        if index.isValid():
            self.view.scrollTo(index, QListView.ScrollHint.PositionAtCenter)
        self.show()
        self.raise_()

    def move_mark(self, steps: int) -> None:
        """Mark an entry further down or up; the ends hold."""
        count = len(self.model.entries)
        at = self.view.currentIndex().row() + steps
        if count:
            self.view.setCurrentIndex(self.model.index(max(0, min(count - 1, at)), 0))

    def marked(self) -> Entry | None:
        """The entry that Enter would choose."""
        index = self.view.currentIndex()
        return self.model.entries[index.row()] if index.isValid() else None

    def _clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self.model.entries[index.row()])

    def _widest(self) -> int:
        """The width of the first entries, within reason."""
        measure = self.fontMetrics().horizontalAdvance
        widths = (measure(f"{one.text} {one.hint}") for one in self.model.entries[:_MEASURED])
        return min(max(widths, default=0) + _ROW + 16, _MOST_WIDTH)

    def _place(self, count: int) -> None:
        window = self._anchor.window()
        top = self._anchor.mapTo(window, QPoint(0, 0))
        below = window.height() - top.y() - self._anchor.height()
        wanted = min(count, _MOST_ROWS) * _ROW + 2
        width = min(max(self._anchor.width(), _LEAST_WIDTH, self._widest()), window.width())
        left = max(0, min(top.x(), window.width() - width))
        if below >= wanted or below >= top.y():
            self.setGeometry(left, top.y() + self._anchor.height(), width, min(wanted, below))
        else:
            height = min(wanted, top.y())
            self.setGeometry(left, top.y() - height, width, height)

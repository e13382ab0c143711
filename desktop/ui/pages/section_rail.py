"""The rail of a record's sections: how complete each is and what is wrong in it, painted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop import messages
from desktop.domain.completeness import Completeness
from desktop.ui import theme

_Index = QModelIndex | QPersistentModelIndex
_ROW: Final = 27
_HEAD: Final = 36
_RING: Final = 14
_FULL: Final = 16 * 360
_LINE_ROLE: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class RailLine:
    """A section, or with an empty id the head of a group of sections."""

    section_id: str
    title: str
    completeness: Completeness
    hard: int = 0
    warnings: int = 0


class _RailModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: Sequence[RailLine] = ()

    def show_lines(self, lines: Sequence[RailLine]) -> None:
        if [line.section_id for line in lines] == [line.section_id for line in self.lines]:
            self.lines = lines
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and self.lines[index.row()].section_id:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == _LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return messages.say(
                "ui.record.rail_tip",
                title=line.title,
                answered=line.completeness.answered,
                asked=line.completeness.asked,
                problems=line.hard + line.warnings,
            )
        return None


class _RailPainter(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, _ROW if index.data(_LINE_ROLE).section_id else _HEAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: RailLine = index.data(_LINE_ROLE)
        rect = QRect(option.rect)
        state = option.state
        colours = theme.tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_current = bool(state & QStyle.StateFlag.State_Selected)
        if is_current:
            painter.fillRect(rect, QColor(colours.soft_accent))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colours.accent))
        if not line.section_id:
            self._head(painter, rect, line)
        else:
            self._section(painter, rect, line, is_current=is_current)
        painter.restore()

    def _head(self, painter: QPainter, rect: QRect, line: RailLine) -> None:
        colours = theme.tokens()
        font = painter.font()
        font.setBold(True)
        font.setPointSize(9)
        painter.setFont(font)
        inner = rect.adjusted(10, 8, -10, 0)
        ring(painter, QRectF(inner.left(), inner.center().y() - 8, 17, 17), line.completeness)
        painter.setPen(QColor(colours.ink))
        centre = Qt.AlignmentFlag.AlignVCenter
        share = messages.say("ui.record.percent", share=int(line.completeness.share * 100))
        metrics = painter.fontMetrics()
        box = inner.adjusted(25, 0, -metrics.horizontalAdvance(share) - 4, 0)
        title = metrics.elidedText(line.title, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, centre | Qt.AlignmentFlag.AlignLeft, title)
        painter.setPen(QColor(colours.muted))
        painter.drawText(inner, centre | Qt.AlignmentFlag.AlignRight, share)

    def _section(self, painter: QPainter, rect: QRect, line: RailLine, *, is_current: bool) -> None:
        colours = theme.tokens()
        inner = rect.adjusted(12, 0, -10, 0)
        ring(painter, QRectF(inner.left(), inner.center().y() - 6, _RING, _RING), line.completeness)
        right = inner.right()
        font = painter.font()
        font.setPointSize(9)
        painter.setFont(font)
        for count, colour in ((line.hard, colours.error), (line.warnings, colours.warning)):
            if count:
                text = f"! {count}" if colour == colours.error else f"? {count}"
                width = painter.fontMetrics().horizontalAdvance(text)
                painter.setPen(QColor(colour))
                box = QRect(right - width, inner.top(), width, inner.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
                right -= width + 8
        font.setBold(is_current)
        painter.setFont(font)
        left = inner.left() + _RING + 8
        box = QRect(left, inner.top(), right - left, inner.height())
        painter.setPen(QColor(colours.accent if is_current else colours.ink))
        elided = painter.fontMetrics().elidedText(line.title, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)


class SectionRail(QListView):
    """Arrows or a click choose a section."""

    section_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("section_rail")
        self.setAccessibleName(messages.say("ui.record.sections"))
        self._lines = _RailModel(self)
        self.setModel(self._lines)
        self.setItemDelegate(_RailPainter(self))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(212)
        self.clicked.connect(self._tell)
        self.activated.connect(self._tell)

    def show_lines(self, lines: Sequence[RailLine], current: str) -> None:
        """Show the sections with the current one marked."""
        self._lines.show_lines(lines)
        self.mark(current)

    def mark(self, section_id: str) -> None:
        """Mark the section that is on the screen."""
        for at, line in enumerate(self._lines.lines):
            if line.section_id == section_id:
                index = self._lines.index(at)
                if index != self.currentIndex():
                    self.selectionModel().setCurrentIndex(
                        index, QItemSelectionModel.SelectionFlag.ClearAndSelect
                    )
                    self.scrollTo(index)
                    if at <= 1:
                        self.scrollToTop()

    def line(self, section_id: str) -> RailLine:
        """What is shown of a section; KeyError when there is none."""
        for line in self._lines.lines:
            if line.section_id == section_id:
                return line
        raise KeyError(section_id)

    def _tell(self, index: QModelIndex) -> None:
        self.section_wanted.emit(self._lines.lines[index.row()].section_id)


def ring(painter: QPainter, rect: QRectF, completeness: Completeness) -> None:
    """A ring filled as far as the questions are answered, ticked when all are; none where nothing counts."""
    if not completeness.asked:
        return
    colours = theme.tokens()
    is_whole = completeness.answered >= completeness.asked
    painter.setPen(QPen(QColor(colours.good if is_whole else colours.line), 2.5))
    painter.drawEllipse(rect)
    if is_whole:
        left, top, side = rect.left(), rect.top(), rect.width()
        painter.setPen(QPen(QColor(colours.good), 1.8))
        tick = [(0.28, 0.52), (0.45, 0.68), (0.74, 0.34)]
        points = [rect.topLeft().__class__(left + x * side, top + y * side) for x, y in tick]
        painter.drawPolyline(points)
    elif completeness.answered:
        pen = QPen(QColor(colours.accent), 2.5)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawArc(rect, _FULL // 4, -int(_FULL * completeness.share))

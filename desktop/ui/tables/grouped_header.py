"""A head of two bands: groups above, the columns' own words below, wrapped."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.ui import theme

from .headings import bold_metrics, wrapped

_BAND: Final = 24
_PAD: Final = 5
_LINES: Final = 5


class GroupedHeader(QHeaderView):
    """Neighbours of one group stand under its name; columns without one have the whole height."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._groups: tuple[str, ...] = ()
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def set_groups(self, groups: Sequence[str]) -> None:
        """The group of every column, empty for none."""
        self._groups = tuple(groups)
        self.updateGeometry()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        lines = max((self._words(at).count("\n") + 1 for at in range(self.count())), default=1)
        band = _BAND if any(self._groups) else 0
        return QSize(super().sizeHint().width(), band + lines * bold_metrics(self).height() + 2 * _PAD)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        colours = theme.tokens()
        painter.fillRect(rect, QColor(colours.ground))
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        group = self._groups[logical] if logical < len(self._groups) else ""
        top = rect.top() + (_BAND if group else 0)
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if group:
            self._paint_group(painter, rect, logical, group)
        ends = logical + 1 >= len(self._groups) or self._groups[logical + 1] != group
        painter.setPen(QColor(colours.edge if ends else colours.line))
        painter.drawLine(rect.right(), top if not ends else rect.top(), rect.right(), rect.bottom())
        painter.setPen(QColor(colours.muted))
        words = QRect(rect.left() + 3, top + _PAD, rect.width() - 7, rect.bottom() - top - 2 * _PAD + 1)
        painter.drawText(
            words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, self._words(logical)
        )

    def _paint_group(self, painter: QPainter, rect: QRect, logical: int, group: str) -> None:
        """The part of one section in the band that runs over its whole group."""
        first = last = logical
        while first > 0 and self._groups[first - 1] == group:
            first -= 1
        while last + 1 < len(self._groups) and self._groups[last + 1] == group:
            last += 1
        left = self.sectionViewportPosition(first)
        right = self.sectionViewportPosition(last) + self.sectionSize(last)
        band = QRect(max(left, 0), rect.top(), right - max(left, 0), _BAND)
        painter.save()
        painter.setClipRect(rect)
        painter.setPen(QColor(theme.tokens().line))
        painter.drawLine(band.bottomLeft(), band.bottomRight())
        painter.setPen(QColor(theme.tokens().ink))
        inner = band.adjusted(6, 0, -4, 0)
        text = painter.fontMetrics().elidedText(group, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _words(self, logical: int) -> str:
        text = str(self.model().headerData(logical, self.orientation(), Qt.ItemDataRole.DisplayRole) or "")
        metrics = bold_metrics(self)
        return wrapped(text, self.sectionSize(logical) - 8, metrics.horizontalAdvance, _LINES)

"""The frozen column of the grid: name and position of each person, and a dot where something is wrong."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QTableView

from desktop import messages
from desktop.services.assessment_rows import AssessmentRow
from desktop.ui import theme

from .desk import Desk
from .grid_model import ROW_ROLE

WIDTH: Final = 236
_LEFT: Final = 24
_DOT: Final = 4
_FAINT_POINTS: Final = 8.0


class PeopleHeader(QHeaderView):
    """A vertical header, so it stays where it is while the answers scroll; a click takes the whole row."""

    def __init__(self, desk: Desk, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._desk = desk
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFixedWidth(WIDTH)

    def paintSection(self, painter: QPainter, rect: QRect, at: int) -> None:
        row: AssessmentRow | None = self.model().headerData(at, Qt.Orientation.Vertical, ROW_ROLE)
        if row is None:
            return
        colours = theme.tokens()
        is_chosen = self.selectionModel().rowIntersectsSelection(at)
        painter.save()
        painter.fillRect(rect, QColor(colours.soft_accent if is_chosen else colours.surface))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        self._dot(painter, rect, row)
        self._words(painter, rect.adjusted(_LEFT, 2, -8, -3), row)
        painter.restore()

    def _words(self, painter: QPainter, rect: QRect, row: AssessmentRow) -> None:
        colours = theme.tokens()
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(colours.ink))
        elide = Qt.TextElideMode.ElideRight
        top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        painter.drawText(rect, top, painter.fontMetrics().elidedText(row.person, elide, rect.width()))
        faint = QFont(self.font())
        faint.setPointSizeF(_FAINT_POINTS)
        painter.setFont(faint)
        painter.setPen(QColor(colours.muted))
        said = row.position or messages.say("ui.assess.no_position")
        if row.is_locked:
            said = f"{messages.say('ui.assess.approved_mark')} · {said}"
        painter.drawText(rect, bottom, painter.fontMetrics().elidedText(said, elide, rect.width()))

    def _dot(self, painter: QPainter, rect: QRect, row: AssessmentRow) -> None:
        """Filled for hard problems, a ring for warnings alone, as in every list."""
        states = {note.state for note in self._desk.notes(row).values()}
        if not states:
            return
        colours = theme.tokens()
        is_hard = "error" in states
        colour = QColor(colours.error if is_hard else colours.warning)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(colour if is_hard else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPoint(rect.left() + _LEFT // 2, rect.center().y()), _DOT, _DOT)

"""Paints an answer with its gap and what stands faint beneath it; edits like any table of the program."""

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop.ui import theme
from desktop.ui.forms.cell_delegate import CellDelegate
from desktop.ui.forms.notes import Note

from .cells_model import FACE_ROLE, NOTE_ROLE, Index
from .faces import Face

_SIDE: Final = 6
_FAINT_POINTS: Final = 8.0


class AnswerDelegate(CellDelegate):
    """Ground, words in their tone, the faint line, the mark of a problem, the frame of the cursor."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown: Face = index.data(FACE_ROLE)
        note: Note | None = index.data(NOTE_ROLE)
        rect = QRect(option.rect)
        painter.save()
        painter.fillRect(rect, _ground(option, shown, note))
        _write(painter, rect, option.font, shown)
        if note is not None:
            _mark(painter, rect, note)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.tokens().accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()


def _ground(option: QStyleOptionViewItem, shown: Face, note: Note | None) -> QColor:
    colours = theme.tokens()
    if option.state & QStyle.StateFlag.State_Selected:
        return QColor(colours.soft_accent)
    if note is not None:
        return QColor(colours.soft_error if note.state == "error" else colours.soft_warning)
    return QColor(colours.surface if shown.is_open else colours.ground)


def _write(painter: QPainter, rect: QRect, font: QFont, shown: Face) -> None:
    colours = theme.tokens()
    inside = rect.adjusted(_SIDE, 2, -_SIDE, -2)
    tone = {
        "good": colours.good,
        "warning": colours.warning,
        "error": colours.error,
        "muted": colours.muted,
    }.get(shown.tone, colours.ink)
    left = Qt.AlignmentFlag.AlignLeft
    place = Qt.AlignmentFlag.AlignTop if shown.aside else Qt.AlignmentFlag.AlignVCenter
    painter.setFont(font)
    painter.setPen(QColor(tone))
    metrics = painter.fontMetrics()
    words = metrics.elidedText(shown.text, Qt.TextElideMode.ElideRight, inside.width())
    painter.drawText(inside, left | place, words)
    if not shown.aside:
        return
    faint = QFont(font)
    faint.setPointSizeF(_FAINT_POINTS)
    painter.setFont(faint)
    painter.setPen(QColor(colours.muted))
    aside = painter.fontMetrics().elidedText(shown.aside, Qt.TextElideMode.ElideRight, inside.width())
    bottom = Qt.AlignmentFlag.AlignBottom
    painter.drawText(inside, left | bottom, aside)


def _mark(painter: QPainter, rect: QRect, note: Note) -> None:
    colours = theme.tokens()
    painter.setPen(QColor(colours.error if note.state == "error" else colours.warning))
    font = painter.font()
    font.setBold(True)
    painter.setFont(font)
    corner = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
    painter.drawText(rect.adjusted(0, 1, -3, 0), corner, "!")

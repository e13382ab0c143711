"""A field on its screen: number and label above, the widget, and its problem beneath."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop import messages
from desktop.domain.form import Field
from desktop.ui import theme
from desktop.ui.elements import label as made_label
from desktop.ui.elements import set_role
from desktop.ui.tables.headings import wrapped

from .file_widget import ImageWidget
from .sources import Sources
from .text_widget import LongTextWidget
from .widgets import FieldWidget, widget_for

_LABEL_LINE: Final = 15
_LABEL_GAP: Final = 3
_NOTE_GAP: Final = 2
_LABEL_POINTS: Final = 9
_LINE: Final = 28


class FieldCell(QWidget):
    """Paints its label itself, so that a section of thirty fields opens at once."""

    def __init__(self, field: Field, sources: Sources, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.widget: FieldWidget = widget_for(field, sources, self)
        self.beside: FieldCell | None = None
        self._wrapped: dict[int, list[str]] = {}
        self._note: QLabel | None = None
        self._number = official_number(field)
        self._text = field.label[messages.language()]
        if field.computed:
            self.widget.set_locked(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def note(self, text: str, state: str) -> None:
        """Say what is wrong beneath the field; an empty text takes it away."""
        self.widget.mark(state)
        if not text:
            if self._note is not None and not self._note.isHidden():
                self._note.hide()
                self._changed_height()
            return
        if self._note is None:
            self._note = made_label(role="error")
            self._note.setParent(self)
            self._note.setObjectName(f"{self.field.name}.note")
            self._note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._note.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if self._note.property("role") != state:
            set_role(self._note, state)
        self._note.setText(text)
        self._note.show()
        self._changed_height()

    def noted(self) -> str:
        """What is said beneath the field."""
        return "" if self._note is None or self._note.isHidden() else self._note.text()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = self._label_height(width) + self._widget_height()
        if self._note is not None and not self._note.isHidden():
            height += _NOTE_GAP + self._note.heightForWidth(width)
        return height

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, _LABEL_LINE + _LABEL_GAP + self._widget_height())

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._label_font())
        colours = theme.tokens()
        left = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        lines = self._lines(self.width())
        top = self._label_height(self.width()) - _LABEL_GAP - _LABEL_LINE * len(lines)
        for at, line in enumerate(lines):
            rect = QRect(0, top + at * _LABEL_LINE, self.width(), _LABEL_LINE)
            number = self._number if at == 0 else ""
            for text, colour in self._pieces(line, number, is_last=at == len(lines) - 1):
                painter.setPen(QColor(getattr(colours, colour)))
                painter.drawText(rect, left, text)
                rect.setLeft(rect.left() + painter.fontMetrics().horizontalAdvance(text))
        painter.end()

    def _pieces(self, line: str, number: str, *, is_last: bool) -> Iterator[tuple[str, str]]:
        """The parts of a line of the label with their colours."""
        if number:
            yield f"{number} ", "muted"
        yield line[len(number) :].lstrip() if number else line, "ink"
        if is_last and self.field.required:
            yield " *", "error"

    def _lines(self, width: int) -> list[str]:
        """The number and label, in as many lines as they need."""
        if width not in self._wrapped:
            measure = QFontMetrics(self._label_font()).horizontalAdvance
            mark = measure(" *") if self.field.required else 0
            text = wrapped(f"{self._number} {self._text}".strip(), width - mark, measure)
            self._wrapped[width] = text.split("\n")
        return self._wrapped[width]

    def _label_height(self, width: int) -> int:
        """As high as the label of this field and of the one beside it."""
        lines = len(self._lines(width))
        if self.beside is not None:
            lines = max(lines, len(self.beside._lines(width)))  # noqa: SLF001 - of this class
        return lines * _LABEL_LINE + _LABEL_GAP

    def _label_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSize(_LABEL_POINTS)
        return font

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().y() < self._label_height(self.width()):
            self.widget.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def _widget_height(self) -> int:
        if isinstance(self.widget, LongTextWidget | ImageWidget):
            return self.widget.sizeHint().height()
        return _LINE

    def _changed_height(self) -> None:
        self.updateGeometry()
        self._arrange()

    def _arrange(self) -> None:
        height, label = self._widget_height(), self._label_height(self.width())
        self.widget.setGeometry(0, label, self.width(), height)
        if self._note is not None and not self._note.isHidden():
            top = label + height + _NOTE_GAP
            self._note.setGeometry(0, top, self.width(), self._note.heightForWidth(self.width()))


def official_number(field: Field) -> str:
    """The item number of the field on the first paper that numbers it, with its dot."""
    numbers = [number for number in (field.official or {}).values() if number[:1].isdigit()]
    return f"{numbers[0]}." if numbers else ""

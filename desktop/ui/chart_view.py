"""A chart on screen: drawn as SVG at any scale, its rows clicked or chosen with the arrows and Enter."""

from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.charts import Chart, Look
from desktop.services import charts
from desktop.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtSvg import QSvgRenderer

_LEAST: Final = 260
_ROOM: Final = 4  # around the drawing, for the frame of the chosen row
_NOTHING: Final = -1


class ChartView(QWidget):
    """Shows one chart as wide as it may be; its height follows."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._chart: Chart | None = None
        self._drawn: charts.Drawn | None = None
        self._renderer: QSvgRenderer | None = None
        self._at = _NOTHING
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumWidth(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chart(self, chart: Chart) -> None:
        """Show another chart, nothing chosen."""
        self._chart = chart
        self._at = _NOTHING
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(charts.in_words(chart))
        self._draw()

    @property
    def drawn(self) -> charts.Drawn | None:
        """What is shown now."""
        return self._drawn

    @property
    def chosen(self) -> charts.Area | None:
        """The row that the arrows stand on."""
        return self._drawn.areas[self._at] if self._drawn and self._at >= 0 else None

    def area_rect(self, area: charts.Area) -> QRectF:
        """Where a row lies on the widget."""
        scale = self._scale()
        return QRectF(_ROOM + area.x * scale, _ROOM + area.y * scale, area.width * scale, area.height * scale)

    def sizeHint(self) -> QSize:
        return QSize(max(self.width(), _LEAST), self.height())

    def resizeEvent(self, event: "QResizeEvent") -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange}:
            self._draw()

    def paintEvent(self, _event: "QPaintEvent") -> None:
        if self._renderer is None or self._drawn is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._scale()
        size = (self._drawn.width * scale, self._drawn.height * scale)
        self._renderer.render(painter, QRectF(_ROOM, _ROOM, *size))
        if self.hasFocus() and (area := self.chosen):
            painter.setPen(QPen(QColor(theme.tokens().accent), 1.5))
            painter.drawRoundedRect(self.area_rect(area).adjusted(-2, 0, 2, 0), 3, 3)
        painter.end()

    def mouseMoveEvent(self, event: "QMouseEvent") -> None:
        area = self._under(event.position())
        can = area is not None and bool(area.key)
        self.setToolTip(f"<span>{escape(area.text)}</span>" if area else "")
        self.setCursor(Qt.CursorShape.PointingHandCursor if can else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: "QMouseEvent") -> None:
        area = self._under(event.position())
        if event.button() == Qt.MouseButton.LeftButton and area is not None and self._drawn:
            self._at = self._drawn.areas.index(area)
            self.update()
            self._pick(area)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        keys = Qt.Key
        count = len(self._drawn.areas) if self._drawn else 0
        steps = {keys.Key_Down: 1, keys.Key_Right: 1, keys.Key_Up: -1, keys.Key_Left: -1}
        ends = {keys.Key_Home: 0, keys.Key_End: count - 1}
        key = Qt.Key(event.key())
        if count and key in steps:
            at = self._at + steps[key] if self._at >= 0 else 0
            self._choose(min(max(at, 0), count - 1))
        elif count and key in ends:
            self._choose(ends[key])
        elif key in {keys.Key_Return, keys.Key_Enter, keys.Key_Space} and (area := self.chosen):
            self._pick(area)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: "QFocusEvent") -> None:
        super().focusInEvent(event)
        by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        if self._at < 0 and self._drawn and self._drawn.areas and not by_mouse:
            self._choose(0)
        self.update()

    def focusOutEvent(self, event: "QFocusEvent") -> None:
        super().focusOutEvent(event)
        self.update()

    def _choose(self, at: int) -> None:
        self._at = at
        area = self.chosen
        if area and self._chart:
            self.setAccessibleName(f"{self._chart.title}: {area.text}")
        self.update()

    def _pick(self, area: charts.Area) -> None:
        if area.key:
            self.picked.emit(area.key)

    def _under(self, place: QPointF) -> charts.Area | None:
        areas = self._drawn.areas if self._drawn else ()
        return next((area for area in areas if self.area_rect(area).contains(place)), None)

    def _scale(self) -> float:
        """Smaller than 1 only where the figures need more than the widget has."""
        room = self.width() - 2 * _ROOM
        return min(1.0, room / self._drawn.width) if self._drawn and self._drawn.width else 1.0

    def _draw(self) -> None:
        from PySide6.QtSvg import QSvgRenderer

        if self._chart is None:
            return
        look = screen_look(QFontMetricsF(self.font()).height() * _TYPE)
        self._drawn = charts.drawn(self._chart, max(self.width(), _LEAST) - 2 * _ROOM, look)
        self._renderer = QSvgRenderer(QByteArray(self._drawn.svg.encode()))
        self.setFixedHeight(int(self._drawn.height * self._scale()) + 1 + 2 * _ROOM)
        self.updateGeometry()
        self.update()


_TYPE: Final = 0.87  # of the height of a line: the size of Liberation Sans in logical pixels


def screen_look(size: float) -> Look:
    """The type and the colours of the screen as it is now, light or dark; `size` in logical pixels."""
    colours = theme.tokens()
    return Look(
        typeface="sans",
        size=size,
        ground=colours.surface,
        ink=colours.ink,
        muted=colours.muted,
        line=colours.edge,
        over=colours.accent,
        short=colours.error,
        parts=(colours.accent, colours.warning, colours.error),
    )

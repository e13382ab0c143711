"""Paper being written on, from top to bottom: pages with number and foot line, text, rules and dots."""

from typing import TYPE_CHECKING, Final

from reportlab.pdfgen.canvas import Canvas

from .fonts import ASCENT, Face, face
from .grammar import Align
from .sheet import MM, Sheet

if TYPE_CHECKING:
    from .drawing import Drawing

Line = tuple[float, float, float, float]
THIN: Final = 0.5
_FOOT_SIZE: Final = 9
_NUMBER_SIZE: Final = 13
_DOT: Final = 0.7
_DOT_STEP: Final = 2.6


class Paper:
    """The canvas with a cursor: `y` is the upper edge of what comes next, in points from the lower edge."""

    def __init__(self, canvas: Canvas, sheet: Sheet, foot: str) -> None:
        self.sheet = sheet
        self.width, self.height = sheet.size
        self.right = self.width - sheet.right * MM
        self.top = self.height - sheet.top * MM
        self.bottom = sheet.bottom * MM
        self.size = sheet.font_size
        self.y = self.top
        self.pages = 0
        self.number = 0
        self._canvas = canvas
        self._foot = foot
        self._margin = sheet.left * MM
        self._inset = (0.0, self.height)
        self._texts: list[tuple[float, float, str, Face, float]] = []
        self._lines: list[Line] = []
        self._dots: list[Line] = []

    @property
    def left(self) -> float:
        """The left edge of the next line: the margin, or beside a box that reaches down to it."""
        width, until = self._inset
        return self._margin + (width if self.y > until + 1 else 0)

    @property
    def room(self) -> float:
        """The width of the next line."""
        return self.right - self.left

    def leading(self, size: float | None = None) -> float:
        """The height of a line of that size."""
        return (size or self.size) * self.sheet.line_height

    def inset(self, width: float, height: float) -> None:
        """Keep the next lines right of a box of that size standing here."""
        self._inset = (width, self.y - height)

    def leave_inset(self) -> None:
        """Go on below the box, if one is still beside the cursor."""
        width, until = self._inset
        if width and self.y > until:
            self.y = until
        self._inset = (0.0, self.height)

    def begin(self) -> None:
        """Start a paper whose pages are numbered from one."""
        self.number = 1
        self.pages += 1
        self.y = self.top
        self._inset = (0.0, self.height)

    def need(self, height: float) -> bool:
        """Turn the page when less than this is left, unless it is still empty; whether it was turned."""
        if self.y - height >= self.bottom - 0.01 or self.y >= self.top:
            return False
        self.turn()
        return True

    def turn(self) -> None:
        """End this page and begin the next of the same paper."""
        self.end()
        self.begin_next()

    def begin_next(self) -> None:
        """A further page of the same paper, with its number at the top centre."""
        number = self.number + 1
        self.begin()
        self.number = number
        regular = face("regular")
        baseline = self.height - self.sheet.top * MM / 2 - _NUMBER_SIZE / 2
        self.centre(self.width / 2, baseline, str(number), regular, _NUMBER_SIZE)

    def end(self) -> None:
        """Put all that was written onto the canvas and finish the page."""
        if self._foot:
            self._draw_foot()
        self._draw_lines()
        self._draw_texts()
        self._canvas.showPage()

    def write(self, x: float, baseline: float, text: str, style: Face, size: float) -> None:
        """One piece of text from x on."""
        self._texts.append((x, baseline, text, style, size))

    def centre(self, x: float, baseline: float, text: str, style: Face, size: float) -> None:
        """One piece of text around x."""
        self._texts.append((x - style.width(text, size) / 2, baseline, text, style, size))

    def aligned(
        self,
        box: tuple[float, float],
        baseline: float,
        text: str,
        style: tuple[Face, float],
        align: Align,
    ) -> None:
        """One piece of text at an edge or in the middle of the span box = (left, right)."""
        left, right = box
        if align != "left":
            free = right - left - style[0].width(text, style[1])
            left += free / 2 if align == "center" else free
        self._texts.append((left, baseline, text, *style))

    def baseline(self, size: float, leading: float | None = None) -> float:
        """The baseline of a line whose upper edge is the cursor."""
        leading = leading or self.leading(size)
        return self.y - (leading - size * 1.107) / 2 - size * ASCENT

    def rule(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A thin line."""
        self._lines.append((x1, y1, x2, y2))

    def dots(self, x1: float, x2: float, baseline: float) -> None:
        """Dots to write on."""
        if x2 - x1 > _DOT_STEP:
            self._dots.append((x1 + 1, baseline - 0.6, x2 - 1, baseline - 0.6))

    def image(self, data: bytes, box: tuple[float, float, float, float]) -> bool:
        """A picture inside box = (x, y, width, height), its shape kept; False when it cannot be read."""
        from io import BytesIO

        from PIL import UnidentifiedImageError
        from reportlab.lib.utils import ImageReader

        try:
            picture = ImageReader(BytesIO(data))
            picture.getRGBData()  # type: ignore[no-untyped-call] # decodes it, or fails
        except (UnidentifiedImageError, OSError):
            return False
        x, y, width, height = box
        self._canvas.drawImage(
            picture, x, y, width, height, preserveAspectRatio=True, anchor="c", mask="auto"
        )
        return True

    def code(self, text: str, x: float, top: float, side: float) -> None:
        """A QR code in a square whose upper left corner is given; points."""
        from .qr import put_code

        put_code(self._canvas, text, x, top, side)

    def draw(self, *drawings: "Drawing", gap: float = 0) -> None:
        """Drawings side by side, whole on one page; made smaller only where no page has room for them."""
        from .chart_paper import put_drawing

        width = sum(one.width for one in drawings) + gap * (len(drawings) - 1)
        height = max(one.height for one in drawings)
        scale = min(1.0, self.room / width, (self.top - self.bottom) / height)
        self.need(height * scale)
        x = self.left
        for one in drawings:
            put_drawing(self._canvas, one, (x, self.y), scale)
            x += (one.width + gap) * scale
        self.y -= height * scale + self.size / 2

    def _draw_foot(self) -> None:
        italic = face("italic")
        y = self.bottom - 7 * MM
        self._lines.append((self._margin, y + 11, self.right, y + 11))
        for at, line in enumerate(italic.wrap(self._foot, _FOOT_SIZE, self.right - self._margin)):
            middle = (self._margin + self.right) / 2
            self.centre(middle, y - at * _FOOT_SIZE * 1.15, line, italic, _FOOT_SIZE)

    def _draw_lines(self) -> None:
        canvas = self._canvas
        if self._lines:
            canvas.setLineWidth(THIN)
            canvas.lines(self._lines)
        if self._dots:
            canvas.saveState()
            canvas.setLineCap(1)
            canvas.setLineWidth(_DOT)
            canvas.setDash(0, _DOT_STEP)
            canvas.lines(self._dots)
            canvas.restoreState()
        self._lines, self._dots = [], []

    def _draw_texts(self) -> None:
        ink = self._canvas.beginText()
        now: tuple[Face, float] | None = None
        for x, y, text, style, size in self._texts:
            if now != (style, size):
                ink.setFont(style.name, size)
                now = (style, size)
            ink.setTextOrigin(x, y)
            ink.textOut(text)
        self._canvas.drawText(ink)
        self._texts = []

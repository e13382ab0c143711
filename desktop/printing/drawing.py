"""A drawing made of few shapes, once, and then put on screen or on paper; its origin is the upper left."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from desktop.domain.charts import UNKNOWN, Look

if TYPE_CHECKING:
    from .fonts import Face

Anchor = Literal["start", "middle", "end"]
Pattern = Literal["solid", "striped", "hollow", "lined"]
LEADING: Final = 1.3
ASCENT: Final = 0.95  # of the size, from the upper edge of a line to where its letters stand
OUTLINE: Final = 0.09
_STRIPE: Final = 0.34


@dataclass(frozen=True)
class Box:
    """A rectangle; without a colour it is not filled, or has no outline."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    thick: float = 0


@dataclass(frozen=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str
    thick: float


@dataclass(frozen=True)
class Ring:
    """Part of a circle's line, clockwise from the top; `share` from 0 to 1."""

    x: float
    y: float
    radius: float
    share: float
    stroke: str
    thick: float


@dataclass(frozen=True)
class Words:
    """One line of text; `y` is where its letters stand."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    bold: bool = False
    anchor: Anchor = "start"


@dataclass(frozen=True)
class Area:
    """Where a row lies, what it is called by, and what it tells."""

    key: str
    x: float
    y: float
    width: float
    height: float
    text: str


Shape = Box | Rule | Ring | Words


@dataclass(frozen=True)
class Drawing:
    """The shapes in the order they are put down; sizes in the unit of the look's type."""

    title: str
    width: float
    height: float
    look: Look
    shapes: tuple[Shape, ...]
    areas: tuple[Area, ...]


class Pen:
    """What a chart is written with: it measures words, and `y` is the upper edge of what comes next."""

    def __init__(self, look: Look, width: float, language: str) -> None:
        from .fonts import face

        is_sans = look.typeface == "sans"
        self.look = look
        self.width = width
        self.language = language
        self.size = look.size
        self.leading = look.size * LEADING
        self.gap = look.size * 0.6
        self.y = 0.0
        self.shapes: list[Shape] = []
        self.areas: list[Area] = []
        self._regular = face("sans" if is_sans else "regular")
        self._bold = face("sans_bold" if is_sans else "bold")

    def measure(self, text: str, *, bold: bool = False) -> float:
        """How wide a text is."""
        return self._face(bold=bold).width(text, self.size)

    def widest(self, texts: Sequence[str]) -> float:
        """The width of the widest text."""
        return max(map(self.measure, texts), default=0.0)

    def fit(self, text: str, room: float, lines: int = 2, *, bold: bool = False) -> tuple[str, ...]:
        """A text in so many lines at most; what is left out is told by an ellipsis."""
        face = self._face(bold=bold)
        wrapped = face.wrap(text, self.size, room)
        if len(wrapped) <= lines:
            return wrapped
        last = wrapped[lines - 1]
        while last and face.width(last + UNKNOWN, self.size) > room:
            last = last.rpartition(" ")[0] if " " in last else last[:-1]
        return (*wrapped[: lines - 1], last + UNKNOWN)

    def write(
        self,
        x: float,
        top: float,
        text: str,
        anchor: Anchor = "start",
        *,
        colour: str = "",
        bold: bool = False,
    ) -> None:
        """One line of text whose upper edge is `top`."""
        baseline = top + self.size * ASCENT
        colour = colour or self.look.ink
        self.shapes.append(Words(x, baseline, text, self.size, colour, bold, anchor))

    def write_lines(self, x: float, top: float, lines: Sequence[str], *, bold: bool = False) -> float:
        """Lines one below the other; their height."""
        for at, line in enumerate(lines):
            self.write(x, top + at * self.leading, line, bold=bold)
        return len(lines) * self.leading

    def bar(self, box: tuple[float, float, float, float], colour: str, pattern: Pattern = "solid") -> None:
        """A filled rectangle (x, y, width, height) that is told from others without its colour too."""
        x, y, width, height = box
        thick = self.size * OUTLINE
        if pattern == "solid" or width <= 2 * thick:
            self.shapes.append(Box(x, y, width, height, colour))
            return
        inner = Box(x + thick / 2, y + thick / 2, width - thick, height - thick, self.look.ground)
        self.shapes.append(Box(inner.x, inner.y, inner.width, inner.height, inner.fill, colour, thick))
        if pattern == "striped":
            step = self.size * _STRIPE
            for at in range(1, int(width / step)):
                self.shapes.append(Rule(x + at * step, y, x + at * step, y + height, colour, thick))
        elif pattern == "lined":
            step = self.size * _STRIPE
            for at in range(1, int(height / step)):
                self.shapes.append(Rule(x, y + at * step, x + width, y + at * step, colour, thick))

    def swatch(self, x: float, top: float, colour: str, pattern: Pattern) -> None:
        """A small sample of a pattern in a line of text."""
        self.bar((x, top + self.size * 0.2, self.size * 0.85, self.size * 0.85), colour, pattern)

    def area(self, key: str, top: float, height: float, text: str) -> None:
        """A row over the whole width."""
        self.areas.append(Area(key, 0, top, self.width, height, text))

    def column_area(self, key: str, box: tuple[float, float, float, float], text: str) -> None:
        """A column (x, y, width, height)."""
        self.areas.append(Area(key, *box, text))

    def _face(self, *, bold: bool) -> "Face":
        return self._bold if bold else self._regular

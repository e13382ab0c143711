"""Charts for the screen: the drawing as SVG, with the rows that can be clicked and what each tells."""

from dataclasses import dataclass

from desktop import messages
from desktop.domain.charts import Chart, Look, told


@dataclass(frozen=True)
class Area:
    """Where a row lies in the unit of the SVG, from its upper left; without a key it leads nowhere."""

    key: str
    x: float
    y: float
    width: float
    height: float
    text: str


@dataclass(frozen=True)
class Drawn:
    """An SVG file's text and its size; it is wider than asked for where the figures need it."""

    svg: str
    width: float
    height: float
    areas: tuple[Area, ...]


def drawn(chart: Chart, width: float, look: Look) -> Drawn:
    """Draw a chart for the screen in the language of the session; `width` and the type share one unit."""
    from desktop.printing import charts, svg

    drawing = charts.draw(chart, width, look, messages.language())
    areas = tuple(
        Area(area.key, area.x, area.y, area.width, area.height, area.text) for area in drawing.areas
    )
    return Drawn(svg.svg(drawing), drawing.width, drawing.height, areas)


def prepare() -> None:
    """Load the type of the screen, a tenth of a second: whoever asks first waits for the drawing alone."""
    from desktop.printing.fonts import face

    face("sans")
    face("sans_bold")


def in_words(chart: Chart) -> str:
    """All that a chart shows, for those who do not see it."""
    rows = list(told(chart, messages.language()))
    return "\n".join([chart.title, *(rows or [chart.empty])])

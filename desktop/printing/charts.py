"""Charts: one drawing for screen and paper. No colour stands alone: each figure is written with its sign."""

from dataclasses import replace

from desktop.domain.charts import Chart, Columns, Gaps, Look, Percent, Shares

from .chart_bars import draw_columns, draw_gaps
from .chart_shares import draw_percent, draw_shares
from .drawing import Drawing, Pen, Rule, Shape


def draw(chart: Chart, width: float, look: Look, language: str = "vi") -> Drawing:
    """Draw a chart in that width, or in the least that its figures need; its height follows from its rows."""
    pen = Pen(look, width, language)
    if chart.rows:
        _put_rows(pen, chart)
    else:
        pen.write_lines(0, 0, pen.fit(chart.empty, pen.width))
        pen.y = pen.leading
    body, height, width = tuple(pen.shapes), pen.y, pen.width
    pen.shapes.clear()
    head = pen.write_lines(0, 0, pen.fit(chart.title, width, bold=True), bold=True)
    head += pen.gap if head else 0
    shifted = (_shifted(shape, head) for shape in body)
    areas = tuple(replace(area, y=area.y + head) for area in pen.areas)
    return Drawing(chart.title, width, head + height, look, (*pen.shapes, *shifted), areas)


def _put_rows(pen: Pen, chart: Chart) -> None:
    match chart:
        case Gaps():
            draw_gaps(pen, chart)
        case Shares():
            draw_shares(pen, chart)
        case Columns():
            draw_columns(pen, chart)
        case Percent():
            draw_percent(pen, chart)


def _shifted(shape: Shape, down: float) -> Shape:
    if isinstance(shape, Rule):
        return replace(shape, y1=shape.y1 + down, y2=shape.y2 + down)
    return replace(shape, y=shape.y + down)

"""Parts of a whole: one bar of them all, a ring, or a bar each."""

from decimal import Decimal
from typing import Final

from desktop.domain.charts import PartOf, Percent, Shares, figure, fraction, percentage, told

from .drawing import ASCENT, Box, Pattern, Pen, Ring

_PATTERNS: Final[tuple[Pattern, ...]] = ("solid", "striped", "hollow", "lined")
_HIGH: Final = 1.7  # of the size of type
_RADIUS: Final = 3
_THICK: Final = 1.1
_LABELS: Final = 0.42
_LEAST_TRACK: Final = 6


def draw_shares(pen: Pen, chart: Shares) -> None:
    """The bar, then a line a part: pattern, label, figure and percentage."""
    values = [max(float(row.value or 0), 0.0) for row in chart.rows]
    whole = sum((row.value or 0 for row in chart.rows), Decimal(0))
    figures = [
        f"{figure(row.value, pen.language)} ({percentage(row.value or 0, whole, pen.language)})"
        for row in chart.rows
    ]
    numbers = pen.widest(figures)
    pen.width = max(pen.width, numbers + pen.leading + 6 * pen.size)
    high = pen.size * _HIGH
    x = 0.0
    for at, value in enumerate(values):
        wide = value / (sum(values) or 1) * pen.width
        if wide:
            pen.bar((x, 0, wide, high), *_dress(pen, at))
        x += wide
    if not any(values):
        pen.shapes.append(Box(0, 0, pen.width, high, "", pen.look.line, pen.size * 0.08))
    pen.y = high + pen.gap
    _put_legend(pen, chart, figures, numbers)


def _put_legend(pen: Pen, chart: Shares, figures: list[str], numbers: float) -> None:
    room = pen.width - pen.leading - numbers - 2 * pen.gap
    room = min(room, pen.widest([row.label for row in chart.rows]))
    for at, (row, says) in enumerate(zip(chart.rows, told(chart, pen.language), strict=True)):
        top = pen.y
        pen.swatch(0, top, *_dress(pen, at))
        pen.y += pen.write_lines(pen.leading, top, pen.fit(row.label, room)) or pen.leading
        pen.write(pen.leading + room + 2 * pen.gap + numbers, top, figures[at], "end")
        pen.area(row.key, top, pen.y - top, says)


def _dress(pen: Pen, at: int) -> tuple[str, Pattern]:
    parts = pen.look.parts
    return parts[at % len(parts)], _PATTERNS[at % len(_PATTERNS)]


def draw_percent(pen: Pen, chart: Percent) -> None:
    """A ring for one share, a bar each for several."""
    if len(chart.rows) == 1:
        _put_ring(pen, chart)
    else:
        _put_tracks(pen, chart)


def _put_ring(pen: Pen, chart: Percent) -> None:
    (row,) = chart.rows
    radius, thick = _RADIUS * pen.size, _THICK * pen.size
    middle = radius + thick / 2
    share = percentage(row.part, row.whole, pen.language)
    numbers = fraction(row, pen.language)
    fits = pen.measure(share, bold=True) <= 2 * radius - thick - pen.gap
    left = 2 * middle + 2 * pen.gap
    pen.width = max(pen.width, left + max(pen.measure(numbers), 6 * pen.size))
    pen.shapes.append(Ring(middle, middle, radius, 1, pen.look.line, thick))
    if part := _share(row):
        pen.shapes.append(Ring(middle, middle, radius, part, pen.look.parts[0], thick))
    if fits:
        pen.write(middle, middle - pen.size * ASCENT * 0.62, share, "middle", bold=True)
    lines = pen.fit(row.label, pen.width - left, lines=3)
    top = middle - (len(lines) + 1) * pen.leading / 2
    top += pen.write_lines(left, top, lines)
    pen.write(left, top, numbers)
    pen.y = 2 * middle
    pen.area(row.key, 0, pen.y, *told(chart, pen.language))


def _put_tracks(pen: Pen, chart: Percent) -> None:
    figures = [fraction(row, pen.language) for row in chart.rows]
    numbers = pen.widest(figures)
    labels = min(pen.widest([row.label for row in chart.rows]), pen.width * _LABELS)
    pen.width = max(pen.width, labels + numbers + 2 * pen.gap + _LEAST_TRACK * pen.size)
    track = pen.width - labels - numbers - 2 * pen.gap
    for row, text, says in zip(chart.rows, figures, told(chart, pen.language), strict=True):
        lines = pen.fit(row.label, labels)
        tall = max(len(lines), 1) * pen.leading
        pen.write_lines(0, pen.y, lines)
        top = pen.y + (tall - pen.leading) / 2
        box = (labels + pen.gap, top + pen.leading * 0.15, track, pen.leading * 0.7)
        pen.shapes.append(Box(*box, pen.look.ground, pen.look.line, pen.size * 0.08))
        if part := _share(row):
            pen.bar((box[0], box[1], track * part, box[3]), pen.look.parts[0])
        pen.write(pen.width, top, text, "end")
        pen.area(row.key, pen.y, tall + pen.gap / 2, says)
        pen.y += tall + pen.gap / 2


def _share(row: PartOf) -> float:
    """From 0 to 1: a ring cannot be more than full."""
    return min(max(float(row.part) / float(row.whole), 0.0), 1.0) if row.whole > 0 else 0.0

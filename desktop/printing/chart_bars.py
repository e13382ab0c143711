"""Bars: to both sides of a middle line, and upright over years."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.domain.charts import MINUS, Columns, GapRow, Gaps, Number, figure, signed, told

from .drawing import Pattern, Pen, Rule

_LABELS: Final = 0.42  # of the width, at most
_LEAST_PLOT: Final = 4  # sizes of type that bars must have
_LEAST_LABEL: Final = 5
_BAR: Final = 0.8  # of a line
_PATTERNS: Final[tuple[Pattern, ...]] = ("solid", "hollow")
_COLUMN_HEIGHT: Final = 9
_WIDEST_COLUMN: Final = 4


@dataclass(frozen=True)
class _Side:
    """Where the middle line stands and how long a bar of 1 is."""

    labels: float
    axis: float
    unit: float


def draw_gaps(pen: Pen, chart: Gaps) -> None:
    """A row a field, a bar a figure: shortage to the left, surplus to the right."""
    figures = [[signed(value, pen.language) for value in row.values] for row in chart.rows]
    words = (f"{MINUS} {chart.short}", f"+ {chart.over}")
    side = _side(pen, chart.rows, figures, words)
    if len(chart.series) > 1:
        _put_series(pen, chart)
    pen.write(side.axis - pen.gap, pen.y, words[0], "end", colour=pen.look.muted)
    pen.write(side.axis + pen.gap, pen.y, words[1], colour=pen.look.muted)
    pen.y += pen.leading
    colours = (pen.look.short, pen.look.over)
    _put_bars(pen, chart.rows, figures, side, colours, tuple(told(chart, pen.language)))


def draw_columns(pen: Pen, chart: Columns) -> None:
    """A column a row, its figure above and its label below; lying where there is no room to stand."""
    texts = [figure(row.value, pen.language) for row in chart.rows]
    widest = max(pen.widest(texts), pen.widest([row.label for row in chart.rows]))
    step = min(pen.width / len(chart.rows), _WIDEST_COLUMN * pen.size)
    if widest + pen.gap > max(step, pen.width / len(chart.rows)):
        rows = tuple(GapRow(row.label, (row.value,), row.key) for row in chart.rows)
        figures = [[text] for text in texts]
        side = _side(pen, rows, figures, ("", ""))
        colours = (pen.look.parts[0], pen.look.parts[0])
        _put_bars(pen, rows, figures, side, colours, tuple(told(chart, pen.language)))
        return
    _put_columns(pen, chart, texts, max(step, widest + pen.gap))


def _put_columns(pen: Pen, chart: Columns, texts: Sequence[str], step: float) -> None:
    tallest = max([float(row.value or 0) for row in chart.rows]) or 1.0
    floor = pen.leading + _COLUMN_HEIGHT * pen.size
    labels = floor + pen.size * 0.2
    for at, (row, text, says) in enumerate(zip(chart.rows, texts, told(chart, pen.language), strict=True)):
        height = max(float(row.value or 0), 0) / tallest * _COLUMN_HEIGHT * pen.size
        middle = (at + 0.5) * step
        if height:
            pen.bar((middle - step * 0.3, floor - height, step * 0.6, height), pen.look.parts[0])
        pen.write(middle, floor - height - pen.leading, text, "middle")
        pen.write(middle, labels, row.label, "middle")
        pen.column_area(row.key, (at * step, 0, step, labels + pen.leading), says)
    pen.shapes.append(Rule(0, floor, step * len(chart.rows), floor, pen.look.line, pen.size * 0.08))
    pen.y = labels + pen.leading


def _side(
    pen: Pen, rows: Sequence[GapRow], figures: Sequence[Sequence[str]], words: tuple[str, str]
) -> _Side:
    """Room for labels, then for figures and words on both sides, then bars share what is left."""
    pairs = [
        (float(value or 0), text)
        for row, texts in zip(rows, figures, strict=True)
        for value, text in zip(row.values, texts, strict=True)
    ]
    left = pen.widest([words[0], *(text for value, text in pairs if value < 0)])
    right = pen.widest([words[1], *(text for value, text in pairs if value >= 0)])
    left += 2 * pen.gap if left else pen.gap
    right += 2 * pen.gap
    least = left + right + _LEAST_PLOT * pen.size
    wished = min(pen.widest([row.label for row in rows]), pen.width * _LABELS)
    labels = min(wished, max(pen.width - least, _LEAST_LABEL * pen.size))
    pen.width = max(pen.width, labels + least)
    short = max((-value for value, _ in pairs if value < 0), default=0.0)
    over = max((value for value, _ in pairs if value > 0), default=0.0)
    unit = (pen.width - labels - left - right) / (short + over) if short + over else 0.0
    return _Side(labels, labels + left + short * unit, unit)


def _put_series(pen: Pen, chart: Gaps) -> None:
    """Which bar of a row is which: the one is filled, the other an outline."""
    for name, pattern in zip(chart.series, _PATTERNS, strict=True):
        pen.swatch(0, pen.y, pen.look.ink, pattern)
        pen.y += pen.write_lines(pen.leading, pen.y, pen.fit(name, pen.width - pen.leading))
    pen.y += pen.gap / 2


def _put_bars(
    pen: Pen,
    rows: Sequence[GapRow],
    figures: Sequence[Sequence[str]],
    side: _Side,
    colours: tuple[str, str],
    says: Sequence[str],
) -> None:
    top = pen.y
    for row, texts, words in zip(rows, figures, says, strict=True):
        lines = pen.fit(row.label, side.labels)
        tall = max(len(lines), len(texts)) * pen.leading
        pen.write_lines(0, pen.y + (tall - len(lines) * pen.leading) / 2, lines)
        upper = pen.y + (tall - len(texts) * pen.leading) / 2
        for at, (value, text) in enumerate(zip(row.values, texts, strict=True)):
            _put_bar(pen, side, upper + at * pen.leading, (value, text), (colours, _PATTERNS[at]))
        pen.area(row.key, pen.y, tall + pen.gap / 2, words)
        pen.y += tall + pen.gap / 2
    pen.shapes.append(Rule(side.axis, top, side.axis, pen.y, pen.look.line, pen.size * 0.08))


def _put_bar(
    pen: Pen,
    side: _Side,
    top: float,
    told_as: tuple[Number | None, str],
    dress: tuple[tuple[str, str], Pattern],
) -> None:
    """One bar from the middle line on, with its figure behind its end."""
    value, text = float(told_as[0] or 0), told_as[1]
    (short, over), pattern = dress
    length = abs(value) * side.unit
    start = side.axis - length if value < 0 else side.axis
    if length:
        height = pen.leading * _BAR
        box = (start, top + (pen.leading - height) / 2, length, height)
        pen.bar(box, short if value < 0 else over, pattern)
    if value < 0:
        pen.write(start - pen.gap, top, text, "end")
    else:
        pen.write(start + length + pen.gap, top, text)

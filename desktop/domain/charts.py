"""What a chart tells, before anybody draws it: a title, rows with their figures, and the words around them.

Charts hold figures and words, never records; a row's `key` is what leads from its bar to what it counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

Number = int | Decimal
Typeface = Literal["sans", "serif"]

MINUS: Final = "\u2212"
UNKNOWN: Final = "…"


@dataclass(frozen=True)
class Bar:
    """One bar; None where nobody knows the figure."""

    label: str
    value: Number | None
    key: str = ""


@dataclass(frozen=True)
class GapRow:
    """One field with a signed figure per series: above 0 too many, below 0 too few."""

    label: str
    values: tuple[Number | None, ...]
    key: str = ""


@dataclass(frozen=True)
class Gaps:
    """Bars to both sides of a middle line; `series` names the one or two figures that every row has."""

    title: str
    rows: tuple[GapRow, ...]
    series: tuple[str, ...]
    short: str
    over: str
    empty: str


@dataclass(frozen=True)
class Shares:
    """One bar of parts that add up to a whole, each told below with its figure and percentage."""

    title: str
    rows: tuple[Bar, ...]
    empty: str


@dataclass(frozen=True)
class Columns:
    """Upright bars in an order that means something, such as years; figures are never below 0."""

    title: str
    rows: tuple[Bar, ...]
    empty: str


@dataclass(frozen=True)
class PartOf:
    """How much of a whole: 38 of 41."""

    label: str
    part: Number
    whole: Number
    key: str = ""


@dataclass(frozen=True)
class Percent:
    """Shares of wholes: a ring for one, a bar each for several."""

    title: str
    rows: tuple[PartOf, ...]
    empty: str


Chart = Gaps | Shares | Columns | Percent


@dataclass(frozen=True)
class Look:
    """Type and colours (`#RRGGBB`) of a drawing; `size` is that of its text, in the unit of the drawing.

    `parts` are the fills of shares, in turn; shares are told apart by their pattern too.
    """

    typeface: Typeface
    size: float
    ground: str
    ink: str
    muted: str
    line: str
    over: str
    short: str
    parts: tuple[str, ...]


def figure(number: Number | None, language: str = "vi") -> str:
    """A number with at most two places as people write it: 1.234,5 in Vietnamese, 1,234.5 in English."""
    if number is None:
        return UNKNOWN
    text = f"{round(Decimal(number), 2):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = text.replace("-", MINUS) if text not in {"-0", "0"} else "0"
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


def signed(number: Number | None, language: str = "vi") -> str:
    """The same with its sign, a plus too."""
    text = figure(number, language)
    return f"+{text}" if number is not None and number > 0 and text != "0" else text


def percentage(part: Number, whole: Number, language: str = "vi") -> str:
    """How many of a hundred, with one place; of nothing there is no share."""
    if not whole:
        return UNKNOWN
    return f"{figure(round(Decimal(part) * 100 / Decimal(whole), 1), language)} %"


def told(chart: Chart, language: str = "vi") -> Iterator[str]:
    """Each row in words, as a screen reader says it and a tooltip shows it."""
    match chart:
        case Gaps():
            for gap in chart.rows:
                yield f"{gap.label}: {'; '.join(_gap(chart, gap, language))}"
        case Shares():
            whole = sum((row.value or 0 for row in chart.rows), Decimal(0))
            for row in chart.rows:
                share = percentage(row.value or 0, whole, language)
                yield f"{row.label}: {figure(row.value, language)} ({share})"
        case Columns():
            yield from (f"{row.label}: {figure(row.value, language)}" for row in chart.rows)
        case Percent():
            yield from (f"{row.label}: {fraction(row, language)}" for row in chart.rows)


def fraction(row: PartOf, language: str = "vi") -> str:
    """`38/41 (92,7 %)`."""
    numbers = f"{figure(row.part, language)}/{figure(row.whole, language)}"
    return f"{numbers} ({percentage(row.part, row.whole, language)})"


def _gap(chart: Gaps, row: GapRow, language: str) -> Iterator[str]:
    for name, value in zip(chart.series, row.values, strict=True):
        word = "" if not value else f" ({chart.over if value > 0 else chart.short})"
        yield f"{name} {signed(value, language)}{word}".strip()

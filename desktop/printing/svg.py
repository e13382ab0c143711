"""A drawing as the text of an SVG file, for the screen."""

import math
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from .drawing import Box, Drawing, Ring, Rule, Shape, Words

_FAMILIES: Final = {"sans": "Liberation Sans", "serif": "Liberation Serif"}
_FULL: Final = 0.9999


def svg(drawing: Drawing) -> str:
    """One SVG element with the size of the drawing in its view box; text stays text."""
    size = f'width="{_n(drawing.width)}" height="{_n(drawing.height)}"'
    box = f'viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}"'
    family = quoteattr(_FAMILIES[drawing.look.typeface])
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} font-family={family}>',
            f"<title>{escape(drawing.title)}</title>",
            *(line for shape in drawing.shapes for line in _lines(shape)),
            "</svg>",
        ]
    )


def _lines(shape: Shape) -> Iterator[str]:
    match shape:
        case Box():
            place = f'x="{_n(shape.x)}" y="{_n(shape.y)}"'
            size = f'width="{_n(shape.width)}" height="{_n(shape.height)}"'
            yield f'<rect {place} {size} fill="{shape.fill or "none"}"{_stroke(shape.stroke, shape.thick)}/>'
        case Rule():
            ends = f'x1="{_n(shape.x1)}" y1="{_n(shape.y1)}" x2="{_n(shape.x2)}" y2="{_n(shape.y2)}"'
            yield f"<line {ends}{_stroke(shape.stroke, shape.thick)}/>"
        case Ring():
            yield _ring(shape)
        case Words():
            weight = ' font-weight="bold"' if shape.bold else ""
            place = f'x="{_n(shape.x)}" y="{_n(shape.y)}" text-anchor="{shape.anchor}"'
            dress = f'font-size="{_n(shape.size)}" fill="{shape.colour}"{weight}'
            yield f"<text {place} {dress}>{escape(shape.text)}</text>"


def _ring(ring: Ring) -> str:
    if ring.share >= _FULL:
        place = f'cx="{_n(ring.x)}" cy="{_n(ring.y)}" r="{_n(ring.radius)}"'
        return f'<circle {place} fill="none"{_stroke(ring.stroke, ring.thick)}/>'
    angle = 2 * math.pi * ring.share
    end_x = ring.x + ring.radius * math.sin(angle)
    end_y = ring.y - ring.radius * math.cos(angle)
    large = int(ring.share > 0.5)
    start = f"M {_n(ring.x)} {_n(ring.y - ring.radius)}"
    arc = f"A {_n(ring.radius)} {_n(ring.radius)} 0 {large} 1 {_n(end_x)} {_n(end_y)}"
    return f'<path d="{start} {arc}" fill="none"{_stroke(ring.stroke, ring.thick)}/>'


def _stroke(colour: str, thick: float) -> str:
    return f' stroke="{colour}" stroke-width="{_n(thick)}"' if colour else ""


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")

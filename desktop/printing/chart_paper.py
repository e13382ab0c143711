"""A drawing on paper: the same shapes, put on the canvas of a page."""

from typing import TYPE_CHECKING, Final

from desktop.domain.charts import Look

from .drawing import Box, Drawing, Ring, Rule, Shape, Words

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

# Greys that a copier keeps apart; patterns and signs tell the rest.
PAPER: Final = Look(
    typeface="serif",
    size=11,
    ground="#FFFFFF",
    ink="#000000",
    muted="#000000",
    line="#808080",
    over="#808080",
    short="#202020",
    parts=("#404040", "#606060", "#202020"),
)


def put_drawing(canvas: "Canvas", drawing: Drawing, corner: tuple[float, float], scale: float = 1) -> None:
    """Draw with the upper left at corner = (x, y), in points from the lower left of the page."""
    canvas.saveState()
    canvas.translate(*corner)
    canvas.scale(scale, scale)
    for shape in drawing.shapes:
        _put(canvas, shape, is_sans=drawing.look.typeface == "sans")
    canvas.restoreState()


def _put(canvas: "Canvas", shape: Shape, *, is_sans: bool) -> None:
    match shape:
        case Box():
            _dress(canvas, shape.stroke, shape.thick, shape.fill)
            lower = -(shape.y + shape.height)
            canvas.rect(shape.x, lower, shape.width, shape.height, bool(shape.stroke), bool(shape.fill))
        case Rule():
            _dress(canvas, shape.stroke, shape.thick)
            canvas.line(shape.x1, -shape.y1, shape.x2, -shape.y2)
        case Ring():
            _dress(canvas, shape.stroke, shape.thick)
            x, y, r = shape.x, -shape.y, shape.radius
            canvas.arc(x - r, y - r, x + r, y + r, 90, -360 * shape.share)
        case Words():
            _write(canvas, shape, is_sans=is_sans)


def _dress(canvas: "Canvas", stroke: str, thick: float, fill: str = "") -> None:
    if stroke:
        canvas.setStrokeColor(stroke)
        canvas.setLineWidth(thick)
    if fill:
        canvas.setFillColor(fill)


def _write(canvas: "Canvas", words: Words, *, is_sans: bool) -> None:
    from .fonts import face

    bold = "sans_bold" if is_sans else "bold"
    style = face(bold if words.bold else "sans" if is_sans else "regular")
    free = {"start": 0.0, "middle": 0.5, "end": 1.0}[words.anchor] * style.width(words.text, words.size)
    canvas.setFillColor(words.colour)
    canvas.setFont(style.name, words.size)
    canvas.drawString(words.x - free, -words.y, words.text)

"""QR codes: the squares of a text, drawn as rectangles that stay sharp at any size."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

QUIET: Final = 4  # squares left white around a code (ISO/IEC 18004)

Squares = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=64)
def squares(text: str) -> Squares:
    """The dark squares of a text, row by row from the top; a quarter of them may be damaged (level Q)."""
    from reportlab.graphics.barcode import qrencoder

    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.Q)
    code.addData(text)
    code.make()
    return tuple(tuple(bool(dark) for dark in row) for row in code.modules)


def put_code(canvas: "Canvas", text: str, x: float, top: float, side: float) -> None:
    """The code with its white border inside a square of `side` points, whose upper left corner is given."""
    rows = squares(text)
    step = side / (len(rows) + 2 * QUIET)
    canvas.saveState()
    canvas.setFillGray(0)
    path = canvas.beginPath()
    for down, row in enumerate(rows):
        for first, count in _runs(row):
            left = x + (QUIET + first) * step
            path.rect(left, top - (QUIET + down + 1) * step, count * step, step)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


def _runs(row: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """Where dark squares lie side by side: the first, and how many."""
    at = 0
    while at < len(row):
        first = at
        while at < len(row) and row[at]:
            at += 1
        if at > first:
            yield first, at - first
        at += 1

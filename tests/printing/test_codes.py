"""QR codes on paper are read back from the drawn page, as a scanner would."""

from io import BytesIO

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from desktop.printing.qr import QUIET, put_code, squares

SIDE = 84.0
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
MASKS = (
    lambda i, j: (i + j) % 2 == 0,
    lambda i, _: i % 2 == 0,
    lambda _, j: j % 3 == 0,
    lambda i, j: (i + j) % 3 == 0,
    lambda i, j: (i // 2 + j // 3) % 2 == 0,
    lambda i, j: i * j % 2 + i * j % 3 == 0,
    lambda i, j: (i * j % 2 + i * j % 3) % 2 == 0,
    lambda i, j: ((i + j) % 2 + i * j % 3) % 2 == 0,
)


def drawn(text):
    """The squares of a code, sampled from the picture of a page."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(SIDE, SIDE))
    put_code(canvas, text, 0, SIDE, SIDE)
    canvas.save()
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        picture = document[0].render(scale=8).to_pil().convert("L")
    count = 21
    step = picture.width / (count + 2 * QUIET)
    return [
        [picture.getpixel(((QUIET + j + 0.5) * step, (QUIET + i + 0.5) * step)) < 128 for j in range(count)]
        for i in range(count)
    ]


def read(rows):
    """The letters of an undamaged code of version 1 (ISO/IEC 18004): mask, path, then alphanumeric pairs."""
    size = len(rows)
    level_and_mask = [rows[8][j] for j in range(5)]
    pattern = int("".join(str(int(bit)) for bit in level_and_mask), 2) ^ 0b10101
    mask = MASKS[pattern & 0b111]
    bits = []
    column, upwards = size - 1, True
    while column > 0:
        column -= column == 6
        for i in range(size - 1, -1, -1) if upwards else range(size):
            for j in (column, column - 1):
                in_corner = (i < 9 and j < 9) or (i < 9 and j >= size - 8) or (i >= size - 8 and j < 9)
                if not in_corner and 6 not in (i, j):
                    bits.append(rows[i][j] ^ mask(i, j))
        column, upwards = column - 2, not upwards
    return pattern >> 3, letters("".join(str(int(bit)) for bit in bits))


def letters(bits):
    assert bits[:4] == "0010"
    count, at, text = int(bits[4:13], 2), 13, ""
    while count > 1:
        pair = int(bits[at : at + 11], 2)
        text += LETTERS[pair // 45] + LETTERS[pair % 45]
        count, at = count - 2, at + 11
    return text + (LETTERS[int(bits[at : at + 6], 2)] if count else "")


@pytest.mark.parametrize("text", ["SX:0123456789AB", "SX:FFFFFFFFFFFF", "SX:6A1C00E9D37B"])
def test_a_drawn_code_is_read_as_the_same_text(text):
    quality = 0b11  # level Q
    assert read(drawn(text)) == (quality, text)


def test_every_code_is_as_small_as_can_be():
    assert {len(squares(f"SX:{number:012X}")) for number in range(0, 2**48, 2**43)} == {21}

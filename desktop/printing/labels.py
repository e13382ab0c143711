"""A sheet of stickers: for every record its code and a few lines."""

from collections.abc import Sequence

from .answers import Answers
from .fonts import face
from .made_blocks import Labels
from .page import Paper
from .sheet import A4, MM

_PAD = 2.5  # millimetres that a printer may be off
_LINE = 1.16


def put_labels(paper: Paper, block: Labels, records: Sequence[Answers], start: int) -> None:
    """One sticker a record, row by row; the first sheet begins at sticker `start`, counted from 1."""
    many = block.across * block.down
    for at, answers in enumerate(records, start - 1):
        if at >= many and at % many == 0:
            paper.end()
            paper.begin()
        _put_label(paper, block, answers, at % many)


def _put_label(paper: Paper, block: Labels, answers: Answers, at: int) -> None:
    column, row = at % block.across, at // block.across
    left = (A4[0] - block.across * block.width) / 2 + column * block.width
    top = (A4[1] - block.down * block.height) / 2 + row * block.height
    side = min(block.height - 2 * _PAD, block.width * 0.4)
    x, y = (left + _PAD) * MM, paper.height - (top + _PAD) * MM
    paper.code(answers.code, x, y - (block.height - 2 * _PAD - side) / 2 * MM, side * MM)
    _put_texts(paper, block, answers, (x + (side + 1.5) * MM, y, (left + block.width - _PAD) * MM))


def _put_texts(paper: Paper, block: Labels, answers: Answers, box: tuple[float, float, float]) -> None:
    """The unit in small letters, the first field in bold, the others below; what has no room is left out."""
    x, y, right = box
    floor = y - (block.height - 2 * _PAD) * MM
    texts = [(block.head, "bold", block.size - 1.5)] if block.head else []
    texts += [
        (answers.text(name), "bold" if name == block.fields[0] else "regular", block.size)
        for name in block.fields
    ]
    texts.append((answers.code, "regular", block.size - 1.5))
    for text, style, size in texts:
        font = face("bold" if style == "bold" else "regular")
        for line in font.wrap(text, size, right - x)[:2]:
            if y - size * _LINE < floor:
                return
            y -= size * _LINE
            paper.write(x, y, line, font, size)
        y -= 1

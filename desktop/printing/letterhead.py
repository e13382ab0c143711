"""The top of a paper as Decree 30/2020 orders it: agency and state side by side, number and date, title."""

from collections.abc import Mapping
from typing import Final

from .fonts import Face, face
from .grammar import Letterhead, Photo, Title
from .line import Placed, Token, break_lines, filled, natural, put_line
from .page import Paper
from .sheet import MM

_SIZE: Final = 12.0
_DATE_SIZE: Final = 13.0
_LEFT_SHARE: Final = 0.42
_STATE_LEAST: Final = 265.0  # the name of the state on one line


def put_letterhead(paper: Paper, block: Letterhead, names: Mapping[str, str]) -> None:
    """Agency left, state right, each with its rule; below them the number and the place and date."""
    if block.annex:
        _put_annex(paper, block.annex)
    right_width = max(_STATE_LEAST, paper.room * (1 - _LEFT_SHARE))
    middle = paper.right - right_width
    left = (paper.left, middle - 6)
    right = (middle, paper.right)
    top = paper.y
    known = [line for line in block.left if not _is_empty(line, names)]
    low_left = _put_agency(paper, known or list(block.left), names, left)
    paper.y = top
    low_right = _put_state(paper, block.right, right)
    paper.y = min(low_left, low_right) - 4
    below = paper.y
    if block.number:
        _put_centred(paper, block.number, names, left, (face("regular"), _DATE_SIZE))
    low = paper.y
    paper.y = below
    if block.place_date:
        _put_centred(paper, block.place_date, names, right, (face("italic"), _DATE_SIZE))
    paper.y = min(low, paper.y) - 8


def put_title(paper: Paper, block: Title, names: Mapping[str, str]) -> None:
    """The name of the paper, what it is about, and a short rule."""
    span = (paper.left, paper.right)
    paper.y -= 4
    for text in filter(None, (block.text, block.subtitle)):
        for line in text.split("\n"):
            _put_centred(paper, line, names, span, (face("bold"), block.size))
    if block.rule:
        _put_rule(paper, span, (paper.right - paper.left) / 4)
    paper.y -= 6


def put_photo(paper: Paper, block: Photo, picture: bytes | None) -> bool:
    """The box of the photo; False when the picture cannot be read."""
    width, height = block.width * MM, block.height * MM
    paper.need(height)
    paper.leave_inset()
    x, top = paper.left, paper.y - 3
    readable = picture is None or paper.image(picture, (x, top - height, width, height))
    if picture is None or not readable:
        _put_box(paper, block.text, (x, top - height, width, height))
    paper.inset(width + 10, height + 6)
    return readable


def _put_box(paper: Paper, text: str, box: tuple[float, float, float, float]) -> None:
    x, y, width, height = box
    for x1, y1, x2, y2 in (
        (x, y, x + width, y),
        (x, y + height, x + width, y + height),
        (x, y, x, y + height),
        (x + width, y, x + width, y + height),
    ):
        paper.rule(x1, y1, x2, y2)
    lines = face("regular").wrap(text, 11, width - 10)
    baseline = y + height / 2 + (len(lines) - 1) * 7 - 4
    for line in lines:
        paper.centre(x + width / 2, baseline, line, face("regular"), 11)
        baseline -= 14


def _put_annex(paper: Paper, text: str) -> None:
    italic = face("italic")
    for line in italic.wrap(text, 11, paper.room * 0.6):
        paper.aligned((paper.left, paper.right), paper.baseline(11), line, (italic, 11), "right")
        paper.y -= paper.leading(11)
    paper.y -= 4


def _put_agency(paper: Paper, lines: list[str], names: Mapping[str, str], span: tuple[float, float]) -> float:
    for at, line in enumerate(lines):
        own = at == len(lines) - 1
        capitals = {name: value.upper() for name, value in names.items()}
        _put_centred(paper, line, capitals, span, (face("bold" if own else "regular"), _SIZE))
    _put_rule(paper, span, (span[1] - span[0]) * 0.38)
    return paper.y


def _put_state(paper: Paper, lines: tuple[str, ...], span: tuple[float, float]) -> float:
    bold = face("bold")
    width = 0.0
    for at, line in enumerate(lines):
        size = _SIZE if at == 0 else _SIZE + 1
        _put_centred(paper, line, {}, span, (bold, size))
        width = bold.width(line, size)
    _put_rule(paper, span, width)
    return paper.y


def _put_rule(paper: Paper, span: tuple[float, float], width: float) -> None:
    middle, y = (span[0] + span[1]) / 2, paper.y - 2
    paper.rule(middle - width / 2, y, middle + width / 2, y)
    paper.y -= 4


def _put_centred(
    paper: Paper, text: str, names: Mapping[str, str], span: tuple[float, float], style: tuple[Face, float]
) -> None:
    font, size = style
    leading = size * 1.2
    for line in _even(filled(text, names, font, size), size, span[1] - span[0]):
        x, last = line[-1]
        shift = (span[1] - span[0] - x - last.width) / 2
        put_line(paper, line, span[0] + shift, paper.baseline(size, leading), size)
        paper.y -= leading


def _even(tokens: list[Token], size: float, room: float) -> list[list[Placed]]:
    """As many lines as are needed, about equally long: the last word of a name does not stand alone."""
    lines = break_lines(tokens, size, room)
    narrow = max([natural(tokens, size) / max(len(lines), 1), *(token.width for token in tokens)])
    while narrow < room:
        tried = break_lines(tokens, size, narrow)
        if len(tried) == len(lines):
            return tried
        narrow += size
    return lines


def _is_empty(line: str, names: Mapping[str, str]) -> bool:
    """Whether the line is nothing but one named value that is not there."""
    return line.startswith("{") and line.endswith("}") and not names.get(line[1:-1])

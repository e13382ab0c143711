"""A line of words in several styles, with gaps of dots to be filled by hand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from string import Formatter
from typing import Final

from .fonts import Face
from .grammar import Align
from .page import Paper

_GAPS: Final[Mapping[str, float]] = {"place": 56, "day": 20, "month": 20, "mm": 20, "year": 32, "count": 26}
_GAP: Final = 90.0


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or dots of that width where text is empty; `space`: a space stands before it."""

    text: str
    style: Face
    width: float
    space: bool = True


Placed = tuple[float, Token]


def words(text: str, style: Face, size: float, *, space: bool = True) -> Iterator[Token]:
    """The words of a text, the first with a space before it if `space` says so."""
    for at, word in enumerate(text.split()):
        yield Token(word, style, style.width(word, size), space if at == 0 else True)


def filled(pattern: str, names: Mapping[str, str], style: Face, size: float) -> list[Token]:
    """The words of a pattern with its named values; a value that is empty becomes a gap of dots."""
    found: list[Token] = []
    glued = False
    for literal, name, _, _ in Formatter().parse(pattern):
        if literal:
            found += words(literal, style, size, space=not (glued and not literal[0].isspace()))
            glued = not literal[-1].isspace()
        if name is not None:
            value = names.get(name, "")
            if value:
                found += words(value, style, size, space=not glued)
            else:
                found.append(Token("", style, _GAPS.get(name, _GAP), not glued))
            glued = True
    return found


def natural(tokens: Iterable[Token], size: float) -> float:
    """The width of the tokens on one line."""
    width = 0.0
    for at, token in enumerate(tokens):
        width += token.width + (token.style.width(" ", size) if token.space and at else 0)
    return width


def break_lines(tokens: Iterable[Token], size: float, room: float, indent: float = 0) -> list[list[Placed]]:
    """The tokens in lines no wider than room, each with its distance from the left edge."""
    lines: list[list[Placed]] = []
    line: list[Placed] = []
    x = indent
    for token in cut(tokens, size, room):
        gap = token.style.width(" ", size) if token.space and line else 0.0
        if line and x + gap + token.width > room + 0.01:
            lines.append(line)
            line, x, gap = [], 0.0, 0.0
        line.append((x + gap, token))
        x += gap + token.width
    return [*lines, line] if line else lines


def put_line(paper: Paper, line: list[Placed], left: float, baseline: float, size: float) -> None:
    """Write one line at the left edge; neighbours of one style become one piece of text."""
    start, text, style = 0.0, "", line[0][1].style
    for x, token in line:
        if text and token.text and token.style is style:
            text += (" " if token.space else "") + token.text
            continue
        if text:
            paper.write(left + start, baseline, text, style, size)
        start, text, style = x, token.text, token.style
        if not token.text:
            paper.dots(left + x, left + x + token.width, baseline)
    if text:
        paper.write(left + start, baseline, text, style, size)


def put_paragraph(
    paper: Paper, tokens: list[Token], size: float, align: Align = "left", indent: float = 0
) -> None:
    """Write a paragraph at the cursor, turning pages as needed; the indent is that of its first line."""
    leading = paper.leading(size)
    for line in break_lines(tokens, size, paper.room, indent):
        paper.need(leading)
        last, token = line[-1]
        free = paper.room - last - token.width
        shift = {"left": 0.0, "center": free / 2, "right": free}[align]
        put_line(paper, line, paper.left + shift, paper.baseline(size), size)
        paper.y -= leading


def cut(tokens: Iterable[Token], size: float, room: float) -> Iterator[Token]:
    """The tokens with those too wide for a line broken."""
    for token in tokens:
        if token.width <= room:
            yield token
        elif not token.text:
            yield replace(token, width=room)
        else:
            for piece in token.style.break_word(token.text, size, room):
                yield Token(piece, token.style, token.style.width(piece, size), token.space)

"""Lines of answers: `1) Label: value`, or dots to write on where there is none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from .answers import Answers
from .fonts import face
from .grammar import Fields, Part
from .line import Placed, Token, break_lines, cut, filled, natural, put_line, words
from .page import Paper

_GAP: Final = 14.0
_LEAST_DOTS: Final = 55.0


@dataclass(frozen=True)
class _Piece:
    """One part measured: its words, and the least width it wants on a line."""

    part: Part
    tokens: tuple[Token, ...]
    width: float
    is_open: bool
    more: tuple[str, ...] = ()


def put_fields(paper: Paper, block: Fields, answers: Answers, reserve: float = 0) -> None:
    """Write all lines of the block; the last one stays with `reserve` points of what follows."""
    last = len(block.lines) - 1
    for at, line in enumerate(block.lines):
        pieces = [_piece(part, answers, paper.size) for part in line]
        for row in _rows(pieces, paper, block.indent):
            _put_row(paper, row, block.indent, reserve if at == last and row[-1] is pieces[-1] else 0)


def _piece(part: Part, answers: Answers, size: float) -> _Piece:
    regular = face("regular")
    label = f"{part.no}) {part.label}" if part.no else part.label
    is_asked = part.field is not None or part.by_hand
    tokens = list(words(f"{label}:" if label and is_asked else label, regular, size))
    unit = list(words(part.unit, regular, size))
    if not is_asked:
        return _Piece(part, tuple(tokens), natural(tokens, size), is_open=False)
    value = _value(part, answers, size)
    is_open = not value
    if is_open:
        value = [Token("", regular, _LEAST_DOTS)]
    tokens += [*value, *unit]
    return _Piece(part, tuple(tokens), natural(tokens, size), is_open, _later_lines(part, answers))


def _value(part: Part, answers: Answers, size: float) -> list[Token]:
    style = face("bold" if part.bold else "regular")
    name = part.field or ""
    if part.date:
        return filled(part.date, answers.date(name), style, size)
    if not name:
        return []
    text = answers.text(name, part.show).partition("\n")[0]
    return list(words(text.upper() if part.upper else text, style, size))


def _later_lines(part: Part, answers: Answers) -> tuple[str, ...]:
    return tuple(answers.text(part.field or "").split("\n")[1:]) if part.field and not part.date else ()


def _rows(pieces: Sequence[_Piece], paper: Paper, indent: float) -> Iterator[list[_Piece]]:
    """As many parts on a line as find room."""
    row: list[_Piece] = []
    used = 0.0
    for piece in pieces:
        if row and used + _GAP + piece.width > paper.room - indent:
            yield row
            row, used = [], 0.0
        used += piece.width + (_GAP if row else 0)
        row.append(piece)
    if row:
        yield row


def _put_row(paper: Paper, row: list[_Piece], indent: float, reserve: float) -> None:
    leading = paper.leading()
    if len(row) == 1 and (row[0].width > paper.room - indent or row[0].more or row[0].part.lines > 1):
        _put_long(paper, row[0], indent, reserve)
        return
    paper.need(leading + reserve)
    free = paper.room - indent - sum(piece.width for piece in row) - _GAP * (len(row) - 1)
    shares = sum(piece.part.share for piece in row) or 1
    x = paper.left + indent
    for piece in row:
        extra = free * piece.part.share / shares
        tokens = _stretch(piece, extra)
        for placed in break_lines(tokens, paper.size, piece.width + extra + 1):
            put_line(paper, placed, x, paper.baseline(paper.size), paper.size)
        x += piece.width + extra + _GAP
    paper.y -= leading


def _stretch(piece: _Piece, extra: float) -> list[Token]:
    """The dots of an open part take up what is free."""
    if not piece.is_open:
        return list(piece.tokens)
    return [token if token.text else replace(token, width=token.width + extra) for token in piece.tokens]


def _put_long(paper: Paper, piece: _Piece, indent: float, reserve: float) -> None:
    """A part that wants several lines, or leaves several lines of dots."""
    size, leading = paper.size, paper.leading()
    if piece.is_open and piece.width <= paper.room - indent:
        tokens = _stretch(piece, paper.room - indent - piece.width)
    else:
        tokens = list(piece.tokens)
    parts = [tokens, *(list(words(text, face("regular"), size)) for text in piece.more)]
    dotted = piece.part.lines - 1 if piece.is_open else 0
    for number, part in enumerate(parts, 1):
        _put_lines(paper, part, indent, 0 if dotted or number < len(parts) else reserve)
    for number in range(1, dotted + 1):
        paper.need(leading + (reserve if number == dotted else 0))
        paper.dots(paper.left + indent, paper.right, paper.baseline(size))
        paper.y -= leading


def _put_lines(paper: Paper, tokens: list[Token], indent: float, reserve: float) -> None:
    """Lines one by one, since the room beside a box ends where the box ends."""
    tokens = list(cut(tokens, paper.size, paper.room - indent))
    while tokens:
        paper.need(paper.leading())
        line = break_lines(tokens, paper.size, paper.room - indent)[0]
        tokens = tokens[len(line) :]
        if not tokens:
            paper.need(paper.leading() + reserve)
            line = _dots_to_the_edge(line, paper.room - indent)
        put_line(paper, line, paper.left + indent, paper.baseline(paper.size), paper.size)
        paper.y -= paper.leading()


def _dots_to_the_edge(line: list[Placed], room: float) -> list[Placed]:
    x, last = line[-1]
    return line if last.text else [*line[:-1], (x, replace(last, width=room - x))]

"""Who signs, side by side, with room for the signature and the receivers at the left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from .fonts import Face, face
from .grammar import Recipients, Signature, Signatures
from .line import Token, break_lines, filled, put_line
from .page import Paper
from .sheet import MM

_TITLE_SIZE: Final = 12.0
_LIST_SIZE: Final = 11.0
_LEADING: Final = 1.2


@dataclass(frozen=True)
class _Line:
    tokens: tuple[Token, ...]
    size: float
    align_centre: bool = True
    gap_above: float = 0

    @property
    def height(self) -> float:
        return self.size * _LEADING + self.gap_above


def put_signatures(
    paper: Paper, block: Signatures, names: Mapping[str, str], recipients: Sequence[str]
) -> None:
    """All columns on one page."""
    columns = _columns(paper, block, names, recipients)
    paper.leave_inset()
    paper.need(_height(columns))
    top = lowest = paper.y - 6
    for (left, right), lines in columns:
        paper.y = top
        for line in lines:
            _put(paper, line, left, right)
        lowest = min(lowest, paper.y)
    paper.y = lowest


def signatures_height(
    paper: Paper, block: Signatures, names: Mapping[str, str], recipients: Sequence[str]
) -> float:
    """What the block will take, so that the row before it can be kept with it."""
    return _height(_columns(paper, block, names, recipients))


_Columns = list[tuple[tuple[float, float], list[_Line]]]


def _height(columns: _Columns) -> float:
    return 6 + max(sum(line.height for line in lines) for _, lines in columns)


def _columns(
    paper: Paper, block: Signatures, names: Mapping[str, str], recipients: Sequence[str]
) -> _Columns:
    widths = [column.width for column in block.columns]
    if block.recipients:
        widths.insert(0, 1)
    unit = (paper.right - paper.left) / sum(widths)
    spans: list[tuple[float, float]] = []
    x = paper.left
    for width in widths:
        spans.append((x + 4, x + width * unit - 4))
        x += width * unit
    found: _Columns = []
    if block.recipients:
        left, right = spans.pop(0)
        found.append(((left - 4, right), _receivers(block.recipients, names, recipients, right - left)))
    heads = [_head(paper, column, names, span) for column, span in zip(block.columns, spans, strict=True)]
    tallest = max(sum(line.height for line in lines) for lines in heads)
    for column, span, lines in zip(block.columns, spans, heads, strict=True):
        room = tallest - sum(line.height for line in lines) + block.gap * MM
        name = column.name if not _is_missing(column.name, names) else ""
        signed = _lines(name, names, (face("bold"), paper.size), span[1] - span[0])
        found.append((span, [*lines, _Line((), 0, gap_above=room), *signed]))
    return found


def _head(
    paper: Paper, column: Signature, names: Mapping[str, str], span: tuple[float, float]
) -> list[_Line]:
    """All that stands above the signature."""
    width = span[1] - span[0]
    lines = _lines(column.above, names, (face("italic"), paper.size), width)
    heads = [head for head in column.head if not _is_missing(head, names)]
    for head in heads or filter(None, [column.otherwise]):
        lines += _lines(head, names, (face("bold"), paper.size), width)
    return lines + _lines(column.hint, names, (face("italic"), _TITLE_SIZE), width)


def _receivers(
    block: Recipients, names: Mapping[str, str], recipients: Sequence[str], width: float
) -> list[_Line]:
    lines = _lines(block.title, names, (face("bold_italic"), _TITLE_SIZE), width, centre=False)
    for text in recipients or block.lines:
        lines += _lines(text, names, (face("regular"), _LIST_SIZE), width, centre=False)
    return lines


def _lines(
    text: str, names: Mapping[str, str], style: tuple[Face, float], width: float, *, centre: bool = True
) -> list[_Line]:
    font, size = style
    lines: list[_Line] = []
    for part in text.split("\n"):
        broken = break_lines(filled(part, names, font, size), size, width)
        lines += [_Line(tuple(token for _, token in line), size, align_centre=centre) for line in broken]
    return lines


def _put(paper: Paper, line: _Line, left: float, right: float) -> None:
    paper.y -= line.gap_above
    if not line.tokens:
        return
    placed = break_lines(line.tokens, line.size, right - left + 1)[0]
    x, last = placed[-1]
    shift = (right - left - x - last.width) / 2 if line.align_centre else 0
    put_line(paper, placed, left + shift, paper.baseline(line.size, line.size * _LEADING), line.size)
    paper.y -= line.size * _LEADING


def _is_missing(text: str, names: Mapping[str, str]) -> bool:
    return text.startswith("{") and text.endswith("}") and not names.get(text[1:-1])

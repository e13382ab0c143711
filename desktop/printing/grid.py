"""A ruled table written straight onto the page: repeated heads, column numbers, rows kept whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .fonts import ASCENT, Face, face
from .grammar import Align
from .page import Paper

_PAD: Final = 2.5
_LINE: Final = 1.18  # height of a line in a cell, as a multiple of the size
_FIRST_LINES: Final = 6  # of a row taller than a page, at the foot of the page where it begins
_LARGEST_CODE: Final = 48.0  # points
_EMPTY_ROW: Final = 20.0  # points: room to write in by hand

Lines = tuple[str, ...]


@dataclass(frozen=True)
class Head:
    """The head of one column; neighbours of the same `group` share a cell above theirs."""

    label: str
    width: float
    align: Align = "left"
    group: str = ""


class Grid:
    """One table being written at the cursor of the paper, from the first row to `close`."""

    def __init__(self, paper: Paper, heads: Sequence[Head], size: float, *, numbered: bool) -> None:
        self._paper = paper
        self._heads = heads
        self._size = size
        self._leading = size * _LINE
        self._numbered = numbered
        unit = paper.room / sum(head.width for head in heads)
        self._edges = [paper.left]
        for head in heads:
            self._edges.append(self._edges[-1] + head.width * unit)
        self._boxes = [
            (left + _PAD, right - _PAD) for left, right in zip(self._edges, self._edges[1:], strict=False)
        ]
        self._known: list[dict[str, Lines]] = [{} for _ in heads]
        self._ruled_from = 0.0
        self._is_open = False
        self._labels = [self._fit(at, head.label, face("bold")) for at, head in enumerate(heads)]

    def row(
        self,
        cells: Sequence[str],
        reserve: float = 0,
        least: float = 0,
        code: tuple[int, str] | None = None,
    ) -> None:
        """A row; it moves to the next page whole, with `reserve` points of what must follow it.

        It is `least` points high, to be written in by hand. `code` is a column and what its QR code says.
        """
        lines = [self._wrapped(at, cell) for at, cell in enumerate(cells)]
        tallest = max(map(len, lines))
        side = self._code_side(code[0]) if code else 0
        height = max(max(tallest * self._leading, side) + 2 * _PAD, least)
        fits = height <= self._paper.top - self._paper.bottom - self._head_height()
        self._open(height + reserve if fits else _FIRST_LINES * self._leading)
        while height > self._paper.y - self._paper.bottom:
            lines, height = self._split(lines)
        if code:
            box = self._boxes[code[0]]
            self._paper.code(code[1], (sum(box) - side) / 2, self._paper.y - (height - side) / 2, side)
        self._put_cells(lines, face("regular"), height)
        self._end_row(height)

    def new_page(self) -> None:
        """Go on with the head on a new page, if anything stands on this one."""
        if self._is_open:
            self._turn()

    def _code_side(self, column: int) -> float:
        left, right = self._boxes[column]
        return min(right - left + _PAD, _LARGEST_CODE)

    def opening(self, first: Sequence[str]) -> float:
        """The height of the head with the first row, or with as much of it as may not be parted from it."""
        lines = max((len(self._wrapped(at, cell)) for at, cell in enumerate(first)), default=1)
        return self._head_height() + min(lines, _FIRST_LINES) * self._leading + 2 * _PAD

    def empty_row(self, number: str = "", reserve: float = 0) -> None:
        """A row to be filled by hand."""
        self._open(_EMPTY_ROW + reserve)
        self._put_cells([(number,) if number else ()], face("regular"), _EMPTY_ROW)
        self._end_row(_EMPTY_ROW)

    def band(self, text: str) -> None:
        """A row across all columns, kept with the row after it."""
        bold = face("bold")
        left, right = self._edges[0] + _PAD, self._edges[-1] - _PAD
        lines = bold.wrap(text, self._size, right - left)
        height = len(lines) * self._leading + 2 * _PAD
        self._open(height + 2 * self._leading + 2 * _PAD)
        self._rule_columns()
        self._put_lines(lines, (left, right), (bold, "left"), self._first(height, len(lines)))
        self._end_row(height)
        self._ruled_from = self._paper.y
        paper = self._paper
        for x in (self._edges[0], self._edges[-1]):
            paper.rule(x, paper.y + height, x, paper.y)

    def close(self) -> None:
        """Draw what rules are still open; a table without a row still shows its head."""
        if not self._is_open:
            self._open(0)
        self._rule_columns()
        self._is_open = False

    def _wrapped(self, at: int, cell: str) -> Lines:
        known = self._known[at]
        found = known.get(cell)
        if found is None:
            if len(known) > 5_000:
                known.clear()
            found = known[cell] = self._fit(at, cell, face("regular"))
        return found

    def _fit(self, at: int, text: str, style: Face) -> Lines:
        left, right = self._boxes[at]
        return style.wrap(text, self._size, right - left)

    def _open(self, height: float) -> None:
        """Make room for a row of that height: on this page below the head, else on the next."""
        paper = self._paper
        if not self._is_open:
            paper.need(self._head_height() + height)
            self._put_head()
        elif paper.y - height < paper.bottom - 0.01 and paper.y < self._body_top - 0.01:
            self._turn()

    def _turn(self) -> None:
        self._rule_columns()
        self._paper.turn()
        self._put_head()

    def _split(self, lines: list[Lines]) -> tuple[list[Lines], float]:
        """Fill this page with the first lines of a row taller than any page; what is left, and its height."""
        room = self._paper.y - self._paper.bottom
        count = max(int((room - 2 * _PAD) // self._leading), 1)
        self._put_cells([cell[:count] for cell in lines], face("regular"), room)
        self._end_row(room)
        self._turn()
        rest = [cell[count:] for cell in lines]
        return rest, max(map(len, rest)) * self._leading + 2 * _PAD

    def _put_cells(self, lines: Sequence[Lines], style: Face, height: float) -> None:
        for cell, box, head in zip(lines, self._boxes, self._heads, strict=False):
            if cell:
                self._put_lines(cell, box, (style, head.align), self._first(height, len(cell)))

    def _first(self, height: float, count: int) -> float:
        """The baseline of the first of `count` lines centred in a row of that height at the cursor."""
        free = height - count * self._leading
        return self._paper.y - free / 2 - (self._leading - self._size * 1.107) / 2 - self._size * ASCENT

    def _put_lines(
        self, lines: Lines, box: tuple[float, float], look: tuple[Face, Align], baseline: float
    ) -> None:
        style, align = look
        for line in lines:
            self._paper.aligned(box, baseline, line, (style, self._size), align)
            baseline -= self._leading

    def _end_row(self, height: float) -> None:
        paper = self._paper
        paper.y -= height
        paper.rule(self._edges[0], paper.y, self._edges[-1], paper.y)

    def _rule_columns(self) -> None:
        paper = self._paper
        if self._ruled_from > paper.y:
            for x in self._edges:
                paper.rule(x, self._ruled_from, x, paper.y)
        self._ruled_from = paper.y

    def _head_height(self) -> float:
        upper, lower = self._levels()
        return upper + lower + (self._number_height() if self._numbered else 0)

    def _number_height(self) -> float:
        return self._leading + _PAD

    def _levels(self) -> tuple[float, float]:
        """The heights of the upper head row (groups) and the lower one (their columns)."""
        alone = max((len(label) for label, head in zip(self._labels, self._heads, strict=True)), default=1)
        inner = [len(label) for label, head in zip(self._labels, self._heads, strict=True) if head.group]
        if not inner:
            return 0.0, alone * self._leading + 2 * _PAD
        lower = max(inner) * self._leading + 2 * _PAD
        groups = [len(self._group_lines(*span)) for span in self._groups()]
        plain = [len(label) for label, head in zip(self._labels, self._heads, strict=True) if not head.group]
        upper = max(groups) * self._leading + 2 * _PAD
        tallest = max(plain, default=0) * self._leading + 2 * _PAD
        return max(upper, tallest - lower), lower

    def _groups(self) -> list[tuple[int, int]]:
        """The spans [first, after last) of neighbouring columns of one group."""
        spans: list[tuple[int, int]] = []
        for at, head in enumerate(self._heads):
            if not head.group:
                continue
            if spans and spans[-1][1] == at and self._heads[at - 1].group == head.group:
                spans[-1] = (spans[-1][0], at + 1)
            else:
                spans.append((at, at + 1))
        return spans

    def _group_lines(self, first: int, last: int) -> Lines:
        width = self._edges[last] - self._edges[first] - 2 * _PAD
        return face("bold").wrap(self._heads[first].group, self._size, width)

    def _put_head(self) -> None:
        paper, bold = self._paper, face("bold")
        upper, lower = self._levels()
        top = paper.y
        paper.rule(self._edges[0], top, self._edges[-1], top)
        for first, last in self._groups():
            lines = self._group_lines(first, last)
            box = (self._edges[first] + _PAD, self._edges[last] - _PAD)
            self._put_lines(lines, box, (bold, "center"), self._first(upper, len(lines)))
            paper.rule(self._edges[first], top - upper, self._edges[last], top - upper)
        for at, head in enumerate(self._heads):
            paper.y = top - upper if head.group else top
            height = lower if head.group else upper + lower
            lines = self._labels[at]
            self._put_lines(lines, self._boxes[at], (bold, "center"), self._first(height, len(lines)))
        paper.y = top - upper - lower
        self._rule_head(top, upper)
        paper.rule(self._edges[0], paper.y, self._edges[-1], paper.y)
        self._ruled_from = paper.y
        if self._numbered:
            self._put_numbers()
        self._body_top = paper.y
        self._is_open = True

    def _rule_head(self, top: float, upper: float) -> None:
        inside = {at for first, last in self._groups() for at in range(first + 1, last)}
        for at, x in enumerate(self._edges):
            self._paper.rule(x, top - (upper if at in inside else 0), x, self._paper.y)

    def _put_numbers(self) -> None:
        height = self._number_height()
        for at, box in enumerate(self._boxes):
            self._put_lines((f"({at + 1})",), box, (face("italic"), "center"), self._first(height, 1))
        self._end_row(height)

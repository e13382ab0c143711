"""Where everything of an answer sheet stands in its worksheet: cells over a grid that all tables share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap
from typing import Final, Literal

from desktop.domain.answer_sheet import AnswerSheet, AnswerTable, Ask

from .workbook import column_letters

Look = Literal[
    "unit", "code", "title", "subtitle", "label", "value", "note", "heading", "told", "ask", "table", "sign"
]
BREADTH: Final = 100
_LINE: Final = 15.5  # points a line of text takes
_TALL: Final = 46  # points to sign in
_SIZES: Final[dict[Look, float]] = {"title": 1.3}
_ROOM: Final[dict[Look, float]] = {"heading": 0.85}  # bold letters are broader


@dataclass(frozen=True)
class Placed:
    """One cell: Excel row, first and last column (from 0), what stands there or is asked."""

    row: int
    first: int
    last: int
    content: str | Ask
    look: Look

    @property
    def address(self) -> str:
        """Its name in Excel, as D7."""
        return f"{column_letters(self.first)}{self.row}"

    @property
    def text(self) -> str:
        """What stands in it when the sheet goes out."""
        return self.content.answer if isinstance(self.content, Ask) else self.content


@dataclass(frozen=True)
class Layout:
    """The cells of a sheet, the widths of its columns in characters, the heights of its rows in points."""

    cells: tuple[Placed, ...]
    widths: tuple[float, ...]
    heights: dict[int, float]
    head_rows: tuple[int, ...]


def laid_out(sheet: AnswerSheet) -> Layout:
    """The one layout of a sheet."""
    return _Page(sheet).layout()


class _Page:
    """Puts row under row; columns begin wherever a column of some table begins."""

    def __init__(self, sheet: AnswerSheet) -> None:
        self._sheet = sheet
        edges = {0, BREADTH, 20, 50, 70}
        for table in sheet.tables:
            edges.update(_edges(table.widths))
        self._edges = sorted(edges)
        self._characters = (136 if sheet.landscape else 92) / BREADTH
        self._cells: list[Placed] = []
        self._heights: dict[int, float] = {}
        self._heads: list[int] = []
        self._row = 0

    def layout(self) -> Layout:
        sheet = self._sheet
        self._line([(0, 70, sheet.unit, "unit"), (70, BREADTH, f"{sheet.code_label} {sheet.code}", "code")])
        self._line([(0, BREADTH, sheet.title, "title")])
        self._line([(0, BREADTH, sheet.subtitle, "subtitle")])
        for one in range(0, len(sheet.facts), 2):
            self._facts(sheet.facts[one : one + 2])
        for note in sheet.notes:
            self._line([(0, BREADTH, note, "note")])
        for table in sheet.tables:
            self._table(table)
        self._signs(sheet.signs)
        widths = [(after - edge) * self._characters for edge, after in pairwise(self._edges)]
        return Layout(tuple(self._cells), tuple(widths), self._heights, tuple(self._heads))

    def _facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Two beside each other."""
        spans = ((0, 20, 50), (50, 70, BREADTH)) if len(facts) == 2 else ((0, 20, BREADTH),)
        parts: list[tuple[int, int, str | Ask, Look]] = []
        for (label, value), (left, middle, right) in zip(facts, spans, strict=True):
            parts += [(left, middle, label, "label"), (middle, right, value, "value")]
        self._line(parts)

    def _table(self, table: AnswerTable) -> None:
        if table.title:
            self._line([(0, BREADTH, table.title, "table")])
        else:
            self._space(6)
        edges = _edges(table.widths)
        spans = list(pairwise(edges))
        self._heads.append(self._row + 1)
        self._line([(*span, text, "heading") for span, text in zip(spans, table.headings, strict=True)])
        for row in table.rows:
            self._line(
                [
                    (*span, cell, "ask" if isinstance(cell, Ask) else "told")
                    for span, cell in zip(spans, row, strict=True)
                ]
            )

    def _signs(self, signs: Sequence[str]) -> None:
        if not signs:
            return
        self._space(8)
        step = BREADTH // 2
        spans = [(step, BREADTH)] if len(signs) == 1 else [(0, step), (step, BREADTH)]
        self._line([(*span, text, "sign") for span, text in zip(spans, signs, strict=True)])
        self._line([(*span, self._sheet.sign_hint, "subtitle") for span in spans])
        self._space(_TALL)

    def _space(self, points: float) -> None:
        self._row += 1
        self._heights[self._row] = points

    def _line(self, parts: Sequence[tuple[int, int, str | Ask, Look]]) -> None:
        self._row += 1
        lines = 1.0
        for left, right, content, look in parts:
            first, last = self._edges.index(left), self._edges.index(right) - 1
            self._cells.append(Placed(self._row, first, last, content, look))
            room = (right - left) * self._characters * _ROOM.get(look, 1)
            lines = max(lines, _lines(content, int(room)) * _SIZES.get(look, 1))
        self._heights[self._row] = lines * _LINE + 3


def _edges(widths: Sequence[int]) -> list[int]:
    edges = [0]
    for width in widths:
        edges.append(edges[-1] + width)
    if edges[-1] != BREADTH:
        raise ValueError(widths)
    return edges


def _lines(content: str | Ask, characters: int) -> int:
    """How many lines a text takes in so many characters."""
    text = content.answer if isinstance(content, Ask) else content
    needed = sum(max(len(wrap(line, max(characters, 1))), 1) for line in text.split("\n"))
    return max(needed, content.lines) if isinstance(content, Ask) else needed


def told(layout: Layout) -> Iterator[tuple[str, str]]:
    """The cells that are not to be changed: address and text."""
    return ((cell.address, cell.text) for cell in layout.cells if not isinstance(cell.content, Ask))


def asked(layout: Layout) -> Iterator[tuple[str, Ask]]:
    """The cells to be filled in: address and what is asked."""
    return ((cell.address, cell.content) for cell in layout.cells if isinstance(cell.content, Ask))

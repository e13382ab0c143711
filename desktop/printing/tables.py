"""The two tables of a print: the rows of a section of one record, and the list of all records."""

from collections.abc import Callable, Mapping, Sequence
from string import Formatter
from typing import Final

from desktop.domain.form import Form
from desktop.domain.list_types import CatalogItem, Choice

from .answers import Answers
from .fonts import face
from .grammar import Column, Records, SectionTable, TextTable
from .grid import Grid, Head
from .line import break_lines, put_paragraph, words
from .made_blocks import ResultTable
from .names import FigureTable, Results
from .page import Paper

Band = tuple[str, Sequence[Answers]]

_NOTE_SIZE: Final = 10.5
_GAP: Final = 2.0  # points between a heading and its table
_STEP: Final = 50  # rows between two reports of progress
_ROMAN: Final = (
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def put_section(paper: Paper, block: SectionTable, answers: Answers) -> None:
    """The rows of a section, and empty ones up to `blank_rows` when it has none."""
    paper.leave_inset()
    paper.y -= _GAP
    grid = Grid(paper, _heads(block.columns), block.size, numbered=block.number_row)
    rows = list(answers.rows(block))
    empty = max(block.filled_rows - len(rows), 0) if rows else block.blank_rows
    for row in rows:
        grid.row(row)
    for _ in range(empty):
        grid.empty_row()
    grid.close()
    paper.y -= paper.size / 2


def opening_height(paper: Paper, block: SectionTable, answers: Answers) -> float:
    """What must stand on one page with the heading above the table."""
    grid = Grid(paper, _heads(block.columns), block.size, numbered=block.number_row)
    return _GAP + grid.opening(next(answers.rows(block), ()))


def put_table(paper: Paper, block: TextTable, names: Mapping[str, str]) -> None:
    """The rows that the print itself writes out."""
    paper.leave_inset()
    paper.y -= _GAP
    heads = [Head(column.label, column.width, column.align) for column in block.columns]
    grid = Grid(paper, heads, block.size, numbered=False)
    for row in block.rows:
        grid.row([_said(cell, names) for cell in row])
    grid.close()
    paper.y -= paper.size / 2


def table_height(paper: Paper, block: TextTable, names: Mapping[str, str]) -> float:
    """What must stand on one page with the heading above the table: its head and first row."""
    heads = [Head(column.label, column.width, column.align) for column in block.columns]
    first = [_said(cell, names) for cell in block.rows[0]] if block.rows else []
    return _GAP + Grid(paper, heads, block.size, numbered=False).opening(first)


def _said(cell: str, names: Mapping[str, str]) -> str:
    parts = Formatter().parse(cell)
    return "".join(literal + (names.get(name, "") if name else "") for literal, name, _, _ in parts)


def put_records(
    paper: Paper, block: Records, bands: Sequence[Band], reserve: float, report: Callable[[int], None]
) -> None:
    """All records, band by band; the last row stays with `reserve` points of what follows the list."""
    paper.leave_inset()
    grid = Grid(paper, _heads(block.columns), block.size, numbered=block.number_row)
    reserve += 2 * block.size if reserve and block.total else 0
    done, count = 0, sum(len(members) for _, members in bands)
    code = next((at for at, column in enumerate(block.columns) if column.code), None)
    for number, (name, members) in enumerate(bands):
        if number and block.band_pages:
            grid.new_page()
        if name:
            grid.band(name)
        for answers in members:
            done += 1
            cells = [str(done) if column.running else answers.cell(column) for column in block.columns]
            mark = (code, answers.code) if code is not None and answers.code else None
            grid.row(cells, reserve if done == count else 0, code=mark)
            if done % _STEP == 0:
                report(done)
    blank = 0 if count else block.blank_rows
    for number in range(1, blank + 1):
        text = str(number) if block.columns[0].running else ""
        grid.empty_row(text, reserve if number == blank else 0)
    if block.total and count:
        grid.band(block.total.format(count=count))
    grid.close()
    paper.y -= paper.size / 2


def put_results(paper: Paper, block: ResultTable, results: Results | None, reserve: float) -> None:
    """A table of results with its notes in small italics; one sentence where there is nothing to tell.

    The last row stays on one page with the notes and `reserve` points of what follows.
    """
    paper.leave_inset()
    if results is None or not results.rows:
        put_paragraph(paper, list(words(block.empty, face("italic"), paper.size)), paper.size)
    else:
        paper.y -= _GAP
        grid = _result_grid(paper, block)
        for at, row in enumerate(results.rows, 1):
            grid.row(row, _below(paper, results, reserve) if at == len(results.rows) else 0)
        grid.close()
        paper.y -= paper.size / 2
    for note in results.notes if results else ():
        put_paragraph(paper, list(words(note, face("italic"), _NOTE_SIZE)), _NOTE_SIZE)


def results_height(paper: Paper, block: ResultTable, results: Results | None, reserve: float) -> float:
    """What must stand on one page with the heading above the table."""
    if results is None or not results.rows:
        return 2 * paper.leading()
    height = _GAP + _result_grid(paper, block).opening(results.rows[0])
    return height + (_below(paper, results, reserve) if len(results.rows) == 1 else 0)


def _result_grid(paper: Paper, block: ResultTable) -> Grid:
    heads = [Head(column.label, column.width, column.align, column.group) for column in block.columns]
    return Grid(paper, heads, block.size, numbered=block.number_row)


def _below(paper: Paper, results: Results, reserve: float) -> float:
    """The height of what the last row may not be parted from; nothing where only notes follow."""
    if not reserve:
        return 0
    style = face("italic")
    notes = [
        break_lines(list(words(note, style, _NOTE_SIZE)), _NOTE_SIZE, paper.room) for note in results.notes
    ]
    return reserve + sum(map(len, notes)) * paper.leading(_NOTE_SIZE) + paper.size / 2


def put_figures(paper: Paper, table: FigureTable, size: float) -> None:
    """A table of figures of the occasion."""
    paper.leave_inset()
    grid = Grid(paper, _heads(table.columns), size, numbered=False)
    for row in table.rows:
        grid.row(row)
    grid.close()
    paper.y -= paper.size / 2


def _heads(columns: Sequence[Column]) -> list[Head]:
    return [Head(column.label, column.width, column.align, column.group) for column in columns]


def divided(block: Records, people: Sequence[Answers], form: Form, order: Sequence[str]) -> list[Band]:
    """The records by the band they belong to: as ordered, then as they come, those without one last."""
    if not block.band or not people:
        return [("", people)]
    bands: dict[str, list[Answers]] = {}
    for answers in people:
        bands.setdefault(answers.text(block.band), []).append(answers)
    place = {name: at for at, name in enumerate(order or _order(form, block.band))}
    names = sorted(bands, key=lambda name: (not name, place.get(name, len(place))))
    return [
        (
            block.band_text.format(
                name=name or block.band_empty, count=len(bands[name]), roman=roman(number)
            ),
            bands[name],
        )
        for number, name in enumerate(names, 1)
    ]


def _order(form: Form, field: str) -> list[str]:
    """The order of the list that a field chooses from."""
    kind = form.field(field).type
    if isinstance(kind, CatalogItem):
        return [item.label for item in kind.catalog.items]
    return [option.label.vi for option in kind.choices] if isinstance(kind, Choice) else []


def roman(number: int) -> str:
    """A whole number from 1 on in Roman figures."""
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text

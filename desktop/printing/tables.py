"""The two tables of a print: the rows of a section of one record, and the list of all records."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from desktop.domain.form import Field, Form
from desktop.domain.list_types import CatalogItem, Choice

from .answers import Answers
from .grid import Grid, Head
from .page import Paper
from .template import Column, Records, SectionTable

_STEP: Final = 50  # rows between two reports of progress
_ROMAN: Final = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def put_section(paper: Paper, block: SectionTable, answers: Answers) -> None:
    """The rows of a section, and empty ones up to `blank_rows` when it has none."""
    grid = Grid(paper, _heads(block.columns), block.size, numbered=block.number_row)
    rows = list(answers.rows(block))
    empty = max(block.filled_rows - len(rows), 0) if rows else block.blank_rows
    for row in rows:
        grid.row(row)
    for _ in range(empty):
        grid.empty_row()
    grid.close()
    paper.y -= paper.size / 2


def put_records(
    paper: Paper,
    block: Records,
    people: Sequence[Answers],
    form: Form,
    reserve: float,
    report: Callable[[int], None],
) -> None:
    """All records, in bands if the block has them; the last row stays with `reserve` points of what follows."""
    grid = Grid(paper, _heads(block.columns), block.size, numbered=block.number_row)
    done = 0
    for band, members in _bands(block, people, form):
        if band:
            grid.band(band)
        for answers in members:
            done += 1
            cells = [str(done) if column.running else answers.cell(column) for column in block.columns]
            grid.row(cells, reserve if done == len(people) else 0)
            if done % _STEP == 0:
                report(done)
    for number in range(0 if people else block.blank_rows):
        grid.empty_row(str(number + 1) if block.columns[0].running else "")
    if block.total and people:
        grid.band(block.total.format(count=len(people)))
    grid.close()
    paper.y -= paper.size / 2


def _heads(columns: Sequence[Column]) -> list[Head]:
    return [Head(column.label, column.width, column.align, column.group) for column in columns]


def _bands(block: Records, people: Sequence[Answers], form: Form) -> Iterator[tuple[str, Sequence[Answers]]]:
    """The records by the band they belong to: in the order of the field's list, what is not listed after it."""
    if not block.band or not people:
        yield "", people
        return
    field = form.field(block.band)
    bands: dict[str, list[Answers]] = {}
    for answers in people:
        bands.setdefault(answers.text(block.band), []).append(answers)
    listed = _order(field)
    order = sorted(bands, key=lambda name: (not name, listed.get(name, len(listed))))
    for number, name in enumerate(order, 1):
        facts = {"name": name or block.band_empty, "count": len(bands[name]), "roman": roman(number)}
        yield block.band_text.format(**facts), bands[name]


def _order(field: Field) -> Mapping[str, int]:
    if isinstance(field.type, CatalogItem):
        return {item.label: at for at, item in enumerate(field.type.catalog.items)}
    if isinstance(field.type, Choice):
        return {option.label.vi: at for at, option in enumerate(field.type.choices)}
    return {}


def roman(number: int) -> str:
    """A whole number from 1 on in Roman figures."""
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text

"""Measures: a workbook with headings, formats and types against the same values appended by openpyxl."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from desktop.spreadsheets.field_cells import FieldCells, format_of, width_of
from desktop.spreadsheets.workbook import Cell
from desktop.spreadsheets.writer import Dress, OutColumn, OutSheet, Styled, write_workbook

from .measure import Case, seconds
from .people import People
from .stores import Stores

_LANGUAGE: Final = "vi"


def cases(stores: Stores) -> Iterator[Case]:
    """`write_sheet`: people as they are exported, their cells ready-made on both sides."""
    sizes = stores.sizes
    fields = sorted(stores.people.fields, key=lambda field: not field.core)[: sizes.sheet_columns]
    headings = [field.label.vi for field in fields]
    columns = [OutColumn(width_of(field), format_of(field)) for field in fields]
    makers = [(field.name, FieldCells(field, _LANGUAGE)) for field in fields]
    rows = _rows(stores.people, makers, sizes.sheet_rows)
    ours, theirs = stores.folder / "written.xlsx", stores.folder / "appended.xlsx"
    styled = [Styled(heading, Dress.HEADING) for heading in headings]
    yield Case(
        "write_sheet",
        seconds(lambda: write_workbook(ours, [OutSheet("1", columns, [styled, *rows], (1, 1))])),
        seconds(lambda: _append(theirs, [headings, *rows])),
        target=1.1,
        times=sizes.few_times,
        sizes={"rows": sizes.sheet_rows, "columns": sizes.sheet_columns},
    )


def _rows(people: People, makers: Sequence[tuple[str, FieldCells]], many: int) -> list[list[Cell]]:
    return [
        [cells.cell(person.get(name)) for name, cells in makers] for person in map(people.whole, range(many))
    ]


def _append(path: Path, rows: Sequence[Sequence[Cell]]) -> None:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(path)

"""A register as a workbook that the import reads back without loss: one row a record, a column a field."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from desktop import messages
from desktop.domain.date_types import PartialDate
from desktop.domain.dates import parse_partial, show
from desktop.domain.form import Field, Form

from .cell_xml import OutRow, Styled
from .field_cells import FieldCells, format_of, sheet_fields, width_of
from .looks import Dress
from .titles import sheet_titles
from .values.dates import are_swapped
from .workbook import Row
from .writer import OutColumn, OutSheet, Written, write_workbook

NUMBER_COLUMN: Final = OutColumn(width=7)


def write_list(path: Path, form: Form, records: Iterable[Mapping[str, Any]], language: str) -> Written:
    """Write payloads, in their order, under the labels of the form; AppError as `write_workbook`.

    All once-asked fields but computed ones and pictures; the rows of tables are not in it.
    """
    return write_workbook(path, [list_sheet(form, records, language)])


def list_sheet(form: Form, records: Iterable[Mapping[str, Any]], language: str) -> OutSheet:
    """The same as a sheet, to be written with others; the records are gone through when it is written."""
    fields = sheet_fields(form)
    (title,) = sheet_titles([form.title[language]])
    columns = [OutColumn(width_of(field), format_of(field)) for field in fields]
    return OutSheet(
        title=title,
        columns=[NUMBER_COLUMN, *columns],
        rows=_rows(form, records, language),
        frozen=(1, 2),
    )


def _rows(form: Form, records: Iterable[Mapping[str, Any]], language: str) -> Iterator[OutRow]:
    fields = sheet_fields(form)
    headings = [messages.say_in(language, "workbook.number"), *(field.label[language] for field in fields)]
    yield [Styled(heading, Dress.HEADING) for heading in headings]
    made = [(field, FieldCells(field, language)) for field in fields]
    rows = [tuple(cells.cell(record.get(field.name)) for field, cells in made) for record in records]
    texts = _columns_of_text(fields, rows)
    for number, row in enumerate(rows, start=1):
        cells = [
            show(parse_partial(cell)) if isinstance(cell, date) and at in texts else cell
            for at, cell in enumerate(row)
        ]
        yield [number, *cells]


def _columns_of_text(fields: Sequence[Field], rows: Sequence[Row]) -> frozenset[int]:
    """The columns of dates that the import would take for American: there all is written as text."""
    return frozenset(
        at
        for at, field in enumerate(fields)
        if isinstance(field.type, PartialDate) and are_swapped(row[at] for row in rows)
    )

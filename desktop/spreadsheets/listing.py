"""A register as a workbook that the import reads back without loss: one row a record, a column a field."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from desktop import messages
from desktop.domain.form import Form

from .cell_xml import OutRow, Styled
from .field_cells import FieldCells, format_of, sheet_fields, width_of
from .looks import Dress
from .titles import sheet_titles
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
    made = [(field.name, FieldCells(field, language)) for field in fields]
    for number, record in enumerate(records, start=1):
        yield [number, *(cells.cell(record.get(name)) for name, cells in made)]

"""The rows that an import left out, as a workbook to be mended and imported as it is."""

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.form import Form
from desktop.domain.problems import Problem

from . import wording
from .import_preview import WRONG, Preview, PreviewRow
from .import_reading import SheetReading, form_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def failed_rows(preview: Preview) -> tuple[PreviewRow, ...]:
    """The rows with problems that bar them, and those that were to go into one of these."""
    wrong = {row.ref for row in preview.rows if row.state == WRONG}
    return tuple(row for row in preview.rows if row.ref in wrong or row.into in wrong)


def write_failed(preview: Preview, forms: "Mapping[str, Form]", path: Path) -> int:
    """Write the failed rows with their reasons, a sheet for each table; how many there are.

    AppError file_in_use, folder_missing, disk_full, file_not_written.
    """
    from desktop.spreadsheets.failed_rows import FailedTable, write_failed_rows

    by_sheet: dict[int, list[PreviewRow]] = {}
    for row in failed_rows(preview):
        by_sheet.setdefault(row.sheet, []).append(row)
    tables = []
    for place, rows in by_sheet.items():
        sheet = preview.reading.sheets[place]
        form = form_of(str(sheet.kind), forms)
        tables.append(
            FailedTable(sheet.table, {row.number: _reasons(sheet, form, row.problems) for row in rows})
        )
    if tables:
        write_failed_rows(path, tables)
    return sum(map(len, by_sheet.values()))


def _reasons(sheet: SheetReading, form: Form, problems: "Iterable[Problem]") -> list[tuple[int | None, str]]:
    """Each problem as a sentence, with the column it stands in; repairs need no mending."""
    columns = {(column.target or "").partition("@")[0]: column.index for column in sheet.columns}
    return [
        (columns.get(problem.place), wording.problem_text(form, problem))
        for problem in problems
        if not problem.is_repair
    ]

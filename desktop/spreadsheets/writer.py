"""The one place that writes workbooks: sheets given as plain values, put down whole or not at all.

openpyxl makes everything but the rows (styles, widths, drop-downs, notes). The rows are streamed between its
parts: that is faster than its write-only mode, leaves no answers in temporary files, and knows no formula.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, Final

from desktop.errors import AppError
from desktop.whole_file import whole_file

from .cell_xml import MOST_COLUMNS, MOST_ROWS, OutColumn, OutRow, RowWriter, Styled
from .input_rules import InputRule, add_rules
from .looks import FONT, FONT_SIZE, LINE, Dress, Styles
from .workbook import Merge, column_letters

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["Dress", "InputRule", "Note", "OutColumn", "OutSheet", "Styled", "Written", "write_workbook"]

_PRODUCER: Final = "So Xa"
_NO_ROWS: Final = re.compile(rb"<sheetData\s*/>|<sheetData>.*?</sheetData>", re.DOTALL)
_EXTENT: Final = re.compile(rb"<dimension [^>]*/>")  # of the sheet without rows; the part may be left out
_AT_ONCE: Final = 500
_NOTE_WIDTH: Final = 320
_NOTE_HEIGHT: Final = 90


@dataclass(frozen=True)
class Note:
    """A comment on a cell; rows count from 1 as in Excel, columns from 0."""

    row: int
    column: int
    text: str


@dataclass(frozen=True)
class OutSheet:
    """A sheet to be written; `frozen` are the rows and columns that stay when one scrolls.

    `title` is as Excel allows it (see `titles.sheet_titles`). `rows` are gone through once.
    """

    title: str
    columns: Sequence[OutColumn]
    rows: Iterable[OutRow]
    frozen: tuple[int, int] = (0, 0)
    merged: Sequence[Merge] = ()
    notes: Sequence[Note] = ()
    rules: Sequence[InputRule] = ()
    is_hidden: bool = False


@dataclass(frozen=True)
class Written:
    """A workbook that was written: the rows of all sheets, and how many texts no cell was long enough for."""

    rows: int
    cut: int


def write_workbook(path: Path, sheets: Sequence[OutSheet]) -> Written:
    """Write the sheets, at least one, to an .xlsx file.

    Every text stays text, whatever it begins with. AppError sheet_full when Excel has no room for so many
    rows or columns, folder_missing, file_in_use, disk_full, file_not_written; then nothing is changed.
    """
    if any(len(sheet.columns) > MOST_COLUMNS for sheet in sheets):
        raise AppError("sheet_full", rows=MOST_ROWS, columns=MOST_COLUMNS)
    skeleton, styles = _skeleton(sheets)
    with whole_file(path) as file:
        return _fill(file, skeleton, sheets, styles)


def _skeleton(sheets: Sequence[OutSheet]) -> tuple[bytes, Styles]:
    """The workbook without its rows."""
    import openpyxl

    book = openpyxl.Workbook()
    for at, sheet in enumerate(sheets):
        _put_sheet(book.worksheets[0] if at == 0 else book.create_sheet(), sheet)
    styles = Styles(book, (column.format for sheet in sheets for column in sheet.columns))
    book.properties.creator = _PRODUCER
    made = io.BytesIO()
    book.save(made)
    return made.getvalue(), styles


def _put_sheet(made: "Worksheet", sheet: OutSheet) -> None:
    """Everything of a sheet but its rows."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Font

    made.title = sheet.title
    made.sheet_state = "hidden" if sheet.is_hidden else "visible"
    made.sheet_format.defaultRowHeight = LINE
    made.page_setup.orientation = "landscape"
    made.page_setup.paperSize = made.PAPERSIZE_A4
    rows, columns = sheet.frozen
    if rows or columns:
        made.freeze_panes = f"{column_letters(columns)}{rows + 1}"
    for at, column in enumerate(sheet.columns):
        shape = made.column_dimensions[column_letters(at)]
        shape.width = column.width
        shape.font = Font(name=FONT, size=FONT_SIZE)
        shape.number_format = column.format
    for merge in sheet.merged:
        made.merge_cells(
            start_row=merge.top,
            start_column=merge.left + 1,
            end_row=merge.bottom,
            end_column=merge.right + 1,
        )
    for note in sheet.notes:
        made.cell(note.row, note.column + 1).comment = Comment(
            note.text, _PRODUCER, height=_NOTE_HEIGHT, width=_NOTE_WIDTH
        )
    add_rules(made, sheet.rules)


def _fill(file: BinaryIO, skeleton: bytes, sheets: Sequence[OutSheet], styles: Styles) -> Written:
    """Copy the skeleton, with the rows of each sheet in their place."""
    by_part = {f"xl/worksheets/sheet{at}.xml": sheet for at, sheet in enumerate(sheets, start=1)}
    rows = cut = 0
    with zipfile.ZipFile(io.BytesIO(skeleton)) as parts, zipfile.ZipFile(file, "w") as out:
        for entry in parts.infolist():
            sheet = by_part.get(entry.filename)
            if sheet is None:
                out.writestr(entry, parts.read(entry), zipfile.ZIP_DEFLATED)
                continue
            above, below = _NO_ROWS.split(_EXTENT.sub(b"", parts.read(entry), count=1))
            writer = RowWriter(sheet.columns, styles)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with out.open(entry, "w") as part:
                part.write(above + b"<sheetData>")
                rows += _stream(part, writer, sheet.rows)
                part.write(b"</sheetData>" + below)
            cut += writer.cut
    return Written(rows, cut)


def _stream(part: IO[bytes], writer: RowWriter, rows: Iterable[OutRow]) -> int:
    """Write the rows, some hundreds at once; how many there were."""
    number = 0
    waiting: list[str] = []
    for number, cells in enumerate(rows, start=1):
        waiting.append(writer.row(number, cells))
        if len(waiting) == _AT_ONCE:
            part.write("".join(waiting).encode())
            waiting.clear()
    part.write("".join(waiting).encode())
    return number

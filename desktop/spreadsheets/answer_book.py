"""Answer sheets as workbooks: one page to fill in, and a hidden part that knows what was handed out."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.domain.answer_sheet import AnswerSheet, digest
from desktop.whole_file import whole_file

from .answer_layout import Layout, Look, Placed, asked, laid_out, told
from .cell_xml import is_risky, legal
from .looks import FONT, FONT_SIZE, TEXT
from .workbook import column_letters

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MARK: Final = "so-xa"  # the hidden sheet, and what stands in its first cell
TOLD, ASKED = "p", "a"  # the kinds of its rows: text as handed out, and what a cell asks
_PRODUCER: Final = "So Xa"
_FILLS: Final[dict[Look, str]] = {"heading": "DDEBF7", "ask": "FFFBE6"}
_FRAMED: Final = frozenset({"heading", "told", "ask"})
_BOLD: Final = frozenset({"title", "heading", "value", "table", "sign", "unit", "code"})
_CENTRED: Final = frozenset({"title", "subtitle", "heading", "sign"})
_ITALIC: Final = frozenset({"subtitle", "note"})


def fingerprint(sheet: AnswerSheet) -> str:
    """The trace of what a sheet says and asks when it goes out, by which a changed one is known."""
    return digest(_memory(sheet, laid_out(sheet)))


def write_answer_sheet(path: Path, sheet: AnswerSheet, page: str) -> None:
    """Write the workbook; `page` is the title of the visible worksheet. AppError as for every file."""
    import openpyxl

    book = openpyxl.Workbook()
    layout = laid_out(sheet)
    visible = book.worksheets[0]
    visible.title = page
    hidden = book.create_sheet(MARK)
    hidden.sheet_state = "veryHidden"
    _put_page(visible, layout)
    _put_memory(hidden, sheet, layout)
    _put_lists(visible, hidden, layout)
    _protect(book, visible, sheet, layout)
    with whole_file(path) as file:
        book.save(file)


def _memory(sheet: AnswerSheet, layout: Layout) -> list[tuple[str, str, str]]:
    return [
        (MARK, "1", sheet.code),
        *((TOLD, address, text) for address, text in told(layout)),
        *((ASKED, address, ask.place) for address, ask in asked(layout)),
    ]


def _put_page(made: "Worksheet", layout: Layout) -> None:
    for at, width in enumerate(layout.widths):
        made.column_dimensions[column_letters(at)].width = width
    for row, height in layout.heights.items():
        made.row_dimensions[row].height = height
    for placed in layout.cells:
        if placed.last > placed.first:
            made.merge_cells(
                start_row=placed.row,
                end_row=placed.row,
                start_column=placed.first + 1,
                end_column=placed.last + 1,
            )
        _dress(made, placed)
        _put_text(made.cell(placed.row, placed.first + 1), placed.text)


def _dress(made: "Worksheet", placed: Placed) -> None:
    """The whole breadth of a merged cell bears its frame."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

    look = placed.look
    size = FONT_SIZE + 2 if look == "title" else FONT_SIZE - 1
    side = Side("thin", color="808080")
    for column in range(placed.first, placed.last + 1):
        cell = made.cell(placed.row, column + 1)
        if look in _FRAMED:
            cell.border = Border(side, side, side, side)
        if look in _FILLS:
            cell.fill = PatternFill("solid", fgColor=_FILLS[look])
        cell.protection = Protection(locked=look != "ask")
    cell = made.cell(placed.row, placed.first + 1)
    cell.font = Font(name=FONT, size=size, bold=look in _BOLD, italic=look in _ITALIC)
    is_number = look == "told" and placed.text.isdigit() and len(placed.text) < 4
    horizontal = "center" if look in _CENTRED or is_number else "right" if look == "code" else "left"
    cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=True)
    cell.number_format = TEXT


def _put_text(cell: "Cell | MergedCell", text: str) -> None:
    """A text, whatever it begins with: never a formula."""
    from openpyxl.cell import Cell

    if not text or not isinstance(cell, Cell):
        return
    cell.value = legal(text)
    cell.data_type = "s"
    if is_risky(text):
        cell.quotePrefix = True


def _put_memory(hidden: "Worksheet", sheet: AnswerSheet, layout: Layout) -> None:
    for row, parts in enumerate(_memory(sheet, layout), start=1):
        for column, text in enumerate(parts, start=1):
            _put_text(hidden.cell(row, column), text)


def _put_lists(visible: "Worksheet", hidden: "Worksheet", layout: Layout) -> None:
    """A drop-down for every different list; its entries stand in a column of the hidden sheet."""
    from openpyxl.worksheet.datavalidation import DataValidation

    from .input_rules import list_area

    lists: dict[tuple[str, ...], DataValidation] = {}
    for address, ask in asked(layout):
        if not ask.choices:
            continue
        if ask.choices not in lists:
            column = 4 + len(lists)
            for row, text in enumerate(ask.choices, start=1):
                _put_text(hidden.cell(row, column + 1), text)
            area = list_area(MARK, column, 1, len(ask.choices))
            lists[ask.choices] = DataValidation(
                type="list", formula1=area, allow_blank=True, showErrorMessage=True
            )
            visible.add_data_validation(lists[ask.choices])
        lists[ask.choices].add(address)


def _protect(book: "Workbook", visible: "Worksheet", sheet: AnswerSheet, layout: Layout) -> None:
    """Guarded against slips, not against intent: there is no password, and changes are found by the trace."""
    from openpyxl.workbook.protection import WorkbookProtection
    from openpyxl.worksheet.properties import PageSetupProperties

    visible.protection.sheet = True
    visible.protection.formatRows = False
    visible.protection.selectLockedCells = False
    book.security = WorkbookProtection(lockStructure=True)
    book.properties.creator = _PRODUCER
    setup = visible.page_setup
    setup.orientation = "landscape" if sheet.landscape else "portrait"
    setup.paperSize = visible.PAPERSIZE_A4
    setup.fitToWidth = 1
    setup.fitToHeight = 0 if sheet.landscape else 1
    visible.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    visible.print_options.horizontalCentered = True
    for edge, inches in (("left", 0.79), ("right", 0.59), ("top", 0.6), ("bottom", 0.6)):
        setattr(visible.page_margins, edge, inches)
    if sheet.landscape and layout.head_rows:
        visible.print_title_rows = f"{layout.head_rows[0]}:{layout.head_rows[0]}"
        visible.freeze_panes = f"A{layout.head_rows[0] + 1}"
    visible.sheet_view.showGridLines = False

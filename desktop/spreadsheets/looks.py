"""How the cells of our workbooks look: dresses, number formats, and the number of each style in the file."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from openpyxl import Workbook

GENERAL: Final = "General"
TEXT: Final = "@"
WHOLE: Final = "0"
GROUPED: Final = "#,##0"
DAY: Final = "dd/mm/yyyy"
MOMENT: Final = "dd/mm/yyyy hh:mm"
CLOCK: Final = "hh:mm:ss"
FONT: Final = "Times New Roman"
FONT_SIZE: Final = 12
LINE: Final = 16  # points of height that a line of it takes
_FORMATS: Final = (GENERAL, TEXT, WHOLE, DAY, MOMENT, CLOCK)


class Dress(StrEnum):
    """What a cell is, and so how it looks."""

    PLAIN = "plain"
    TITLE = "title"
    HEADING = "heading"
    REQUIRED = "required"
    GROUP = "group"
    EXAMPLE = "example"
    WRONG = "wrong"
    REASON = "reason"
    PROSE = "prose"


@dataclass(frozen=True)
class _Look:
    bold: bool = False
    italic: bool = False
    color: str = "000000"
    fill: str = ""
    wraps: bool = False
    framed: bool = False


_LOOKS: Final = {
    Dress.PLAIN: _Look(),
    Dress.TITLE: _Look(bold=True),
    Dress.HEADING: _Look(bold=True, fill="DDEBF7", wraps=True, framed=True),
    Dress.REQUIRED: _Look(bold=True, color="C00000", fill="DDEBF7", wraps=True, framed=True),
    Dress.GROUP: _Look(bold=True, fill="F2F2F2"),
    Dress.EXAMPLE: _Look(italic=True, color="7F7F7F"),
    Dress.WRONG: _Look(fill="FFC7CE"),
    Dress.REASON: _Look(color="C00000", wraps=True),
    Dress.PROSE: _Look(wraps=True),
}


WRAPPING: Final = frozenset(dress for dress, look in _LOOKS.items() if look.wraps)


class Styles:
    """The styles of one workbook, all entered before any cell is written: the file lists them first."""

    def __init__(self, book: "Workbook", formats: Iterable[str]) -> None:
        codes = dict.fromkeys((*_FORMATS, *formats))
        self._numbers = {
            (dress, code, quoted): _number(book, look, code, quoted=quoted)
            for dress, look in _LOOKS.items()
            for code in codes
            for quoted in ((False, True) if code == TEXT else (False,))
        }

    def number(self, dress: Dress, code: str, *, quoted: bool = False) -> int:
        """The number of a style; `quoted` keeps a text text when it is edited, whatever it begins with."""
        return self._numbers[dress, code, quoted]


def _number(book: "Workbook", look: _Look, code: str, *, quoted: bool) -> int:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell = WriteOnlyCell(book.worksheets[0])
    cell.font = Font(name=FONT, size=FONT_SIZE, bold=look.bold, italic=look.italic, color=look.color)
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)
    if look.framed:
        side = Side("thin", color="808080")
        cell.border = Border(side, side, side, side)
    if look.wraps:
        cell.alignment = Alignment(
            horizontal="center" if look.framed else None,
            vertical="center" if look.framed else "top",
            wrap_text=True,
        )
    cell.number_format = code
    cell.quotePrefix = quoted
    return int(cell.style_id)

"""The closed set of blocks a print is made of, as `forms/prints/README.md` explains them."""

from dataclasses import dataclass
from typing import Final, Literal

from .made_blocks import Code, Labels, ResultTable

Align = Literal["left", "center", "right"]
Show = Literal["as_form", "code", "label"]  # of a catalogue: as the form says, or one of the two


@dataclass(frozen=True)
class Letterhead:
    """Agency on the left, the name of the state on the right, number and date below."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    number: str = ""
    place_date: str = ""
    annex: str = ""


@dataclass(frozen=True)
class Title:
    """The name of the paper in the middle; `rule` draws the short line under it."""

    text: str
    subtitle: str = ""
    rule: bool = False
    size: float = 14


@dataclass(frozen=True)
class Heading:
    """A line that stays with what follows it."""

    text: str
    bold: bool = True
    size: float | None = None


@dataclass(frozen=True)
class Part:
    """One answer on a line: number, label, value or dots, unit."""

    field: str | None = None
    no: str = ""
    label: str = ""
    unit: str = ""
    date: str = ""
    show: Show = "as_form"
    by_hand: bool = False
    upper: bool = False
    bold: bool = False
    share: float = 1
    lines: int = 1


@dataclass(frozen=True)
class Fields:
    """Lines of answers."""

    lines: tuple[tuple[Part, ...], ...]
    indent: float = 0


@dataclass(frozen=True)
class Photo:
    """A box at the left, beside which the next lines run; millimetres.

    The picture is that of a field, or the first of a table.
    """

    text: str
    field: str | None = None
    section: str | None = None
    width: float = 40
    height: float = 60


@dataclass(frozen=True)
class Where:
    """The one condition of a table: the field of a row, or of a record, is one of these stored values."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """One column: a field, several joined, the running number, or the QR code of the record.

    One without any of them is filled by hand. `width` is its share of the table.
    """

    label: str
    width: float
    field: str | None = None
    fields: tuple[str, ...] = ()
    join: str = "; "
    show: Show = "as_form"
    running: bool = False
    code: bool = False
    group: str = ""
    align: Align = "left"
    where: Where | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every field the column shows."""
        return (self.field,) if self.field else self.fields


@dataclass(frozen=True)
class SectionTable:
    """The rows of one repeated section of the record.

    `list_of` names a catalogue field: a section without rows shows the list, a row a code, with whatever else
    the list tells of it under the names of the section's fields.
    """

    section: str
    columns: tuple[Column, ...]
    where: Where | None = None
    list_of: str = ""
    size: float = 12
    number_row: bool = False
    blank_rows: int = 3
    filled_rows: int = 1


@dataclass(frozen=True)
class Cell:
    """The head of one column of a table of texts; `width` is its share of the table."""

    label: str
    width: float
    align: Align = "left"


@dataclass(frozen=True)
class TextTable:
    """A table whose rows are written out in the print; a named value that is not there is left out."""

    columns: tuple[Cell, ...]
    rows: tuple[tuple[str, ...], ...]
    size: float = 12


@dataclass(frozen=True)
class Records:
    """The list: a row a record, in bands where `band` names the field to divide by.

    `without` leaves out records that have an answer there; `band_pages` begins a page with every band.
    With `where` only the records that meet it are on the paper, and counted.
    """

    columns: tuple[Column, ...]
    where: Where | None = None
    band: str | None = None
    band_text: str = "{name} ({count})"
    band_empty: str = ""
    band_pages: bool = False
    without: str | None = None
    total: str = ""
    size: float = 10
    number_row: bool = True
    blank_rows: int = 15


@dataclass(frozen=True)
class Paragraph:
    """A text with named values in braces."""

    text: str
    align: Align = "left"
    style: Literal["regular", "bold", "italic", "bold_italic"] = "regular"
    size: float | None = None
    indent: float = 0


@dataclass(frozen=True)
class Note:
    """A small text in italics."""

    text: str
    align: Align = "left"


@dataclass(frozen=True)
class Signature:
    """One who signs: what stands above, who (`otherwise` if no line of `head` is known), how, the name."""

    head: tuple[str, ...] = ()
    otherwise: str = ""
    above: str = ""
    hint: str = ""
    name: str = ""
    width: float = 1


@dataclass(frozen=True)
class Recipients:
    """The list of receivers at the lower left."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Signatures:
    """Those who sign, side by side, never parted from each other; `gap`: millimetres to sign in."""

    columns: tuple[Signature, ...]
    recipients: Recipients | None = None
    gap: float = 22


@dataclass(frozen=True)
class Space:
    """Empty paper, in millimetres."""

    height: float = 4


@dataclass(frozen=True)
class ChartPlace:
    """One chart of the occasion, by the name it was handed over with; `width` is its share of the line.

    The charts named in `beside` stand to its right and part what is left of the line; `size` is that of
    the text in them.
    """

    name: str
    width: float = 1
    beside: tuple[str, ...] = ()
    size: float = 11


@dataclass(frozen=True)
class FiguresPlace:
    """One table of figures of the occasion, by the name it was handed over with."""

    name: str
    size: float = 11


@dataclass(frozen=True)
class Break:
    """A new page."""


Block = (
    Letterhead
    | Title
    | Heading
    | Fields
    | Photo
    | SectionTable
    | TextTable
    | Records
    | Paragraph
    | Note
    | Signatures
    | Space
    | ChartPlace
    | ResultTable
    | Labels
    | Code
    | FiguresPlace
    | Break
)
KINDS: Final[dict[str, type[Block]]] = {
    "letterhead": Letterhead,
    "title": Title,
    "heading": Heading,
    "fields": Fields,
    "photo": Photo,
    "section": SectionTable,
    "table": TextTable,
    "records": Records,
    "paragraph": Paragraph,
    "note": Note,
    "signatures": Signatures,
    "space": Space,
    "chart": ChartPlace,
    "results": ResultTable,
    "labels": Labels,
    "code": Code,
    "figures": FiguresPlace,
    "break": Break,
}

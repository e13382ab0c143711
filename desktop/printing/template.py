"""A print: the order and wording of one paper, read from `forms/prints/<id>.toml` (grammar in its README.md)."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from desktop.domain.form import Text2

from .reading import TemplateError, one_of, read
from .sheet import Sheet

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
    """A box at the left, beside which the next lines run; millimetres."""

    text: str
    field: str | None = None
    width: float = 40
    height: float = 60


@dataclass(frozen=True)
class Where:
    """The one condition of a table: the field of a row, or of a record, is one of these stored values."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """One column: a field, several joined, or the running number; `width` is its share of the table."""

    label: str
    width: float
    field: str | None = None
    fields: tuple[str, ...] = ()
    join: str = "; "
    show: Show = "as_form"
    running: bool = False
    group: str = ""
    align: Align = "left"
    where: Where | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every field the column shows."""
        return (self.field,) if self.field else self.fields


@dataclass(frozen=True)
class SectionTable:
    """The rows of one repeated section of the record."""

    section: str
    columns: tuple[Column, ...]
    where: Where | None = None
    size: float = 12
    number_row: bool = False
    blank_rows: int = 3
    filled_rows: int = 1


@dataclass(frozen=True)
class Records:
    """The list: a row a record, in bands where `band` names the field to divide by."""

    columns: tuple[Column, ...]
    band: str | None = None
    band_text: str = "{name} ({count})"
    band_empty: str = ""
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
    """One who signs: what stands above, who, how, and whose name below."""

    head: tuple[str, ...] = ()
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
class Break:
    """A new page."""


Block = (
    Letterhead
    | Title
    | Heading
    | Fields
    | Photo
    | SectionTable
    | Records
    | Paragraph
    | Note
    | Signatures
    | Space
    | Break
)
KINDS: Final[dict[str, type[Block]]] = {
    "letterhead": Letterhead,
    "title": Title,
    "heading": Heading,
    "fields": Fields,
    "photo": Photo,
    "section": SectionTable,
    "records": Records,
    "paragraph": Paragraph,
    "note": Note,
    "signatures": Signatures,
    "space": Space,
    "break": Break,
}


@dataclass(frozen=True)
class Print:
    """One paper of a form; `each`: a paper a record, else one list of all; `blank`: may be printed empty."""

    id: str
    version: int
    form: str
    title: Text2
    legal_basis: str
    each: bool
    blank: bool
    foot: str = ""
    official: str = ""
    sheet: Sheet = field(default_factory=Sheet)
    blocks: tuple[Block, ...] = ()


def load_prints(folder: Path) -> dict[str, Print]:
    """Every print of a folder by id."""
    return {path.stem: load_print(path) for path in sorted(folder.glob("*.toml"))}


def load_print(path: Path) -> Print:
    """One print; raises TemplateError with file, place, and the nearest known word."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return _print(data, path.stem)
    except (tomllib.TOMLDecodeError, TemplateError) as error:
        raise TemplateError(f"{path.name}: {error}") from error


def _print(data: dict[str, Any], stem: str) -> Print:
    tables = data.pop("block", [])
    made = read(Print, data | {"blocks": []}, "print")
    if made.id != stem:
        raise TemplateError(f'print: id is "{made.id}", the file is called "{stem}"')
    if wrong := made.sheet.misfits():
        raise TemplateError(f"print, sheet: margin outside Decree 30/2020: {', '.join(wrong)}")
    blocks = tuple(_block(table, at) for at, table in enumerate(tables, 1))
    if not blocks:
        raise TemplateError("print: it has no block")
    if made.each == any(isinstance(block, Records) for block in blocks):
        raise TemplateError("print: a list of records wants each = false, any other paper each = true")
    return Print(**{**vars(made), "blocks": blocks})


def _block(table: dict[str, Any], at: int) -> Block:
    kind = str(table.get("kind", ""))
    place = f"block {at} ({kind})"
    one_of(kind, KINDS, place)
    return read(KINDS[kind], {key: value for key, value in table.items() if key != "kind"}, place)

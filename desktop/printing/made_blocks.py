"""Blocks of what is made of a record or worked out: tables of results, stickers, QR codes."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class ResultColumn:
    """One column of a table of results."""

    label: str
    width: float
    group: str = ""
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True)
class ResultTable:
    """Results worked out for the occasion or the record, by name; `empty` is said where there are none."""

    name: str
    columns: tuple[ResultColumn, ...]
    empty: str = ""
    size: float = 10
    number_row: bool = False


@dataclass(frozen=True)
class Labels:
    """Stickers of a sheet of A4, in millimetres: the first of `fields` in bold, beside the QR code."""

    fields: tuple[str, ...]
    head: str = ""
    across: int = 3
    down: int = 8
    width: float = 70
    height: float = 37
    size: float = 8.5
    without: str | None = None


@dataclass(frozen=True)
class Code:
    """The QR code of the record at the right edge; what follows begins at the same height."""

    side: float = 24

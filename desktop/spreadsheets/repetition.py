"""Marks that stand for the value above: "nt", "-nt-", a quotation mark, "như trên"."""

import re
from typing import Final

from .workbook import Cell

_LONGEST: Final = 20
_FIRST: Final = frozenset("nN-–_.,()* \t\n\xa0\"”“″〃„'’′")
_DITTO: Final = re.compile(
    r"[\s\-–_.,()*]*(?:nt|n\.t|n/t|như trên|như dòng trên|[\"”“″〃„]|''|’’|′′)[\s\-–_.,()*\"”″]*",
    re.IGNORECASE,
)


def is_ditto(cell: Cell) -> bool:
    """Whether a cell only says that it is as the one above."""
    return (
        isinstance(cell, str)
        and cell[:1] in _FIRST
        and len(cell) <= _LONGEST
        and _DITTO.fullmatch(cell) is not None
    )

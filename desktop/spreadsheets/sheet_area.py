"""How far an .xlsx sheet reaches, before calamine asks for room for every cell up to there.

A cell at XFD1048576 is a few bytes and would ask for 17 billion places. What is written the way office
programs write it is seen at a glance; everything else is counted, doubts in favour of too much.
"""

import re
from collections.abc import Iterator
from typing import Final

from . import limits

# Every cell says once where it stands, before column AAA and row 10,000, and none is an error ...
_UNUSUAL: Final = re.compile(rb'<c(?! r="[A-Z]{1,2}\d{1,4}"(?: s="\d+")?(?: t="(?!e")[a-zA-Z]+")?/?>|[a-z])')
_STRANGE: Final = re.compile(rb'<c(?! r="[A-Z]{1,3}\d{1,7}"(?: (?:s|t|cm|vm|ph)="\w*")*\s*/?>|[a-z])')
# ... and no cell hides behind a prefix.
_PREFIXED: Final = re.compile(rb":c[\s/>]")
_NEAR: Final = 702 * 9_999
_MOST_DOUBTFUL: Final = 8 * 1024 * 1024
_TAG: Final = re.compile(rb"[<:]c[\s/>]")
_ROW_TAG: Final = re.compile(rb"[<:]row[\s/>]")
_PLACED: Final = re.compile(rb"""<c\s[^<>]*?\br=["'][A-Za-z]+\d+["'][^<>]*>""")
# Empty beyond doubt: a bracket within an attribute ends no tag.
_NOTHING: Final = rb"""(?:\s+[\w:]+="[^"<>]*")*\s*/>"""
_FAR_CELL: Final = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"(?!' + _NOTHING + rb")")
_PLACE: Final = re.compile(rb"<c" + _NOTHING + rb"""|\br\s*=\s*["']?\s*([A-Za-z]*)(\d+)""")


def is_usual(part: bytes) -> bool:
    """Whether every cell is near, spelt as usual, and none holds an error."""
    begin = part.find(b"sheetData")
    # One byte is sought much faster than two.
    is_prefixed = part.find(b":", begin) >= 0 and _PREFIXED.search(part, begin) is not None
    return not is_prefixed and not _UNUSUAL.search(part)


def area(part: bytes) -> int:
    """An upper bound of rows times columns from A1 to the last cell that holds something."""
    if is_usual(part):
        return min(_NEAR, limits.MAX_CELLS)
    if not _STRANGE.search(part) and not _PREFIXED.search(part):
        return _area(_FAR_CELL.finditer(part))
    return _doubtful_area(part) if len(part) <= _MOST_DOUBTFUL else limits.MAX_CELLS + 1


def _area(cells: Iterator[re.Match[bytes]]) -> int:
    row = column = 0
    for cell in cells:
        row = max(row, int(cell[2]))
        column = max(column, column_number(cell[1]))
    return row * column


def _doubtful_area(part: bytes) -> int:
    far_row = row = column = 0
    for letters, digits in _places(part):
        number = int(digits[:12])
        far_row = max(far_row, number)
        if letters:
            row = max(row, number)
            column = max(column, column_number(letters))
    tags = sum(1 for _ in _TAG.finditer(part))
    if tags > sum(1 for _ in _PLACED.finditer(part)):
        # A cell that does not say where it stands follows the one before it, in a row that may not either.
        row = far_row + sum(1 for _ in _ROW_TAG.finditer(part))
        column += _most_in_a_row(part)
    return row * column


def column_number(letters: bytes) -> int:
    """The number of a column from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters[:9].upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _places(part: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Letters and digits of every place that is told outside of empty cells; rows tell digits only."""
    return ((found[1], found[2]) for found in _PLACE.finditer(part) if found[2])


def _most_in_a_row(part: bytes) -> int:
    most = begin = 0
    for found in _ROW_TAG.finditer(part):
        most = max(most, _cells(part, begin, found.start()))
        begin = found.start()
    return max(most, _cells(part, begin, len(part)))


def _cells(part: bytes, begin: int, end: int) -> int:
    return sum(1 for _ in _TAG.finditer(part, begin, end))

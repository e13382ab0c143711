"""What the XML of an .xlsx sheet tells beside its values: how far it reaches, hidden rows, formulas.

Read by searches rather than a parser: they run over every large sheet and mostly find nothing. A search that
begins with fixed letters is several times faster, hence `plain` before and tests for one rare byte.
"""

import re
from typing import Final

from . import limits

_FAR_COLUMN: Final = 703  # AAA
_FAR_ROW: Final = 10_000
# Only a cell from row 10,000 or column AAA on, or one oddly spelt, makes it worth to measure all of them.
_FAR_OR_ODD: Final = re.compile(rb'r(?:="(?:[A-Za-z]{3}|[A-Za-z]{0,2}\d{5})|=(?!")|\s+=)')
_DATA: Final = b"<sheetData"
_PREFIX: Final = re.compile(rb"<(\w+:)worksheet\b")
_PLACE: Final = re.compile(rb"""<c\b[^>]*?\br\s*=\s*["']([A-Za-z]+)(\d+)["'][^>]*?(/?)>""")
_UNPLACED_CELL: Final = re.compile(rb"""<c(?:\s+(?!r\s*=)[\w:]+\s*=\s*["'][^"']*["'])*\s*>""")
_ROW: Final = re.compile(rb"<row\b([^>]*)>")
_NUMBER: Final = re.compile(rb"""\br\s*=\s*["'](\d{1,7})["']""")
_HIDDEN: Final = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']|\bht\s*=\s*["']0(?:\.0*)?["']""")
_ERRORS: Final = ((b' t="e"', b' t="str"'), (b" t='e'", b" t='str'"))
_FORMULA: Final = re.compile(
    rb"<c\b([^>]*)>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(<v\s*/>|<v>\s*</v>)?\s*</c>"
)
_TEXT_RESULT: Final = re.compile(rb"""\bt\s*=\s*["']str["']""")
_ADDRESS: Final = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")


def plain(part: bytes) -> bytes:
    """The sheet without the prefix that its file may give every tag, and with error values as text.

    calamine drops errors, and "#REF!" shall stay to be seen.
    """
    if prefix := _PREFIX.search(part[:4096]):
        part = part.replace(b"<" + prefix[1], b"<").replace(b"</" + prefix[1], b"</")
        part = part.replace(b"xmlns:" + prefix[1][:-1] + b"=", b"xmlns=", 1)
    if b"#" in part and b"<v>#" in part:  # one byte is sought fifteen times faster than four
        for error, text in _ERRORS:
            part = part.replace(error, text)
    return part


def area(part: bytes) -> int:
    """An upper bound of rows times columns from A1 to the last cell that holds something."""
    if not _FAR_OR_ODD.search(part):
        return min((_FAR_COLUMN - 1) * (_FAR_ROW - 1), limits.MAX_CELLS)
    row = column = 0
    for letters, digits, is_empty in set(_PLACE.findall(part)):
        if not is_empty:
            row = max(row, int(digits[:9]))
            column = max(column, _column(letters))
    if _UNPLACED_CELL.search(part):
        numbers = [int(found[1]) for tag in _ROW.findall(part) if (found := _NUMBER.search(tag))]
        row = max(row, len(_ROW.findall(part)), *numbers)
        column = limits.MAX_COLUMNS
    return row * column


def hidden_rows(part: bytes) -> frozenset[int]:
    """The numbers of rows that are hidden, or have no height."""
    if not _has_letter(part, b"h"):
        return frozenset()
    hidden = []
    number = 0
    for attributes in _ROW.findall(part):
        found = _NUMBER.search(attributes)
        number = int(found[1]) if found else number + 1
        if _HIDDEN.search(attributes):
            hidden.append(number)
    return frozenset(hidden)


def unvalued(part: bytes) -> frozenset[tuple[int, int]]:
    """Row and column of cells with a formula and no result; an empty text is a result."""
    if not _has_letter(part, b"f"):
        return frozenset()
    found = []
    for attributes, empty_value in _FORMULA.findall(part):
        place = address(attributes)
        if place and not (empty_value and _TEXT_RESULT.search(attributes)):
            found.append(place)
    return frozenset(found)


def address(attributes: bytes) -> tuple[int, int] | None:
    """Row from 1 and column from 0 that the attributes of a cell tell."""
    found = _ADDRESS.search(attributes)
    return (int(found[2]), _column(found[1]) - 1) if found else None


def _has_letter(part: bytes, letter: bytes) -> bool:
    """Whether a letter that cells with plain values do not need stands among the rows."""
    begin = part.find(_DATA) + len(_DATA)
    return part.find(letter, begin, part.rfind(b"</sheetData")) >= 0


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:9].upper():
        number = number * 26 + letter - ord("A") + 1
    return number

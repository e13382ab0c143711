"""What the XML of an .xlsx sheet tells beside its values: hidden rows, formulas without results.

Read by searches rather than a parser: they run over every large sheet and mostly find nothing. None of them
looks beyond the next tag, so that no text makes them look twice at the same place.
"""

import re
from typing import Final

from .sheet_area import column_number

_DATA: Final = b"<sheetData"
_PREFIX: Final = re.compile(rb"<(\w+:)worksheet\b")
_ROW: Final = re.compile(rb"<row\b([^<>]*)>")
_NUMBER: Final = re.compile(rb"""\br\s*=\s*["'](\d{1,7})["']""")
_HIDDEN: Final = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']|\bht\s*=\s*["']0(?:\.0*)?["']""")
_ERRORS: Final = ((b' t="e"', b' t="str"'), (b" t='e'", b" t='str'"))
_FORMULA: Final = re.compile(
    rb"<c\b([^<>]*)>\s*<f\b(?:[^<>]*/>|[^<>]*>[^<]*</f>)\s*(<v\s*/>|<v>\s*</v>)?\s*</c>"
)
_TEXT_RESULT: Final = re.compile(rb"""\bt\s*=\s*["']str["']""")
_ADDRESS: Final = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")


def without_prefix(part: bytes) -> bytes:
    """The sheet without the prefix that its file may give every tag."""
    if prefix := _PREFIX.search(part[:4096]):
        part = part.replace(b"<" + prefix[1], b"<").replace(b"</" + prefix[1], b"</")
        part = part.replace(b"xmlns:" + prefix[1][:-1] + b"=", b"xmlns=", 1)
    return part


def with_errors_as_text(part: bytes) -> bytes:
    """The sheet with error values as text: calamine drops them, and "#REF!" shall stay to be seen."""
    for error, text in _ERRORS:
        part = part.replace(error, text)
    return part


def hidden_rows(part: bytes) -> frozenset[int]:
    """The numbers of rows that are hidden, or have no height."""
    if not _has_letter(part, b"h"):
        return frozenset()
    hidden = []
    number = 0
    for row in _ROW.finditer(part):
        found = _NUMBER.search(row[1])
        number = int(found[1]) if found else number + 1
        if _HIDDEN.search(row[1]):
            hidden.append(number)
    return frozenset(hidden)


def unvalued(part: bytes) -> frozenset[tuple[int, int]]:
    """Row and column of cells with a formula and no result; an empty text is a result."""
    if not _has_letter(part, b"f"):
        return frozenset()
    found = []
    for cell in _FORMULA.finditer(part):
        place = address(cell[1])
        if place and not (cell[2] and _TEXT_RESULT.search(cell[1])):
            found.append(place)
    return frozenset(found)


def address(attributes: bytes) -> tuple[int, int] | None:
    """Row from 1 and column from 0 that the attributes of a cell tell."""
    found = _ADDRESS.search(attributes)
    return (int(found[2]), column_number(found[1]) - 1) if found else None


def _has_letter(part: bytes, letter: bytes) -> bool:
    """Whether a letter that cells with plain values do not need stands among the rows."""
    begin = part.find(_DATA) + len(_DATA)
    return part.find(letter, begin, part.rfind(b"</sheetData")) >= 0

"""Reads .xlsx and .xlsm: values by calamine, hidden rows, formulas without results and fonts from the XML.

Macros are never run: the part that holds them is not even unpacked.
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from desktop.errors import AppError

from . import calamine_sheets, limits, sheet_xml, unpacking
from .cell_fonts import Fonts, fonts_of
from .workbook import Sheet
from .xml_events import Attributes, XmlError, local, parse, pieces

_WORKBOOK: Final = "workbook.xml"


def read(name: str, data: bytes) -> Iterator[Sheet]:
    """Its worksheets, hidden ones too; raises AppError when it cannot be read or holds too much."""
    parts = unpacking.xml_parts(name, data)
    try:
        places = _places(name, parts)
        fonts = fonts_of(parts)
    except (XmlError, ValueError, LookupError, StopIteration) as error:
        raise AppError("sheet_unreadable", file=name) from error
    sheets = {place: sheet_xml.plain(part) for place, part in parts.items() if b"sheetData" in part}
    if any(sheet_xml.area(part) > limits.MAX_CELLS for part in sheets.values()):
        raise AppError("sheet_too_large", file=name, most=limits.MAX_CELLS)
    is_as_it_was = all(sheets[place] is parts[place] for place in sheets)
    if not is_as_it_was or not unpacking.holds_only(data, parts):
        data = unpacking.plain_zip({**parts, **sheets})
    parts.clear()
    try:
        for sheet in calamine_sheets.sheets(name, data):
            yield _with_marks(sheet, sheets.get(places.get(sheet.name, ""), b""), fonts)
    except XmlError as error:
        raise AppError("sheet_unreadable", file=name) from error


def _with_marks(sheet: Sheet, part: bytes, fonts: Fonts | None) -> Sheet:
    return replace(
        sheet,
        rows=fonts.applied(sheet.rows, part) if fonts else sheet.rows,
        hidden_rows=sheet_xml.hidden_rows(part),
        unvalued=sheet_xml.unvalued(part),
    )


def _places(name: str, parts: Mapping[str, bytes]) -> Mapping[str, str]:
    """The part of every sheet by the sheet's name."""
    workbook = next(place for place in parts if place.lower().endswith(_WORKBOOK))
    folder, file = posixpath.split(workbook)
    ids: list[tuple[str, str]] = []
    targets: dict[str, str] = {}

    def sheet(tag: str, attributes: Attributes) -> None:
        if local(tag) == "sheet":
            ids.append((attributes["name"], _relation_id(attributes)))
        if len(ids) > limits.MAX_SHEETS:
            raise AppError("sheet_too_many_sheets", file=name, most=limits.MAX_SHEETS)

    def relation(tag: str, attributes: Attributes) -> None:
        if local(tag) == "Relationship":
            targets[attributes["Id"]] = posixpath.normpath(
                posixpath.join("/", folder, attributes["Target"])
            ).lstrip("/")

    parse(pieces(parts[workbook]), sheet)
    parse(pieces(parts[posixpath.join(folder, "_rels", f"{file}.rels")]), relation)
    places = {title: targets[ref] for title, ref in ids if ref in targets}
    if len(set(places.values())) < len(places):
        raise ValueError(workbook)  # sheets that share one part would have it read again and again
    return places


def _relation_id(attributes: Attributes) -> str:
    """`r:id`, whatever prefix the file gives that namespace."""
    return next((value for key, value in attributes.items() if key != "id" and local(key) == "id"), "")

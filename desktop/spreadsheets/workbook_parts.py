"""Which part of an .xlsx file is which, as calamine finds them; what could be taken for two is refused."""

import posixpath
import re
from collections.abc import Mapping
from typing import Final

from . import limits
from .xml_events import Attributes, XmlError, local, parse, pieces

_ROOT: Final = "_rels/.rels"
_WORKBOOK: Final = "/officeDocument"
_SHARED: Final = re.compile(rb"[<:]si[\s/>]")


class TooManySheetsError(Exception):
    """The workbook has more sheets than are read."""


def sheet_places(parts: Mapping[str, bytes]) -> Mapping[str, str]:
    """The part of every sheet by the sheet's name; XmlError when not told, or told in two ways."""
    by_small_name = {place.lower(): place for place in parts}
    workbook = by_small_name.get(_workbook(parts), "")
    folder, file = posixpath.split(workbook)
    relations = by_small_name.get(f"{folder}/_rels/{file}.rels".lower(), "")
    if len(by_small_name) < len(parts) or not workbook or not relations:
        raise XmlError("no workbook")
    targets = {key: target for key, _, target in _relations(parts[relations], folder)}
    sheets = [(title, targets[key]) for title, key in _sheets(parts[workbook]) if key in targets]
    if len({target.lower() for _, target in sheets}) < len(sheets):
        raise XmlError("sheets that share a part would have it read again and again")
    return {title: by_small_name.get(target.lower(), "") for title, target in sheets}


def shared_texts_of(parts: Mapping[str, bytes]) -> bytes:
    """The part with the texts that cells share; when there are several, the largest."""
    found = (part for part in parts.values() if b"sheetData" not in part and _SHARED.search(part))
    return max(found, key=len, default=b"")


def part_named(parts: Mapping[str, bytes], name: str) -> bytes:
    """The part of that file name (in small letters), empty when there is none."""
    return next((part for place, part in parts.items() if place.lower().endswith(f"/{name}")), b"")


def _workbook(parts: Mapping[str, bytes]) -> str:
    found = [target for _, kind, target in _relations(parts.get(_ROOT, b""), "") if kind.endswith(_WORKBOOK)]
    if len(found) != 1:
        raise XmlError("no workbook")
    return found[0].lower()


def _sheets(workbook: bytes) -> list[tuple[str, str]]:
    """Names and relations of the sheets, in their order."""
    sheets: list[tuple[str, str]] = []

    def start(tag: str, attributes: Attributes) -> None:
        if local(tag) == "sheet":
            sheets.append((attributes.get("name", ""), _relation_id(attributes)))
            if len(sheets) > limits.MAX_SHEETS:
                raise TooManySheetsError

    parse(pieces(workbook), start)
    return sheets


def _relations(part: bytes, folder: str) -> list[tuple[str, str, str]]:
    """Id, type and target, as a name in the zip, of every relation."""
    found: list[tuple[str, str, str]] = []

    def start(tag: str, attributes: Attributes) -> None:
        if local(tag) == "Relationship":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            found.append((attributes.get("Id", ""), attributes.get("Type", ""), target.lstrip("/")))

    parse(pieces(part), start)
    if len({key for key, _, _ in found}) < len(found):
        raise XmlError("two relations of one name")
    return found


def _relation_id(attributes: Attributes) -> str:
    """`r:id`, whatever prefix the file gives that namespace."""
    return next((value for key, value in attributes.items() if key != "id" and local(key) == "id"), "")

"""The fonts of an .xlsx file's cells, for the sake of those from before Unicode.

Only a workbook that names such a font is looked at; the styles tell a cell's font, the shared texts tell it
where one cell holds several.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from .legacy import in_font, old_font
from .sheet_xml import address
from .workbook import Cell, Row
from .xml_events import Attributes, local, parse, pieces

_OLD_FONT: Final = re.compile(rb"""\bval\s*=\s*["'](?:\.vn|vni-)""", re.IGNORECASE)
_CELL: Final = re.compile(rb"<c\b([^>]*)>(?:\s*(?:<v>(\d{1,9})</|<is>(.*?)</is>))?", re.DOTALL)
_STYLE: Final = re.compile(rb"""\bs\s*=\s*["'](\d{1,7})["']""")
_SHARED: Final = re.compile(rb"""\bt\s*=\s*["']s["']""")

Run = tuple[str | None, str]


@dataclass(frozen=True)
class Fonts:
    """Names of fonts by cell style, and texts of several fonts by their number among the shared texts."""

    by_style: tuple[str, ...]
    runs: Mapping[int, tuple[Run, ...]]

    def applied(self, rows: tuple[Row, ...], part: bytes) -> tuple[Row, ...]:
        """The rows of a sheet, whose XML this is, with text of old fonts made Unicode; raises XmlError."""
        changed: dict[int, list[Cell]] = {}
        for row, column, font, runs in self._cells(part):
            if not 0 <= row < len(rows) or column >= len(rows[row]):
                continue
            text = rows[row][column]
            if isinstance(text, str):
                changed.setdefault(row, list(rows[row]))[column] = _text(text, font, runs)
        return tuple(tuple(changed.get(number, row)) for number, row in enumerate(rows))

    def _cells(self, part: bytes) -> Iterator[tuple[int, int, str, tuple[Run, ...]]]:
        """Cells that an old font may concern: row and column from 0, font, runs of other fonts."""
        for attributes, value, inline in _CELL.findall(part):
            style = _STYLE.search(attributes)
            number = int(style[1]) if style else 0
            font = self.by_style[number] if number < len(self.by_style) else ""
            runs: tuple[Run, ...] = ()
            if value and _SHARED.search(attributes):
                runs = self.runs.get(int(value), ())
            elif b"rFont" in inline:
                runs = _runs(b"<sst><si>" + inline + b"</si></sst>").get(0, ())
            place = address(attributes) if old_font(font) or runs else None
            if place:
                yield place[0] - 1, place[1], font, runs


def fonts_of(parts: Mapping[str, bytes]) -> Fonts | None:
    """The fonts of a workbook, None when none of them is an old one; raises XmlError or ValueError."""
    styles = _part(parts, "styles.xml")
    shared = _part(parts, "sharedstrings.xml")
    if not _OLD_FONT.search(styles) and not (b"rFont" in shared and _OLD_FONT.search(shared)):
        return None
    return Fonts(tuple(_by_style(styles)), _runs(shared) if b"rFont" in shared else {})


def _text(text: str, font: str, runs: tuple[Run, ...]) -> str:
    if "".join(part for _, part in runs) != text:
        return in_font(text, font)
    return "".join(in_font(part, own or font) for own, part in runs)


def _part(parts: Mapping[str, bytes], name: str) -> bytes:
    return next((part for place, part in parts.items() if place.lower().endswith(f"/{name}")), b"")


def _by_style(styles: bytes) -> Iterator[str]:
    names: list[str] = []
    fonts_of_cells: list[int] = []
    place = ""

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal place
        tag = local(tag)
        if tag in {"fonts", "cellXfs", "cellStyleXfs", "dxfs"}:
            place = tag
        elif tag == "font" and place == "fonts":
            names.append("")
        elif tag == "name" and place == "fonts" and names:
            names[-1] = attributes.get("val", "")
        elif tag == "xf" and place == "cellXfs":
            fonts_of_cells.append(int(attributes.get("fontId", "0")))

    if styles:
        parse(pieces(styles), start)
    return (names[number] if number < len(names) else "" for number in fonts_of_cells)


def _runs(shared: bytes) -> Mapping[int, tuple[Run, ...]]:
    """The parts of those shared texts that have fonts of their own."""
    reader = _RunReader()
    parse(pieces(shared), reader.start, reader.end, reader.text)
    return reader.found


class _RunReader:
    def __init__(self) -> None:
        self.found: dict[int, tuple[Run, ...]] = {}
        self._number = -1
        self._runs: list[Run] = []
        self._font: str | None = None
        self._is_text = self._is_reading_aid = False

    def start(self, tag: str, attributes: Attributes) -> None:
        tag = local(tag)
        if tag == "si":
            self._number += 1
            self._runs = []
        elif tag == "r":
            self._font = None
        elif tag == "rFont":
            self._font = attributes.get("val")
        elif tag == "rPh":
            self._is_reading_aid = True
        elif tag == "t":
            self._is_text = not self._is_reading_aid

    def text(self, text: str) -> None:
        if self._is_text:
            self._runs.append((self._font, text))

    def end(self, tag: str) -> None:
        tag = local(tag)
        if tag == "t":
            self._is_text = False
        elif tag == "rPh":
            self._is_reading_aid = False
        elif tag == "r":
            self._font = None
        elif tag == "si" and any(font for font, _ in self._runs):
            self.found[self._number] = tuple(self._runs)

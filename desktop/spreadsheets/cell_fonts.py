"""The fonts of an .xlsx file's cells, for the sake of those from before Unicode.

Only a workbook that names such a font is looked at; the styles tell a cell's font, the shared texts tell it
where one cell holds several.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from .legacy import in_font, old_font
from .shared_texts import Run, runs_of
from .sheet_xml import address
from .workbook import Cell, Row
from .workbook_parts import part_named, shared_texts_of
from .xml_events import Attributes, local, parse, pieces

_OLD_FONT: Final = re.compile(rb"""\bval\s*=\s*["'](?:\.vn|vni-)""", re.IGNORECASE)
_CELL: Final = re.compile(rb"<c\b([^<>]*)>(?:\s*(?:<v>(\d{1,9})</|<is>((?:[^<]|<(?!/?is>|c[\s>]))*)</is>))?")
_NUMBER: Final = re.compile("[0-9]{1,7}")
_STYLE: Final = re.compile(rb"""\bs\s*=\s*["'](\d{1,7})["']""")
_SHARED: Final = re.compile(rb"""\bt\s*=\s*["']s["']""")


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
        for cell in _CELL.finditer(part):
            attributes, value, inline = cell.groups(b"")
            style = _STYLE.search(attributes)
            number = int(style[1]) if style else 0
            font = self.by_style[number] if number < len(self.by_style) else ""
            runs: tuple[Run, ...] = ()
            if value and _SHARED.search(attributes):
                runs = self.runs.get(int(value), ())
            elif b"rFont" in inline:
                runs = runs_of(b"<sst><si>" + inline + b"</si></sst>").get(0, ())
            place = address(attributes) if old_font(font) or runs else None
            if place:
                yield place[0] - 1, place[1], font, runs


def fonts_of(parts: Mapping[str, bytes]) -> Fonts | None:
    """The fonts of a workbook, None when none of them is an old one; raises XmlError or ValueError."""
    styles = part_named(parts, "styles.xml")
    shared = shared_texts_of(parts)
    if not _OLD_FONT.search(styles) and not (b"rFont" in shared and _OLD_FONT.search(shared)):
        return None
    return Fonts(tuple(_by_style(styles)), runs_of(shared))


def _text(text: str, font: str, runs: tuple[Run, ...]) -> str:
    if "".join(part for _, part in runs) != text:
        return in_font(text, font)
    return "".join(in_font(part, own or font) for own, part in runs)


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
            number = attributes.get("fontId", "")
            fonts_of_cells.append(int(number) if _NUMBER.fullmatch(number) else 0)

    if styles:
        parse(pieces(styles), start)
    return (names[number] if number < len(names) else "" for number in fonts_of_cells)

"""The texts that cells of an .xlsx file share: how much they come to, each in every cell; and their fonts."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from . import limits
from .xml_events import Attributes, local, parse, pieces

Run = tuple[str | None, str]

_LEAST_CELL: Final = 16  # bytes: <c><v>0</v></c>
_SHARED: Final = re.compile(rb"""<(?:\w+:)?c\b[^<>]*\bt\s*=\s*["']s["'][^<>]*>\s*<(?:\w+:)?v>(\d{1,9})<""")
_TEXT: Final = re.compile(rb"<(?:\w+:)?si\b[^<>]*?(/?)>|</(?:\w+:)?si>")


def fit(shared: bytes, sheets: Sequence[bytes]) -> bool:
    """Whether the texts of all cells together are no more than may be read.

    A long text is in the file once; every cell that shows it would hold a copy.
    """
    sizes = _sizes(shared)
    longest = max(sizes, default=0)
    if sum(map(len, sheets)) // _LEAST_CELL * longest <= limits.MAX_TEXT_BYTES:
        return True
    if b"<!" in shared:  # a comment could make us count the texts differently
        sizes = [longest] * len(sizes)
    total = 0
    for sheet in sheets:
        for cell in _SHARED.finditer(sheet):
            number = int(cell[1])
            total += sizes[number] if number < len(sizes) else 0
            if total > limits.MAX_TEXT_BYTES:
                return False
    return True


def runs_of(shared: bytes) -> Mapping[int, tuple[Run, ...]]:
    """Texts of several fonts by their number: (font or None, text) each; raises XmlError."""
    if b"rFont" not in shared or len(shared) > limits.MAX_PARSED_BYTES:
        return {}
    reader = _RunReader()
    parse(pieces(shared), reader.start, reader.end, reader.text)
    return reader.found


def _sizes(shared: bytes) -> list[int]:
    """The bytes of every text."""
    sizes: list[int] = []
    begin = 0
    for tag in _TEXT.finditer(shared):
        if tag[1] is None:
            sizes.append(tag.start() - begin)
        elif tag[1]:
            sizes.append(0)
        begin = tag.end()
    return sizes


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

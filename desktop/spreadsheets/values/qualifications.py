"""Cells of schooling: a degree with its major, and whatever certificates people add to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from desktop.domain.catalog import Catalog
from desktop.domain.form import Field, Form
from desktop.domain.list_types import CatalogItem
from desktop.domain.names import clean, clean_lines, fold
from desktop.domain.problems import Code, Finding
from desktop.domain.values import Value
from desktop.spreadsheets.workbook import Cell

from .meaning import NOTHING, Meaning, repaired, typed
from .texts import untidy

LEVEL, MAJOR, THEORY, MANAGEMENT = "education_level", "major", "political_theory", "state_management"
_BREAK: Final = re.compile(r"\s*(?:\n|;|\s\+\s|\s/\s|\bvà\b(?=\s*(?:ĐH|CĐ|ThS|Thạc|Cử nhân|Kỹ sư|TC|CC)))\s*")
_COMMA: Final = re.compile(r"\s*,\s*")
_THEORY: Final = re.compile(r"\b(?:ll ?ct|llct|ll|ct|li luan chinh tri|li luan|chinh tri)\b|ll(?:ct)?$|ct$")
_MANAGEMENT: Final = re.compile(
    r"\b(?:qlnn|quan li nha nuoc)\b.*\b(?:ngach|cv|cvc|cvcc|chuien vien)\b|^bd qlnn"
)
_BEFORE_MAJOR: Final = re.compile(r"^(?:chuyên ngành|ngành|chuyên môn|về|:|-|–|\()\s*", re.IGNORECASE)


@dataclass
class _Said:
    """What the parts of a cell said: degrees as (rank in the list, code, major), certificates by field."""

    degrees: list[tuple[int, str, str]] = field(default_factory=list)
    certificates: dict[str, str] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)


class QualificationReader:
    """The highest degree, and its major; political theory and state management where the cell tells them."""

    def __init__(self, one: Field, form: Form) -> None:
        self._field = one
        self._form = form
        self._levels = _catalog(form, LEVEL)
        self._words = _words(self._levels)
        self._ranks = {item.code: place for place, item in enumerate(self._levels.items)}

    def read(self, cell: Cell) -> Meaning:
        if not isinstance(cell, str):
            return typed(self._field, cell)
        text = clean_lines(cell)
        if not text:
            return NOTHING
        said = _Said()
        parts = [part for part in map(clean, self._split(text)) if part]
        for part in parts:
            self._understand(part, said)
        whole = clean(cell)
        if not said.degrees:
            return typed(self._field, whole, *untidy(cell))
        return self._meaning(whole, said, len(parts), untidy(cell))

    def _split(self, text: str) -> Iterator[str]:
        """The parts of a cell; a comma parts only where another degree or certificate begins behind it."""
        for part in _BREAK.split(text):
            held = ""
            for piece in _COMMA.split(part):
                if held and not self._begins_anew(piece):
                    held = f"{held}, {piece}"
                    continue
                if held:
                    yield held
                held = piece
            yield held

    def _begins_anew(self, piece: str) -> bool:
        return self._degree(piece) is not None or self._certificate(piece) is not None

    def _understand(self, part: str, said: _Said) -> None:
        certificate = self._certificate(part)
        if certificate is not None:
            said.certificates.setdefault(*certificate)
            return
        degree = self._degree(part)
        if degree is None:
            said.rest.append(part)
            return
        code, rest = degree
        said.degrees.append((self._ranks[code], code, _major(rest)))

    def _certificate(self, part: str) -> tuple[str, str] | None:
        """Political theory or state management, as field and code."""
        words = fold(part)
        for name, pattern in ((THEORY, _THEORY), (MANAGEMENT, _MANAGEMENT)):
            if self._form.has_field(name) and pattern.search(words):
                item = _catalog(self._form, name).find(part)
                if item is not None:
                    return name, item.code
        return None

    def _degree(self, part: str) -> tuple[str, str] | None:
        """The level that a part begins with, and what follows it."""
        words = part.split()
        for size in range(min(4, len(words)), 0, -1):
            begin = " ".join(words[:size]).rstrip(":,-–(").strip()
            code = self._words.get(fold(begin))
            if code is not None:
                return code, " ".join(words[size:])
        return None

    def _meaning(self, whole: str, said: _Said, parts: int, findings: tuple[Finding, ...]) -> Meaning:
        rank, code, major = max(said.degrees, key=lambda degree: degree[0])
        values: dict[str, Value] = {LEVEL: code}
        if major and self._form.has_field(MAJOR):
            values[MAJOR] = major
        values |= said.certificates
        if parts > 1:
            findings = (*findings, repaired(Code.TWO_VALUES_IN_CELL, whole, self._levels.items[rank].label))
        others = [f"{self._levels.items[one].label} {of}".strip() for one, _, of in said.degrees]
        others.remove(f"{self._levels.items[rank].label} {major}".strip())
        about = tuple((self._field.name, finding) for finding in findings)
        return Meaning(values, about, rest="; ".join([*others, *said.rest]))


def _catalog(form: Form, name: str) -> Catalog:
    kind = form.field(name).type
    assert isinstance(kind, CatalogItem)  # noqa: S101 - a promise of the form, held by its own test
    return kind.catalog


def _words(levels: Catalog) -> dict[str, str]:
    words: dict[str, str] = {}
    for item in levels.items:
        for word in (item.label, *item.aliases):
            words.setdefault(fold(word), item.code)
    return words


def _major(text: str) -> str:
    """What follows a degree, without the words that only lead to it."""
    text = clean(text)
    while match := _BEFORE_MAJOR.match(text):
        text = text[match.end() :]
    return text.rstrip(")") if text.count(")") > text.count("(") else text

"""Cells of posts and units: abbreviations written out, capitals of headings made readable."""

import re
from typing import Final

from desktop.domain.catalog import Catalog, Catalogs
from desktop.domain.form import Field
from desktop.domain.names import clean, fold
from desktop.spreadsheets.workbook import Cell

from .meaning import NOTHING, Meaning, typed
from .texts import untidy

_VOWEL: Final = re.compile(r"[aeiouy]")
_MOST_WORDS: Final = 20  # of a post in short with its unit; each way to part them is looked up
_COUNTRY: Final = "Việt Nam"
_KNOWN_ACRONYMS: Final = frozenset(
    {
        "UBND",
        "HĐND",
        "MTTQ",
        "UBMTTQ",
        "UBKT",
        "CHQS",
        "BCHQS",
        "TNCS",
        "LHPN",
        "CNTT",
        "TT",
        "HĐ",
        "ĐU",
        "TTCT",
    }
)


class TitleReader:
    """A post as the paper says it; a known abbreviation of the whole is written out."""

    def __init__(self, field: Field, catalogs: Catalogs) -> None:
        self._field = field
        self._known = catalogs["title_abbreviations"]
        self._units = catalogs["org_units"]

    def read(self, cell: Cell) -> Meaning:
        text = clean(str(cell))
        if not text:
            return NOTHING
        item = self._known.find(text) or self._without_unit(text)
        return typed(
            self._field, item if isinstance(item, str) else item.label if item else text, *untidy(cell)
        )

    def _without_unit(self, text: str) -> str | None:
        """The post where its unit stands behind it in short: "PTP P. VHXH"."""
        words = text.split()
        if len(words) > _MOST_WORDS:
            return None
        for size in range(1, len(words)):
            title = self._known.find(" ".join(words[:size]))
            if title is not None and self._units.find(" ".join(words[size:])) is not None:
                return title.label
        return None


class UnitReader:
    """A unit's name; headings in capitals are written as units are."""

    def __init__(self, field: Field, units: Catalog | None) -> None:
        self._field = field
        self._units = units

    def read(self, cell: Cell) -> Meaning:
        text = clean(str(cell))
        return typed(self._field, readable(text, self._units), *untidy(cell)) if text else NOTHING


def readable(text: str, units: Catalog | None) -> str:
    """A heading in capitals as it is written in a sentence; other texts as they are."""
    if not text.isupper() or " " not in text:
        return text[:1].upper() + text[1:]
    item = units.find(text) if units else None
    if item is not None:
        return next((word for word in (item.label, *item.aliases) if fold(word) == fold(text)), text)
    words = [word if _is_acronym(word) else word.lower() for word in text.split()]
    joined = " ".join(words).replace(_COUNTRY.lower(), _COUNTRY)
    return joined[:1].upper() + joined[1:]


def _is_acronym(word: str) -> bool:
    """Whether a word of capitals is an abbreviation: a known one, or one without vowels."""
    plain = word.strip("().,;:-")
    return plain in _KNOWN_ACRONYMS or (len(plain) > 1 and not _VOWEL.search(fold(plain)))

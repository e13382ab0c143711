"""Text of the fonts from before Unicode: TCVN3 (".VnTime") and VNI ("VNI-Times"), made Unicode."""

import csv
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Final, Literal

from desktop import paths

from .syllables import is_syllable, is_syllable_in_any_case

Encoding = Literal["tcvn3", "vni"]
ENCODINGS: Final[tuple[Encoding, ...]] = ("tcvn3", "vni")
# A word as such a font holds it: some of its letters are signs (¸ µ ×) elsewhere.
_WORD: Final = re.compile("[A-Za-z\u00a1-\u036f\u1e00-\u1eff]+")


_SMALL: Final = re.compile("[a-z]")
_LONGEST: Final = 12
_MARKS: Final = frozenset("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")


@dataclass(frozen=True)
class OldFont:
    """What a font makes of the characters of its text."""

    encoding: Encoding
    is_capital: bool = False


@cache
def old_font(name: str | None) -> OldFont | None:
    """The old encoding that a font's name tells, None for every other font."""
    folded = (name or "").strip().lower()
    if folded.startswith(".vn"):
        return OldFont("tcvn3", is_capital=folded.endswith("h"))
    return OldFont("vni") if folded.startswith("vni-") else None


def words_of(text: str, most: int = 200) -> list[str]:
    """Its words, signs of old fonts within them; the first will do for a judgement."""
    return [found[0] for found in islice(_WORD.finditer(text), most)]


def in_font(text: str, name: str | None) -> str:
    """The text as a reader of that font sees it; text that is Unicode already stays, whatever its font."""
    font = old_font(name)
    if font is None:
        return text
    if not text.isascii():
        if _is_surely_unicode(text, font.encoding):
            return text
        text = to_unicode(text, font.encoding)
    return text.upper() if font.is_capital else text


def _is_surely_unicode(text: str, encoding: Encoding) -> bool:
    """Whether a text must have been typed as Unicode in spite of its font.

    It has a Vietnamese letter that the font's text never has, or makes no sense as the font shows it. What
    makes sense both ways ("trò", or "trị" in VNI) is what the font shows.
    """
    signs = {letter for letter in text.translate(_misread()) if letter.isalpha() and not letter.isascii()}
    if not all(map(_is_vietnamese, signs)):
        return False
    if not signs <= _signs(encoding):
        return True
    words = words_of(text)
    if sum(map(is_unicode, words)) <= sum(is_written_in(word, encoding) for word in words):
        return False
    return not all(map(is_syllable_in_any_case, words_of(to_unicode(text, encoding))))


@cache
def _is_vietnamese(letter: str) -> bool:
    split = unicodedata.normalize("NFD", letter.lower())
    return split == "đ" or ("a" <= split[0] <= "z" and _MARKS.issuperset(split[1:]))


@cache
def _signs(encoding: Encoding) -> frozenset[str]:
    """Every character above ASCII that the tables of an encoding name."""
    return frozenset(sign for signs in _letters(encoding) for sign in signs if not sign.isascii())


def to_unicode(text: str, encoding: Encoding) -> str:
    """The text in NFC; what the encoding does not know stays as it is.

    A word that stands alone keeps its small letter ("¸nh" is "ánh"): only a reader of the cell can tell.
    """
    converted = letters_to_unicode(text, encoding)
    return with_capitals(converted) if encoding == "tcvn3" else converted


def letters_to_unicode(text: str, encoding: Encoding) -> str:
    """The same letter by letter, for a text of many cells."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _converter(encoding)(text.translate(_misread())))


def with_capitals(text: str) -> str:
    """The text of a cell in capitals if all that TCVN3 can write as such are ("TRầN" is "TRẦN").

    It has no capitals with a tone. One capital before is none of many: "Hà" is a name.
    """
    if text.isascii() or _SMALL.search(text):
        return text
    words = [word for word in words_of(text) if not word.isascii()]
    is_shouted = any(sum("A" <= letter <= "Z" for letter in word) > 1 for word in words)
    return text.upper() if is_shouted else text


def is_unicode(word: str) -> bool:
    """Whether a word with marks is a Vietnamese syllable as it stands."""
    return not word.isascii() and is_syllable(word)


@lru_cache(maxsize=20_000)
def is_written_in(word: str, encoding: Encoding) -> bool:
    """Whether a word with signs becomes a Vietnamese syllable when read in that encoding."""
    if word.isascii() or not 2 <= len(word) <= _LONGEST:
        return False
    converted = to_unicode(word, encoding)
    is_sound = is_syllable_in_any_case if encoding == "tcvn3" else is_syllable
    return converted != word and is_sound(converted)


@cache
def _converter(encoding: Encoding) -> Callable[[str], str]:
    letters = _letters(encoding)
    if encoding == "tcvn3":
        table = str.maketrans(dict(letters))
        return lambda text: text.translate(table)
    longest_first = sorted(letters, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    return lambda text: pattern.sub(lambda found: letters[found[0]], text)


def _letters(encoding: Encoding) -> Mapping[str, str]:
    """What stands in the font's text, one or two characters, and the letter that it means."""
    path = paths.resources() / "encodings" / f"{encoding}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        read = {
            "".join(chr(int(code, 16)) for code in row["codes"].split()): row["letter"]
            for row in csv.DictReader(lines)
        }
    # Many type a capital and leave the mark small: "Aù" beside "AÙ".
    loose = {pair[0] + pair[1].swapcase(): letter for pair, letter in read.items() if len(pair) == 2}
    return {**loose, **read}


@cache
def _misread() -> Mapping[int, str]:
    """Signs as a Windows set to Vietnamese (code page 1258) takes them, back to those the tables name."""
    signs: dict[int, str] = {}
    for byte in range(0xA1, 0x100):
        taken = bytes([byte]).decode("cp1258")
        if taken != chr(byte):
            signs[ord(taken)] = chr(byte)
    return signs

"""Vietnamese names and words: cleaned, folded for search, and ordered as in a Vietnamese list."""

import re
import unicodedata
from typing import Final

_TONES: Final = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SHAPES: Final = {"\u0302", "\u0306", "\u031b"}
_LETTERS: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK: Final = {letter: chr(ord("A") + place) for place, letter in enumerate(_LETTERS)}
_INVISIBLE: Final = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_MARKS: Final = re.compile("[\u0300-\u034e\u0350-\u036f]+")  # those of Latin letters: all that Vietnamese has
_NOT_WORD: Final = re.compile(r"[^0-9a-z]+")


def clean(text: str) -> str:
    """One line of text as it should be kept: NFC, single spaces, nothing invisible, Đ for the Icelandic Ð."""
    if text.isascii():
        return " ".join(text.split())
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return " ".join(text.replace("\u00d0", "\u0110").replace("\u00f0", "\u0111").split())


def clean_lines(text: str) -> str:
    """A text of several lines, each cleaned; empty lines at both ends dropped."""
    lines = [clean(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(lines).strip("\n")


def fold(text: str) -> str:
    """What search compares: lower case, no marks, d for đ, i for y, words parted by one space."""
    return _NOT_WORD.sub(" ", unmarked(text)).strip().replace("y", "i")


def unmarked(text: str) -> str:
    """Lower case letters without any Vietnamese mark (đ becomes d)."""
    lower = text.lower()
    if lower.isascii():
        return lower
    split = _MARKS.sub("", unicodedata.normalize("NFD", lower.replace("đ", "d").replace("ð", "d")))
    if split.isascii():
        return split
    return "".join(char for char in split if not unicodedata.combining(char))


def sort_key(name: str) -> str:
    """The order of a person's name: given, family, middle names, each syllable by letter, then by tone.

    Letters and tones follow the Vietnamese alphabet (CLDR "vi"): An < Ánh < Ân < Ấn; Bình < Bỉnh < Bĩnh.
    """
    words = clean(name).split()
    if len(words) > 1:
        words = [words[-1], words[0], *words[1:-1]]
    return "".join(map(_syllable_key, words))


def text_key(text: str) -> str:
    """The order of any other Vietnamese text: its words from the first on."""
    return "".join(map(_syllable_key, clean(text).split()))


def _syllable_key(word: str) -> str:
    letters: list[str] = []
    tone = 0
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TONES:
            tone = _TONES[char]
        elif char in _SHAPES and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + char)
        elif not unicodedata.combining(char):
            letters.append(char)
    ranks = "".join(_RANK.get(letter, letter if letter.isdigit() else "") for letter in letters)
    return f"{ranks} {tone}"

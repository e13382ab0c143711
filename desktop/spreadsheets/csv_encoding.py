"""The characters of a text file whose encoding nobody wrote down."""

import codecs
import re
import unicodedata
from typing import Final

from .legacy import ENCODINGS, Encoding, is_unicode, is_written_in, letters_to_unicode, words_of

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT: Final = 1024 * 1024
_WORDS: Final = 5_000
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_BROKEN: Final = "\ufffd"


def text_of(data: bytes) -> tuple[str, Encoding | None] | None:
    """The text, and the old encoding that its letters were in; None when the bytes are no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _text(data[len(mark) :], encoding, None)
    sample = data[:_LOOKED_AT]
    if wide := _wide_encoding(sample):
        return _text(data, wide, None)
    if _CONTROL.search(sample.decode("latin-1")):
        return None
    if _is_utf8(sample, is_whole=len(data) <= _LOOKED_AT):
        return _text(data, "utf-8", None)
    return _text(data, *_eight_bits(sample))


def _text(data: bytes, encoding: str, old: Encoding | None) -> tuple[str, Encoding | None] | None:
    text = data.decode(encoding, "replace")
    if encoding == "cp1258":  # which writes tones as letters of their own
        text = unicodedata.normalize("NFC", text)
    if _CONTROL.search(text):
        return None
    return (letters_to_unicode(text, old) if old else text), old


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without its mark shows by its zeros, which stand at every other place only."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if max(even, odd) * 20 < len(data) or min(even, odd) * 50 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_utf8(data: bytes, *, is_whole: bool) -> bool:
    """Whether most of what is not ASCII is UTF-8: a file cut in the middle of a letter is still one."""
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(data, is_whole)
    broken = text.count(_BROKEN)
    return broken == 0 or broken * 10 < len(text) - sum(map(str.isascii, text))


def _eight_bits(data: bytes) -> tuple[str, Encoding | None]:
    """The code page, and the old encoding in it, that make most words Vietnamese syllables."""
    western = _words(data.decode("cp1252", "replace"))
    vietnamese = _words(unicodedata.normalize("NFC", data.decode("cp1258", "replace")))
    counts = {one: sum(is_written_in(word, one) for word in western) for one in ENCODINGS}
    best = max(ENCODINGS, key=counts.__getitem__)
    if counts[best] > sum(map(is_unicode, vietnamese)):
        return "cp1252", best
    return "cp1258", None


def _words(text: str) -> list[str]:
    return sorted({word for word in words_of(text, _LOOKED_AT) if not word.isascii()})[:_WORDS]

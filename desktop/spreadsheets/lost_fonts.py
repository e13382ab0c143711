"""Text of an old font that no longer tells its font, found by its letters.

Words are asked: "NguyÔn" is a syllable in TCVN3 only, "Nguyễn" in Unicode only, "Võ" in both. What a cell
cannot tell its row tells, else the whole sheet; so a row typed in Unicode stays as it is.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from .legacy import ENCODINGS, WORD, Encoding, is_unicode, is_written_in, to_unicode
from .workbook import Cell, Row

_NEEDED: Final = 3  # different words: fewer may be a foreign name or a sign of measure
_WHOLLY_READ: Final = 500  # rows; of those below, every tenth is looked at
# Signs and letters that Unicode text in Vietnamese has no use for.
_STRANGE: Final = re.compile(
    r"[\u00a1-\u00af\u00b5-\u00bf\u00c4-\u00c7\u00cb\u00ce\u00cf\u00d1\u00d6-\u00d8\u00db\u00dc\u00de\u00df"
    r"\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe]"
)


@dataclass(frozen=True)
class _Verdict:
    """How many words are sure to be in the old encoding, and how many sure to be Unicode."""

    old: int
    unicode: int

    @property
    def says_old(self) -> bool | None:
        return None if self.old == self.unicode else self.old > self.unicode


def without_old_letters(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows of a sheet with such text made Unicode; the same object when there is none."""
    if not any(_STRANGE.search(_text(row)) for row in _some(rows)):
        return rows
    words = set(WORD.findall("\n".join(map(_text, rows))))
    encoding = likely_encoding(words)
    if encoding is None:
        return rows
    is_old_sheet = _verdict(words, encoding).says_old is True
    return tuple(_row(row, encoding, is_old_sheet=is_old_sheet) for row in rows)


def likely_encoding(words: Iterable[str]) -> Encoding | None:
    """The old encoding in which enough of these words, strange in Unicode, are syllables."""
    strange = [word for word in set(words) if not word.isascii() and not is_unicode(word)]
    counts = {one: sum(is_written_in(word, one) for word in strange) for one in ENCODINGS}
    best = max(ENCODINGS, key=counts.__getitem__)
    return best if counts[best] >= _NEEDED else None


def _row(row: Row, encoding: Encoding, *, is_old_sheet: bool) -> Row:
    words = WORD.findall(_text(row))
    if all(word.isascii() for word in words):
        return row
    row_says = _verdict(words, encoding).says_old
    default = is_old_sheet if row_says is None else row_says
    return tuple(_cell(cell, encoding, default=default) for cell in row)


def _cell(cell: Cell, encoding: Encoding, *, default: bool) -> Cell:
    if not isinstance(cell, str) or cell.isascii():
        return cell
    says = _verdict(WORD.findall(cell), encoding).says_old
    return to_unicode(cell, encoding) if (default if says is None else says) else cell


def _verdict(words: Iterable[str], encoding: Encoding) -> _Verdict:
    read = [(is_written_in(word, encoding), is_unicode(word)) for word in words]
    return _Verdict(
        old=sum(is_old and not is_new for is_old, is_new in read),
        unicode=sum(is_new and not is_old for is_old, is_new in read),
    )


def _some(rows: tuple[Row, ...]) -> Iterable[Row]:
    yield from rows[:_WHOLLY_READ]
    yield from rows[_WHOLLY_READ::10]


def _text(row: Row) -> str:
    return "\n".join([cell for cell in row if isinstance(cell, str)])

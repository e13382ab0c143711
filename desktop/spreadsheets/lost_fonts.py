"""Text of an old font that no longer tells its font, found by its letters.

Words are asked: "NguyÔn" is a syllable in TCVN3 only, "Nguyễn" in Unicode only, "Võ" in both. What a cell
cannot tell its row tells, else the whole sheet; so a row typed in Unicode stays as it is.
"""

import re
from collections.abc import Iterable
from typing import Final

from .legacy import ENCODINGS, Encoding, is_unicode, is_written_in, to_unicode, words_of
from .workbook import Cell, Row

_NEEDED: Final = 3  # different words: fewer may be a foreign name or a sign of measure
_ENOUGH: Final = 50_000
_WHOLLY_READ: Final = 500  # rows; of those below, every tenth is looked at
# Signs and letters that Unicode text in Vietnamese has no use for.
_STRANGE: Final = re.compile(
    r"[\u00a1-\u00af\u00b5-\u00bf\u00c4-\u00c7\u00cb\u00ce\u00cf\u00d1\u00d6-\u00d8\u00db\u00dc\u00de\u00df"
    r"\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe]"
)


def without_old_letters(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows of a sheet with such text made Unicode; the same object when there is none."""
    if not any(_STRANGE.search(_text(row)) for row in _some(rows)):
        return rows
    words = _words(rows)
    encoding = likely_encoding(words)
    if encoding is None:
        return rows
    is_old_sheet = sum(_leaning(word, encoding) for word in words) > 0
    judge = _Judge(encoding, is_old_sheet=is_old_sheet)
    return tuple(map(judge.row, rows))


def likely_encoding(words: Iterable[str]) -> Encoding | None:
    """The old encoding in which enough of these words, strange in Unicode, are syllables."""
    strange = [word for word in set(words) if not word.isascii() and not is_unicode(word)]
    counts = {one: sum(is_written_in(word, one) for word in strange) for one in ENCODINGS}
    best = max(ENCODINGS, key=counts.__getitem__)
    return best if counts[best] >= _NEEDED else None


class _Judge:
    """Reads the cells of one sheet; what it has seen it knows, so that equal cells cost and hold little."""

    def __init__(self, encoding: Encoding, *, is_old_sheet: bool) -> None:
        self._encoding = encoding
        self._is_old_sheet = is_old_sheet
        self._leanings: dict[str, int] = {}
        self._converted: dict[str, str] = {}

    def row(self, row: Row) -> Row:
        leanings = [self._leaning(cell) for cell in row]
        if all(leaning is None for leaning in leanings):
            return row
        total = sum(leaning or 0 for leaning in leanings)
        is_old_row = total > 0 or (total == 0 and self._is_old_sheet)
        return tuple(
            self._in_unicode(cell)
            if leaning is not None and (leaning > 0 or (leaning == 0 and is_old_row))
            else cell
            for cell, leaning in zip(row, leanings, strict=True)
        )

    def _leaning(self, cell: Cell) -> int | None:
        """More than 0 when words of the cell are in the old encoding only; None when it has no signs."""
        if not isinstance(cell, str) or cell.isascii():
            return None
        if cell not in self._leanings:
            self._leanings[cell] = sum(_leaning(word, self._encoding) for word in words_of(cell))
        return self._leanings[cell]

    def _in_unicode(self, cell: Cell) -> Cell:
        if not isinstance(cell, str):
            return cell
        if cell not in self._converted:
            self._converted[cell] = to_unicode(cell, self._encoding)
        return self._converted[cell]


def _leaning(word: str, encoding: Encoding) -> int:
    """1 for a syllable in the old encoding only, -1 for one in Unicode only, else 0."""
    return is_written_in(word, encoding) - is_unicode(word)


def _words(rows: tuple[Row, ...]) -> set[str]:
    """The different words of a sheet, as many as a judgement needs."""
    words: set[str] = set()
    for row in rows:
        words.update(words_of(_text(row)))
        if len(words) > _ENOUGH:
            break
    return words


def _some(rows: tuple[Row, ...]) -> Iterable[Row]:
    yield from rows[:_WHOLLY_READ]
    yield from rows[_WHOLLY_READ::10]


def _text(row: Row) -> str:
    return "\n".join([cell for cell in row if isinstance(cell, str)])

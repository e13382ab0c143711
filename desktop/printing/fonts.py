"""The typefaces: Liberation Serif on paper, as wide as Times New Roman; Sans on screen."""

from collections.abc import Iterator
from functools import cache
from typing import Final, Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from desktop import paths

Style = Literal["regular", "bold", "italic", "bold_italic", "sans", "sans_bold"]

ASCENT: Final = 0.891  # of the size, as in the font file
DESCENT: Final = 0.216
_FILES: Final[dict[Style, str]] = {
    "regular": "LiberationSerif-Regular.ttf",
    "bold": "LiberationSerif-Bold.ttf",
    "italic": "LiberationSerif-Italic.ttf",
    "bold_italic": "LiberationSerif-BoldItalic.ttf",
    "sans": "LiberationSans-Regular.ttf",
    "sans_bold": "LiberationSans-Bold.ttf",
}
_BREAK_AFTER: Final = "-/,;.@_)"


class Face:
    """One style of the typeface: how wide words are, and where a line of them may break."""

    def __init__(self, style: Style) -> None:
        self.name = style if style.startswith("sans") else f"Serif-{style}"
        font = TTFont(self.name, str(paths.resources() / "fonts" / _FILES[style]))
        pdfmetrics.registerFont(font)
        self._letters: dict[int, float] = font.face.charWidths
        self._default: float = font.face.defaultWidth
        self._words: dict[str, float] = {}

    def width(self, text: str, size: float) -> float:
        """The width of a text in points."""
        return self._thousandths(text) * size / 1000

    def lacks(self, letters: str) -> str:
        """Those letters that the file does not have."""
        return "".join(letter for letter in letters if ord(letter) not in self._letters)

    def _thousandths(self, text: str) -> float:
        letters, default = self._letters, self._default
        return sum([letters.get(letter, default) for letter in map(ord, text)])

    def _word(self, word: str) -> float:
        """Words recur all through a list: a syllable is measured once."""
        found = self._words.get(word)
        if found is None:
            if len(self._words) > 20_000:
                self._words.clear()
            found = self._words[word] = self._thousandths(word)
        return found

    def wrap(self, text: str, size: float, width: float) -> tuple[str, ...]:
        """The lines of a text in a column of that width; a word wider than the column is broken."""
        if not text:
            return ()
        room = width * 1000 / size
        if "\n" in text:
            return tuple(line for part in text.split("\n") for line in self._wrap(part, room))
        return tuple(self._wrap(text, room))

    def _wrap(self, text: str, room: float) -> Iterator[str]:
        space = self._word(" ")
        line: list[str] = []
        used = -space
        for word in text.split():
            wide = self._word(word)
            if line and used + space + wide > room:
                yield " ".join(line)
                line, used = [], -space
            if wide > room:
                *full, rest = self._break(word, room)
                yield from full
                line, used = [rest], self._word(rest)
            else:
                line.append(word)
                used += space + wide
        if line:
            yield " ".join(line)

    def break_word(self, word: str, size: float, width: float) -> list[str]:
        """The pieces of a word too wide for its line, after a hyphen or stroke where there is one."""
        return list(self._break(word, width * 1000 / size))

    def _break(self, word: str, room: float) -> Iterator[str]:
        letters, default = self._letters, self._default
        start, used, after = 0, 0.0, 0
        for at, letter in enumerate(word):
            wide = letters.get(ord(letter), default)
            while used + wide > room and at > start:
                end = after if after > start else at
                yield word[start:end]
                start = end
                used = self._thousandths(word[start:at])
            used += wide
            if letter in _BREAK_AFTER:
                after = at + 1
        yield word[start:]


@cache
def face(style: Style) -> Face:
    """The face of a style, read from its file when first asked for."""
    return Face(style)

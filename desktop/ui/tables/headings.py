"""Headings of columns in a few lines, so that none is cut off."""

from collections.abc import Callable
from math import ceil

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QWidget

_BREAKS = str.maketrans({"/": "/ "})


def wrapped(text: str, width: float, measure: Callable[[str], float], most: int = 4) -> str:
    """The words in lines no wider than that, broken after a slash if need be; after `most` an ellipsis."""
    if measure(text) <= width:
        return text
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if measure(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    lines = [part for line in lines for part in _broken(line, width, measure)]
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]}…"]
    return "\n".join(lines)


def width_for_two_lines(text: str, measure: Callable[[str], float]) -> int:
    """How wide two lines of the words must be at least."""
    words = text.split()
    parted = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words) + 1))
    return ceil(min((max(map(measure, lines)) for lines in parted), default=0))


def _broken(line: str, width: float, measure: Callable[[str], float]) -> list[str]:
    if measure(line) <= width or "/" not in line:
        return [line]
    return [part.strip() for part in line.translate(_BREAKS).rsplit(" ", 1)]


def bold_metrics(header: QWidget) -> QFontMetrics:
    """The measures of the bold type that the style sheet gives headings."""
    font = QFont(header.font())
    font.setBold(True)
    return QFontMetrics(font)

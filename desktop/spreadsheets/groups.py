"""The rows that name the unit or class of the records below them, and how they nest."""

from dataclasses import dataclass
from typing import Final

from . import words
from .grid import is_vacant
from .workbook import Cell, Merge

_ORDER: Final = ("letter", "roman", "capitals", "digit", "small", "dash", "plain")
_MOST_COUNT: Final = 100_000
_FEW: Final = 0.34


@dataclass(frozen=True)
class Usual:
    """What records look like: their name's column, the last leading one, more cells, whether people."""

    name: int
    leading: int
    rest: float
    of_people: bool


def is_group(cells: list[tuple[int, Cell]], merges: list[Merge], usual: Usual) -> bool:
    """Whether a row, of which the filled cells are given with their columns, names a group."""
    front = [(column, cell) for column, cell in cells if column <= usual.leading and isinstance(cell, str)]
    rest = [cell for column, cell in cells if column > usual.leading]
    if not front:
        return len(cells) == 1 and isinstance(cells[0][1], str) and words.names_unit(cells[0][1])
    text = front[-1][1]
    is_bare = all(map(_is_count, rest))
    if not is_bare and len(rest) > _FEW * usual.rest:
        return False
    if words.names_unit(text) or (is_bare and _stands_alone(front, merges, usual)):
        return True
    if usual.of_people and _may_be_person(text, usual, rest):
        return False
    if len(front) > 1:
        style = words.numbering_style(str(front[0][1]))
        return style in {"roman", "letter"} or (is_bare and style == "small")
    is_numbered = words.split_numbering(text)[0] not in {"", "digit"}
    return is_numbered or (is_bare and not (usual.of_people and usual.rest == 0))


def _stands_alone(front: list[tuple[int, str]], merges: list[Merge], usual: Usual) -> bool:
    """Whether a text spreads over the leading columns, or stands where no name does."""
    if any(merge.left == front[0][0] and merge.right > usual.leading for merge in merges):
        return True
    return front[-1][0] != usual.name


def _may_be_person(text: str, usual: Usual, rest: list[Cell]) -> bool:
    """Whether a text is a person's name; two words without anything else are rather a village."""
    if not words.is_person_name(text):
        return False
    return bool(rest) or usual.rest < 2 or len(text.split()) > 2


def _is_count(cell: Cell) -> bool:
    if isinstance(cell, str):
        return words.is_count(cell) or cell.startswith("=")
    return isinstance(cell, int | float) and abs(cell) < _MOST_COUNT


def group_text(cells: list[tuple[int, Cell]], leading: int) -> tuple[str, str, str]:
    """How a group is numbered, its number, and its name without number and count."""
    texts = [cell if isinstance(cell, str) else str(cell) for column, cell in cells if column <= leading]
    texts = texts or [str(cells[0][1])]
    if len(texts) > 1:
        style, mark, text = words.numbering_style(texts[0]), texts[0].strip(" .)"), " ".join(texts[1:])
    else:
        style, mark, text = words.split_numbering(texts[0])
    if not style:
        style = "capitals" if text.isupper() else "plain"
    return style, mark, words.without_count(text)


class Groups:
    """The groups open at a row: a new one closes those numbered alike or below it."""

    def __init__(self) -> None:
        self._open: list[tuple[str, str]] = []
        self._had_records = False
        self._last_letter = " "
        self.texts: tuple[str, ...] = ()

    def enter(self, style: str, mark: str, text: str) -> None:
        """Begin a group; I after H is a letter, not a Roman one."""
        if style == "roman" and len(mark) == 1 and ord(mark) == ord(self._last_letter) + 1:
            style = "letter"
        if style == "letter":
            self._last_letter = mark
        styles = [known for known, _ in self._open]
        if style in styles:
            del self._open[styles.index(style) :]
        elif self._had_records:
            rank = _ORDER.index(style)
            self._open = [entry for entry in self._open if _ORDER.index(entry[0]) < rank]
        self._open.append((style, text))
        self._had_records = False
        self.texts = tuple(known for _, known in self._open)

    def note_record(self) -> None:
        """A record stands in the open groups."""
        self._had_records = True


def is_bare_number(cell: Cell) -> bool:
    """Whether the cell of the running number holds one: 12, "12.", "1.2" or a formula."""
    if isinstance(cell, str):
        return words.is_ordinal(cell) or cell.startswith("=")
    return not is_vacant(cell) and isinstance(cell, int | float)

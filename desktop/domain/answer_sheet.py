"""A sheet that somebody without the program fills in: what is told, what is asked, in the order of the page.

It is drawn as a workbook and as paper, and read back by its places; how it looks is not known here.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .names import clean


@dataclass(frozen=True)
class Ask:
    """A cell to be filled in: from `choices`, or freely where there are none; `answer` stands in it already.

    `place` is the field (or row and field) of the record; before a colon the code of the sheet it is of.
    """

    place: str
    choices: tuple[str, ...] = ()
    answer: str = ""
    lines: int = 1


Cell = str | Ask


@dataclass(frozen=True)
class AnswerTable:
    """A table of the sheet; `widths` are shares of the whole breadth, in hundredths."""

    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""

    def asks(self) -> Iterator[Ask]:
        """The cells to be filled in."""
        return (cell for row in self.rows for cell in row if isinstance(cell, Ask))


@dataclass(frozen=True)
class AnswerSheet:
    """One sheet; `signs` are those who sign at its foot."""

    code: str
    unit: str
    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    tables: tuple[AnswerTable, ...]
    code_label: str = ""
    notes: tuple[str, ...] = ()
    paper_notes: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    sign_hint: str = ""
    landscape: bool = False


@dataclass(frozen=True)
class Returned:
    """What a file says that came back: its code, the answers by place, and what it was made with.

    `fingerprint` is of the content that was handed out, as the file remembers it; `changed` are the cells
    whose content is not that content any more: (cell, handed out, now).
    """

    code: str
    fingerprint: str
    answers: dict[str, str] = field(default_factory=dict)
    changed: tuple[tuple[str, str, str], ...] = ()
    is_whole: bool = True
    saved_at: str = ""

    @property
    def digest(self) -> str:
        """A trace of the answers alone: a file that was only opened and saved again says the same."""
        return digest(self.answers.items())


def digest(parts: Iterable[tuple[str, ...]]) -> str:
    """The SHA-256 of what stands at some places, blanks aside, in any order: 64 hexadecimal digits."""
    told = sorted(list(map(clean, part)) for part in parts if part[-1])
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()

"""Names of sheets as Excel allows them."""

import re
from collections.abc import Iterable
from typing import Final

from desktop.domain.names import clean

_MOST: Final = 31
_LEAST: Final = 12  # characters that still say something
_FORBIDDEN: Final = re.compile(r"[\x00-\x1f\[\]:*?/\\]")
_RESERVED: Final = "history"  # Excel's own


def sheet_titles(wanted: Iterable[str]) -> tuple[str, ...]:
    """The nearest allowed name for each: at most 31 characters, without signs of formulas, no name twice."""
    taken: set[str] = {_RESERVED, ""}
    titles = []
    for name in wanted:
        plain = _shortened(clean(_FORBIDDEN.sub(" ", name)).strip("' "))
        title, number = plain, 1
        while title.casefold() in taken:
            number += 1
            end = f" ({number})"
            title = plain[: _MOST - len(end)].rstrip() + end
        taken.add(title.casefold())
        titles.append(title.strip())
    return tuple(titles)


def _shortened(name: str) -> str:
    """A long name up to a bracket, or to the last whole word that has room."""
    if len(name) <= _MOST:
        return name
    end = name.rfind(" (", _LEAST, _MOST)
    if end < 0:
        end = name.rfind(" ", _LEAST, _MOST + 1)
    return name[: end if end > 0 else _MOST].rstrip("' ,;-–")

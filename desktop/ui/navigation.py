"""The pages there are, and where a link leads: what pages hand to the main window when they want another."""

from dataclasses import dataclass
from typing import Final

REGISTERS: Final = ("person", "position", "building", "equipment", "vehicle", "workload")
PAGES: Final = ("overview", *REGISTERS, "unit", "packages", "system")
_KEYS: Final = "1234567890"


@dataclass(frozen=True, slots=True)
class Destination:
    """A page of the main window, and what to show there: `place` takes the cursor, `text` is searched.

    Page "new" makes a record of the form named in `text`; "import" goes back to the register named there.
    """

    page: str
    record_id: str = ""
    place: str = ""
    only_problems: bool = False
    text: str = ""


def shortcuts() -> tuple[tuple[str, str], ...]:
    """Every page with its key, from Alt+1 to Alt+9 and then Alt+0, in the order of the navigation."""
    return tuple((page, f"Alt+{digit}") for page, digit in zip(PAGES, _KEYS, strict=True))

"""What figures about norms are called: codes, choices and certainties in the language of the session."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop import messages
from desktop.domain.facility import Judged

from . import wording

if TYPE_CHECKING:
    from .session import Session

Cell = str | int | Decimal | None


@dataclass(frozen=True)
class FigureTable:
    """A table of figures in words: its id, the ids of its columns, its rows; `about` are lines above it."""

    id: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    about: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """How the table is called."""
        return messages.say(f"norms.sheet.{self.id}")

    @property
    def headings(self) -> tuple[str, ...]:
        """The words over its columns."""
        return tuple(messages.say(f"norms.column.{name}") for name in self.columns)


class Words:
    """The words of one session's lists and forms."""

    def __init__(self, session: "Session") -> None:
        self._catalogs = session.catalogs
        self._forms = session.forms

    def code(self, catalog_id: str, code: str | None) -> str:
        """A code by its name; what the list does not know stays as it is."""
        item = self._catalogs[catalog_id].get(code)
        if item is None:
            return code or ""
        return item.label_en if messages.language() == "en" else item.label

    def answer(self, form_id: str, name: str, value: object) -> str:
        """A stored answer as its form shows it."""
        return wording.shown(self._forms[form_id].field(name), value)

    def cause(self, cause: str) -> str:
        """What an outage was due to."""
        return wording.shown(self._forms["system"].section("outages").field("cause"), cause)


def plain(number: Decimal | int | None) -> str:
    """A number without idle zeros, with the decimal sign of the language; or that it is not known."""
    if number is None:
        return messages.say("norms.unknown")
    text = f"{number.normalize():f}" if isinstance(number, Decimal) else str(number)
    return text if messages.language() == "en" else text.replace(".", ",")


def certainty(word: str) -> str:
    """How sure a figure is."""
    return messages.say(f"norms.certainty_{word}")


def truth(value: bool | None) -> str:  # noqa: FBT001 - the value itself is what is worded
    """Yes, no, or that it is not known."""
    return messages.say("norms.unknown" if value is None else "norms.yes" if value else "norms.no")


def judged(state: Judged) -> str:
    """A state of a house, and whether the record says it or the figures do."""
    if state.told and state.derived:
        return messages.say("norms.both")
    if state.told:
        return messages.say("norms.told")
    return messages.say("norms.derived") if state.derived else truth(state.derived)


def joined(parts: Mapping[str, Decimal], words: Words) -> str:
    """Hours by cause in one cell."""
    return "; ".join(f"{words.cause(cause)}: {plain(hours)}" for cause, hours in parts.items())

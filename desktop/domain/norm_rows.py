"""Which row of a table of norms holds for a person: by position, kind of post or rank, else the fallback."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from .catalog import Catalog

CERTAINTIES: Final = ("low", "medium", "high")

Row = Mapping[str, str]


@dataclass(frozen=True)
class Staff:
    """One person present: the codes of all posts held (list `positions`), rank code, division and fields.

    `has_claim` tells whether the norms count this person (table `norm_staff`).
    """

    id: str
    posts: tuple[str, ...]
    rank: str | None = None
    division: str = ""
    fields: tuple[str, ...] = ()
    has_claim: bool = True


def rows_for(person: Staff, rows: Iterable[Row], positions: Catalog) -> list[Row]:
    """The rows that a person's posts or rank call for; those marked as fallback when there is none.

    A row names `positions` (codes), `groups` (kinds of post, the column `group` of the list of positions) and
    `ranks` (codes), each parted by `;`. Which one counts when there are several is the caller's: the highest.
    """
    groups = {item.extra["group"] for code in person.posts if (item := positions.get(code))}
    found: list[Row] = []
    fallback: list[Row] = []
    for row in rows:
        if row["fallback"]:
            fallback.append(row)
        elif (
            not _codes(row["positions"]).isdisjoint(person.posts)
            or not _codes(row["groups"]).isdisjoint(groups)
            or person.rank in _codes(row["ranks"])
        ):
            found.append(row)
    return found or fallback


def weakest(certainties: Iterable[str]) -> str:
    """The least sure of some certainties; `high` when there are none."""
    return min(certainties, key=CERTAINTIES.index, default="high")


def number(text: str) -> Decimal | None:
    """A number of a table; None where the table does not know it."""
    return Decimal(text) if text else None


def highest(rows: Sequence[Row], column: str) -> Row | None:
    """The row with the highest number in a column; one that does not know it only when no other does.

    Decree 155/2025 and Decision 15/2025: the highest norm counts for somebody with several posts.
    """
    return max(rows, key=lambda row: number(row[column]) or Decimal(-1), default=None)


def _codes(text: str) -> set[str]:
    return set(text.split(";")) - {""}

"""The quota assigned (biên chế được giao): one number a year for the commune, each block, each division."""

from collections.abc import Iterable
from datetime import date

from .staff import StaffFacts


def assigned(facts: StaffFacts, level: str, key: str | None, on: date) -> int | None:
    """The quota in force: that of the day's year, or of the latest year before it that tells one.

    None where nothing is assigned: to fields and positions never, to divisions where the commune allocates.
    """
    if level == "division":
        told = next((one.allocations for one in facts.subunits if one.name == key), {})
        return _latest(told.items(), on.year)
    if level == "commune" or (level == "block" and key is not None):
        rows = (row for row in facts.quotas if (row.block or "") == (key or ""))
        return _latest(((row.year, row.number) for row in rows), on.year)
    return None


def _latest(told: Iterable[tuple[int | None, int | None]], year: int) -> int | None:
    """The number of the latest year not after `year`; of two for one year the last told."""
    found, since = None, 0
    for one, number in told:
        if one is not None and number is not None and since <= one <= year:
            found, since = number, one
    return found

"""The quota assigned (biên chế được giao): one number a year for the commune, each block, each division."""

from collections.abc import Iterable
from datetime import date

from .staff import StaffFacts, begin_of


def assigned(facts: StaffFacts, level: str, key: str | None, on: date) -> int | None:
    """The quota in force: that of the day's year, or of the latest year before it that tells one.

    None where nothing is assigned: to fields and positions never, to divisions where the commune allocates.
    A division closed by that day keeps nothing of what it was allocated.
    """
    if level == "division":
        subunit = next((one for one in facts.subunits if one.name == key), None)
        told = _latest(subunit.allocations.items(), on.year) if subunit else None
        is_closed = bool(subunit and subunit.closed_on and begin_of(subunit.closed_on) <= on)
        return 0 if is_closed and told is not None else told
    if level == "commune" or (level == "block" and key is not None):
        rows = (row for row in facts.quotas if (row.block or "") == (key or ""))
        return _latest(((row.year, row.number) for row in rows), on.year)
    return None


def keys(facts: StaffFacts, level: str, on: date) -> set[str]:
    """The blocks or divisions of a level that have a quota of one person or more on that day."""
    told = {
        "block": {row.block for row in facts.quotas if row.block},
        "division": {one.name for one in facts.subunits},
    }
    return {key for key in told.get(level, ()) if assigned(facts, level, key, on)}


def _latest(told: Iterable[tuple[int | None, int | None]], year: int) -> int | None:
    """The number of the latest year not after `year`; of two for one year the last told."""
    found, since = None, 0
    for one, number in told:
        if one is not None and number is not None and since <= one <= year:
            found, since = number, one
    return found

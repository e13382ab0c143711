"""How a record is handed in, reviewed, approved and returned: one row a step in its section `approvals`.

Any form that has this repeated section can be approved. A step is taken in the program by who holds the
right, or was taken on paper and is recorded, with the name of who approved and of who recorded it.
"""

from collections.abc import Mapping
from typing import Any, Final

from . import places
from .form import Form
from .values import clean_value

SECTION: Final = "approvals"
DRAFT: Final = "draft"
SUBMITTED: Final = "submitted"
REVIEWED: Final = "reviewed"
APPROVED: Final = "approved"
RETURNED: Final = "returned"
STEPS: Final = (SUBMITTED, REVIEWED, APPROVED, RETURNED)
PROGRAM: Final = "program"
PAPER: Final = "paper"

# Which rights allow a step in the program; any one of them will do.
RIGHTS: Final[Mapping[str, tuple[str, ...]]] = {
    SUBMITTED: ("clerk",),
    REVIEWED: ("reviewer",),
    APPROVED: ("leader",),
    RETURNED: ("leader", "reviewer"),
}
PAPER_RIGHTS: Final = ("clerk",)

# The states from which a step can be taken. A leader may approve what nobody has reviewed: in a small office
# there may be no reviewer, and the missing row shows it.
_FROM: Final[Mapping[str, frozenset[str]]] = {
    SUBMITTED: frozenset({DRAFT, RETURNED}),
    REVIEWED: frozenset({SUBMITTED}),
    APPROVED: frozenset({SUBMITTED, REVIEWED}),
    RETURNED: frozenset({SUBMITTED, REVIEWED, APPROVED}),
}
# What came back signed on paper may never have been handed in on the screen.
_FROM_ON_PAPER: Final[Mapping[str, frozenset[str]]] = {
    **_FROM,
    REVIEWED: frozenset({DRAFT, RETURNED, SUBMITTED}),
    APPROVED: frozenset({DRAFT, RETURNED, SUBMITTED, REVIEWED}),
}


def has_approval(form: Form) -> bool:
    """Whether the records of a form are approved."""
    return any(section.id == SECTION for section in form.tables)


def is_approval_place(place: str) -> bool:
    """Whether a place, a row or the order of rows belongs to the approval."""
    return SECTION in place.split("/")[:2]


def state(payload: Mapping[str, Any]) -> str:
    """Where a record stands: the step of its last row, draft where there is none."""
    last = next(iter(reversed(_taken(payload))), None)
    return DRAFT if last is None else str(last["step"])


def is_locked(payload: Mapping[str, Any]) -> bool:
    """Whether a record is approved, and so not to be changed until it is returned."""
    return state(payload) == APPROVED


def can_follow(step: str, now: str, way: str = PROGRAM) -> bool:
    """Whether a step can be taken in that state."""
    return now in (_FROM if way == PROGRAM else _FROM_ON_PAPER)[step]


def round_of(payload: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The steps taken since the record was last returned, the first one first."""
    taken: list[Mapping[str, Any]] = []
    for row in _taken(payload):
        taken = [] if row["step"] == RETURNED else [*taken, row]
    return taken


def is_one_person(payload: Mapping[str, Any]) -> bool:
    """Whether a record is approved and who handed it in, reviewed and approved it is one and the same.

    A step on paper is that of the one whose name it bears; where nothing was handed in on the screen, whoever
    recorded the paper stands for the one who filled it.
    """
    steps = round_of(payload)
    if not steps or steps[-1]["step"] != APPROVED:
        return False
    filled_by = steps[0].get("recorded_by")
    return {filled_by, *map(_who, steps)} == {filled_by}


def _taken(payload: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The rows that say which step they are."""
    rows = places.rows(payload, SECTION)
    return [row for row in rows if clean_value(row.get("step")) in STEPS]


def _who(row: Mapping[str, Any]) -> object:
    return row.get("who") if row.get("way") == PAPER else row.get("recorded_by")

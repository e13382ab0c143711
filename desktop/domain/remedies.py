"""Ways to close a gap, proposed from the figures: each names its position, how many, who, and why.

The four remedies of letter 7415/BNV-CCVC (move, contract, recruit, train) and what Resolution 303/NQ-CP asks
first: to re-arrange inside the commune. Which law allows which is told by the code list `remedies`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from .fit import FITS, NEAR, NOT, fit
from .gaps import Cause, Part
from .staff import WHOLE, PositionFacts
from .staffing import Staffing

REARRANGE = "rearrange"
TRAIN = "train"
CONTRACT = "contract"
RECRUIT = "recruit"
MOVE = "move"
REINFORCE = "reinforce"
_HALF = WHOLE // 2  # a smaller part of a post is nobody's work alone


@dataclass(frozen=True)
class Proposal:
    """One proposal: `amount` in hundredths of a post, `reason` a code (message `remedy.<reason>`)."""

    position: str
    remedy: str
    amount: int
    reason: str
    person: str | None = None


def proposals(found: Staffing) -> tuple[Proposal, ...]:
    """What could be done about every gap of the day, the widest gaps first.

    Who is free is offered once: people of posts with more than needed, and people without a post. What is
    left is asked for, from half a post on: reinforcement where the holder is away or a field has nobody, for
    leaders somebody from elsewhere, recruitment while the quota has room, else a contract. Whoever does not
    fit is to be trained.
    """
    free = _Free(found)
    made: list[Proposal] = []
    room = _room(found)
    gaps = sorted(found.facts.positions, key=lambda one: (found.need_gaps.gap(one.id), one.id))
    for position in gaps:
        lacking = list(found.need_gaps.parts(position.id)) if found.need_gaps.gap(position.id) < 0 else []
        for part in lacking:
            inside = list(free.taken_for(position, -part.amount))
            made += inside
            rest = -part.amount - sum(one.amount for one in inside)
            if rest >= _HALF:
                asked, room = _asked(position, part, rest, room, leads=position.kind in found.leading)
                made.append(asked)
        made += _trained(found, position)
    return tuple(made)


class _Free:
    """Who could be put elsewhere, each offered once."""

    def __init__(self, found: Staffing) -> None:
        self._found = found
        self._people: dict[str, str] = {}
        for position in found.facts.positions:
            for part in found.need_gaps.parts(position.id):
                if part.cause == Cause.OVER_NEED:
                    surplus = part.amount // WHOLE
                    # The last to come are the first to be offered: the others know the work.
                    self._people |= dict.fromkeys(part.people[len(part.people) - surplus :], "from_surplus")
        without = (one for one in found.now.present if found.now.main(one) is None)
        self._people |= dict.fromkeys(sorted(without), "without_post")

    def taken_for(self, position: PositionFacts, amount: int) -> Iterator[Proposal]:
        """People who fit, or nearly, until the amount is covered."""
        verdicts = {
            person: fit(self._found.now.people[person], position, self._found.fit_rules).verdict
            for person in self._people
        }
        for verdict in (FITS, NEAR):
            for person in [one for one, told in verdicts.items() if told == verdict]:
                if amount > 0:
                    taken = min(WHOLE, amount)
                    yield Proposal(position.id, REARRANGE, taken, self._people.pop(person), person)
                    amount -= taken


def _asked(
    position: PositionFacts, part: Part, amount: int, room: int, *, leads: bool
) -> tuple[Proposal, int]:
    """What is asked of others for the rest of a lack, and the room that the quota has after it."""
    if part.cause in (Cause.AWAY, Cause.NONE_FOR_FIELD):
        return Proposal(position.id, REINFORCE, amount, str(part.cause)), room
    if leads:
        return Proposal(position.id, MOVE, amount, "leader"), room
    people = -(-amount // WHOLE)
    if people <= room:
        return Proposal(position.id, RECRUIT, amount, str(part.cause)), room - people
    return Proposal(position.id, CONTRACT, amount, "no_room"), room


def _trained(found: Staffing, position: PositionFacts) -> Iterator[Proposal]:
    for one in found.now.by_position.get(position.id, ()):
        verdict = found.fits[one.id].verdict
        if found.now.is_present(one.person) and verdict in (NOT, NEAR):
            yield Proposal(position.id, TRAIN, one.share, f"training_{verdict}", one.person)


def _room(found: Staffing) -> int:
    """How many more people the quota of the commune takes; none where no quota is told."""
    quota = found.rows("commune")[0].quota
    return max(0, -quota.gap) if quota else 0

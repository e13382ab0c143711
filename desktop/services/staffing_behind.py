"""Who and which positions stand behind a figure of the staffing, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from desktop import messages
from desktop.domain.gaps import Part
from desktop.domain.staff import WHOLE
from desktop.domain.staff_figures import StaffingRow
from desktop.domain.staffing import Staffing

from .staffing_tables import PEOPLE, signed

_VERDICTS: Final = ("fits", "near", "not_fitting", "unknown")


@dataclass(frozen=True)
class Behind:
    """A record behind a figure: its form and id, its name, and what it has to do with the figure."""

    form: str
    id: str
    label: str
    said: str


def behind(found: Staffing, row: StaffingRow, column: str) -> tuple[Behind, ...]:
    """The records behind a column of `staffing_tables.COLUMNS`; none where the figure is a decision's."""
    if column in PEOPLE:
        said = _verdict if column in _VERDICTS else _post
        people = getattr(row.people, column)
        return tuple(_person(found, one, said(found, one)) for one in people)
    if column == "need":
        return tuple(_needed(found, row.positions))
    if column == "filled":
        return tuple(_filling(found, row.positions))
    return tuple(one for part in parts(row, column) for one in of_part(found, part))


def parts(row: StaffingRow, column: str) -> tuple[Part, ...]:
    """The causes that a gap is made of, by the name of its column; none for other columns."""
    need, quota = row.need, row.quota
    if column == "gap_fitting":
        return (*need.parts, *need.untrained)
    if column in {"gap_need", "gap_need_ahead"}:
        return need.parts if column == "gap_need" else need.parts_ahead
    if quota and column in {"gap_quota", "gap_quota_ahead"}:
        return quota.parts if column == "gap_quota" else quota.parts_ahead
    return ()


def of_part(found: Staffing, part: Part) -> Iterator[Behind]:
    """The people of a cause, then its positions."""
    cause = messages.say(f"cause.{part.cause}")
    for person in part.people:
        yield _person(found, person, f"{cause} · {_post(found, person)}")
    for position in part.positions:
        gap = found.need_gaps.gap(position)
        told = messages.say("staffing.behind.gap_of", gap=signed(gap / WHOLE)) if gap else ""
        yield Behind("position", position, found.now.positions[position].label, _joined(cause, told))


def vacancies(found: Staffing) -> tuple[Behind, ...]:
    """The leadership positions that nobody present holds, or too few."""
    return tuple(_needed(found, found.leadership.vacant_in))


def _needed(found: Staffing, positions: Iterable[str]) -> Iterator[Behind]:
    for position in positions:
        if need := found.now.needs[position]:
            filled = found.now.filled(position) / WHOLE
            said = messages.say("staffing.behind.need_of", need=need, filled=_number(filled))
            yield Behind("position", position, found.now.positions[position].label, said)


def _filling(found: Staffing, positions: Iterable[str]) -> Iterator[Behind]:
    for position in positions:
        for one in found.now.by_position.get(position, ()):
            if found.now.is_present(one.person):
                said = f"{found.now.positions[position].label} ({one.share} %)"
                yield _person(found, one.person, said)


def _person(found: Staffing, person: str, said: str) -> Behind:
    return Behind("person", person, found.now.people[person].label, said)


def _post(found: Staffing, person: str) -> str:
    """The main post of a person, or what the record says where there is none."""
    main = found.now.main(person)
    if main is None:
        facts = found.now.people[person]
        return _joined(facts.position_title or "", facts.org_unit or "")
    return f"{found.now.positions[main.position].label} ({main.share} %)"


def _verdict(found: Staffing, person: str) -> str:
    """The main post and why the training suits it or not."""
    main = found.now.main(person)
    if main is None:
        return messages.say("staffing.behind.no_post")
    evidence = (messages.say(f"fit.{one.code}", **one.facts) for one in found.fits[main.id].evidence)
    return _joined(found.now.positions[main.position].name, " ".join(evidence))


def _number(posts: float) -> str:
    return signed(posts).lstrip("+")


def _joined(*texts: str) -> str:
    return " · ".join(text for text in texts if text)

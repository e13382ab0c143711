"""Starts a campaign: who gets a sheet, in which position, asked for what."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal

from desktop import messages
from desktop.domain import places, sheet_codes
from desktop.domain.catalog import Catalogs
from desktop.domain.staff import StaffFacts, StandingRules, holds, standings
from desktop.errors import AppError

from . import staff_facts
from .campaign_office import Office, taken_codes

if TYPE_CHECKING:
    from desktop.storage.model import Write

Purpose = Literal["assessment", "review"]
Sheet = Literal["short", "full"]
MANAGERIAL: Final = "quan_ly"  # the group of competencies asked of leaders and managers only


@dataclass(frozen=True)
class Plan:
    """What a campaign is told."""

    name: str
    purpose: Purpose
    sheet: Sheet
    as_of: date
    deadline: date | None

    def values(self) -> dict[str, Any]:
        """The answers of its record."""
        return {
            "name": self.name,
            "purpose": self.purpose,
            "sheet": self.sheet if self.purpose == "assessment" else None,
            "as_of": self.as_of.isoformat(),
            "deadline": self.deadline.isoformat() if self.deadline else None,
            "state": "open",
        }


def start(office: Office, plan: Plan, person_ids: Sequence[str] | None) -> str:
    """Make the campaign, its codes and assessments as one change; its id. AppError as `Campaigns.start`."""
    facts = staff_facts.read(office.store)
    people = at_work(office, facts, plan.as_of) if person_ids is None else list(dict.fromkeys(person_ids))
    _assert_startable(office, plan.name, people)
    taken = taken_codes(office)
    campaign_id = str(uuid.uuid4())
    values = plan.values()
    for person in people:
        code = sheet_codes.new(taken)
        taken.add(code)
        values[f"sheets/{places.new_row_id()}"] = {"person": person, "code": code}
    writes = [_made("campaign", values, campaign_id)]
    if plan.purpose == "assessment":
        writes += _assessments(office, campaign_id, people, facts, plan)
    office.records.save_many("create", messages.say("campaign.started", name=plan.name), writes)
    return campaign_id


def at_work(office: Office, facts: StaffFacts, as_of: date) -> list[str]:
    """Who stands in the quota or is present that day, in the order of entry: leaders come first there."""
    stand = standings(facts.people, as_of, StandingRules.of(office.catalogs))
    wanted = {person for person, told in stand.items() if told.in_quota or told.present}
    return [person for person in office.records.in_order_of_entry("person") if person in wanted]


def main_positions(facts: StaffFacts, on: date) -> Mapping[str, str]:
    """The main position of each person on a day: the largest share, then the one held longest, then by id."""
    held = [one for one in facts.assignments if holds(one.since, one.until, on)]
    held.sort(key=lambda one: (one.is_concurrent, -one.share, one.since or "", one.id), reverse=True)
    return {one.person: one.position for one in held}


def asked_competencies(catalogs: Catalogs, kind: str | None) -> Iterator[str]:
    """The competencies a position is asked for: those of managers only of a managerial kind of position."""
    known = catalogs["position_kinds"].get(kind)
    is_managerial = known is not None and known.extra["managerial"] == "yes"
    for item in catalogs["competencies"].items:
        if is_managerial or item.extra["group"] != MANAGERIAL:
            yield item.code


def _assert_startable(office: Office, name: str, people: Sequence[str]) -> None:
    if not name:
        raise AppError("campaign_unnamed")
    if office.store.find_by_key("campaign", {"name": name}):
        raise AppError("campaign_exists", name=name)
    if not people:
        raise AppError("campaign_without_people")


def _assessments(
    office: Office, campaign_id: str, people: Sequence[str], facts: StaffFacts, plan: Plan
) -> Iterator["Write"]:
    main = main_positions(facts, plan.as_of)
    kinds = {position.id: position.kind for position in facts.positions}
    for person in people:
        position = main.get(person)
        values: dict[str, Any] = {"campaign": campaign_id, "person": person, "position": position}
        if plan.sheet == "full":
            required = _required(office, position)
            for code in asked_competencies(office.catalogs, kinds.get(position or "")):
                row = {"competency": code, "required": required.get(code)}
                values[f"competencies/{places.new_row_id()}"] = row
        yield _made("assessment", values)


def _required(office: Office, position_id: str | None) -> Mapping[str, int]:
    if position_id is None:
        return {}
    rows = office.store.get(position_id).payload.get("competencies", ())
    return {
        row["competency"]: row["level"]
        for row in rows
        if isinstance(row.get("competency"), str) and isinstance(row.get("level"), int)
    }


def _made(form_id: str, values: Mapping[str, Any], record_id: str | None = None) -> "Write":
    from desktop.storage.model import Write

    told = {place: value for place, value in values.items() if value is not None}
    return Write(form_id, record_id, 0 if record_id else None, told)

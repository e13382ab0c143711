"""Campaigns: every person is handed a sheet with a code of its own, and what comes back is found by it."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal

from desktop import messages
from desktop.domain import places, sheet_codes
from desktop.domain.catalog import Catalogs
from desktop.domain.staff import StandingRules, holds, standings
from desktop.errors import AppError

from . import staff_facts
from .records import Records
from .staff_facts import StaffFacts

if TYPE_CHECKING:
    from desktop.storage.model import Record, Write
    from desktop.storage.records import RecordStore

Purpose = Literal["assessment", "review"]
Sheet = Literal["short", "full"]
MANAGERIAL: Final = "quan_ly"  # the group of competencies asked of leaders and managers only


@dataclass(frozen=True)
class AssessmentRow:
    """One person's assessment of a campaign, as the grid wants it."""

    record_id: str
    revision: int
    person: str
    position: str
    payload: Mapping[str, Any]


class Campaigns:
    """The campaigns of one store."""

    def __init__(self, store: "RecordStore", records: Records, catalogs: Catalogs) -> None:
        self._store = store
        self._records = records
        self._catalogs = catalogs

    def start(
        self,
        name: str,
        purpose: Purpose,
        sheet: Sheet,
        as_of: date,
        deadline: date | None,
        person_ids: Sequence[str] | None = None,
    ) -> str:
        """Make a campaign with a code for each person, and their assessments, as one change; its record id.

        Without `person_ids` all who stand in the quota or are present on `as_of`, in the order of entry.
        AppError campaign_exists, campaign_unnamed, campaign_without_people.
        """
        facts = staff_facts.read(self._store)
        people = self._people(facts, as_of) if person_ids is None else list(person_ids)
        self._assert_startable(name.strip(), people)
        taken = {row["code"] for row in self._store.fact_rows("campaign", "sheets", ("code",))}
        campaign_id = str(uuid.uuid4())
        values: dict[str, Any] = {
            "name": name.strip(),
            "purpose": purpose,
            "sheet": sheet if purpose == "assessment" else None,
            "as_of": as_of.isoformat(),
            "deadline": deadline.isoformat() if deadline else None,
            "state": "open",
        }
        for person in people:
            code = sheet_codes.new(taken)
            taken.add(code)
            values[f"sheets/{places.new_row_id()}"] = {"person": person, "code": code}
        writes = [_made("campaign", values, campaign_id)]
        if purpose == "assessment":
            writes += self._assessments(campaign_id, people, (facts, as_of), is_full=sheet == "full")
        self._records.after(
            self._records.save_many("create", messages.say("campaign.started", name=name.strip()), writes)
        )
        return campaign_id

    def assessments(self, campaign_id: str) -> tuple[AssessmentRow, ...]:
        """The assessments of a campaign in the order of its sheets; AppError record_missing."""
        sheets = self._store.get(campaign_id).payload.get("sheets", ())
        order = {row.get("person"): at for at, row in enumerate(sheets)}
        found = sorted(
            self._of(campaign_id), key=lambda one: order.get(one.payload.get("person"), len(order))
        )
        people = self._labels("person", (one.payload.get("person") for one in found))
        positions = self._labels("position", (one.payload.get("position") for one in found))
        return tuple(
            AssessmentRow(
                one.id,
                one.revision,
                people.get(one.payload.get("person", ""), ""),
                positions.get(one.payload.get("position", ""), ""),
                one.payload,
            )
            for one in found
        )

    def _of(self, campaign_id: str) -> Iterator["Record"]:
        sources = [source for source, place in self._store.linked_from(campaign_id) if place == "campaign"]
        return (one for one in self._store.get_many(sources) if one.form == "assessment")

    def _labels(self, form_id: str, record_ids: Iterable[str | None]) -> Mapping[str, str]:
        return self._store.labels(form_id, list(dict.fromkeys(one for one in record_ids if one)))

    def _people(self, facts: StaffFacts, as_of: date) -> list[str]:
        """In the order of entry: an office lists its leaders first."""
        stand = standings(facts.people, as_of, StandingRules.of(self._catalogs))
        wanted = {person for person, told in stand.items() if told.in_quota or told.present}
        return [person for person in self._records.in_order_of_entry("person") if person in wanted]

    def _assert_startable(self, name: str, people: Sequence[str]) -> None:
        if not name:
            raise AppError("campaign_unnamed")
        if self._store.find_by_key("campaign", {"name": name}):
            raise AppError("campaign_exists", name=name)
        if not people:
            raise AppError("campaign_without_people")

    def _assessments(
        self, campaign_id: str, people: Sequence[str], at: tuple[StaffFacts, date], *, is_full: bool
    ) -> Iterator["Write"]:
        main = main_positions(*at)
        kinds = {position.id: position.kind for position in at[0].positions}
        for person in people:
            position = main.get(person)
            values: dict[str, Any] = {"campaign": campaign_id, "person": person, "position": position}
            if is_full:
                required = self._required(position)
                for code in asked_competencies(self._catalogs, kinds.get(position or "")):
                    row = {"competency": code, "required": required.get(code)}
                    values[f"competencies/{places.new_row_id()}"] = row
            yield _made("assessment", values)

    def _required(self, position_id: str | None) -> Mapping[str, int]:
        if position_id is None:
            return {}
        rows = self._store.get(position_id).payload.get("competencies", ())
        return {
            row["competency"]: row["level"]
            for row in rows
            if isinstance(row.get("competency"), str) and isinstance(row.get("level"), int)
        }


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


def _made(form_id: str, values: Mapping[str, Any], record_id: str | None = None) -> "Write":
    from desktop.storage.model import Write

    told = {place: value for place, value in values.items() if value is not None}
    return Write(form_id, record_id, 0 if record_id else None, told)

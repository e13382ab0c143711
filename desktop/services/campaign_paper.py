"""Sheets that came back on paper: typed in, and typed blind a second time to find slips of the hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from desktop import messages
from desktop.domain import places
from desktop.domain.answer_sheet import digest
from desktop.domain.form import Form

from . import wording
from .campaign_answers import corrections, has_place, parsed
from .campaign_office import Campaign, Handed, Office, today, write
from .records import Changes

Way = Literal["paper", "screen"]


@dataclass(frozen=True)
class Difference:
    """A place where the second keying says something else than the first, both in words."""

    place: str
    label: str
    first: str
    second: str


def type_in(office: Office, assessment_id: str, values: Mapping[str, Any], way: Way) -> Changes:
    """Write the answers of a paper sheet, and that it came back, as one change.

    `values` by place are texts as typed, or stored values; None empties. AppError record_missing, stale_save.
    """
    record = office.store.get(assessment_id)
    form = office.forms["assessment"]
    campaign = office.campaign(str(record.payload.get("campaign")))
    person = str(record.payload.get("person"))
    stored = {place: _stored(form, place, value) for place, value in values.items()}
    writes = [write(record, stored)]
    if returned := _returned(campaign, person, way, values):
        writes.append(write(campaign.record, returned))
    label = messages.say("campaign.typed", name=office.labels("person", [person]).get(person, ""))
    return office.records.save_many("edit", label, writes)


def type_in_review(office: Office, campaign: Campaign, person_id: str, values: Mapping[str, str]) -> Changes:
    """The corrections of a paper review of personal data, as proposals, and that it came back."""
    record = office.store.get(person_id)
    own: dict[str, Any] = {
        f"corrections/{places.new_row_id()}": row
        for row in corrections(office.forms["person"], record, values)
    }
    own |= _returned(campaign, person_id, "paper", values)
    label = messages.say("campaign.typed", name=office.labels("person", [person_id]).get(person_id, ""))
    return office.records.save_many("edit", label, [write(campaign.record, own)])


def differences(
    office: Office, assessment_id: str, second_values: Mapping[str, Any]
) -> tuple[Difference, ...]:
    """Where a second keying, made without seeing the first, differs from what stands; nothing is written."""
    record = office.store.get(assessment_id)
    form = office.forms["assessment"]
    found: list[Difference] = []
    for place, value in second_values.items():
        first = places.get(record.payload, place)
        second = _stored(form, place, value)
        if first != second:
            told = places.field_at(form, place)
            label = _label(form, record.payload, place)
            found.append(Difference(place, label, wording.shown(told, first), wording.shown(told, second)))
    return tuple(found)


def _label(form: Form, payload: Mapping[str, Any], place: str) -> str:
    """A cell of a table is named with what its row is about."""
    label = wording.place_label(form, place)
    parts = place.split("/")
    if len(parts) < 3 or not has_place(payload, place):
        return label
    told = form.section(parts[0]).fields[0]
    return f"{wording.shown(told, places.get(payload, f'{parts[0]}/{parts[1]}/{told.name}'))}: {label}"


def _stored(form: Form, place: str, value: Any) -> Any:
    return parsed(form, place, value) if isinstance(value, str) else value


def _returned(campaign: Campaign, person: str, way: Way, values: Mapping[str, Any]) -> dict[str, Any]:
    handed: Handed | None = next((one for one in campaign.sheets if one.person == person), None)
    if handed is None:
        return {}
    trace = digest((place, str(value or "")) for place, value in values.items())
    day = today().isoformat()
    facts = {"returned_on": day, "returned": trace, "way": way, "saved_at": None}
    return {f"{handed.place}/{name}": value for name, value in facts.items()}

"""What people want corrected of their own data: shown with what the record says now, accepted one by one."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop import messages
from desktop.domain.form import Field, Form
from desktop.domain.problems import Problem
from desktop.domain.values import is_raw

from . import wording
from .campaign_answers import parsed
from .campaign_office import Campaign, Office, write
from .records import Changes

if TYPE_CHECKING:
    from desktop.storage.model import Write


@dataclass(frozen=True)
class Proposal:
    """One correction asked for; `old` is what the record says now, `problems` what is wrong with the new."""

    id: str
    person_id: str
    person: str
    field: str
    label: str
    old: str
    new: str
    problems: tuple[str, ...]


def proposals(office: Office, campaign: Campaign) -> tuple[Proposal, ...]:
    """Those that nobody has decided on, by person in the order they came in."""
    form = office.forms["person"]
    labels = office.labels("person", [row["person"] for row in _open(campaign)])
    rows = [row for row in _open(campaign) if row["person"] in labels and form.has_field(row["field"])]
    found: list[Proposal] = []
    for row in rows:
        told = form.field(row["field"])
        now = office.store.get(row["person"]).payload.get(told.name)
        found.append(
            Proposal(
                row["_id"],
                row["person"],
                labels.get(row["person"], ""),
                told.name,
                wording.place_label(form, told.name),
                wording.shown(told, now),
                str(row["new"]),
                _doubts(form, told, row["new"]),
            )
        )
    order = {one.person: at for at, one in enumerate(campaign.sheets)}
    return tuple(sorted(found, key=lambda one: order.get(one.person_id, len(order))))


def _doubts(form: Form, told: Field, text: str) -> tuple[str, ...]:
    """What is wrong with a correction, in words."""
    value = parsed(form, told.name, text)
    if is_raw(value):
        return (messages.say("campaign.cannot_read"),)
    problems = (Problem(one.code, told.name, one.facts, one.severity) for one in told.type.check(value))
    return tuple(wording.problem_text(form, problem) for problem in problems)


def accept(office: Office, campaign: Campaign, ids: Collection[str]) -> Changes:
    """Write these corrections into the people's records, as one change; AppError stale_save."""
    form = office.forms["person"]
    rows = [row for row in _open(campaign) if row["_id"] in ids]
    by_person: dict[str, dict[str, Any]] = {}
    for row in rows:
        by_person.setdefault(row["person"], {})[row["field"]] = parsed(form, row["field"], row["new"])
    writes: list[Write] = [write(office.store.get(person), values) for person, values in by_person.items()]
    return _decided(office, campaign, rows, "accepted", writes)


def refuse(office: Office, campaign: Campaign, ids: Collection[str]) -> Changes:
    """Leave the records as they are; that it was decided stays in the campaign."""
    return _decided(office, campaign, [row for row in _open(campaign) if row["_id"] in ids], "refused", [])


def _decided(
    office: Office, campaign: Campaign, rows: list[dict[str, Any]], state: str, writes: list["Write"]
) -> Changes:
    if not rows:
        return Changes()
    key = "campaign.corrected" if state == "accepted" else "campaign.refused"
    own = {f"corrections/{row['_id']}/state": state for row in rows}
    label = messages.say(key, count=len(rows))
    return office.records.save_many("edit", label, [write(campaign.record, own), *writes])


def _open(campaign: Campaign) -> list[dict[str, Any]]:
    rows = campaign.record.payload.get("corrections", ())
    return [
        row
        for row in rows
        if row.get("state") == "open" and row.get("person") and row.get("field") and row.get("new")
    ]

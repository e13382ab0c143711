"""Steps of an approval in words."""

from collections.abc import Mapping
from typing import Any

from desktop import messages
from desktop.domain import approval
from desktop.domain.form import Form

from . import wording


def state_label(state: str) -> str:
    """A state in the language of the session."""
    return messages.say(f"approval.state_{state}")


def step_line(form: Form, row: Mapping[str, Any]) -> str:
    """One step: what, by whom, when; on paper its number, and who recorded it."""
    told = {
        field.name: wording.shown(field, row[field.name])
        for field in form.section(approval.SECTION).fields
        if row.get(field.name) is not None
    }
    who = ", ".join(part for part in (told.get("who", ""), told.get("title", "")) if part)
    parts = [messages.say("approval.line", step=told.get("step", ""), who=who, on=told.get("on", ""))]
    if row.get("way") == approval.PAPER:
        parts += [messages.say("approval.on_paper", recorded_by=told.get("recorded_by", ""))]
        number, of = told.get("number", ""), told.get("number_date", "")
        if number:
            parts += [messages.say("approval.number_of" if of else "approval.number", number=number, of=of)]
    if told.get("remark"):
        parts += [messages.say("approval.remark", remark=told["remark"])]
    return "; ".join(parts)


def summary_lines(form: Form, payload: Mapping[str, Any]) -> list[str]:
    """The steps since the record was last returned, and whether one person took them all."""
    lines = [step_line(form, row) for row in approval.round_of(payload)]
    if approval.is_one_person(payload):
        lines.append(messages.say("approval.one_person"))
    return lines

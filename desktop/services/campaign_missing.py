"""Who has not returned a sheet: as a list, as text to paste into a message, on paper to sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop import messages
from desktop.domain.answer_sheet import AnswerSheet, AnswerTable
from desktop.errors import AppError

from .campaign_content import Contents, headings, say, shown
from .campaign_office import Campaign, Office, today


@dataclass(frozen=True)
class Missing:
    """Somebody whose sheet has not come back."""

    person_id: str
    name: str
    position: str
    division: str
    code: str


def missing(office: Office, campaign: Campaign) -> tuple[Missing, ...]:
    """In the order of the sheets."""
    return tuple(
        Missing(one.person.id, one.name, one.title, one.division, one.handed.code)
        for one in Contents(office, campaign).members()
        if not one.handed.returned_on
    )


def text(office: Office, campaign: Campaign, people: Sequence[Missing]) -> str:
    """Lines to paste: how many, by when, and a line a division."""
    if not people:
        return messages.say("campaign.missing_none", name=campaign.name)
    parts: dict[str, list[str]] = {}
    for one in people:
        parts.setdefault(one.division or messages.say("answer.no_division"), []).append(one.name)
    head = messages.say(
        "campaign.missing_head", name=campaign.name, deadline=_deadline(office, campaign), count=len(people)
    )
    lines = [
        messages.say("campaign.missing_line", division=division, names=", ".join(names))
        for division, names in parts.items()
    ]
    return "\n".join([head, *lines])


def print_(office: Office, campaign: Campaign, people: Sequence[Missing], out: Path) -> int:
    """The list as a PDF; how many pages. AppError campaign_has_no_missing and those of writing."""
    from desktop.printing.answer_paper import print_answer_sheet

    if not people:
        raise AppError("campaign_has_no_missing", name=campaign.name)
    rows = tuple(
        (str(number), one.name, one.position, one.division, "") for number, one in enumerate(people, start=1)
    )
    heads = headings(("number", "person", "position", "division", "signed"))
    facts = {"deadline": _deadline(office, campaign), "today": f"{today():%d/%m/%Y}", "count": len(people)}
    sheet = AnswerSheet(
        code="",
        unit=office.unit.name,
        title=say("answer.title_missing"),
        subtitle=campaign.name,
        facts=(),
        tables=(AnswerTable(heads, (6, 26, 28, 25, 15), rows),),
        paper_notes=(say("answer.note_missing", **facts),),
    )
    return print_answer_sheet(out, sheet)


def _deadline(office: Office, campaign: Campaign) -> str:
    return shown(office.forms["campaign"].field("deadline"), campaign.told("deadline") or None) or "…"

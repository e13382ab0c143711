"""The practice commune's campaign: opened, and most sheets typed in from paper."""

import json
from datetime import date
from typing import TYPE_CHECKING

from desktop import paths
from desktop.services.records import Query

if TYPE_CHECKING:
    from .session import Session


def enter(session: "Session") -> int:
    """Open the campaign of `campaign.json` and type its sheets in; how many there were."""
    sample = json.loads((paths.resources() / "sample" / "campaign.json").read_text(encoding="utf-8"))
    told = sample["campaign"]
    as_of, deadline = (date.fromisoformat(told[day]) for day in ("as_of", "deadline"))
    campaign = session.campaigns.start(told["name"], "assessment", "short", as_of, deadline)
    register = session.records.page("person", Query(limit=1000)).rows
    people = {row.id: row.values["full_name"] for row in register}
    sheets = {people[str(row.payload["person"])]: row for row in session.campaigns.assessments(campaign)}
    for one in sample["answers"]:
        session.campaigns.type_in(sheets[one["person"]].record_id, one["answers"])
    return len(sample["answers"])

"""Proposals to close gaps, and what the office made of them: records of the form `remedy`."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from desktop import messages
from desktop.domain.remedies import Proposal, proposals
from desktop.domain.staff import WHOLE
from desktop.domain.staffing import Staffing
from desktop.storage.model import Write

if TYPE_CHECKING:
    from desktop.storage.records import RecordStore

    from .records import Changes, Records
    from .staffing import StaffFigures

FORM: Final = "remedy"


class Remedies:
    """What could be done about the gaps of a day, and taking it over for editing."""

    def __init__(self, store: "RecordStore", records: "Records", figures: "StaffFigures") -> None:
        self._store = store
        self._records = records
        self._figures = figures

    def proposed(self, on: date) -> tuple[Staffing, tuple[Proposal, ...]]:
        """The figures of a day with the proposals that follow from them; nothing is stored."""
        found = self._figures.at(on)
        return found, proposals(found)

    def adopt(self, found: Staffing, chosen: Iterable[Proposal]) -> "Changes":
        """Enter proposals as records, in one change; those entered for that day already are left out."""
        known = {
            (row["as_of"], row["remedy"], row["position"], row["person"])
            for row in self._store.facts(FORM, ("as_of", "remedy", "position", "person"))
        }
        answers = [self._answers(found, one) for one in chosen]
        new = [
            one
            for one in answers
            if (one["as_of"], one["remedy"], one["position"], one.get("person")) not in known
        ]
        return self._records.save_many(
            "create", messages.say("remedy.adopted", count=len(new)), [Write(FORM, values=one) for one in new]
        )

    def document(self, on: date) -> list[dict[str, Any]]:
        """The proposals as plain rows with names and reasons."""
        found, made = self.proposed(on)
        return [
            {
                **self._answers(found, one),
                "position_label": found.now.positions[one.position].label,
                "person_label": found.now.people[one.person].label if one.person else None,
            }
            for one in made
        ]

    def _answers(self, found: Staffing, one: Proposal) -> Mapping[str, Any]:
        told = {
            "remedy": one.remedy,
            "position": one.position,
            "field": found.now.positions[one.position].field,
            "number": f"{one.amount / WHOLE:.2f}",
            "person": one.person,
            "reason": messages.say(f"remedy.{one.reason}"),
            "state": "proposed",
            "as_of": found.on.isoformat(),
        }
        return {name: value for name, value in told.items() if value is not None}

"""Proposals to close gaps, and what the office made of them: records of the form `remedy`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from desktop import messages
from desktop.domain.remedies import Proposal, proposals
from desktop.domain.staff import WHOLE
from desktop.domain.staffing import Staffing
from desktop.storage.model import Write

if TYPE_CHECKING:
    from desktop.domain.form import Form
    from desktop.storage.records import RecordStore

    from .records import Changes, Records
    from .staffing import StaffFigures

FORM: Final = "remedy"
KEY: Final = ("as_of", "remedy", "position", "person")


@dataclass(frozen=True)
class Offer:
    """A proposal in the words of its form; `is_entered`: it stands in the list of that day already."""

    proposal: Proposal
    remedy: str
    position: str
    field: str
    number: str
    person: str
    reason: str
    is_entered: bool


class Remedies:
    """What could be done about the gaps of a day, and taking it over for editing."""

    def __init__(
        self, store: "RecordStore", records: "Records", figures: "StaffFigures", form: "Form"
    ) -> None:
        self._store = store
        self._records = records
        self._figures = figures
        self._form = form

    def proposed(self, on: date) -> tuple[Staffing, tuple[Proposal, ...]]:
        """The figures of a day with the proposals that follow from them; nothing is stored."""
        found = self._figures.at(on)
        return found, proposals(found)

    def adopt(self, found: Staffing, chosen: Iterable[Proposal]) -> "Changes":
        """Enter proposals as records, in one change; those entered for that day already are left out."""
        known = self._entered()
        answers = [self._answers(found, one) for one in chosen]
        new = [one for one in answers if _key(one) not in known]
        return self._records.save_many(
            "create", messages.say("remedy.adopted", count=len(new)), [Write(FORM, values=one) for one in new]
        )

    def offers(self, on: date) -> tuple[Staffing, tuple[Offer, ...]]:
        """The proposals of a day in words, the widest gaps first."""
        found, made = self.proposed(on)
        known = self._entered()
        return found, tuple(self._offer(found, one, known) for one in made)

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

    def _entered(self) -> frozenset[tuple[Any, ...]]:
        return frozenset(_key(row) for row in self._store.facts(FORM, KEY))

    def _offer(self, found: Staffing, one: Proposal, known: frozenset[tuple[Any, ...]]) -> Offer:
        answers = self._answers(found, one)
        names = ("remedy", "field", "number", "reason")
        words = {name: self._records.shown(self._form.field(name), answers.get(name)) for name in names}
        return Offer(
            proposal=one,
            position=found.now.positions[one.position].label,
            person=found.now.people[one.person].label if one.person else "",
            is_entered=_key(answers) in known,
            **words,
        )

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


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What makes two remedies the same one."""
    return tuple(row.get(name) for name in KEY)

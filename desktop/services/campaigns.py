"""Campaigns: every person is handed a sheet with a code of its own, and what comes back is found by it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from desktop import messages
from desktop.errors import AppError

from . import campaign_corrections, campaign_missing, campaign_paper, campaign_start, staff_facts
from .campaign_corrections import Proposal
from .campaign_files import Kind, Made, Progress, make_files
from .campaign_intake import Intake
from .campaign_missing import Missing
from .campaign_office import Office, write
from .campaign_outcomes import FileResult, Outcome, TakeIn, files_of
from .campaign_paper import Difference, Way
from .campaign_start import Plan, Purpose, Sheet
from .records import Changes

__all__ = [
    "AssessmentRow",
    "CampaignRow",
    "Campaigns",
    "Difference",
    "FileResult",
    "Kind",
    "Made",
    "Missing",
    "Outcome",
    "Proposal",
    "Purpose",
    "Sheet",
    "TakeIn",
    "Way",
]

CLERK: Final = "clerk"


@dataclass(frozen=True)
class AssessmentRow:
    """One person's assessment of a campaign, as the grid wants it."""

    record_id: str
    revision: int
    person: str
    position: str
    payload: Mapping[str, Any]


@dataclass(frozen=True)
class CampaignRow:
    """A campaign in the list: days as ISO text, `sheet` empty for a review, how many sheets came back."""

    id: str
    name: str
    purpose: str
    sheet: str
    as_of: str
    deadline: str
    is_open: bool
    people: int
    returned: int


class Campaigns:
    """The campaigns of one store; whatever writes needs the right of a clerk: AppError right_missing."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def _writable(self) -> Office:
        """The office, for one who may write."""
        self._office.rights.need(CLERK)
        return self._office

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
        plan = Plan(name.strip(), purpose, sheet, as_of, deadline)
        return campaign_start.start(self._writable(), plan, person_ids)

    def at_work(self, as_of: date) -> tuple[tuple[str, str], ...]:
        """Who would get a sheet on that day, as (record id, name), in the order of entry."""
        people = campaign_start.at_work(self._office, staff_facts.read(self._office.store), as_of)
        labels = self._office.labels("person", people)
        return tuple((person, labels.get(person, "")) for person in people)

    def all(self) -> tuple[CampaignRow, ...]:
        """Every campaign, the latest first."""
        found = [self._office.campaign(one.id) for one in self._office.store.all_records("campaign")]
        return tuple(
            CampaignRow(
                id=one.id,
                name=one.name,
                purpose=str(one.told("purpose")),
                sheet=str(one.told("sheet")),
                as_of=str(one.told("as_of")),
                deadline=str(one.told("deadline")),
                is_open=not one.is_closed,
                people=len(one.sheets),
                returned=sum(bool(sheet.returned_on) for sheet in one.sheets),
            )
            for one in reversed(found)
        )

    def find(self, name_or_id: str) -> str:
        """The id of the campaign of that name or id; AppError campaign_missing."""
        for one in self.all():
            if name_or_id in (one.id, one.name):
                return one.id
        raise AppError("campaign_missing", name=name_or_id)

    def assessments(self, campaign_id: str) -> tuple[AssessmentRow, ...]:
        """The assessments of a campaign in the order of its sheets; AppError record_missing."""
        order = {one.person: at for at, one in enumerate(self._office.campaign(campaign_id).sheets)}
        by_person = self._office.assessments(campaign_id)
        found = sorted(by_person.items(), key=lambda one: order.get(one[0], len(order)))
        people = self._office.labels("person", by_person)
        positions = self._office.labels("position", (one.payload.get("position") for _, one in found))
        return tuple(
            AssessmentRow(
                one.id,
                one.revision,
                people.get(person, ""),
                positions.get(one.payload.get("position", ""), ""),
                one.payload,
            )
            for person, one in found
        )

    def make_files(
        self,
        campaign_id: str,
        folder: Path,
        kind: Kind | Sequence[Kind] = "xlsx",
        progress: Progress | None = None,
        *,
        by_division: bool = False,
    ) -> Made:
        """Write a file a person into folders of `folder`, and with `by_division` a workbook a division.

        AppError campaign_closed, folder_not_writable, those of writing; UserCancelled.
        """
        kinds: Sequence[Kind] = [kind] if isinstance(kind, str) else kind
        campaign = self._office.campaign(campaign_id)
        return make_files(
            self._writable(), campaign, folder, kinds, by_division=by_division, progress=progress
        )

    def take_in(
        self, campaign_id: str, paths: Path | Iterable[Path], progress: Progress | None = None
    ) -> TakeIn:
        """Take in files, or all files of folders; what is sound is written as one change.

        Nothing is raised for a file: each has its outcome. UserCancelled with nothing written.
        """
        return self._take(campaign_id, paths, progress, accepting=False)

    def accept(
        self, campaign_id: str, paths: Path | Iterable[Path], progress: Progress | None = None
    ) -> TakeIn:
        """Take in files that waited for a decision (`FileResult.waits`); other doubts stay."""
        return self._take(campaign_id, paths, progress, accepting=True)

    def _take(
        self, campaign_id: str, paths: Path | Iterable[Path], progress: Progress | None, *, accepting: bool
    ) -> TakeIn:
        files = files_of([paths] if isinstance(paths, Path) else paths)
        intake = Intake(self._writable(), self._office.campaign(campaign_id), accepting=accepting)
        return intake.run(files, progress)

    def not_returned(self, campaign_id: str) -> tuple[Missing, ...]:
        """Who has not returned the sheet, in the order of the sheets."""
        return campaign_missing.missing(self._office, self._office.campaign(campaign_id))

    def not_returned_text(self, campaign_id: str) -> str:
        """The same as text to paste into a message."""
        campaign = self._office.campaign(campaign_id)
        return campaign_missing.text(self._office, campaign, self.not_returned(campaign_id))

    def print_not_returned(self, campaign_id: str, out: Path) -> int:
        """The same as a PDF; how many pages. AppError campaign_has_no_missing, those of writing."""
        campaign = self._office.campaign(campaign_id)
        return campaign_missing.print_(self._office, campaign, self.not_returned(campaign_id), out)

    def type_in(self, assessment_id: str, values: Mapping[str, Any], way: Way = "paper") -> Changes:
        """Write the answers of a sheet by place (texts as typed, or stored values), and that it came back."""
        return campaign_paper.type_in(self._writable(), assessment_id, values, way)

    def type_in_review(self, campaign_id: str, person_id: str, values: Mapping[str, str]) -> Changes:
        """The corrections of a paper review of personal data, as proposals, and that it came back."""
        campaign = self._office.campaign(campaign_id)
        return campaign_paper.type_in_review(self._writable(), campaign, person_id, values)

    def differences(self, assessment_id: str, second_values: Mapping[str, Any]) -> tuple[Difference, ...]:
        """Where a blind second keying differs from what stands; nothing is written."""
        return campaign_paper.differences(self._office, assessment_id, second_values)

    def proposals(self, campaign_id: str) -> tuple[Proposal, ...]:
        """The corrections of personal data that nobody has decided on."""
        return campaign_corrections.proposals(self._office, self._office.campaign(campaign_id))

    def accept_proposals(self, campaign_id: str, ids: Collection[str]) -> Changes:
        """Write these corrections into the people's records, as one change."""
        return campaign_corrections.accept(self._writable(), self._office.campaign(campaign_id), ids)

    def refuse_proposals(self, campaign_id: str, ids: Collection[str]) -> Changes:
        """Leave the records as they are, and say so in the campaign."""
        return campaign_corrections.refuse(self._writable(), self._office.campaign(campaign_id), ids)

    def set_open(self, campaign_id: str, *, is_open: bool) -> Changes:
        """Close a campaign, so that it takes no more sheets, or open it again."""
        campaign = self._office.campaign(campaign_id)
        label = messages.say("campaign.opening" if is_open else "campaign.closing", name=campaign.name)
        values = {"state": "open" if is_open else "closed"}
        return self._writable().records.save_many("edit", label, [write(campaign.record, values)])

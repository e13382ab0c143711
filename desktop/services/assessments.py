"""The assessments of a campaign as one grid: read at once, changed cell by cell or a block as one change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from desktop import messages
from desktop.domain import approval, assessing, places
from desktop.domain.catalog import Catalogs
from desktop.domain.fit import FitRules, fit
from desktop.domain.form import Form
from desktop.domain.problems import Problem
from desktop.domain.staff import PersonFacts, PositionFacts
from desktop.domain.values import clean_value

from . import staff_facts
from .assessment_rows import AssessmentRow, Question, questions
from .records import Changes, Query, Record, Records

if TYPE_CHECKING:
    from desktop.storage.records import RecordStore

FORM: Final = "assessment"
CAMPAIGN: Final = "campaign"
_ALL: Final = 1_000_000
Answers = Mapping[tuple[Question, str], Any]


@dataclass(frozen=True)
class CampaignInfo:
    """A campaign, of assessments or of personal data; `as_of` and `deadline` are ISO dates, or empty."""

    id: str
    name: str
    sheet: str
    as_of: str
    deadline: str
    is_open: bool
    is_assessment: bool = True


@dataclass(frozen=True)
class Progress:
    """How many sheets went out, came back, are missing, and how many assessments are approved."""

    handed: int
    returned: int
    missing: int
    approved: int
    people: int


@dataclass(frozen=True)
class _Post:
    """What a position asks of its holder."""

    facts: PositionFacts
    is_leader: bool | None
    required: Mapping[str, int]

    @property
    def label(self) -> str:
        """Its name and its division."""
        return " · ".join(part for part in (self.facts.name, self.facts.division) if part)


@dataclass(frozen=True)
class _Known:
    """Whom and what assessments are about, by id."""

    people: Mapping[str, PersonFacts]
    posts: Mapping[str, _Post]
    rules: FitRules


class Assessments:
    """Reads and writes through `Records`, so that every cell is judged, kept and undone like any answer."""

    def __init__(
        self, store: "RecordStore", records: Records, forms: Mapping[str, Form], catalogs: Catalogs
    ) -> None:
        self._store = store
        self._records = records
        self._forms = forms
        self._catalogs = catalogs

    def campaigns(self) -> tuple[CampaignInfo, ...]:
        """All campaigns, the latest day first."""
        asked = Query(sort=("as_of", True), limit=_ALL)
        rows = self._records.page(CAMPAIGN, asked).rows
        return tuple(_campaign(row.id, row.values) for row in rows)

    def questions(self, sheet: str) -> tuple[Question, ...]:
        """What a sheet asks, `short` or `full`."""
        return questions(self._forms[FORM], self._catalogs, sheet)

    def rows(self, campaign_id: str) -> tuple[AssessmentRow, ...]:
        """Everyone's assessment in a campaign, in the order in which they were made."""
        asked = Query(filters={CAMPAIGN: (campaign_id,)}, limit=_ALL)
        ids = [row.id for row in self._records.page(FORM, asked).rows]
        found = sorted(self._store.get_many(ids), key=lambda one: one.n)
        names, known = self._names(found), self._known()
        back = self._returned(campaign_id)
        rows = (self._row(record, names, known) for record in found)
        return tuple(replace(row, returned_on=back.get(_person(row.record), "")) for row in rows)

    def again(self, rows: Sequence[AssessmentRow]) -> tuple[AssessmentRow, ...]:
        """The same rows as they are stored now; AppError record_missing."""
        found = self._store.get_many([row.record.id for row in rows])
        return tuple(self._renewed(row, record) for row, record in zip(rows, found, strict=True))

    def progress(self, campaign_id: str, rows: Sequence[AssessmentRow]) -> Progress:
        """How a campaign stands; AppError record_missing."""
        sheets = places.rows(self._store.get(campaign_id).payload, "sheets")
        back = sum(bool(clean_value(sheet.get("returned_on"))) for sheet in sheets)
        approved = sum(row.state == approval.APPROVED for row in rows)
        return Progress(len(sheets), back, len(sheets) - back, approved, len(rows))

    def write(
        self, asked: Sequence[tuple[AssessmentRow, Answers]]
    ) -> tuple[tuple[AssessmentRow, ...], Changes]:
        """Save answers, of several people as one change; the rows as they are then, in the order asked.

        AppError stale_save, record_approved and whatever the store has to say; then nothing is saved.
        """
        writes = [(row, row.values_for(answers)) for row, answers in asked]
        if len(writes) == 1:
            row, values = writes[0]
            view, changes = self._records.save(row.record.id, row.record.revision, values)
            return (replace(row, record=view.record, problems=view.problems),), changes
        return self._write_many(writes)

    def _write_many(
        self, writes: Sequence[tuple[AssessmentRow, Mapping[str, Any]]]
    ) -> tuple[tuple[AssessmentRow, ...], Changes]:
        from desktop.storage.model import Write

        label = messages.say(
            "ui.assess.change", cells=sum(len(values) for _, values in writes), people=len(writes)
        )
        made = [Write(FORM, row.record.id, row.record.revision, values) for row, values in writes]
        saved = self._records.write_many("edit", label, made)
        rows = tuple(self._renewed(row, one.record) for (row, _), one in zip(writes, saved, strict=True))
        return rows, self._records.after(saved)

    def _renewed(self, row: AssessmentRow, record: Record) -> AssessmentRow:
        return replace(row, record=record, problems=self._problems(record))

    def _problems(self, record: Record) -> tuple[Problem, ...]:
        return tuple(self._records.problems(FORM, record.payload, record.id))

    def _row(self, record: Record, names: Mapping[str, str], known: _Known) -> AssessmentRow:
        person = _person(record)
        post = known.posts.get(str(clean_value(record.payload.get("position")) or ""))
        facts = known.people.get(person)
        return AssessmentRow(
            record,
            names.get(person) or messages.say("record.unnamed"),
            post.label if post else "",
            post.is_leader if post else None,
            post.required if post else {},
            self._problems(record),
            fit(facts, post.facts, known.rules) if facts and post else None,
        )

    def _returned(self, campaign_id: str) -> Mapping[str, str]:
        """The days on which sheets came back, by person."""
        names = ("person", "returned_on")
        rows = self._store.fact_rows(CAMPAIGN, "sheets", names)
        return {
            row["person"]: row["returned_on"]
            for row in rows
            if row["id"] == campaign_id and row["person"] and row["returned_on"]
        }

    def _known(self) -> _Known:
        facts = staff_facts.read(self._store)
        levels: dict[str, dict[str, int]] = {}
        names = ("competency", "level")
        for row in self._store.fact_rows("position", assessing.COMPETENCIES, names):
            if row["competency"] and row["level"]:
                levels.setdefault(row["id"], {})[row["competency"]] = row["level"]
        posts = {
            one.id: _Post(
                one,
                assessing.leads(one.kind, self._catalogs) if one.kind else None,
                levels.get(one.id, {}),
            )
            for one in facts.positions
        }
        return _Known({one.id: one for one in facts.people}, posts, FitRules(self._catalogs))

    def _names(self, records: Sequence[Record]) -> Mapping[str, str]:
        ids = {clean_value(record.payload.get("person")) for record in records} - {None}
        facts = self._store.facts("person", ("full_name",))
        return {row["id"]: row["full_name"] or "" for row in facts if row["id"] in ids}


def _person(record: Record) -> str:
    return str(clean_value(record.payload.get("person")) or "")


def _campaign(campaign_id: str, values: Mapping[str, Any]) -> CampaignInfo:
    told = {name: str(clean_value(values.get(name)) or "") for name in ("name", "sheet", "as_of", "deadline")}
    sheet = told["sheet"] or assessing.SHORT
    return CampaignInfo(
        campaign_id,
        told["name"],
        sheet,
        told["as_of"],
        told["deadline"],
        values.get("state") != "closed",
        values.get("purpose") != "review",
    )

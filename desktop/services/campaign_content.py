"""What stands on the sheets of a campaign: questions from the forms, the person's own data, nobody else's."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from desktop import messages
from desktop.domain.answer_sheet import AnswerSheet, AnswerTable, Ask, Cell
from desktop.domain.form import Field
from desktop.domain.identity_types import File, Image
from desktop.domain.list_types import Choice, Link
from desktop.domain.validation import computed_values

from . import wording
from .campaign_office import Campaign, Handed, Office

if TYPE_CHECKING:
    from desktop.storage.model import Record

LEVELS: Final = ("1", "2", "3", "4", "5")
CONFIRMED: Final = "confirmed"  # places of the review that are no fields
SIGNED: Final = "signed_on"
MANAGEMENT: Final = "management"
POINTS: Final = (MANAGEMENT, "law", "profession", "digital", "creativity", "responsibility")
_CLOSING: Final = ("self_meets", "training_needs", "wish", "wish_reason", "assessed_on")


@dataclass(frozen=True)
class Member:
    """A person of a campaign as the sheets name them; `position` is the payload of the main position."""

    handed: Handed
    person: "Record"
    assessment: "Record | None" = None
    position: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The person's name."""
        return str(self.person.payload.get("full_name") or "")

    @property
    def division(self) -> str:
        """The division of the main position, else what the personnel record says."""
        found = self.position.get("division") or self.person.payload.get("org_unit") or ""
        return found if isinstance(found, str) else ""

    @property
    def title(self) -> str:
        """The main position, else what the personnel record says."""
        found = self.position.get("name") or self.person.payload.get("position_title") or ""
        return found if isinstance(found, str) else ""

    @property
    def answers(self) -> Mapping[str, Any]:
        """What the assessment says."""
        return self.assessment.payload if self.assessment else {}


def say(key: str, **facts: object) -> str:
    """A sentence for paper, which is Vietnamese whatever the screen speaks."""
    text = messages.say_in("vi", key)
    return text.format(**facts) if facts else text


def shown(field: Field, value: object) -> str:
    """A stored value on paper."""
    if value is None or (isinstance(value, dict) and "raw" in value):
        return wording.shown(field, value)
    return field.type.show(value, "vi")


class Contents:
    """The sheets of one campaign."""

    def __init__(self, office: Office, campaign: Campaign) -> None:
        self._office = office
        self._campaign = campaign
        self._form = office.forms["assessment"]
        kinds = office.catalogs["position_kinds"]
        self._managerial = {item.code for item in kinds.items if item.extra["managerial"] == "yes"}

    def members(self) -> list[Member]:
        """Everyone with a sheet who is still in the register, in order."""
        office = self._office
        assessments = {} if self._campaign.is_review else office.assessments(self._campaign.id)
        held = (one.payload.get("position") for one in assessments.values())
        positions = office.found("position", (one for one in held if isinstance(one, str)))
        people = office.found("person", (one.person for one in self._campaign.sheets))
        members: list[Member] = []
        for handed in self._campaign.sheets:
            if handed.person in people:
                assessment = assessments.get(handed.person)
                position = positions.get(str(assessment.payload.get("position"))) if assessment else None
                told = position.payload if position else {}
                members.append(Member(handed, people[handed.person], assessment, told))
        return members

    def of_person(self, member: Member) -> AnswerSheet:
        """The sheet of one person."""
        if self._campaign.is_review:
            tables = (self._review(member), self._confirmation())
        elif self._campaign.is_full:
            tables = (self._competencies(member), self._closing(member, 0))
        else:
            points = self._points(member)
            tables = (points, self._closing(member, len(points.rows)))
        kind = "review" if self._campaign.is_review else str(self._campaign.told("sheet"))
        return AnswerSheet(
            code=member.handed.code,
            code_label=say("answer.code"),
            unit=self._office.unit.name,
            title=say(f"answer.title_{kind}"),
            subtitle=self._campaign.name,
            facts=self._facts(member),
            notes=self._notes(f"note_{kind}"),
            paper_notes=self._notes(f"paper_{kind}"),
            tables=tables,
            signs=(say("answer.sign_person"),),
            sign_hint=say("answer.sign_hint"),
        )

    def _facts(self, member: Member) -> tuple[tuple[str, str], ...]:
        return (
            (say("answer.name"), member.name),
            (say("answer.deadline"), self._day("deadline")),
            (say("answer.position"), member.title),
            (say("answer.as_of"), self._day("as_of")),
            (say("answer.division"), member.division),
        )

    def _day(self, name: str) -> str:
        return shown(self._office.forms["campaign"].field(name), self._campaign.told(name) or None)

    def _notes(self, kind: str) -> tuple[str, ...]:
        return tuple(filter(None, (say(f"answer.{kind}"), str(self._campaign.told("note")))))

    def points_of(self, member: Member) -> tuple[str, ...]:
        """The points of the short sheet that a person is asked: management of leaders and managers only."""
        is_managerial = member.position.get("kind") in self._managerial
        return POINTS if is_managerial else POINTS[1:]

    def _points(self, member: Member) -> AnswerTable:
        rows: list[tuple[Cell, ...]] = []
        for number, point in enumerate(self.points_of(member), start=1):
            told = self._form.field(f"self_{point}")
            help_ = told.help["vi"] if told.help else ""
            rows.append((str(number), question(told), help_, self.ask(told, told.name, member.answers)))
        heads = ("number", "point", "meaning", "own")
        return AnswerTable(headings(heads), (6, 26, 31, 37), tuple(rows))

    def _closing(self, member: Member, before: int) -> AnswerTable:
        rows: list[tuple[Cell, ...]] = []
        for number, name in enumerate(_CLOSING, start=before + 1):
            told = self._form.field(name)
            rows.append((str(number), question(told), self.ask(told, name, member.answers)))
        return AnswerTable(headings(("number", "question", "answer")), (6, 30, 64), tuple(rows))

    def _competencies(self, member: Member) -> AnswerTable:
        section = self._form.section("competencies")
        rows: list[tuple[Cell, ...]] = []
        for number, row in enumerate(member.answers.get("competencies", ()), start=1):
            place = f"competencies/{row['_id']}"
            rows.append(
                (
                    str(number),
                    shown(section.field("competency"), row.get("competency")),
                    shown(section.field("required"), row.get("required")),
                    self.ask(section.field("own"), f"{place}/own", row, LEVELS),
                    self.ask(section.field("note"), f"{place}/note", row),
                )
            )
        heads = ("number", "competency", "required", "own_level", "evidence")
        return AnswerTable(headings(heads), (6, 36, 10, 20, 28), tuple(rows))

    def ask(
        self,
        told: Field,
        place: str,
        answers: Mapping[str, Any],
        choices: Sequence[str] = (),
    ) -> Ask:
        """The cell for one field, with what was answered already."""
        if isinstance(told.type, Choice):
            choices = [option.label.vi for option in told.type.choices]
        lines = 2 if told.type.__class__.__name__ == "LongText" else 1
        return Ask(place, tuple(choices), shown(told, answers.get(told.name)), lines)

    def _review(self, member: Member) -> AnswerTable:
        form = self._office.forms["person"]
        values = {
            **member.person.payload,
            **computed_values(form, member.person.payload, self._office.catalogs),
        }
        rows: list[tuple[Cell, ...]] = [
            (str(number), told.label["vi"], shown(told, values.get(told.name)), Ask(told.name))
            for number, told in enumerate(self.reviewed(), start=1)
        ]
        return AnswerTable(
            headings(("number", "item", "recorded", "correction")), (6, 30, 34, 30), tuple(rows)
        )

    def reviewed(self) -> Iterator[Field]:
        """The core data that a person checks: what was answered, not what is worked out of it."""
        for told in self._office.forms["person"].fields:
            if told.core and not told.computed and not isinstance(told.type, File | Image | Link):
                yield told

    def _confirmation(self) -> AnswerTable:
        choices = (say("answer.all_true"), say("answer.some_wrong"))
        rows: tuple[tuple[Cell, ...], ...] = (
            (say("answer.confirm"), Ask(CONFIRMED, choices)),
            (say("answer.signed_on"), Ask(SIGNED)),
        )
        return AnswerTable(headings(("question", "answer")), (36, 64), rows)


def headings(names: Sequence[str]) -> tuple[str, ...]:
    """The headings of a table by their keys."""
    return tuple(say(f"answer.{name}") for name in names)


def question(told: Field) -> str:
    """A field's label without the words that part own view and review on screen."""
    label = told.label["vi"]
    text = label.rpartition(": ")[2]
    return text[:1].upper() + text[1:]

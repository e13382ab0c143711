"""What a grid of assessments is made of: the questions of a sheet, and one frozen row a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from desktop import messages
from desktop.domain import approval, assessing, places
from desktop.domain.catalog import Catalogs
from desktop.domain.fit import Fit
from desktop.domain.form import Field, Form
from desktop.domain.problems import Problem

from .records import Record

OWN: Final = "own"
REVIEWED: Final = "reviewed"
SIDES: Final = (OWN, REVIEWED)
_AFTER: Final = (
    ("plan", None, "plan"),
    ("plan_note", None, "plan_note"),
    ("fit_override", None, "fit_override"),
    ("fit_reason", None, "fit_reason"),
    ("training_needs", "training_needs", None),
    ("wish", "wish", None),
    ("wish_reason", "wish_reason", None),
)


@dataclass(frozen=True, eq=False)
class Question:
    """One thing asked of the person, the reviewer or both; a competency is answered by a level, 1 to 5."""

    id: str
    label: str
    own: Field | None
    reviewed: Field | None
    leaders_only: bool = False
    is_level: bool = False

    def field(self, side: str) -> Field | None:
        """The field that a side answers; None where it is not asked."""
        return self.own if side == OWN else self.reviewed

    def is_main(self, side: str) -> bool:
        """Whether the sheet wants an answer of that side: the cursor goes from one of these to the next."""
        asked = self.field(side)
        return asked is not None and (
            self.is_level or asked.core or assessing.own(self.id) == asked.name or self.leaders_only
        )


@dataclass(frozen=True)
class AssessmentRow:
    """One person's assessment as it is stored, with what it is held against and when the sheet came back."""

    record: Record
    person: str
    position: str
    is_leader: bool | None
    required: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    fit: Fit | None = None
    returned_on: str = ""

    @property
    def fit_words(self) -> str:
        """The verdict on the training that the program works out; empty where nothing is known."""
        return messages.say(f"fit.{self.fit.verdict}") if self.fit else ""

    @property
    def fit_evidence(self) -> tuple[str, ...]:
        """Why, a sentence each."""
        told = self.fit.evidence if self.fit else ()
        return tuple(messages.say(f"fit.{one.code}", **one.facts) for one in told)

    @property
    def state(self) -> str:
        """Where it stands on its way to approval."""
        return approval.state(self.record.payload)

    @property
    def is_locked(self) -> bool:
        """Whether it is approved, and so not to be changed until it is returned."""
        return approval.is_locked(self.record.payload)

    def place(self, question: Question, side: str) -> str:
        """The place of an answer; of a competency without a row yet, one that no record has."""
        asked = question.field(side)
        if asked is None:
            return ""
        if not question.is_level:
            return asked.name
        row = self._level_row(question.id)
        row_id = row[places.ROW_ID] if row else f"-{question.id}"
        return f"{assessing.COMPETENCIES}/{row_id}/{asked.name}"

    def value(self, question: Question, side: str) -> Any:
        """The stored answer, None for none."""
        asked = question.field(side)
        if asked is None:
            return None
        row = self._level_row(question.id) if question.is_level else self.record.payload
        return (row or {}).get(asked.name)

    def asked_level(self, question: Question) -> int | None:
        """The level that the position requires: as told on the sheet, else by the position today."""
        told = (self._level_row(question.id) or {}).get("required")
        return told if isinstance(told, int) else self.required.get(question.id)

    def applies(self, question: Question) -> bool:
        """Whether a question is put to this person; an answer that is there is never hidden."""
        if not question.leaders_only or self.is_leader is not False:
            return True
        told = [self.value(question, side) for side in SIDES]
        return self.asked_level(question) is not None or any(one is not None for one in told)

    def answered(self, questions: tuple[Question, ...], side: str) -> tuple[int, int]:
        """How many of the main questions of a side are answered, and how many there are."""
        asked = [one for one in questions if one.is_main(side) and self.applies(one)]
        return sum(self.value(one, side) is not None for one in asked), len(asked)

    def values_for(self, answers: Mapping[tuple[Question, str], Any]) -> dict[str, Any]:
        """The places to save for these answers; competencies that have no row yet are given one."""
        found: dict[str, Any] = {}
        fresh: dict[str, dict[str, Any]] = {}
        for (question, side), value in answers.items():
            asked = question.field(side)
            if asked is None:
                continue
            if question.is_level and self._level_row(question.id) is None:
                row = fresh.setdefault(question.id, self._new_level(question))
                row[asked.name] = value
            else:
                found[self.place(question, side)] = value
        for row in fresh.values():
            if any(row.get(side) is not None for side in SIDES):
                kept = {name: value for name, value in row.items() if value is not None}
                found[f"{assessing.COMPETENCIES}/{places.new_row_id()}"] = kept
        return found

    def _new_level(self, question: Question) -> dict[str, Any]:
        return {"competency": question.id, "required": self.required.get(question.id)}

    def _level_row(self, competency: str) -> Mapping[str, Any] | None:
        rows = places.rows(self.record.payload, assessing.COMPETENCIES)
        return next((row for row in rows if row.get("competency") == competency), None)


def questions(form: Form, catalogs: Catalogs, sheet: str) -> tuple[Question, ...]:
    """What a sheet asks, in order: six points or 17 competencies, then task, plan, fit, training, wish."""
    first = _levels(form, catalogs) if sheet == assessing.FULL else _points(form)
    meets = _question(form, assessing.MEETS, assessing.own(assessing.MEETS), assessing.MEETS)
    return (*first, meets, *(_question(form, *names) for names in _AFTER))


def _points(form: Form) -> list[Question]:
    return [
        _question(form, name, assessing.own(name), name, leaders_only=name == assessing.LEADERS_POINT)
        for name in assessing.POINTS
    ]


def _levels(form: Form, catalogs: Catalogs) -> list[Question]:
    section = form.section(assessing.COMPETENCIES)
    return [
        Question(
            item.code,
            item.label_en if messages.language() == "en" else item.label,
            section.field(OWN),
            section.field(REVIEWED),
            item.extra["group"] == assessing.LEADERS_GROUP,
            is_level=True,
        )
        for item in catalogs["competencies"].items
    ]


def _question(
    form: Form, question_id: str, own: str | None, reviewed: str | None, *, leaders_only: bool = False
) -> Question:
    return Question(
        question_id,
        messages.say(f"ui.assess.ask.{question_id}"),
        form.field(own) if own else None,
        form.field(reviewed) if reviewed else None,
        leaders_only,
    )

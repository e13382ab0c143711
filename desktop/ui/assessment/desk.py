"""The assessments on the screen as they are stored, and the one way to change them; both tabs share it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QObject, Signal

from desktop import messages
from desktop.errors import AppError
from desktop.services.assessment_rows import OWN, REVIEWED, AssessmentRow, Question
from desktop.services.assessments import CAMPAIGN, CampaignInfo
from desktop.ui.forms.notes import Note, error_text, notes_of, unsaved

if TYPE_CHECKING:
    from desktop.services.records import Changes
    from desktop.services.session import Session

_STALE: Final = "stale_save"


class Spot(NamedTuple):
    """One answer: the number of the row and of the question, and whose it is."""

    row: int
    question: int
    side: str


@dataclass(frozen=True)
class Outcome:
    """What became of a write: how many answers were stored, and how many were not to be changed."""

    stored: int = 0
    barred: int = 0
    failed: bool = False


class Desk(QObject):
    """`replaced` when there are other rows, `altered(numbers)` of rows, `changed(Changes)` when stored.

    `told(text, role)` is for the line below the table. What could not be stored stays on the screen and goes
    with the next write.
    """

    replaced = Signal()
    altered = Signal(object)
    changed = Signal(object)
    told = Signal(str, str)

    def __init__(self, session: "Session", parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.campaign: CampaignInfo | None = None
        self.rows: tuple[AssessmentRow, ...] = ()
        self.questions: tuple[Question, ...] = ()
        self.unsaved: dict[Spot, Any] = {}
        self._notes: dict[str, Mapping[str, Note]] = {}
        self._done: list[int] = []
        self._undone: list[int] = []
        self.own_change: int | None = None

    def show_campaign(self, campaign: CampaignInfo | None) -> None:
        """Put a campaign's assessments on the desk."""
        self.campaign = campaign
        self._done, self._undone, self.unsaved = [], [], {}
        self.questions = self.session.assessments.questions(campaign.sheet) if campaign else ()
        self.read()

    def read(self) -> None:
        """Read all rows again; what was not stored is put onto the rows of the same people."""
        before = {spot: self.rows[spot.row].record.id for spot in self.unsaved}
        self.rows = self.session.assessments.rows(self.campaign.id) if self.campaign else ()
        at = {row.record.id: number for number, row in enumerate(self.rows)}
        kept = [(spot, value) for spot, value in self.unsaved.items() if before[spot] in at]
        self.unsaved = {spot._replace(row=at[before[spot]]): value for spot, value in kept}
        self._notes = {}
        self.replaced.emit()

    def value(self, spot: Spot) -> Any:
        """The answer as the screen shows it."""
        if spot in self.unsaved:
            return self.unsaved[spot]
        return self.rows[spot.row].value(self.questions[spot.question], spot.side)

    def other(self, spot: Spot) -> Any:
        """The answer of the other side to the same question."""
        return self.value(spot._replace(side=REVIEWED if spot.side == OWN else OWN))

    def bar(self, spot: Spot) -> str:
        """Why an answer cannot be changed, as the end of a message key; empty when it can."""
        row, question = self.rows[spot.row], self.questions[spot.question]
        if question.field(spot.side) is None or not row.applies(question):
            return "not_asked"
        return "approved" if row.is_locked else ""

    def note(self, spot: Spot) -> Note | None:
        """What is wrong with an answer."""
        if spot in self.unsaved:
            return Note(messages.say("ui.assess.unsaved"), "error")
        row = self.rows[spot.row]
        return self.notes(row).get(row.place(self.questions[spot.question], spot.side))

    def notes(self, row: AssessmentRow) -> Mapping[str, Note]:
        """Everything wrong with a row, by place."""
        if row.record.id not in self._notes:
            form = self.session.forms[row.record.form]
            self._notes[row.record.id] = notes_of(form, row.problems)
        return self._notes[row.record.id]

    def write(self, answers: Mapping[Spot, Any]) -> Outcome:
        """Store answers as one change; those that are barred are left out, and said."""
        new = {spot: value for spot, value in answers.items() if not _same(self.value(spot), value)}
        barred = [spot for spot in new if self.bar(spot)]
        wanted = {**self.unsaved, **{spot: value for spot, value in new.items() if spot not in barred}}
        wanted = {spot: value for spot, value in wanted.items() if not _same(self._stored(spot), value)}
        self.unsaved = {}
        try:
            stored = self._store(wanted) if wanted else None
        except AppError as error:
            self.unsaved = wanted
            self.told.emit(unsaved(error).text, "error")
            self.altered.emit({spot.row for spot in wanted})
            return Outcome(0, len(barred), failed=True)
        if stored is not None and stored.change_n is not None:
            self._done.append(stored.change_n)
            self._undone.clear()
        self._take(stored, {spot.row for spot in wanted})
        if barred:
            self._tell_barred(barred)
        return Outcome(len(wanted), len(barred))

    def note_returned(self, at: int) -> None:
        """Note that a person's sheet came back on paper; the answers are typed in as always."""
        row = self.rows[at]
        try:
            changes = self.session.campaigns.type_in(row.record.id, {}, "paper")
        except AppError as error:
            self.told.emit(error_text(error), "error")
            return
        self.rows = tuple(
            replace(one, returned_on=date.today().isoformat()) if one is row else one  # noqa: DTZ011
            for one in self.rows
        )
        if changes.change_n is not None:
            self._done.append(changes.change_n)
            self._undone.clear()
        self._take(changes, {at})
        self.told.emit(messages.say("ui.assess.noted_paper", name=row.person), "good")

    def undo(self) -> None:
        """Take back the latest change that was made here."""
        self._turn(self._done, self._undone, "ui.assess.undone", "ui.assess.nothing_to_undo")

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._turn(self._undone, self._done, "ui.assess.redone", "ui.assess.nothing_to_redo")

    def _turn(self, taken: list[int], given: list[int], done: str, nothing: str) -> None:
        if not taken:
            self.told.emit(messages.say(nothing), "muted")
            return
        try:
            changes = self.session.records.undo(taken[-1])
        except AppError as error:
            self.told.emit(error_text(error), "error")
            return
        taken.pop()
        if changes.change_n is not None:
            given.append(changes.change_n)
        if CAMPAIGN in changes.forms:
            self.read()
        numbers = [at for at, row in enumerate(self.rows) if row.record.id in changes.records]
        self._renew(numbers)
        self._take(changes, set(numbers))
        self.told.emit(messages.say(done), "good")

    def _store(self, wanted: Mapping[Spot, Any]) -> "Changes":
        """Once more with the rows as they are now, where somebody changed others of their answers."""
        try:
            return self._put(wanted)
        except AppError as error:
            if error.code != _STALE:
                raise
            shown = {spot: self._stored(spot) for spot in wanted}
            self._renew(sorted({spot.row for spot in wanted}))
            if any(not _same(self._stored(spot), value) for spot, value in shown.items()):
                raise
            return self._put(wanted)

    def _put(self, wanted: Mapping[Spot, Any]) -> "Changes":
        numbers = sorted({spot.row for spot in wanted})
        asked = [
            (
                self.rows[number],
                {
                    (self.questions[spot.question], spot.side): value
                    for spot, value in wanted.items()
                    if spot.row == number
                },
            )
            for number in numbers
        ]
        rows, changes = self.session.assessments.write(asked)
        self._replace(dict(zip(numbers, rows, strict=True)))
        return changes

    def _renew(self, numbers: list[int]) -> None:
        rows = self.session.assessments.again([self.rows[number] for number in numbers])
        self._replace(dict(zip(numbers, rows, strict=True)))

    def _replace(self, fresh: Mapping[int, AssessmentRow]) -> None:
        self.rows = tuple(fresh.get(at, row) for at, row in enumerate(self.rows))
        for row in fresh.values():
            self._notes.pop(row.record.id, None)

    def _take(self, changes: "Changes | None", numbers: set[int]) -> None:
        self.altered.emit(numbers)
        if changes is not None and changes.change_n is not None:
            self.own_change = changes.change_n
            self.changed.emit(changes)

    def _stored(self, spot: Spot) -> Any:
        return self.rows[spot.row].value(self.questions[spot.question], spot.side)

    def _tell_barred(self, barred: list[Spot]) -> None:
        approved = sum(self.bar(spot) == "approved" for spot in barred)
        said = "ui.assess.barred_approved" if approved else "ui.assess.barred_not_asked"
        self.told.emit(messages.say(said, count=len(barred)), "warning")


def _same(old: object, new: object) -> bool:
    return type(old) is type(new) and old == new

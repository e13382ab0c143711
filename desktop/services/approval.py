"""Handing in, reviewing, approving and returning records of any form that has the section `approvals`.

Every action is one change, for one record or for many: all of them, or none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop import messages
from desktop.domain import approval, places
from desktop.domain.problems import Problem
from desktop.errors import AppError

from . import wording
from .approval_guard import KINDS, PAPER_KIND
from .approval_wording import state_label, step_line, summary_lines
from .attachments import Attachments
from .records import Changes, Record, Records
from .rights import Rights

if TYPE_CHECKING:
    from desktop.domain.form import Form
    from desktop.storage.records import RecordStore


@dataclass(frozen=True)
class PaperApproval:
    """What a signed paper says: who approved, as what, when (`YYYY-MM-DD`), its number and date, its scan."""

    who: str
    on: str
    title: str = ""
    number: str = ""
    number_date: str = ""
    scan: Path | None = None
    remark: str = ""


@dataclass(frozen=True)
class Standing:
    """Where one record stands: its name, its state, and its last step in words."""

    record_id: str
    label: str
    state: str
    state_label: str
    last: str
    is_one_person: bool


class Approval:
    """The steps as the user who is in may take them."""

    def __init__(
        self,
        store: "RecordStore",
        records: Records,
        forms: Mapping[str, "Form"],
        rights: Rights,
        attachments: Attachments,
    ) -> None:
        self._store = store
        self._records = records
        self._forms = forms
        self._rights = rights
        self._attachments = attachments

    def submit(self, record_ids: Sequence[str]) -> Changes:
        """Hand records in; AppError right_missing, approval_out_of_order, approval_none."""
        return self._step(approval.SUBMITTED, record_ids)

    def review(self, record_ids: Sequence[str]) -> Changes:
        """Say that records were reviewed; the errors of `submit`."""
        return self._step(approval.REVIEWED, record_ids)

    def approve(self, record_ids: Sequence[str]) -> Changes:
        """Approve records, which are read-only from then on; the errors of `submit`."""
        return self._step(approval.APPROVED, record_ids)

    def return_(self, record_ids: Sequence[str], remark: str) -> Changes:
        """Give records back with a remark, to be changed; the errors of `submit`, and approval_remark."""
        self._rights.need(*approval.RIGHTS[approval.RETURNED])
        if not remark.strip():
            raise AppError("approval_remark")
        return self._step(approval.RETURNED, record_ids, remark.strip())

    def record_on_paper(self, record_ids: Sequence[str], step: str, paper: PaperApproval) -> Changes:
        """Enter a step that was taken on paper; the user stands beside it as who recorded it.

        AppError right_missing, approval_out_of_order, approval_none, approval_paper_lacks,
        approval_field_wrong, scan_unreadable, scan_too_large.
        """
        self._rights.need(*approval.PAPER_RIGHTS)
        if not paper.who.strip() or not paper.on:
            raise AppError("approval_paper_lacks")
        told = {
            "who": paper.who.strip(),
            "title": paper.title.strip(),
            "on": paper.on,
            "number": paper.number.strip(),
            "number_date": paper.number_date,
            "remark": paper.remark.strip(),
        }
        records = self._asked(record_ids, step, approval.PAPER)
        form = self._forms[records[0].form]
        _assert_sound(form, told)
        if paper.scan is not None:
            told["scan"] = self._attachments.add_scan(paper.scan)
        return self._write(records, step, PAPER_KIND, {"way": approval.PAPER, **told})

    def standings(self, record_ids: Sequence[str]) -> tuple[Standing, ...]:
        """Where these records stand, in the order asked."""
        return tuple(map(self._standing, self._store.get_many(record_ids)))

    def possible(self, record_ids: Sequence[str], step: str, way: str = approval.PROGRAM) -> tuple[str, ...]:
        """Those of these records for which a step can be taken now, whoever holds the right to it."""
        return tuple(
            record.id
            for record in self._store.get_many(record_ids)
            if approval.can_follow(step, approval.state(record.payload), way)
        )

    def may(self, step: str, way: str = approval.PROGRAM) -> bool:
        """Whether the user holds the right to a step."""
        return self._rights.has(
            *(approval.RIGHTS[step] if way == approval.PROGRAM else approval.PAPER_RIGHTS)
        )

    def holders(self, step: str) -> str:
        """The names of those who may take a step in the program, or that there is nobody."""
        return self._rights.holders_text(*approval.RIGHTS[step])

    def one_person(self, record_id: str) -> bool:
        """Whether one and the same person filled, reviewed and approved a record."""
        return approval.is_one_person(self._store.get(record_id).payload)

    def summary(self, record_id: str) -> list[str]:
        """The steps since the record was last returned, a line each, for screen and paper.

        It says where one person did all of them.
        """
        record = self._store.get(record_id)
        return summary_lines(self._forms[record.form], record.payload)

    def _standing(self, record: Record) -> Standing:
        form = self._forms[record.form]
        rows = places.rows(record.payload, approval.SECTION)
        now = approval.state(record.payload)
        return Standing(
            record.id,
            self._records.label(record.form, record.payload),
            now,
            state_label(now),
            step_line(form, rows[-1]) if rows else "",
            approval.is_one_person(record.payload),
        )

    def _step(self, step: str, record_ids: Sequence[str], remark: str = "") -> Changes:
        self._rights.need(*approval.RIGHTS[step])
        told = {
            "way": approval.PROGRAM,
            "who": self._rights.user.name,
            "on": date.today().isoformat(),  # noqa: DTZ011 - the day in the office
            "remark": remark,
        }
        return self._write(self._asked(record_ids, step, approval.PROGRAM), step, KINDS[step], told)

    def _asked(self, record_ids: Sequence[str], step: str, way: str) -> list[Record]:
        """The records, each of one form and each where the step can be taken."""
        records = list(self._store.get_many(list(dict.fromkeys(record_ids))))
        if not records:
            raise AppError("approval_none")
        for record in records:
            if record.form != records[0].form or not approval.has_approval(self._forms[record.form]):
                raise AppError("record_missing", id=record.id)
        states = [approval.state(record.payload) for record in records]
        late = [now for now in states if not approval.can_follow(step, now, way)]
        if late:
            now = state_label(late[0])
            raise AppError("approval_out_of_order", count=len(late), state=now, step=state_label(step))
        return records

    def _write(self, records: Sequence[Record], step: str, kind: str, told: Mapping[str, Any]) -> Changes:
        from desktop.storage.model import Write

        form = self._forms[records[0].form]
        known = {field.name for field in form.section(approval.SECTION).fields}
        row = {"step": step, **told, "recorded_by": self._rights.user.name}
        row = {name: value for name, value in row.items() if name in known and value}
        writes = [
            Write(
                form.id,
                record.id,
                record.revision,
                {f"{approval.SECTION}/{places.new_row_id()}": row},
            )
            for record in records
        ]
        one = len(records) == 1
        label = self._records.label(form.id, records[0].payload) if one else form.title[messages.language()]
        return self._records.after(self._store.save_many(self._records.change(kind, label), writes))


def _assert_sound(form: "Form", told: Mapping[str, str]) -> None:
    """A row that no screen can mend must be right from the start."""
    section = form.section(approval.SECTION)
    for field in section.fields:
        value = told.get(field.name)
        for finding in field.type.check(value) if value else ():
            problem = Problem(finding.code, f"{section.id}/-/{field.name}", finding.facts, finding.severity)
            if problem.is_hard:
                raise AppError("approval_field_wrong", why=wording.problem_text(form, problem))

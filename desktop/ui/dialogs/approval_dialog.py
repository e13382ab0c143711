"""Where records stand with their approval, who may take the next step, and the steps the user may take."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from desktop import messages
from desktop.domain import approval
from desktop.errors import AppError
from desktop.services.approval_wording import state_label
from desktop.ui import elements
from desktop.ui.dialogs import error_dialog
from desktop.ui.dialogs.approval_papers import PaperDialog, RemarkDialog
from desktop.ui.plain_table import PlainTable

if TYPE_CHECKING:
    from desktop.services.approval import Standing
    from desktop.services.records import Changes
    from desktop.services.session import Session

_VERBS: Final = {
    approval.SUBMITTED: "submit",
    approval.REVIEWED: "review",
    approval.APPROVED: "approve",
    approval.RETURNED: "return",
}
_COLUMNS: Final = ("record", "state", "last")
_SIZE: Final = (860, 420)


class ApprovalDialog(QDialog):
    """For one record or many of one form; `changed(Changes)` after every step."""

    changed = Signal(object)

    def __init__(self, session: "Session", record_ids: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session = session
        self._ids = tuple(record_ids)
        self._found: tuple[Standing, ...] = ()
        self.setWindowTitle(messages.say("ui.approval.title"))
        elements.resize(self, *_SIZE)
        layout = elements.column(self, margin=elements.SECTIONS, gap=12)
        layout.addWidget(elements.label(messages.say("ui.approval.title"), "heading"))
        self.counts = elements.label("", "strong")
        self.table = PlainTable(
            [messages.say(f"ui.approval.{name}") for name in ("record", "state", "last")], 2
        )
        self.table.setAccessibleName(messages.say("ui.approval.title"))
        self.next = elements.label("", "muted")
        self.one_person = elements.label("", "warning")
        self.said = elements.label("", "good")
        for widget in (self.counts, self.table, self.one_person, self.next, self.said):
            layout.addWidget(widget)
        layout.setStretchFactor(self.table, 1)
        self.buttons: dict[str, QPushButton] = {}
        line = elements.row()
        for step, verb in _VERBS.items():
            self.buttons[step] = elements.button(
                messages.say(f"ui.approval.{verb}"), partial(self.take, step)
            )
            line.addWidget(self.buttons[step])
        self.paper = elements.button(messages.say("ui.approval.paper"), self.ask_for_paper)
        self.close_ = elements.button(messages.say("ui.dialog.close"), self.accept)
        line.addWidget(self.paper)
        line.addStretch(1)
        line.addWidget(self.close_)
        layout.addLayout(line)
        self._show()
        self._focus_on_what_is_next()

    def take(self, step: str) -> None:
        """Take a step for all the records that can; returning asks for the remark first."""
        ids = self._possible(step)
        if step == approval.RETURNED:
            dialog = RemarkDialog(self)
            dialog.accepted.connect(lambda: self._return(ids, dialog.remark()))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()
            return
        steps = self._session.approval
        deeds = {
            approval.SUBMITTED: steps.submit,
            approval.REVIEWED: steps.review,
            approval.APPROVED: steps.approve,
        }
        self._do(step, lambda: deeds[step](ids))

    def ask_for_paper(self) -> None:
        """Ask what the signed paper says."""
        dialog = PaperDialog(self._session, self._ids, self)
        dialog.entered.connect(self._entered)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _return(self, ids: Sequence[str], remark: str) -> None:
        self._do(approval.RETURNED, lambda: self._session.approval.return_(ids, remark))

    def _do(self, step: str, deed: Callable[[], "Changes"]) -> None:
        try:
            changes = deed()
        except AppError as error:
            error_dialog.show(self, error)
            return
        self._entered(step, changes)

    def _entered(self, step: str, changes: "Changes") -> None:
        self._show()
        count = len(set(self._ids) & changes.records)
        self.said.setText("✓ " + messages.say("ui.approval.done", count=count, state=state_label(step)))
        self._focus_on_what_is_next()
        self.changed.emit(changes)

    def _show(self) -> None:
        """Read again where the records stand, and what can be done with them."""
        self._found = found = self._session.approval.standings(self._ids)
        self.table.show_rows([(one.label, one.state_label, one.last) for one in found])
        states = [one.state for one in found]
        told = {one: states.count(one) for one in (approval.DRAFT, *approval.STEPS) if one in states}
        parts = ", ".join(f"{state_label(one)} {count}" for one, count in told.items())
        self.counts.setText(messages.say("ui.approval.counts", count=len(found), states=parts))
        self.one_person.setText(self._one_person_text())
        for step, button in self.buttons.items():
            self._allow(button, f"ui.approval.{_VERBS[step]}", step)
        on_paper = any(
            self._session.approval.possible(self._ids, one, approval.PAPER) for one in approval.STEPS
        )
        self.paper.setEnabled(on_paper and self._session.approval.may(approval.APPROVED, approval.PAPER))
        self.next.setText(self._next_text(states))

    def _allow(self, button: QPushButton, key: str, step: str) -> None:
        possible = self._possible(step)
        may = self._session.approval.may(step)
        verb = messages.say(key)
        part = 0 < len(possible) < len(self._ids)
        button.setText(messages.say("ui.approval.some", verb=verb, count=len(possible)) if part else verb)
        button.setEnabled(bool(possible) and may)
        holders = self._session.approval.holders(step)
        button.setToolTip(
            "" if may else messages.say("ui.approval.next_part", step=_plain(verb), holders=holders)
        )

    def _next_text(self, states: Sequence[str]) -> str:
        """Who may take the steps that come next, whoever is in."""
        steps = [one for one in approval.STEPS if one != approval.RETURNED and self._possible(one)]
        if not steps:
            return messages.say("ui.approval.nothing_next") if set(states) == {approval.APPROVED} else ""
        parts = [
            messages.say(
                "ui.approval.next_part",
                step=_plain(messages.say(f"ui.approval.{_VERBS[step]}")),
                holders=self._session.approval.holders(step),
            )
            for step in steps
        ]
        return messages.say("ui.approval.next", who="; ".join(parts))

    def _one_person_text(self) -> str:
        count = sum(one.is_one_person for one in self._found)
        if count and len(self._found) > 1:
            return messages.say("ui.approval.one_person_of", count=count)
        return messages.say("approval.one_person") if count else ""

    def _possible(self, step: str, way: str = approval.PROGRAM) -> tuple[str, ...]:
        """The records for which a step can be taken where they stand."""
        found = self._found
        return tuple(one.record_id for one in found if approval.can_follow(step, one.state, way))

    def _focus_on_what_is_next(self) -> None:
        """A button that was just used up gives the cursor to the one that follows."""
        follow = next((one for one in self.buttons.values() if one.isEnabled()), self.close_)
        follow.setFocus()


def _plain(verb: str) -> str:
    return verb.replace("&", "").rstrip("…")

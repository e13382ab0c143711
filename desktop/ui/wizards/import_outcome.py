"""Step of an import: what was done, in counts that add up, and how it is taken back."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from desktop import messages
from desktop.domain.form import Form
from desktop.services.imports import Applied
from desktop.ui import elements
from desktop.ui.navigation import Destination
from desktop.ui.plain_table import ROW_HEIGHT, PlainTable
from desktop.ui.wizards.wizard import Step

_COUNTS: Final = ("created", "updated", "same", "skipped", "failed")
_WIDTH: Final = 480


class OutcomeStep(Step):
    """`wanted(Destination)`, `failed_wanted` for the rows that stayed out as a workbook, `undo_wanted`."""

    wanted = Signal(object)
    failed_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, forms: Mapping[str, Form]) -> None:
        super().__init__(messages.say("ui.import.outcome_title"))
        self._forms = forms
        self.state = elements.label("", "good_heading")
        self.sum = elements.label("", "strong")
        self.table = PlainTable(
            [messages.say("ui.import.outcome_what"), messages.say("ui.import.outcome_count")], 0
        )
        self.table.setFixedSize(_WIDTH, (len(_COUNTS) + 1) * ROW_HEIGHT + 2)
        self.table.horizontalHeader().hide()
        self.table.setSelectionMode(PlainTable.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.save_failed = elements.button(
            messages.say("ui.import.save_failed"), self.failed_wanted.emit, "primary"
        )
        self.saved = elements.label("", "good")
        self.links: list[QPushButton] = []
        self._links = elements.column(gap=0)
        self.undo = elements.button(messages.say("ui.import.undo"), self.undo_wanted.emit)
        self.undo_text = elements.label("", "muted")
        self._build()

    def show_applied(self, applied: Applied, form_ids: Sequence[str], wrong: Mapping[str, int]) -> None:
        """Say what was done; `wrong` counts by form the rows that came in with errors."""
        counts = {name: getattr(applied, name) for name in _COUNTS}
        self.state.setText("✓  " + self._done(applied))
        self.sum.setText(messages.say("ui.import.outcome_sum", read=applied.read, **counts))
        lines = [("read", applied.read), *counts.items()]
        self.table.show_rows(
            [(messages.say(f"ui.import.outcome_{name}"), str(count)) for name, count in lines], numbers=(1,)
        )
        self.save_failed.setVisible(bool(applied.failed))
        self.saved.hide()
        self._show_links(form_ids, wrong)
        self.undo.setEnabled(applied.change_n is not None)
        self.undo_text.setText(
            messages.say("ui.import.undo_text", created=applied.created, updated=applied.updated)
        )

    def show_saved(self, path: str) -> None:
        """Say where the failed rows are."""
        self.saved.setText("✓  " + messages.say("ui.import.failed_saved", file=path))
        self.saved.show()

    def show_undone(self) -> None:
        """Say that the import was taken back."""
        self.state.setText("✓  " + messages.say("ui.import.undone"))
        self.undo.setEnabled(False)
        self.undo_text.setText(messages.say("ui.import.undone_text"))
        for link in self.links:
            link.setVisible(not link.property("only_problems"))

    def next_text(self) -> str:
        return messages.say("ui.import.finish")

    def can_go_back(self) -> bool:
        return False

    def enter(self) -> None:
        (self.save_failed if self.save_failed.isVisibleTo(self) else self.links[0]).setFocus()

    def _build(self) -> None:
        for widget in (self.state, self.sum, self.table):
            self.box.addWidget(widget)
        for button, text in ((self.save_failed, self.saved), (self.undo, self.undo_text)):
            line = elements.row(gap=12)
            line.addWidget(button)
            line.addWidget(text, 1)
            line.addStretch()
            self.box.addLayout(line)
            if button is self.save_failed:
                self.box.addLayout(self._links)
        self.box.addStretch(1)

    def _done(self, applied: Applied) -> str:
        if applied.change_n is None:
            return messages.say("ui.import.done_nothing")
        return messages.say("ui.import.done", n=applied.change_n)

    def _show_links(self, form_ids: Sequence[str], wrong: Mapping[str, int]) -> None:
        elements.empty(self._links)
        self.links = []
        for form_id in form_ids:
            title = self._forms[form_id].title[messages.language()]
            self._add(messages.say("ui.import.open_list", title=title), Destination(form_id))
            if count := wrong.get(form_id, 0):
                said = messages.say("ui.import.open_wrong", count=count, title=title)
                self._add(said, Destination(form_id, only_problems=True))

    def _add(self, text: str, destination: Destination) -> None:
        link = elements.button(text, lambda: self.wanted.emit(destination), "link")
        link.setProperty("only_problems", destination.only_problems)
        self.links.append(link)
        line = elements.row()
        line.addWidget(link)
        line.addStretch(1)
        self._links.addLayout(line)

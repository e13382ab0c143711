"""Steps of an import: what every row would do, and what was done."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QToolButton

from desktop import messages
from desktop.domain.form import Form
from desktop.services import wording
from desktop.services.import_preview import STATES, Preview, PreviewRow
from desktop.services.imports import Applied
from desktop.ui import elements
from desktop.ui.navigation import Destination
from desktop.ui.plain_table import PlainTable
from desktop.ui.wizards.wizard import Step

ALL = "read"


class PreviewStep(Step):
    """Rows with their states; the counts filter them; below, the problems and differences of one row."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        super().__init__(messages.say("ui.import.preview_title"), messages.say("ui.import.preview_text"))
        self._forms = forms
        self._preview: Preview | None = None
        self._rows: list[PreviewRow] = []
        self._state = ALL
        self._chips = elements.row()
        self._group = QButtonGroup(self)
        self.counts: dict[str, QToolButton] = {}
        for name in (ALL, *STATES):
            self._chips.addWidget(self._chip(name))
        self._chips.addStretch(1)
        self.box.addLayout(self._chips)
        self.notice = elements.label("", "notice")
        self.box.addWidget(self.notice)
        names = ("row", "sheet", "state", "name", "problems", "differences")
        self.table = PlainTable([messages.say(f"ui.import.preview_{name}") for name in names], 3)
        self.table.currentCellChanged.connect(lambda *_: self._show_details())
        self.box.addWidget(self.table, 3)
        self.details = PlainTable(
            [messages.say(f"ui.import.detail_{name}") for name in ("said", "old", "new")], 0
        )
        self.box.addWidget(self.details, 2)
        self.only_good = QCheckBox(messages.say("ui.import.only_good"))
        self.only_good.toggled.connect(lambda _on: self.completeness_changed.emit())
        self.box.addWidget(self.only_good)

    @property
    def preview(self) -> Preview | None:
        """What is shown."""
        return self._preview

    def show_preview(self, preview: Preview) -> None:
        """Lay out the rows; all are shown."""
        self._preview = preview
        counts = preview.counts
        for name, chip in self.counts.items():
            chip.setText(messages.say(f"ui.import.count_{name}", count=counts[name]))
            chip.setEnabled(bool(counts[name]) or name == ALL)
        self.only_good.setVisible(bool(counts["wrong"]))
        self.only_good.setChecked(False)
        self.notice.setVisible(bool(preview.secret_headings))
        self.notice.setText(messages.say("ui.import.secret", columns=", ".join(preview.secret_headings)))
        self.counts[ALL].setChecked(True)
        self._filter(ALL)

    def is_complete(self) -> bool:
        return self.to_write() > 0

    def to_write(self) -> int:
        """How many rows would be written."""
        rows = self._preview.rows if self._preview else ()
        kept_out = "wrong" if self.only_good.isChecked() else ""
        return sum(row.writes and row.state != kept_out for row in rows)

    def next_text(self) -> str:
        return messages.say("ui.import.apply", count=self.to_write())

    def enter(self) -> None:
        self.table.setFocus()

    def _chip(self, name: str) -> QToolButton:
        chip = QToolButton()
        chip.setProperty("kind", "chip")
        chip.setCheckable(True)
        chip.setObjectName(f"count_{name}")
        chip.clicked.connect(lambda _checked=False: self._filter(name))
        self._group.addButton(chip)
        self.counts[name] = chip
        return chip

    def _filter(self, state: str) -> None:
        preview = self._preview
        rows = preview.rows if preview else ()
        self._rows = [row for row in rows if state in (ALL, row.state)]
        self.table.show_rows(
            [_texts(row, preview.sheet_of(row).name) for row in self._rows] if preview else [],
            numbers=(0, 4, 5),
        )
        self._show_details()
        self.completeness_changed.emit()

    def _show_details(self) -> None:
        line = self.table.line()
        if self._preview is None or not 0 <= line < len(self._rows):
            self.details.show_rows([])
            return
        row, form = self._rows[line], self._forms[self._rows[line].form_id]
        shown = [(wording.problem_text(form, one), "", "") for one in row.problems]
        shown += [
            (messages.say("ui.import.will_change", field=one.label), one.old, one.new)
            for one in row.differences
        ]
        shown += [
            (messages.say("ui.import.not_taken", heading=heading), "", text)
            for heading, text in row.unmapped.items()
        ]
        self.details.show_rows(shown)


class OutcomeStep(Step):
    """Counts that add up, links to what came in, and Undo; `wanted(Destination)`, `undo_wanted`."""

    wanted = Signal(object)
    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(messages.say("ui.import.outcome_title"))
        self.table = PlainTable(
            [messages.say("ui.import.outcome_what"), messages.say("ui.import.outcome_count")], 0
        )
        self.table.setMaximumWidth(460)
        self.table.setFixedHeight(190)
        self.table.horizontalHeader().hide()
        self.state = elements.label("", "good_heading")
        self.list = elements.button(
            messages.say("ui.import.open_list"), lambda: self._go(only_problems=False), "link"
        )
        self.wrong = elements.button(
            messages.say("ui.import.open_wrong"), lambda: self._go(only_problems=True), "link"
        )
        self.undo = elements.button(messages.say("ui.import.undo"), self.undo_wanted.emit)
        self.box.addWidget(self.state)
        self.box.addWidget(self.table)
        for widget in (self.list, self.wrong, self.undo):
            line = elements.row()
            line.addWidget(widget)
            line.addStretch(1)
            self.box.addLayout(line)
        self.box.addStretch(1)
        self._form_id = ""

    def show_applied(self, applied: Applied, form_id: str, wrong: int) -> None:
        """Say what was done; `wrong` rows came in with hard problems."""
        self._form_id = form_id
        names = ("read", "created", "updated", "same", "skipped", "failed")
        self.table.show_rows(
            [(messages.say(f"ui.import.outcome_{name}"), str(getattr(applied, name))) for name in names],
            numbers=(1,),
        )
        self.state.setText("✓  " + messages.say("ui.import.done", n=applied.change_n or ""))
        self.wrong.setVisible(bool(wrong))
        self.wrong.setText(messages.say("ui.import.open_wrong", count=wrong))
        self.undo.setEnabled(applied.change_n is not None)

    def show_undone(self) -> None:
        """Say that the import was taken back."""
        self.state.setText(messages.say("ui.import.undone"))
        self.undo.setEnabled(False)
        self.wrong.hide()

    def next_text(self) -> str:
        return messages.say("ui.import.finish")

    def can_go_back(self) -> bool:
        return False

    def enter(self) -> None:
        self.list.setFocus()

    def _go(self, *, only_problems: bool) -> None:
        self.wanted.emit(Destination(self._form_id, only_problems=only_problems))


def _texts(row: PreviewRow, sheet: str) -> tuple[str, ...]:
    said = messages.say(f"ui.import.state_{row.state}")
    problems, differences = len(row.problems), len(row.differences)
    return (str(row.number), sheet, said, row.label, str(problems or ""), str(differences or ""))

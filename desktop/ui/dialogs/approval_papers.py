"""What an approval dialog asks for further: the remark of a return, and what a signed paper says."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop import messages
from desktop.domain import approval
from desktop.domain.values import Unreadable
from desktop.errors import AppError
from desktop.services.approval import PaperApproval
from desktop.ui import elements
from desktop.ui.dialogs.error_dialog import text_of

if TYPE_CHECKING:
    from desktop.services.session import Session

_LINES: Final = ("who", "role", "on", "number", "number_date", "remark")
_DATES: Final = {"on", "number_date"}
_ON_PAPER: Final = (approval.APPROVED, approval.REVIEWED, approval.RETURNED, approval.SUBMITTED)
_REMARK_HEIGHT: Final = 120


class RemarkDialog(QDialog):
    """What must be changed; without a word nothing is returned."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(messages.say("ui.approval.return_title"))
        self.setMinimumWidth(480)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(_REMARK_HEIGHT)
        self.text.setAccessibleName(messages.say("ui.approval.return_text"))
        self.deed = elements.button(messages.say("ui.approval.return_deed"), self.accept, "primary")
        layout = elements.column(self, margin=elements.SECTIONS)
        layout.addWidget(elements.label(messages.say("ui.approval.return_text")))
        layout.addWidget(self.text)
        _finish(self, layout, self.deed)
        self.text.textChanged.connect(self._judge)
        self._judge()
        self.text.setFocus()

    def remark(self) -> str:
        """What was typed."""
        return self.text.toPlainText().strip()

    def _judge(self) -> None:
        self.deed.setEnabled(bool(self.remark()))


class PaperDialog(QDialog):
    """Who signed, as what, when, number and scan; `entered(step, Changes)` when it is in the register."""

    entered = Signal(str, object)

    def __init__(self, session: "Session", record_ids: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._ids = tuple(record_ids)
        self._scan: Path | None = None
        self.setWindowTitle(messages.say("ui.approval.paper_title"))
        self.setMinimumWidth(560)
        self.step = QComboBox()
        for step in _ON_PAPER:
            if self._possible(step):
                self.step.addItem(messages.say(f"ui.approval.step_{step}"), step)
        self.text = elements.label("", "muted")
        self.lines = {name: QLineEdit() for name in _LINES}
        self.choose = elements.button(messages.say("ui.approval.paper_choose"), self.ask_for_scan)
        self.scan = elements.label(messages.say("ui.approval.paper_no_scan"), "muted")
        self.why = elements.label("", "error")
        self.deed = elements.button(messages.say("ui.approval.paper_deed"), self.enter, "primary")
        layout = elements.column(self, margin=elements.SECTIONS, gap=12)
        layout.addWidget(elements.label(messages.say("ui.approval.paper_title"), "heading"))
        layout.addWidget(self.text)
        layout.addLayout(self._grid())
        layout.addWidget(self.why)
        _finish(self, layout, self.deed)
        self.step.currentIndexChanged.connect(self._tell_count)
        self._tell_count()
        self.lines["who"].setFocus()

    def ask_for_scan(self) -> None:
        """Let the user choose the scan of the paper."""
        kinds = messages.say("ui.approval.paper_files")
        title = messages.say("ui.approval.paper_choose")
        name, _ = QFileDialog.getOpenFileName(self, title, "", f"{kinds} (*.pdf *.jpg *.jpeg *.png)")
        if name:
            self.take_scan(Path(name))

    def take_scan(self, path: Path) -> None:
        """Let a file be the scan."""
        self._scan = path
        self.scan.setText(path.name)

    def enter(self) -> None:
        """Put the step into the register, or say what is lacking and stay."""
        step = str(self.step.currentData())
        try:
            changes = self._session.approval.record_on_paper(self._possible(step), step, self._paper())
        except AppError as error:
            self.why.setText(text_of(error))
            return
        except Unreadable as error:
            label = messages.say(f"ui.approval.paper_{error.finding.facts['line']}")
            self.why.setText(
                messages.say(f"problem.{error.finding.code}", **{**error.finding.facts, "label": label})
            )
            return
        self.entered.emit(step, changes)
        self.accept()

    def _paper(self) -> PaperApproval:
        told = {name: line.text().strip() for name, line in self.lines.items()}
        return PaperApproval(
            who=told["who"],
            on=self._day("on", told["on"]),
            title=told["role"],
            number=told["number"],
            number_date=self._day("number_date", told["number_date"]),
            scan=self._scan,
            remark=told["remark"],
        )

    def _day(self, name: str, text: str) -> str:
        """The typed day as it is stored; Unreadable with the line it stands in."""
        form = self._session.forms[self._session.records.open(self._ids[0]).record.form]
        try:
            return str(form.section(approval.SECTION).field(name).type.parse(text) or "")
        except Unreadable as error:
            raise Unreadable(error.finding.code, text=text, line=name, **error.finding.facts) from error

    def _possible(self, step: str) -> tuple[str, ...]:
        return self._session.approval.possible(self._ids, step, approval.PAPER)

    def _tell_count(self) -> None:
        count = len(self._possible(str(self.step.currentData()))) if self.step.count() else 0
        self.text.setText(messages.say("ui.approval.paper_text", count=count))

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(elements.BETWEEN)
        widgets: list[tuple[str, QWidget]] = [("step", self.step), *self.lines.items()]
        for at, (name, widget) in enumerate(widgets):
            named = elements.label(messages.say(f"ui.approval.paper_{name}"))
            named.setBuddy(widget)
            widget.setAccessibleName(named.text())
            if name in _DATES and isinstance(widget, QLineEdit):
                widget.setPlaceholderText(messages.say("ui.form.hint_date"))
            grid.addWidget(named, at, 0)
            grid.addWidget(widget, at, 1)
        line = elements.row()
        line.addWidget(self.choose)
        line.addWidget(self.scan, 1)
        grid.addWidget(elements.label(messages.say("ui.approval.paper_scan")), len(widgets), 0)
        grid.addLayout(line, len(widgets), 1)
        return grid


def _finish(dialog: QDialog, layout: QVBoxLayout, deed: QWidget) -> None:
    """The line of buttons, below all else."""
    line = elements.row()
    line.addStretch(1)
    line.addWidget(elements.button(messages.say("ui.dialog.cancel"), dialog.reject))
    line.addWidget(deed)
    layout.addSpacing(elements.INSIDE)
    layout.addLayout(line)

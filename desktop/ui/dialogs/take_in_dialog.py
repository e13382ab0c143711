"""Takes in sheets that came back: a folder dropped or chosen, every file with what became of it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QFileDialog, QWidget

from desktop import messages
from desktop.services.campaigns import FileResult, TakeIn
from desktop.services.session import Session
from desktop.ui import elements
from desktop.ui.dialogs.corrections_dialog import CorrectionsDialog
from desktop.ui.dialogs.missing_dialog import MissingDialog
from desktop.ui.dialogs.progress_dialog import run_long
from desktop.ui.plain_table import PlainTable
from desktop.ui.tasks import Running, Tasks


class TakeInDialog(QDialog):
    """`taken(Changes)` whenever something was written."""

    taken = Signal(object)

    def __init__(self, session: Session, tasks: Tasks, campaign_id: str, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session = session
        self._tasks = tasks
        self._campaign_id = campaign_id
        self.found = TakeIn(())
        self._lines: list[FileResult] = []
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.setWindowTitle(messages.say("ui.campaign.in_title"))
        elements.resize(self, 960, 600)
        heads = [messages.say(f"ui.campaign.in_{name}") for name in ("file", "who", "outcome", "what")]
        self.table = PlainTable(heads, 3)
        self.table.wrap((170, 190, 150))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.summary = elements.label(messages.say("ui.campaign.in_text"))
        self._build()
        self._tell()

    def choose_folder(self) -> None:
        """Ask for a folder of returned files."""
        chosen = QFileDialog.getExistingDirectory(self, messages.say("ui.campaign.in_folder"))
        if chosen:
            self.take([Path(chosen)])

    def choose_files(self) -> None:
        """Ask for single files."""
        title, kinds = messages.say("ui.campaign.in_files"), messages.say("ui.sheet.file_filter")
        names, _ = QFileDialog.getOpenFileNames(self, title, "", kinds)
        if names:
            self.take([Path(name) for name in names])

    def take(self, paths: Sequence[Path]) -> None:
        """Take in these files and folders."""

        def work(running: Running) -> TakeIn:
            return self._session.campaigns.take_in(self._campaign_id, paths, running.report)

        run_long(self, self._tasks, messages.say("ui.campaign.taking"), work, self._show)

    def accept_waiting(self) -> None:
        """Take in the waiting files that are selected, or all when none of them is."""
        lines = {index.row() for index in self.table.selectedIndexes()}
        waiting = [(at, one.path) for at, one in enumerate(self._lines) if one.waits]
        paths = [path for at, path in waiting if at in lines] or [path for _, path in waiting]

        def work(running: Running) -> TakeIn:
            return self._session.campaigns.accept(self._campaign_id, paths, running.report)

        def done(accepted: TakeIn) -> None:
            self._show(self.found.with_accepted(accepted))

        run_long(self, self._tasks, messages.say("ui.campaign.taking"), work, done)

    def show_missing(self) -> None:
        """Who has not returned the sheet."""
        MissingDialog(self._session, self._campaign_id, self).open()

    def show_corrections(self) -> None:
        """What people want corrected of their own data."""
        dialog = CorrectionsDialog(self._session, self._campaign_id, self)
        dialog.decided.connect(self.taken)
        dialog.finished.connect(lambda _code: self._tell())
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _local(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take(_local(event.mimeData().urls()))

    def _build(self) -> None:
        layout = elements.column(self, margin=elements.SECTIONS, gap=10)
        layout.addWidget(elements.label(messages.say("ui.campaign.in_title"), "title"))
        layout.addWidget(self.summary)
        line = elements.row()
        folder = elements.button(messages.say("ui.campaign.in_folder"), self.choose_folder, "primary")
        line.addWidget(folder)
        line.addWidget(elements.button(messages.say("ui.campaign.in_files"), self.choose_files))
        line.addStretch(1)
        layout.addLayout(line)
        layout.addWidget(self.table, 1)
        line = elements.row()
        self.accept_ = elements.button("", self.accept_waiting)
        self.corrections = elements.button("", self.show_corrections)
        self.missing = elements.button("", self.show_missing)
        for button in (self.accept_, self.corrections, self.missing):
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(elements.button(messages.say("ui.dialog.close"), self.accept))
        layout.addLayout(line)

    def _show(self, found: TakeIn) -> None:
        self.found = found
        left = found.left
        self._lines = sorted(found.files, key=lambda one: one not in left)  # first what needs something
        rows = [
            (one.path.name, one.who, messages.say(f"outcome.{one.outcome}"), one.text) for one in self._lines
        ]
        self.table.show_rows(rows)
        self.table.clearSelection()
        facts = {"settled": len(found.files) - len(left), "left": len(left)}
        self.summary.setText(
            messages.say("ui.campaign.in_summary" if left else "ui.campaign.in_all", **facts)
        )
        elements.set_role(self.summary, "warning" if left else "good")
        self._tell()
        if found.changes.records:
            self.taken.emit(found.changes)

    def _tell(self) -> None:
        """What can be done next, with how many."""
        campaigns = self._session.campaigns
        waiting = sum(one.waits for one in self.found.files)
        self.accept_.setVisible(waiting > 0)
        self.accept_.setText(messages.say("ui.campaign.accept_newer", count=waiting))
        open_ = len(campaigns.proposals(self._campaign_id))
        self.corrections.setVisible(open_ > 0)
        self.corrections.setText(messages.say("ui.campaign.corrections", count=open_))
        missing = len(campaigns.not_returned(self._campaign_id))
        self.missing.setText(messages.say("ui.campaign.missing", count=missing))


def _local(urls: Sequence[object]) -> list[Path]:
    from PySide6.QtCore import QUrl

    return [Path(url.toLocalFile()) for url in urls if isinstance(url, QUrl) and url.isLocalFile()]

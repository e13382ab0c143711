"""Makes the files of a campaign: which kinds, where to; then where they are, and what must not go out."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QLineEdit, QStackedWidget, QWidget

from desktop import messages
from desktop.services.campaigns import Kind, Made
from desktop.services.session import Session
from desktop.ui import elements
from desktop.ui.dialogs.export_dialog import open_folder
from desktop.ui.dialogs.progress_dialog import run_long
from desktop.ui.tasks import Running, Tasks


class MakeFilesDialog(QDialog):
    """`made` when the files are written."""

    made = Signal()

    def __init__(self, session: Session, tasks: Tasks, campaign_id: str, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session = session
        self._tasks = tasks
        self._campaign_id = campaign_id
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(messages.say("ui.campaign.files_title"))
        self.setMinimumWidth(600)
        self.folder = QLineEdit()
        self.workbooks = QCheckBox(messages.say("ui.campaign.workbooks"))
        self.paper = QCheckBox(messages.say("ui.campaign.paper"))
        self.reviewers = QCheckBox(messages.say("ui.campaign.reviewers"))
        self.workbooks.setChecked(True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._question())
        layout = elements.column(self, margin=elements.SECTIONS, gap=12)
        layout.addWidget(self._stack)
        for box in (self.workbooks, self.paper):
            box.toggled.connect(self._judge)
        self.folder.textChanged.connect(self._judge)
        self._judge()

    def choose_folder(self) -> None:
        """Ask where the files go."""
        title = messages.say("ui.campaign.folder")
        chosen = QFileDialog.getExistingDirectory(self, title, self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def make(self) -> None:
        """Write the files."""
        folder = Path(self.folder.text().strip())
        kinds: list[Kind] = ["xlsx"] if self.workbooks.isChecked() else []
        if self.paper.isChecked():
            kinds.append("pdf")
        by_division = self.reviewers.isChecked()

        def work(running: Running) -> Made:
            make = self._session.campaigns.make_files
            return make(self._campaign_id, folder, kinds, running.report, by_division=by_division)

        run_long(self, self._tasks, messages.say("ui.campaign.making"), work, self._done)

    def _question(self) -> QWidget:
        page = QWidget()
        layout = elements.column(page, gap=10)
        layout.addWidget(elements.label(messages.say("ui.campaign.files_title"), "title"))
        layout.addWidget(elements.label(messages.say("ui.campaign.files_text"), "muted"))
        for box in (self.workbooks, self.paper, self.reviewers):
            layout.addWidget(box)
        label = elements.label(messages.say("ui.campaign.folder"))
        label.setBuddy(self.folder)
        layout.addWidget(label)
        line = elements.row()
        line.addWidget(self.folder, 1)
        line.addWidget(elements.button(messages.say("ui.export.choose"), self.choose_folder))
        layout.addLayout(line)
        layout.addStretch(1)
        buttons = elements.row()
        buttons.addStretch(1)
        buttons.addWidget(elements.button(messages.say("ui.campaign.later"), self.reject))
        self.deed = elements.button(messages.say("ui.campaign.make"), self.make, "primary")
        self.deed.setDefault(True)
        buttons.addWidget(self.deed)
        layout.addLayout(buttons)
        return page

    def _judge(self) -> None:
        is_some = self.workbooks.isChecked() or self.paper.isChecked()
        self.deed.setEnabled(is_some and bool(self.folder.text().strip()))

    def _done(self, made: Made) -> None:
        self._stack.addWidget(self._outcome(made))
        self._stack.setCurrentIndex(1)
        self.made.emit()

    def _outcome(self, made: Made) -> QWidget:
        page = QWidget()
        layout = elements.column(page, gap=12)
        facts = {"sheets": len(made.sheets), "divisions": len(made.divisions)}
        layout.addWidget(elements.label("✓  " + messages.say("ui.campaign.made", **facts), "good_heading"))
        layout.addWidget(elements.label(str(made.folder)))
        layout.addWidget(
            elements.label(messages.say("ui.campaign.list_stays", file=made.list_path.name), "notice")
        )
        layout.addStretch(1)
        line = elements.row()
        text = messages.say("ui.export.open_folder")
        line.addWidget(elements.button(text, lambda: open_folder(made.folder)))
        line.addStretch(1)
        self.close_ = elements.button(messages.say("ui.dialog.close"), self.accept, "primary")
        line.addWidget(self.close_)
        layout.addLayout(line)
        return page

"""Hands up: what goes and what cannot, plainly that the file is not encrypted, then the signed package."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop import messages
from desktop.services.packages import Exported, Ready
from desktop.services.periods import Period
from desktop.services.session import Session
from desktop.ui import elements
from desktop.ui.dialogs.problems_list import ProblemsList
from desktop.ui.dialogs.progress_dialog import run_long
from desktop.ui.navigation import Destination
from desktop.ui.tasks import Tasks
from desktop.ui.wizards.secret_steps import secret_line


class ExportDialog(QDialog):
    """One package of one period; `exported` when it is written."""

    wanted = Signal(object)
    exported = Signal()

    def __init__(self, session: Session, tasks: Tasks, period: Period, ready: Ready, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session = session
        self._tasks = tasks
        self._period = period
        self.result_: Exported | None = None
        self.setWindowTitle(messages.say("ui.export.title"))
        elements.resize(self, 760, 560)
        self.folder = QLineEdit()
        self.passphrase = secret_line()
        self.understood = QCheckBox(messages.say("ui.export.understood"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._question(ready))
        layout = elements.column(self, margin=elements.SECTIONS, gap=12)
        layout.addWidget(self._stack)
        self.deed.setDefault(True)
        self._judge()

    def choose_folder(self) -> None:
        """Ask where the package goes."""
        chosen = QFileDialog.getExistingDirectory(
            self, messages.say("ui.export.choose_folder"), self.folder.text()
        )
        if chosen:
            self.folder.setText(chosen)

    def export(self) -> None:
        """Sign and write the package."""
        folder, passphrase = Path(self.folder.text().strip()), self.passphrase.text()
        make = self._session.packages.export
        title = messages.say("ui.export.signing")
        run_long(
            self, self._tasks, title, lambda _running: make(self._period, folder, passphrase), self._done
        )

    def _question(self, ready: Ready) -> QWidget:
        page = QWidget()
        layout = elements.column(page, gap=10)
        layout.addWidget(
            elements.label(messages.say("ui.export.heading", period=self._period.name), "heading")
        )
        layout.addWidget(elements.label(messages.say("ui.export.will_go", count=ready.records)))
        self._add_left_out(layout, ready)
        layout.addWidget(elements.label(messages.say("ui.export.not_encrypted"), "notice"))
        layout.addWidget(self.understood)
        layout.addWidget(elements.label(messages.say("ui.export.folder")))
        line = elements.row()
        line.addWidget(self.folder, 1)
        line.addWidget(elements.button(messages.say("ui.export.choose"), self.choose_folder))
        layout.addLayout(line)
        self._add_key(layout)
        if not ready.left_out:
            layout.addStretch(1)
        layout.addLayout(self._buttons())
        self.folder.textChanged.connect(self._judge)
        self.passphrase.textChanged.connect(self._judge)
        self.understood.toggled.connect(self._judge)
        return page

    def _add_left_out(self, layout: QVBoxLayout, ready: Ready) -> None:
        if not ready.left_out:
            layout.addWidget(elements.label(messages.say("ui.export.all_sound"), "good"))
            return
        layout.addWidget(
            elements.label(messages.say("ui.export.left_out", count=len(ready.left_out)), "warning")
        )
        listed = ProblemsList(ready.left_out)
        listed.setMinimumHeight(72)
        listed.wanted.connect(self._leave_for)
        layout.addWidget(listed, 1)

    def _add_key(self, layout: QVBoxLayout) -> None:
        if self._session.keys.exists():
            layout.addWidget(elements.label(messages.say("ui.export.passphrase")))
            layout.addWidget(self.passphrase)
            return
        layout.addWidget(elements.label(messages.say("ui.export.no_key"), "warning"))
        to_key = messages.say("ui.export.make_key")
        layout.addWidget(
            elements.button(to_key, lambda: self._leave_for(Destination("settings", text="key")), "link")
        )

    def _buttons(self) -> QVBoxLayout:
        box = elements.column()
        line = elements.row()
        line.addStretch(1)
        line.addWidget(elements.button(messages.say("ui.dialog.cancel"), self.reject))
        self.deed = elements.button(messages.say("ui.export.deed"), self.export, "primary")
        line.addWidget(self.deed)
        box.addLayout(line)
        return box

    def _judge(self) -> None:
        filled = bool(self.folder.text().strip() and self.passphrase.text())
        self.deed.setEnabled(filled and self.understood.isChecked())

    def _leave_for(self, destination: Destination) -> None:
        self.reject()
        self.wanted.emit(destination)

    def _done(self, exported: Exported) -> None:
        self.result_ = exported
        self.passphrase.clear()
        self._stack.addWidget(self._outcome(exported))
        self._stack.setCurrentIndex(1)
        self.close_.setDefault(True)
        self.close_.setFocus()
        self.exported.emit()

    def _outcome(self, exported: Exported) -> QWidget:
        page = QWidget()
        layout = elements.column(page, gap=12)
        layout.addWidget(
            elements.label("✓  " + messages.say("ui.export.done", seq=exported.seq), "good_heading")
        )
        layout.addWidget(elements.label(str(exported.path)))
        facts = {
            "records": exported.records,
            "left_out": len(exported.left_out),
            "size": _size(exported.size),
        }
        layout.addWidget(elements.label(messages.say("ui.export.facts", **facts)))
        layout.addWidget(
            elements.label(messages.say("ui.export.fingerprint", sha256=_grouped(exported.sha256)))
        )
        layout.addWidget(elements.label(messages.say("ui.export.not_received"), "notice"))
        layout.addStretch(1)
        line = elements.row()
        open_text = messages.say("ui.export.open_folder")
        line.addWidget(elements.button(open_text, lambda: open_folder(exported.path.parent)))
        line.addStretch(1)
        self.close_ = elements.button(messages.say("ui.dialog.close"), self.accept, "primary")
        line.addWidget(self.close_)
        layout.addLayout(line)
        return page


def open_folder(folder: Path) -> None:
    """Show a folder in the desktop's own file window."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _size(size: int) -> str:
    return messages.say("ui.export.kilobytes", count=max(1, round(size / 1024)))


def _grouped(digits: str) -> str:
    return " ".join(digits[at : at + 8] for at in range(0, len(digits), 8))

"""Steps towards a store that is there already: its folder, and the printed recovery key."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit

from desktop import messages
from desktop.services import start
from desktop.ui import elements
from desktop.ui.wizards.wizard import Step

_WIDTH = 560


class FolderStep(Step):
    """The folder of a store; `deed` is what the button onwards says."""

    def __init__(self, folder: Path, deed: str) -> None:
        super().__init__(messages.say("ui.wizard.folder_title"), messages.say("ui.wizard.folder_text"))
        self._deed = deed
        self.path = QLineEdit(str(folder))
        self.path.setMaximumWidth(_WIDTH)
        self.path.textChanged.connect(self._judge)
        self.path.returnPressed.connect(self.next_wanted.emit)
        self.verdict = elements.label(" ", "warning")
        self.box.addWidget(elements.label(messages.say("ui.wizard.folder_label")))
        line = elements.row()
        line.addWidget(self.path, 1)
        line.addWidget(elements.button(messages.say("ui.wizard.folder_choose"), self.choose))
        line.addStretch(1)
        self.box.addLayout(line)
        self.box.addWidget(self.verdict)
        self.box.addStretch(1)
        self._judge()

    @property
    def folder(self) -> Path:
        """The folder named."""
        return Path(self.path.text().strip())

    def choose(self) -> None:
        """Ask for the folder in a dialog."""
        title = messages.say("ui.wizard.folder_title")
        chosen = QFileDialog.getExistingDirectory(self, title, self.path.text())
        if chosen:
            self.path.setText(chosen)

    def is_complete(self) -> bool:
        return bool(self.path.text().strip()) and start.is_store(self.folder)

    def next_text(self) -> str:
        return self._deed

    def enter(self) -> None:
        self.path.setFocus()

    def _judge(self) -> None:
        found = self.is_complete()
        elements.set_role(self.verdict, "good" if found else "warning")
        self.verdict.setText(messages.say("ui.wizard.folder_found" if found else "ui.wizard.folder_none"))
        self.completeness_changed.emit()


class RecoveryKeyStep(Step):
    """The recovery key, typed from paper."""

    def __init__(self) -> None:
        title, text = messages.say("ui.wizard.recover_title"), messages.say("ui.wizard.recover_text")
        super().__init__(title, text)
        self.key = QLineEdit()
        self.key.setMaximumWidth(_WIDTH)
        self.key.textChanged.connect(lambda _text: self.completeness_changed.emit())
        self.key.returnPressed.connect(self.next_wanted.emit)
        self.message = elements.label("", "error")
        self.box.addWidget(elements.label(messages.say("ui.wizard.recover_label")))
        self.box.addWidget(self.key)
        self.box.addWidget(self.message)
        self.box.addStretch(1)

    def is_complete(self) -> bool:
        return bool(self.key.text().strip())

    def next_text(self) -> str:
        return messages.say("ui.wizard.recover_deed")

    def enter(self) -> None:
        self.key.setFocus()

"""Another passphrase for the user who is in."""

from PySide6.QtWidgets import QDialog, QWidget

from desktop import messages
from desktop.services.session import Session
from desktop.ui import elements
from desktop.ui.dialogs.progress_dialog import run_long
from desktop.ui.tasks import Running, Tasks
from desktop.ui.wizards.secret_steps import PassphraseStep


class PassphraseDialog(QDialog):
    """Accepted when the new passphrase holds."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session = session
        self._tasks = tasks
        self.setWindowTitle(messages.say("ui.system.change_passphrase"))
        self.setMinimumWidth(520)
        self.asked = PassphraseStep(messages.say("ui.system.change_passphrase_deed"))
        self.asked.completeness_changed.connect(self._judge)
        layout = elements.column(self, margin=elements.SECTIONS, gap=elements.BETWEEN)
        layout.addWidget(self.asked)
        line = elements.row()
        line.addStretch(1)
        line.addWidget(elements.button(messages.say("ui.dialog.cancel"), self.reject))
        self.deed = elements.button(self.asked.next_text(), self.change, "primary")
        line.addWidget(self.deed)
        layout.addLayout(line)
        self.deed.setDefault(True)
        self._judge()

    def change(self) -> None:
        """Have the new passphrase hold from now on."""
        if not self.asked.is_complete():
            return
        passphrase = self.asked.passphrase

        def work(_running: Running) -> None:
            self._session.change_passphrase(passphrase)

        run_long(self, self._tasks, messages.say("ui.wizard.renewing"), work, lambda _nothing: self.accept())

    def _judge(self) -> None:
        self.deed.setEnabled(self.asked.is_complete())

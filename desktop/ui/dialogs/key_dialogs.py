"""The signing key: made under a passphrase of its own; its fingerprint shown for the enrolment slip."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop import messages
from desktop.services.session import Session
from desktop.ui import elements
from desktop.ui.dialogs.progress_dialog import run_long
from desktop.ui.tasks import Tasks
from desktop.ui.wizards.secret_steps import SHORTEST, secret_line


class _KeyDialog(QDialog):
    """Asks for a passphrase, then shows a fingerprint in the place of the question."""

    def __init__(self, session: Session, tasks: Tasks, title: str, text: str, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session = session
        self._tasks = tasks
        self.setWindowTitle(title)
        self.setMinimumWidth(520)
        self.first = secret_line()
        self.box = elements.column(self, margin=elements.SECTIONS)
        self.box.addWidget(elements.label(title, "heading"))
        self.box.addWidget(elements.label(text, "muted"))
        self.box.addWidget(elements.label(messages.say("ui.system.key_passphrase", least=SHORTEST)))
        self.box.addWidget(self.first)
        self.fingerprint = elements.label("", "key")
        self.fingerprint.setWordWrap(False)
        self.fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def finish(self, deed: str) -> None:
        """The last parts of the dialog: where the fingerprint will stand, and the buttons."""
        self.box.addWidget(self.fingerprint)
        self.box.addSpacing(elements.BETWEEN)
        line = elements.row()
        line.addStretch(1)
        self.close_ = elements.button(messages.say("ui.dialog.close"), self.reject)
        line.addWidget(self.close_)
        self.deed = elements.button(deed, self.act, "primary")
        line.addWidget(self.deed)
        self.box.addLayout(line)
        self.deed.setDefault(True)

    def act(self) -> None:
        """What the button does."""
        raise NotImplementedError

    def show_fingerprint(self, fingerprint: str) -> None:
        """Show the groups on two lines, to be compared with paper."""
        groups = fingerprint.split()
        self.fingerprint.setText(" ".join(groups[:4]) + "\n" + " ".join(groups[4:]))
        self.first.clear()
        self.first.setEnabled(False)
        self.deed.hide()
        self.adjustSize()
        self.close_.setFocus()


class NewKeyDialog(_KeyDialog):
    """Makes the commune's key; `made` when it is there."""

    made = Signal()

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget) -> None:
        title, text = messages.say("ui.system.make_key_title"), messages.say("ui.system.make_key_text")
        super().__init__(session, tasks, title, text, parent)
        self.second = secret_line()
        self.box.addWidget(elements.label(messages.say("ui.wizard.passphrase_second")))
        self.box.addWidget(self.second)
        self.finish(messages.say("ui.system.make_key_deed"))
        for line in (self.first, self.second):
            line.textChanged.connect(self._judge)
        self._judge()

    def act(self) -> None:
        passphrase = self.first.text()
        make = self._session.keys.create
        run_long(
            self,
            self._tasks,
            messages.say("ui.wizard.key_making"),
            lambda _running: make(passphrase),
            self._made,
        )

    def _judge(self) -> None:
        long_enough = len(self.first.text()) >= SHORTEST
        self.deed.setEnabled(long_enough and self.first.text() == self.second.text())

    def _made(self, fingerprint: str) -> None:
        self.second.clear()
        self.second.setEnabled(False)
        self.show_fingerprint(fingerprint)
        self.made.emit()


class FingerprintDialog(_KeyDialog):
    """Opens the key to show its fingerprint."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget) -> None:
        title, text = messages.say("ui.system.show_key_title"), messages.say("ui.system.show_key_text")
        super().__init__(session, tasks, title, text, parent)
        self.finish(messages.say("ui.system.show_key_deed"))

    def act(self) -> None:
        passphrase = self.first.text()
        load = self._session.keys.load
        title = messages.say("ui.system.opening_key")
        run_long(
            self, self._tasks, title, lambda _running: load(passphrase).fingerprint, self.show_fingerprint
        )

"""A new user, with rights and an own passphrase; other rights for a user who is there."""

from collections.abc import Iterable

from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from desktop import messages
from desktop.errors import AppError
from desktop.services.session import Session
from desktop.services.users import OFFERED
from desktop.ui import elements
from desktop.ui.dialogs import error_dialog
from desktop.ui.dialogs.progress_dialog import run_long
from desktop.ui.tasks import Running, Tasks
from desktop.ui.wizards.secret_steps import PassphraseStep


class RightBoxes(QWidget):
    """A box for each right that a commune's store knows, with a line on what it allows."""

    def __init__(self, chosen: Iterable[str] = ()) -> None:
        super().__init__()
        layout = elements.column(self, gap=4)
        self.boxes: dict[str, QCheckBox] = {}
        self._kept = tuple(right for right in chosen if right not in OFFERED)
        for right in OFFERED:
            named, allows = messages.say(f"users.right_{right}"), messages.say(f"ui.users.allows_{right}")
            box = QCheckBox(messages.say("ui.users.allows", right=named.capitalize(), allows=allows))
            box.setChecked(right in set(chosen))
            self.boxes[right] = box
            layout.addWidget(box)
        self.setFocusProxy(self.boxes[OFFERED[0]])

    def chosen(self) -> tuple[str, ...]:
        """The rights ticked, and those held that are not offered here."""
        ticked = tuple(right for right, box in self.boxes.items() if box.isChecked())
        return ticked + self._kept


class _UserDialog(QDialog):
    """What both dialogs share: a heading, boxes, and a line of buttons."""

    def __init__(self, title: str, deed: str, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setWindowTitle(title)
        self.setMinimumWidth(560)
        self.box: QVBoxLayout = elements.column(self, margin=elements.SECTIONS)
        self.box.addWidget(elements.label(title, "heading"))
        self.deed = elements.button(deed, self.act, "primary")
        self.back = elements.button(messages.say("ui.dialog.cancel"), self.reject)

    def finish(self) -> None:
        """The line of buttons, below all else."""
        line = elements.row()
        line.addStretch(1)
        line.addWidget(self.back)
        line.addWidget(self.deed)
        self.box.addSpacing(elements.INSIDE)
        self.box.addLayout(line)
        self.deed.setDefault(True)

    def act(self) -> None:
        """What the button does."""
        raise NotImplementedError


class AddUserDialog(_UserDialog):
    """Name, rights, passphrase twice; accepted when the user is in the store."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(messages.say("ui.users.add_title"), messages.say("ui.users.add_deed"), parent)
        self._session = session
        self._tasks = tasks
        self.name = QLineEdit()
        self.name.setObjectName("user_name")
        self.name.setAccessibleName(messages.say("ui.users.name"))
        self.rights = RightBoxes(("clerk",))
        self.asked = PassphraseStep(self.deed.text())
        self.box.addWidget(elements.label(messages.say("ui.users.name")))
        self.box.addWidget(self.name)
        self.box.addWidget(elements.label(messages.say("ui.users.rights")))
        self.box.addWidget(self.rights)
        self.box.addWidget(self.asked)
        self.finish()
        self.name.textChanged.connect(self._judge)
        for one in self.rights.boxes.values():
            one.toggled.connect(self._judge)
        self.asked.completeness_changed.connect(self._judge)
        self._judge()
        self.name.setFocus()

    def act(self) -> None:
        name, rights, passphrase = self.name.text(), self.rights.chosen(), self.asked.passphrase
        add = self._session.users.add

        def work(_running: Running) -> None:
            add(name, rights, passphrase)

        run_long(self, self._tasks, messages.say("ui.users.adding"), work, lambda _nothing: self.accept())

    def _judge(self) -> None:
        is_named = bool(self.name.text().strip()) and bool(self.rights.chosen())
        self.deed.setEnabled(is_named and self.asked.is_complete())


class RightsDialog(_UserDialog):
    """Other rights for one user; accepted when they hold."""

    def __init__(self, session: Session, name: str, parent: QWidget) -> None:
        title = messages.say("ui.users.change_title", name=name)
        super().__init__(title, messages.say("ui.users.change_deed"), parent)
        self._session = session
        self._name = name
        held = next(one.rights for one in session.users.all() if one.name == name)
        self.rights = RightBoxes(held)
        self.box.addWidget(self.rights)
        self.finish()
        for one in self.rights.boxes.values():
            one.toggled.connect(self._judge)
        self.rights.setFocus()

    def act(self) -> None:
        try:
            self._session.users.set_rights(self._name, self.rights.chosen())
        except AppError as error:
            error_dialog.show(self, error)
            return
        self.accept()

    def _judge(self) -> None:
        self.deed.setEnabled(bool(self.rights.chosen()))

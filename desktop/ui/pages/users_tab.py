"""The users of the store with their rights; an administrator adds, changes and removes them here."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop import messages
from desktop.errors import AppError
from desktop.services.records import Changes
from desktop.services.session import Session
from desktop.services.users import ADMINISTRATOR, in_words
from desktop.ui import elements
from desktop.ui.dialogs import error_dialog
from desktop.ui.dialogs.passphrase_dialog import PassphraseDialog
from desktop.ui.dialogs.user_dialog import AddUserDialog, RightsDialog
from desktop.ui.pages.asking import Question
from desktop.ui.plain_table import PlainTable
from desktop.ui.tasks import Tasks


class UsersTab(QWidget):
    """`changed(Changes)` when a user came, went or got other rights: the history has a line more."""

    changed = Signal(object)

    def __init__(self, session: Session, tasks: Tasks) -> None:
        super().__init__()
        self._session = session
        self._tasks = tasks
        self._names: list[str] = []
        layout = elements.column(self, margin=12, gap=elements.BETWEEN)
        layout.addWidget(elements.label(messages.say("ui.users.title"), "heading"))
        layout.addWidget(elements.label(messages.say("ui.users.text"), "muted"))
        self.table = PlainTable([messages.say("ui.users.name"), messages.say("ui.users.rights")], 1)
        self.table.setAccessibleName(messages.say("ui.users.title"))
        self.table.opened.connect(lambda _line: self.ask_for_rights())
        layout.addWidget(self.table, 1)
        self.note = elements.label("", "muted")
        layout.addWidget(self.note)
        self.add = elements.button(messages.say("ui.users.add"), self.ask_for_new, "primary")
        self.change = elements.button(messages.say("ui.users.change"), self.ask_for_rights)
        self.remove = elements.button(messages.say("ui.users.remove"), self.ask_for_removal)
        self.own = elements.button(messages.say("ui.system.change_passphrase"), self.change_passphrase)
        line = elements.row()
        for one in (self.add, self.change, self.remove):
            line.addWidget(one)
        line.addStretch(1)
        line.addWidget(self.own)
        layout.addLayout(line)
        self.setFocusProxy(self.table)
        self.reload()

    def reload(self) -> None:
        """Read the users again."""
        session, at = self._session, max(self.table.line(), 0)
        found = session.users.all()
        self._names = [one.name for one in found]
        self.table.show_rows([(self._shown(one.name), in_words(one.rights)) for one in found])
        self.table.setCurrentCell(min(at, len(found) - 1), 0)
        may = session.rights.has(ADMINISTRATOR)
        holders = session.rights.holders_text(ADMINISTRATOR)
        self.note.setText("" if may else messages.say("ui.users.only_administrator", holders=holders))
        self.note.setVisible(not may)
        for one in (self.add, self.change, self.remove):
            one.setEnabled(may)

    def ask_for_new(self) -> None:
        """The dialog that adds a user."""
        self._follow(AddUserDialog(self._session, self._tasks, self))

    def ask_for_rights(self) -> None:
        """The dialog with the rights of the selected user."""
        if self.change.isEnabled() and self.table.line() >= 0:
            self._follow(RightsDialog(self._session, self._names[self.table.line()], self))

    def ask_for_removal(self) -> None:
        """Ask whether the selected user shall go."""
        if self.table.line() < 0:
            return
        name = self._names[self.table.line()]
        question = messages.say("ui.users.remove_question", name=name)
        note, verb = messages.say("ui.users.remove_note"), messages.say("ui.users.remove_deed")
        dialog = Question(self, question, note, verb)
        dialog.accepted.connect(partial(self._remove, name))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def change_passphrase(self) -> None:
        """The dialog for another passphrase of the user who is in."""
        PassphraseDialog(self._session, self._tasks, self).open()

    def _remove(self, name: str) -> None:
        try:
            self._session.users.remove(name)
        except AppError as error:
            error_dialog.show(self, error)
            return
        self._tell()

    def _follow(self, dialog: QDialog) -> None:
        dialog.accepted.connect(self._tell)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _tell(self) -> None:
        self.reload()
        self.changed.emit(Changes())

    def _shown(self, name: str) -> str:
        return messages.say("ui.users.is_you", name=name) if name == self._session.user.name else name

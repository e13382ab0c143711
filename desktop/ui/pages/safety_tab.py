"""The signing key, and whether the store is whole."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop import messages
from desktop.services.session import Session, StoreFinding
from desktop.ui import elements
from desktop.ui.dialogs.key_dialogs import FingerprintDialog, NewKeyDialog
from desktop.ui.dialogs.progress_dialog import run_long
from desktop.ui.tasks import Tasks


class SafetyTab(QWidget):
    """Key, store check; `key_made` when the commune has a key now."""

    key_made = Signal()

    def __init__(self, session: Session, tasks: Tasks) -> None:
        super().__init__()
        self._session = session
        self._tasks = tasks
        layout = elements.column(self, margin=12, gap=elements.BETWEEN)
        layout.addWidget(self._key_card())
        layout.addWidget(self._check_card(), 1)
        self.reload()

    def reload(self) -> None:
        """Read again whether there is a key."""
        has_key = self._session.keys.exists()
        elements.set_role(self.key_state, "good" if has_key else "warning")
        self.key_state.setText(messages.say("ui.system.key_there" if has_key else "ui.system.key_missing"))
        self.make_key.setVisible(not has_key)
        self.show_key.setVisible(has_key)

    def check(self) -> None:
        """Read the whole store and say what does not agree."""
        title = messages.say("ui.system.checking")
        run_long(self, self._tasks, title, lambda _running: self._session.check(), self._show_found)

    def _key_card(self) -> QFrame:
        inside = elements.column()
        inside.addWidget(elements.label(messages.say("ui.system.key"), "heading"))
        self.key_state = elements.label()
        inside.addWidget(self.key_state)
        line = elements.row()
        self.make_key = elements.button(messages.say("ui.system.make_key"), self._make_key)
        self.show_key = elements.button(messages.say("ui.system.show_key"), self._show_key)
        line.addWidget(self.make_key)
        line.addWidget(self.show_key)
        line.addStretch(1)
        inside.addLayout(line)
        return elements.card(inside)

    def _check_card(self) -> QFrame:
        inside = elements.column()
        inside.addWidget(elements.label(messages.say("ui.system.check"), "heading"))
        inside.addWidget(elements.label(messages.say("ui.system.check_text"), "muted"))
        line = elements.row()
        line.addWidget(elements.button(messages.say("ui.system.check_deed"), self.check))
        line.addStretch(1)
        inside.addLayout(line)
        self.found = elements.label()
        inside.addWidget(self.found)
        inside.addStretch(1)
        return elements.card(inside)

    def _show_found(self, found: tuple[StoreFinding, ...]) -> None:
        elements.set_role(self.found, "error" if found else "good")
        sound = "✓ " + messages.say("ui.system.sound")
        self.found.setText("\n".join(f"✗ {one.text}" for one in found) or sound)

    def _make_key(self) -> None:
        dialog = NewKeyDialog(self._session, self._tasks, self)
        dialog.made.connect(self.reload)
        dialog.made.connect(self.key_made)
        dialog.open()

    def _show_key(self) -> None:
        FingerprintDialog(self._session, self._tasks, self).open()

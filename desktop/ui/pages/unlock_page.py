"""The first screen: the passphrase of a store; light, since it is painted before anything heavy is loaded."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop import messages
from desktop.ui import elements

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

_WIDTH = 440


class UnlockPage(QWidget):
    """Asks who opens the store and with what; `unlock_wanted(passphrase, user name)`."""

    unlock_wanted = Signal(str, str)
    recovery_wanted = Signal()
    other_wanted = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.user = QComboBox()
        self.user.setObjectName("user")
        self.passphrase = QLineEdit()
        self.passphrase.setObjectName("passphrase")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.returnPressed.connect(self._ask)
        self.shown = elements.button(messages.say("ui.unlock.show"), self._show_or_hide, "link")
        self.message = elements.label("", "muted")
        self.open = elements.button(messages.say("ui.unlock.open"), self._ask, "primary")
        self._user_label = elements.label(messages.say("ui.unlock.user"))
        self._build(folder)
        self.set_users(())

    def set_users(self, names: Sequence[str]) -> None:
        """Offer the users of the store; with one there is nothing to choose."""
        self.user.clear()
        self.user.addItems(list(names))
        self.user.setVisible(len(names) > 1)
        self._user_label.setVisible(len(names) > 1)

    def refuse(self, text: str) -> None:
        """Say why the store did not open, and let the user try again."""
        self._set_busy(busy=False)
        elements.set_role(self.message, "error")
        self.message.setText(text)
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    def wait(self, text: str) -> None:
        """Say that the store is being opened."""
        self._set_busy(busy=True)
        elements.set_role(self.message, "muted")
        self.message.setText(text)

    def showEvent(self, event: "QShowEvent") -> None:
        super().showEvent(event)
        self.passphrase.setFocus()

    def _build(self, folder: Path) -> None:
        box = elements.column()
        name = elements.label(messages.say("ui.unlock.product"), "title")
        where = elements.label(str(folder), "muted")
        passphrase_label = elements.label(messages.say("ui.unlock.passphrase"))
        for widget in (name, where, self._user_label, self.user, passphrase_label):
            box.addWidget(widget)
        typed = elements.row()
        typed.addWidget(self.passphrase, 1)
        typed.addWidget(self.shown)
        box.addLayout(typed)
        box.addWidget(self.message)
        box.addWidget(self.open)
        box.addSpacing(elements.BETWEEN)
        forgotten = messages.say("ui.unlock.forgotten")
        box.addWidget(elements.button(forgotten, self.recovery_wanted.emit, "link"))
        box.addWidget(elements.button(messages.say("ui.unlock.other"), self.other_wanted.emit, "link"))
        frame = elements.card(box)
        box.setContentsMargins(elements.SECTIONS, elements.SECTIONS, elements.SECTIONS, elements.BETWEEN)
        frame.setFixedWidth(_WIDTH)
        middle = elements.row()
        middle.addStretch(1)
        middle.addWidget(frame)
        middle.addStretch(1)
        outer = elements.column(self)
        outer.addStretch(2)
        outer.addLayout(middle)
        outer.addStretch(3)
        self.setTabOrder(self.user, self.passphrase)
        self.setTabOrder(self.passphrase, self.open)

    def _ask(self) -> None:
        if self.passphrase.text() and self.open.isEnabled():
            self.unlock_wanted.emit(self.passphrase.text(), self.user.currentText())

    def _show_or_hide(self) -> None:
        hidden = self.passphrase.echoMode() is QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        self.passphrase.setEchoMode(mode)
        self.shown.setText(messages.say("ui.unlock.hide" if hidden else "ui.unlock.show"))
        self.passphrase.setFocus()

    def _set_busy(self, *, busy: bool) -> None:
        self.open.setEnabled(not busy)
        self.passphrase.setReadOnly(busy)
        self.user.setEnabled(not busy)

"""Steps of secrets: the passphrase, the recovery key that is shown once, the signing key."""

from enum import StrEnum
from typing import Final

from PySide6.QtWidgets import QCheckBox, QLineEdit, QRadioButton

from desktop import messages
from desktop.ui import elements
from desktop.ui.wizards.wizard import Step

SHORTEST: Final = 8
_GOOD_LENGTH: Final = 14
_LEAST_DIFFERENT: Final = 5
_WIDTH: Final = 560


class Strength(StrEnum):
    """What is said of a passphrase while it is typed."""

    TOO_SHORT = "too_short"
    WEAK = "weak"
    FAIR = "fair"
    GOOD = "good"


def strength(passphrase: str) -> Strength:
    """A hint, not a promise: length and variety count, as guessing tools do."""
    if len(passphrase) < SHORTEST:
        return Strength.TOO_SHORT
    kinds = sum(any(test(char) for char in passphrase) for test in (str.islower, str.isupper, str.isdigit))
    kinds += any(not char.isalnum() for char in passphrase)
    if len(set(passphrase)) < _LEAST_DIFFERENT or kinds < 2:
        return Strength.FAIR if len(set(passphrase)) >= _GOOD_LENGTH - 4 else Strength.WEAK
    return Strength.GOOD if len(passphrase) >= _GOOD_LENGTH else Strength.FAIR


def secret_line() -> QLineEdit:
    """A line whose text is not shown."""
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setMaximumWidth(_WIDTH)
    return made


class PassphraseStep(Step):
    """The passphrase, twice, with a hint of its strength."""

    def __init__(self, deed: str, *, is_final: bool = False) -> None:
        title, text = messages.say("ui.wizard.passphrase_title"), messages.say("ui.wizard.passphrase_text")
        super().__init__(title, text)
        self._deed = deed
        self._is_final = is_final
        self.first = secret_line()
        self.second = secret_line()
        self.hint = elements.label(" ", "muted")
        self.differs = elements.label(" ", "error")
        self.shown = QCheckBox(messages.say("ui.wizard.passphrase_show"))
        self.shown.toggled.connect(self._show)
        for line in (self.first, self.second):
            line.textChanged.connect(self._judge)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self.next_wanted.emit)
        self.box.addWidget(elements.label(messages.say("ui.wizard.passphrase_first")))
        self.box.addWidget(self.first)
        self.box.addWidget(self.hint)
        self.box.addWidget(elements.label(messages.say("ui.wizard.passphrase_second")))
        for widget in (self.second, self.differs, self.shown):
            self.box.addWidget(widget)
        self.box.addStretch(1)

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self.first.text()

    def is_complete(self) -> bool:
        good = strength(self.first.text()) is not Strength.TOO_SHORT
        return good and self.first.text() == self.second.text()

    def next_text(self) -> str:
        return self._deed

    def can_go_back(self) -> bool:
        return not self._is_final

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.second.clear()

    def enter(self) -> None:
        self.first.setFocus()

    def _judge(self) -> None:
        found = strength(self.first.text())
        roles = {Strength.TOO_SHORT: "muted", Strength.WEAK: "warning", Strength.GOOD: "good"}
        elements.set_role(self.hint, roles.get(found, ""))
        self.hint.setText(messages.say(f"ui.wizard.strength_{found}", least=SHORTEST))
        differ = bool(self.second.text()) and not self.first.text().startswith(self.second.text())
        self.differs.setText(messages.say("ui.wizard.passphrase_differs") if differ else " ")
        self.completeness_changed.emit()

    def _show(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.first.setEchoMode(mode)
        self.second.setEchoMode(mode)


class RecoveryStep(Step):
    """The recovery key, to be written down; its last group is typed back."""

    def __init__(self) -> None:
        title, text = messages.say("ui.wizard.recovery_title"), messages.say("ui.wizard.recovery_text")
        super().__init__(title, text)
        self._last = ""
        self.key = elements.label("", "key")
        self.unit = ""
        inside = elements.column()
        inside.addWidget(self.key)
        frame = elements.card(inside)
        frame.setMaximumWidth(_WIDTH)
        self.box.addWidget(frame)
        notice = elements.label(messages.say("ui.wizard.recovery_notice"), "notice")
        notice.setMaximumWidth(_WIDTH)
        self.box.addWidget(notice)
        self.print = elements.button(messages.say("ui.wizard.recovery_print"), self._print)
        self.printed = elements.label("", "muted")
        line = elements.row()
        line.addWidget(self.print)
        line.addWidget(self.printed, 1)
        self.box.addLayout(line)
        self.box.addWidget(elements.label(messages.say("ui.wizard.recovery_check")))
        self.check = QLineEdit()
        self.check.setMaximumWidth(160)
        self.check.textChanged.connect(lambda _text: self.completeness_changed.emit())
        self.check.returnPressed.connect(self.next_wanted.emit)
        self.box.addWidget(self.check)
        self.box.addStretch(1)

    def set_key(self, key: str, unit: str = "") -> None:
        """Show this key of a unit; groups are parted by hyphens or spaces."""
        self.unit = unit
        groups = key.replace("-", " ").split()
        self._last = groups[-1]
        half = (len(groups) + 1) // 2
        lines = [groups] if len(groups) < 5 else [groups[:half], groups[half:]]
        self.key.setText("\n".join("  ".join(line) for line in lines))

    def is_complete(self) -> bool:
        return bool(self._last) and self.check.text().strip().upper() == self._last.upper()

    def _print(self) -> None:
        from desktop.ui.dialogs import recovery_paper

        if not recovery_paper.has_printer():
            self.printed.setText(messages.say("ui.wizard.recovery_no_printer"))
        elif recovery_paper.print_sheet(self.unit, self.key.text(), self):
            self.printed.setText(messages.say("ui.wizard.recovery_printed"))

    def next_text(self) -> str:
        return messages.say("ui.wizard.recovery_done")

    def can_go_back(self) -> bool:
        return False

    def enter(self) -> None:
        self.check.setFocus()


class SigningKeyStep(Step):
    """A signing key now, under its own passphrase, or later."""

    def __init__(self) -> None:
        super().__init__(messages.say("ui.wizard.key_title"), messages.say("ui.wizard.key_text"))
        self.later = QRadioButton(messages.say("ui.wizard.key_later"))
        self.now = QRadioButton(messages.say("ui.wizard.key_now"))
        self.first = secret_line()
        self.second = secret_line()
        self.later.setChecked(True)
        self.now.toggled.connect(self._allow)
        for line in (self.first, self.second):
            line.textChanged.connect(lambda _text: self.completeness_changed.emit())
            line.returnPressed.connect(self.next_wanted.emit)
            line.setEnabled(False)
        self.box.addWidget(self.later)
        self.box.addWidget(self.now)
        self.box.addWidget(elements.label(messages.say("ui.wizard.key_passphrase", least=SHORTEST)))
        self.box.addWidget(self.first)
        self.box.addWidget(elements.label(messages.say("ui.wizard.passphrase_second")))
        self.box.addWidget(self.second)
        self.box.addStretch(1)

    @property
    def passphrase(self) -> str:
        """The key's passphrase; empty when the key is to come later."""
        return self.first.text() if self.now.isChecked() else ""

    def is_complete(self) -> bool:
        if self.later.isChecked():
            return True
        return len(self.first.text()) >= SHORTEST and self.first.text() == self.second.text()

    def next_text(self) -> str:
        return messages.say("ui.wizard.key_create" if self.now.isChecked() else "ui.wizard.finish")

    def can_go_back(self) -> bool:
        return False

    def enter(self) -> None:
        self.later.setFocus()

    def _allow(self, now: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.first.setEnabled(now)
        self.second.setEnabled(now)
        if now:
            self.first.setFocus()
        self.completeness_changed.emit()

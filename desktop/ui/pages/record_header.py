"""The head of the record page: whose record it is, whether all is saved, where to go next."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from desktop import messages
from desktop.domain.approval import has_approval
from desktop.domain.form import Field, Form
from desktop.ui.elements import button, column, hint, label, row, set_role

_MOST = 70


class RecordHeader(QFrame):
    """Name and the most telling fields; back, print, previous, next."""

    back_wanted = Signal()
    approval_wanted = Signal()
    print_wanted = Signal()
    previous_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, parent: QWidget, shown: Callable[[Field, Any], str]) -> None:
        """`shown` tells an answer in words: a linked record by its name."""
        super().__init__(parent)
        self._shown = shown
        self.name = label(role="title")
        self.name.setObjectName("record_name")
        self.facts = label(role="muted")
        self.facts.setObjectName("record_facts")
        self.facts.setWordWrap(False)
        for text in (self.name, self.facts):
            text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.saved_at = label(role="good")
        self.saved_at.setObjectName("saved_at")
        self.saved_at.setWordWrap(False)
        texts = column(gap=2)
        texts.addWidget(self.name)
        texts.addWidget(self.facts)
        line = row(self, gap=8)
        self.back = button(messages.say("ui.record.back"), self.back_wanted.emit, "link")
        line.addWidget(self.back)
        line.addLayout(texts, 1)
        line.addWidget(self.saved_at)
        self.print = button(messages.say("ui.record.print"), self.print_wanted.emit)
        self.print.setToolTip(hint(self.print.text(), "Ctrl+P"))
        self.previous = self._step("ui.record.previous", "▲", "Ctrl+Up", self.previous_wanted)
        self.next = self._step("ui.record.next", "▼", "Ctrl+Down", self.next_wanted)
        self.approval = button(messages.say("ui.approval.button"), self.approval_wanted.emit)
        self.approval.setToolTip(hint(self.approval.text(), "Ctrl+D"))
        for made in (self.approval, self.print, self.previous, self.next):
            line.addWidget(made)

    def _step(self, said: str, sign: str, shortcut: str, wanted: Any) -> QPushButton:
        made = button(sign, wanted.emit)
        made.setAccessibleName(messages.say(said))
        made.setToolTip(hint(messages.say(said), shortcut))
        made.setFixedWidth(40)
        return made

    def show_record(self, form: Form, values: Mapping[str, Any], *, is_new: bool) -> None:
        """Name the record by its label; the other columns of the list follow in grey."""
        name = self._shown(form.field(form.label[0]), values.get(form.label[0])) if form.label else ""
        self.name.setText(name or messages.say("ui.record.new" if is_new else "ui.record.unnamed"))
        self.previous.setEnabled(not is_new)
        self.next.setEnabled(not is_new)
        self.approval.setVisible(has_approval(form))
        self.approval.setEnabled(not is_new)
        others = [column for column in (*form.label[1:], *form.columns) if column != form.label[0]]
        facts = [self._shown(form.field(one), values.get(one)) for one in dict.fromkeys(others)]
        self.facts.setText(" · ".join([fact for fact in facts if fact][:6]))

    def say_saved(self, time: str) -> None:
        """All that was typed is on disk since then."""
        self._say(messages.say("ui.record.saved", time=time), "good")

    def say_unsaved(self) -> None:
        """Something typed is not on disk; the field says why."""
        self._say(messages.say("ui.record.not_saved"), "error")

    def announce(self, text: str, role: str = "muted") -> None:
        """Anything else worth a line; what is too long for it stands in the tooltip."""
        self._say(text if len(text) <= _MOST else f"{text[:_MOST]}…", role)
        self.saved_at.setToolTip(text if len(text) > _MOST else "")

    def _say(self, text: str, role: str) -> None:
        self.saved_at.setText(text)
        if self.saved_at.property("role") != role:
            set_role(self.saved_at, role)

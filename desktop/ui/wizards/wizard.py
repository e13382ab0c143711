"""The frame of every wizard: steps on the left, one decision a step, Back always safe."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QRadioButton, QStackedWidget, QWidget

from desktop import messages
from desktop.ui import elements


class Step(QWidget):
    """One step: says when it is complete, and may ask the wizard to go on by itself."""

    completeness_changed = Signal()
    next_wanted = Signal()

    def __init__(self, title: str, explanation: str = "") -> None:
        super().__init__()
        self.title = title
        self.box = elements.column(self, gap=12)
        self.box.addWidget(elements.label(title, "title"))
        if explanation:
            self.box.addWidget(elements.label(explanation, "muted"))

    def is_complete(self) -> bool:
        """Whether one may go on from here."""
        return True

    def next_text(self) -> str:
        """What the button onwards says: the deed, where going on is one."""
        return messages.say("ui.wizard.next")

    def can_go_back(self) -> bool:
        """Whether the step before may be seen again."""
        return True

    def enter(self) -> None:
        """Called when the step is shown; puts the cursor where one types first."""
        self.setFocus()


class Wizard(QWidget):
    """Leads through steps; the owner decides in `leave_step` what going on does."""

    left = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: list[Step] = []
        self._names: list[QLabel] = []
        self._stack = QStackedWidget()
        self._rail = elements.column(gap=4)
        self.back = elements.button(messages.say("ui.wizard.back"), self.go_back)
        self.next = elements.button(messages.say("ui.wizard.next"), self.go_on, "primary")
        self.cancel = elements.button(messages.say("ui.wizard.leave"), self.left.emit)
        self._build(title)
        elements.key(self, "Esc", self._escape)
        elements.key(self, "Ctrl+Return", self.go_on)

    @property
    def step(self) -> Step:
        """The step on screen."""
        return self._steps[self._stack.currentIndex()]

    def keep(self, steps: Sequence[Step]) -> None:
        """Own steps that may be on the way later: a widget without a parent would outlive the program."""
        for step in steps:
            step.setParent(self)
            step.hide()

    def set_steps(self, steps: Sequence[Step]) -> None:
        """The way to go; from the first step."""
        for former in self._steps:
            self._stack.removeWidget(former)
            former.completeness_changed.disconnect(self.refresh)
            former.next_wanted.disconnect(self.go_on)
        self.keep(self._steps)
        elements.empty(self._rail)
        self._steps = list(steps)
        self._names = []
        for number, step in enumerate(self._steps, 1):
            self._stack.addWidget(step)
            name = elements.label(f"{number}. {step.title}", "muted")
            self._names.append(name)
            self._rail.addWidget(name)
            step.completeness_changed.connect(self.refresh)
            step.next_wanted.connect(self.go_on)
            for choice in (*step.findChildren(QRadioButton), *step.findChildren(QCheckBox)):
                choice.installEventFilter(self)
        self._rail.addStretch(1)
        self._order_tabs()
        self.show_step(0)

    def show_step(self, number: int) -> None:
        """Show one step and mark it on the left."""
        self._stack.setCurrentIndex(number)
        for at, name in enumerate(self._names):
            elements.set_role(name, "strong" if at == number else "muted")
        self.refresh()
        self.step.enter()

    def refresh(self) -> None:
        """Bring the buttons in line with the step."""
        number = self._stack.currentIndex()
        self.next.setText(self.step.next_text())
        self.next.setEnabled(self.step.is_complete())
        self.back.setEnabled(number > 0 and self.step.can_go_back())

    def go_on(self) -> None:
        """Leave the step forwards, if it is complete."""
        if self.next.isEnabled():
            self.leave_step(self.step)

    def go_back(self) -> None:
        """One step back; nothing is lost."""
        if self.back.isEnabled():
            self.show_step(self._stack.currentIndex() - 1)

    def advance(self) -> None:
        """Show the step after this one."""
        self.show_step(self._stack.currentIndex() + 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on from a choice or a box to tick, which have no use for it themselves."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        ):
            self.go_on()
            return True
        return super().eventFilter(watched, event)

    def leave_step(self, step: Step) -> None:
        """What going on from a step does; here just the next step."""
        if step is not self._steps[-1]:
            self.advance()

    def _order_tabs(self) -> None:
        """The buttons come after whatever a step asks."""
        asked = [
            one for one in self._stack.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        for before, after in pairwise([*asked, self.next, self.back, self.cancel]):
            self.setTabOrder(before, after)

    def _escape(self) -> None:
        if self.back.isEnabled():
            self.go_back()
        elif self.cancel.isEnabled():
            self.left.emit()

    def _build(self, title: str) -> None:
        rail = elements.card(role="navigation")
        rail.setFixedWidth(220)
        inside = elements.column(rail, gap=12)
        inside.setContentsMargins(elements.BETWEEN, elements.SECTIONS, elements.BETWEEN, elements.BETWEEN)
        heading = elements.label(title, "strong")
        inside.addWidget(heading)
        inside.addLayout(self._rail, 1)
        right = elements.column()
        right.setContentsMargins(elements.SECTIONS, elements.SECTIONS, elements.SECTIONS, elements.BETWEEN)
        right.addWidget(self._stack, 1)
        right.addWidget(elements.line())
        right.addLayout(self._buttons())
        layout = elements.row(self, gap=0)
        layout.addWidget(rail)
        layout.addLayout(right, 1)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def _buttons(self) -> QHBoxLayout:
        buttons = elements.row()
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        return buttons

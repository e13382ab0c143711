"""The right side of the record page: problems, history, help."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain import places
from desktop.domain.form import Field, Form
from desktop.domain.problems import Problem

from .help_panel import HelpPanel
from .history_panel import HistoryPanel
from .problem_panel import ProblemPanel

if TYPE_CHECKING:
    from desktop.services.records import HistoryEntry

PROBLEMS: Final = 0
HISTORY: Final = 1
HELP: Final = 2


class RecordPanels(QWidget):
    """History and help are built when first looked at; the history is read only while it is."""

    place_wanted = Signal(str)
    undo_wanted = Signal(int)

    def __init__(self, history: Callable[[], Sequence["HistoryEntry"]], parent: QWidget) -> None:
        super().__init__(parent)
        self._read = history
        self._asked: tuple[Form, Field] | None = None
        self.setObjectName("record_panels")
        self.setFixedWidth(284)
        self.tabs = QTabBar(self)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for name in ("problems", "history", "help"):
            self.tabs.addTab(messages.say(f"ui.record.{name}"))
        self.stack = QStackedWidget(self)
        self.stack.setProperty("role", "card")
        self.stack.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.problems = ProblemPanel(self)
        self.stack.addWidget(self.problems)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tabs)
        layout.addWidget(self.stack, 1)
        self.problems.wanted.connect(self.place_wanted)
        self.tabs.currentChanged.connect(self._show)

    @cached_property
    def history(self) -> HistoryPanel:
        """The changes of the record."""
        panel = HistoryPanel(self)
        panel.undo_wanted.connect(self.undo_wanted)
        self.stack.addWidget(panel)
        return panel

    @cached_property
    def help(self) -> HelpPanel:
        """About the field with the cursor."""
        panel = HelpPanel(self)
        self.stack.addWidget(panel)
        return panel

    def show_problems(self, form: Form, problems: Sequence[Problem], values: Mapping[str, Any]) -> None:
        """Show the problems of a record with these values, their count on the tab."""
        self.problems.show_problems(form, problems, values)
        title = messages.say("ui.record.problems")
        self.tabs.setTabText(PROBLEMS, f"{title} ({len(problems)})" if problems else title)

    def read_history(self) -> None:
        """Read the history anew if it is on the screen."""
        if self.tabs.currentIndex() == HISTORY:
            self.history.show_entries(self._read())

    def show_help(self, form: Form, place: str) -> None:
        """Tell about the field of a place."""
        self._asked = (form, places.field_at(form, place))
        self._say_help()

    def _say_help(self) -> None:
        if self._asked and self.tabs.currentIndex() == HELP:
            self.help.show_field(*self._asked)

    def _show(self, at: int) -> None:
        panels: tuple[Callable[[], QWidget], ...] = (
            lambda: self.problems,
            lambda: self.history,
            lambda: self.help,
        )
        self.stack.setCurrentWidget(panels[at]())
        self.read_history()
        self._say_help()

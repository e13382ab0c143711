"""The right side of the record page: problems, history, help."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from desktop import messages
from desktop.domain import places
from desktop.domain.form import Form
from desktop.domain.problems import Problem

from .help_panel import HelpPanel
from .history_panel import HistoryPanel
from .problem_panel import ProblemPanel

if TYPE_CHECKING:
    from desktop.services.records import HistoryEntry


class RecordPanels(QTabWidget):
    """The history is read only while it is looked at."""

    place_wanted = Signal(str)
    undo_wanted = Signal(int)

    def __init__(self, history: Callable[[], Sequence["HistoryEntry"]], parent: QWidget) -> None:
        super().__init__(parent)
        self._history = history
        self.setObjectName("record_panels")
        self.setFixedWidth(284)
        self.problems = ProblemPanel(self)
        self.history = HistoryPanel(self)
        self.help = HelpPanel(self)
        self.addTab(self.problems, messages.say("ui.record.problems"))
        self.addTab(self.history, messages.say("ui.record.history"))
        self.addTab(self.help, messages.say("ui.record.help"))
        self.problems.wanted.connect(self.place_wanted)
        self.history.undo_wanted.connect(self.undo_wanted)
        self.currentChanged.connect(lambda _at: self.read_history())

    def show_problems(self, form: Form, problems: Sequence[Problem]) -> None:
        """Show the problems, their count on the tab."""
        self.problems.show_problems(form, problems)
        title = messages.say("ui.record.problems")
        self.setTabText(0, f"{title} ({len(problems)})" if problems else title)

    def read_history(self) -> None:
        """Read the history anew if it is on the screen."""
        if self.currentWidget() is self.history:
            self.history.show_entries(self._history())

    def show_help(self, form: Form, place: str) -> None:
        """Tell about the field of a place."""
        self.help.show_field(form, places.field_at(form, place))

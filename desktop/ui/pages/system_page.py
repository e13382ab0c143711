"""Everything about the store itself: its history, who may open it, its key, its soundness, the program."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from desktop import messages
from desktop.services.records import Changes
from desktop.services.session import Session
from desktop.ui import elements
from desktop.ui.figures_pages.norms_tab import NormsTab
from desktop.ui.pages.about_tab import AboutTab
from desktop.ui.pages.history_tab import HistoryTab
from desktop.ui.pages.safety_tab import SafetyTab
from desktop.ui.pages.users_tab import UsersTab
from desktop.ui.tasks import Tasks


class SystemPage(QWidget):
    """`wanted(Destination)`, `changed(Changes)`, `language_wanted(code)`."""

    wanted = Signal(object)
    changed = Signal(object)
    language_wanted = Signal(str)

    def __init__(self, session: Session, tasks: Tasks, notices: Callable[[], str]) -> None:
        super().__init__()
        layout = elements.page_layout(self)
        layout.addWidget(elements.label(messages.say("ui.system.title"), "title"))
        self.tabs = QTabWidget()
        self.history = HistoryTab(session)
        self.users = UsersTab(session, tasks)
        self.safety = SafetyTab(session, tasks)
        self.norms = NormsTab(session)
        self.about = AboutTab(session.folder, notices)
        shown_key = elements.scrolled(self.safety)
        tabs = (
            ("history", self.history),
            ("users", self.users),
            ("safety", shown_key),
            ("norms", self.norms),
            ("about", self.about),
        )
        for name, shown in tabs:
            self.tabs.addTab(shown, messages.say(f"ui.system.tab_{name}"))
        layout.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(self._show_tab)
        self.history.wanted.connect(self.wanted)
        self.history.changed.connect(self.changed)
        self.users.changed.connect(self.changed)
        self.users.changed.connect(self.history.reload)
        self.norms.changed.connect(self.changed)
        self.norms.changed.connect(self.history.reload)
        self.safety.key_made.connect(lambda: self.changed.emit(Changes()))
        self.about.language_wanted.connect(self.language_wanted)
        self.setFocusProxy(self.tabs)
        self._is_stale = True

    def reload(self, _changes: Changes | None = None) -> None:
        """Read history, users and key again, now or when next shown."""
        self._is_stale = not self.isVisible()
        if not self._is_stale:
            self.history.reload()
            self.users.reload()
            self.safety.reload()
            self.norms.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.reload()

    def show_key(self) -> None:
        """The tab on which the signing key is made."""
        self.tabs.setCurrentIndex(2)

    def _show_tab(self, number: int) -> None:
        if self.tabs.widget(number) is self.about:
            self.about.read()

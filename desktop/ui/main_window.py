"""The main screen: navigation, top bar, status line, and the page that is shown. It only navigates."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.services.records import Changes
from desktop.services.session import Session
from desktop.ui import elements, navigation
from desktop.ui.navigation import Destination
from desktop.ui.shell_bars import Navigation, StatusLine, TopBar
from desktop.ui.shell_pages import ShellPages
from desktop.ui.tasks import Tasks

_REFRESH_AFTER: Final = 400  # ms of rest after a change before counts are taken anew


class MainWindow(QWidget):
    """All one sees of an opened store; `lock_wanted` and `language_wanted(code)` are for the program."""

    lock_wanted = Signal()
    language_wanted = Signal(str)

    def __init__(self, session: Session, tasks: Tasks, notices: Callable[[], str]) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.navigation = Navigation()
        self.top = TopBar(session, self)
        self.status = StatusLine(session)
        self.stack = QStackedWidget()
        self._entry = ""
        self.pages = ShellPages(session, tasks, notices, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REFRESH_AFTER)
        self._timer.timeout.connect(self._refresh)
        self._build()
        self._connect()
        self.go(Destination("overview"))

    def go(self, destination: Destination) -> None:
        """Show what a link leads to; a field being typed is saved first."""
        if not self.leave():
            self.navigation.mark(self._entry)
            return
        page = self.pages.show(destination)
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self._entry = self.pages.entry_of(destination)
        self.navigation.mark(self._entry)
        self.land()

    def leave(self) -> bool:
        """Save the field being typed; False when the user would rather stay."""
        return self.pages.leave(self.stack.currentWidget())

    def dress(self) -> None:
        """Put the icons on; called after the first paint."""
        self.navigation.dress()
        self.top.dress()

    def changed(self, changes: Changes) -> None:
        """The one application-wide signal: pages read again what changed."""
        self.pages.reload(changes)
        self.status.count_change()
        self._timer.start()

    def _refresh(self) -> None:
        self.top.refresh()
        self.status.refresh()

    def land(self) -> None:
        """Put the cursor where the page shown wants it."""
        page = self.stack.currentWidget()
        if page is not None:
            (page.focusProxy() or page).setFocus()

    def _build(self) -> None:
        right = elements.column(gap=0)
        right.addWidget(self.top)
        right.addWidget(self.stack, 1)
        right.addWidget(self.status)
        layout = elements.row(self, gap=0)
        layout.addWidget(self.navigation)
        layout.addLayout(right, 1)

    def _connect(self) -> None:
        self.navigation.wanted.connect(lambda page: self.go(Destination(page)))
        self.navigation.keys_wanted.connect(self.show_keys)
        self.top.wanted.connect(self.go)
        self.top.lock_wanted.connect(self.lock_wanted)
        self.pages.wanted.connect(self.go)
        self.pages.changed.connect(self.changed)
        self.pages.saved.connect(self.status.show_saved)
        self.pages.language_wanted.connect(self.language_wanted)
        shortcuts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+K", self.top.search.setFocus),
            ("F1", self.show_keys),
            ("Ctrl+L", self.lock_wanted.emit),
        )
        for keys, done in shortcuts:
            elements.key(self, keys, done)
        for page, shortcut in navigation.shortcuts():
            if shortcut:
                elements.key(self, shortcut, partial(self.go, Destination(page)))

    def show_keys(self) -> None:
        """The card of all keys."""
        from desktop.ui.dialogs.keys_dialog import KeysDialog

        KeysDialog(self).open()

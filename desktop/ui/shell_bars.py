"""The bars around every page: navigation on the left, top bar, status line."""

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QWidget

from desktop import messages
from desktop.services.session import Session
from desktop.ui import elements, icons, navigation
from desktop.ui.deadline import days_left
from desktop.ui.lookup import find_everywhere
from desktop.ui.navigation import Destination
from desktop.ui.search_box import SearchBox

_WIDTH = 212


class Navigation(QFrame):
    """The pages that there are, each with its key; `wanted(page)`."""

    wanted = Signal(str)
    keys_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "navigation")
        self.setFixedWidth(_WIDTH)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        layout = elements.column(self, gap=2)
        layout.setContentsMargins(8, 12, 8, 12)
        name = elements.label(messages.say("ui.unlock.product"), "title")
        name.setContentsMargins(10, 0, 0, 10)
        layout.addWidget(name)
        for page, shortcut in navigation.shortcuts():
            layout.addWidget(self._button(page, shortcut))
        layout.addStretch(1)
        self._keys = elements.button(messages.say("ui.shell.keys"), self.keys_wanted.emit, "link")
        self._keys.setToolTip(elements.hint(messages.say("ui.shell.keys"), "F1"))
        layout.addWidget(self._keys)

    def mark(self, page: str) -> None:
        """Show which page one is on."""
        if page in self.buttons:
            self.buttons[page].setChecked(True)

    def dress(self) -> None:
        """Put the icons on."""
        for page, button in self.buttons.items():
            button.setIcon(icons.icon(page, "muted"))
            button.setIconSize(icons.LARGE)

    def _button(self, page: str, shortcut: str) -> QToolButton:
        button = QToolButton()
        text = messages.say(f"ui.shell.{page}")
        button.setText(text)
        button.setProperty("kind", "navigation")
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setIconSize(QSize(20, 20))
        button.setToolTip(elements.hint(text, shortcut) if shortcut else text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: self.wanted.emit(page))
        self._group.addButton(button)
        self.buttons[page] = button
        return button


class TopBar(QFrame):
    """Whose register it is, which period runs and until when, search, user and lock."""

    wanted = Signal(object)
    lock_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "top")
        self._session = session
        self.unit = elements.label(session.unit.name, "strong")
        self.unit.setToolTip(session.unit.province_name)
        self.period = elements.button("", lambda: self.wanted.emit(Destination("packages")), "link")
        self.search = SearchBox(lambda text: find_everywhere(session, text), self)
        self.search.setToolTip(elements.hint(messages.say("ui.shell.search_all"), "Ctrl+K"))
        self.search.chosen.connect(self.wanted)
        self.user = elements.label(session.user.name, "muted")
        self.user.setWordWrap(False)
        self.lock = elements.button(messages.say("ui.shell.lock"), self.lock_wanted.emit)
        self.lock.setToolTip(elements.hint(messages.say("ui.shell.lock_text"), "Ctrl+L"))
        self.unit.setWordWrap(False)
        layout = elements.row(self, gap=12)
        layout.setContentsMargins(elements.SECTIONS, 7, elements.BETWEEN, 7)
        for widget in (self.unit, self.period):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.search, 2)
        layout.addWidget(self.user)
        layout.addWidget(self.lock)
        self.refresh()

    def refresh(self) -> None:
        """Read the running period again."""
        period = self._session.periods.current()
        if period is None:
            self.period.setText(messages.say("ui.shell.no_period"))
            return
        self.period.setText(f"{period.name} · {days_left(period.deadline, datetime.now())}")  # noqa: DTZ005 - local

    def dress(self) -> None:
        """Put the icons on."""
        self.period.setIcon(icons.icon("deadline", "accent"))
        self.lock.setIcon(icons.icon("lock"))
        self.search.addAction(icons.icon("search", "muted"), SearchBox.ActionPosition.LeadingPosition)


class StatusLine(QFrame):
    """When something was last saved, and how much has not been handed up yet."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "status")
        self._session = session
        self._unsent = 0
        self.saved = elements.label("", "good")
        self.saved.hide()
        self.unsent = elements.label("", "muted")
        layout = elements.row(self, gap=12)
        layout.setContentsMargins(elements.SECTIONS, 4, elements.BETWEEN, 4)
        layout.addWidget(self.saved)
        layout.addWidget(self.unsent)
        layout.addStretch(1)
        for one in (self.saved, self.unsent):
            one.setWordWrap(False)
        self.refresh()

    def show_saved(self, at: str) -> None:
        """Something reached the disk at that time of day."""
        self.saved.setText(messages.say("ui.shell.saved", at=at))
        self.saved.show()

    def count_change(self) -> None:
        """One change more that the province does not have."""
        self.show_saved(datetime.now().strftime("%H:%M:%S"))  # noqa: DTZ005 - the clock on the wall
        self._unsent += 1
        self._show()

    def refresh(self) -> None:
        """Count anew from the history."""
        self._unsent = self._session.packages.unsent_changes()
        self._show()

    def _show(self) -> None:
        code = "unsent" if self._unsent else "all_sent"
        self.unsent.setText(messages.say(f"ui.shell.{code}", count=self._unsent))

"""Pages that belong together under one entry of the navigation, each made when first shown."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from desktop import messages
from desktop.services.records import Changes
from desktop.ui import elements


class TabbedPage(QWidget):
    """Ctrl+PgUp and Ctrl+PgDn turn the tabs; `turned` tells that another one is shown."""

    turned = Signal()

    def __init__(self, entry: str, tabs: Sequence[tuple[str, Callable[[], QWidget]]]) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._makers = dict(tabs)
        self.names = [name for name, _ in tabs]
        self._made: dict[str, QWidget] = {}
        self.bar = QTabBar()
        self.bar.setObjectName(f"tabs_{entry}")
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(False)
        self.stack = QStackedWidget()
        for name in self.names:
            self.bar.addTab(messages.say(f"ui.shell.tab_{name}"))
        layout = elements.column(self, gap=0)
        line = elements.row()
        line.setContentsMargins(elements.BETWEEN, 4, elements.BETWEEN, 0)
        line.addWidget(self.bar)
        line.addStretch(1)
        layout.addLayout(line)
        layout.addWidget(elements.line())
        layout.addWidget(self.stack, 1)
        self.bar.currentChanged.connect(self._turned)
        elements.key(self, "Ctrl+PgUp", partial(self._turn, -1))
        elements.key(self, "Ctrl+PgDown", partial(self._turn, 1))
        self._turned(0)

    @property
    def name(self) -> str:
        """Which tab is shown."""
        return self.names[self.bar.currentIndex()]

    def show_tab(self, name: str) -> QWidget:
        """Bring a tab to the front; KeyError for one that is not here."""
        if name not in self._makers:
            raise KeyError(name)
        self.bar.setCurrentIndex(self.names.index(name))
        return self._made[name]

    def leave(self) -> bool:
        """Store what is being typed on the tab shown; False when the user would rather stay."""
        leave = getattr(self.stack.currentWidget(), "leave", None)
        return leave is None or bool(leave())

    def reload(self, changes: Changes) -> None:
        """Hand a change to every tab that was made."""
        for page in self._made.values():
            reload = getattr(page, "reload", None)
            if reload is not None:
                reload(changes)

    def _turn(self, steps: int) -> None:
        self.bar.setCurrentIndex(max(0, min(self.bar.count() - 1, self.bar.currentIndex() + steps)))

    def _turned(self, at: int) -> None:
        name = self.names[at]
        if name not in self._made:
            self._made[name] = self._makers[name]()
            self.stack.addWidget(self._made[name])
        page = self._made[name]
        self.stack.setCurrentWidget(page)
        self.setFocusProxy(page)
        if self.isVisible():
            (page.focusProxy() or page).setFocus()
        self.turned.emit()

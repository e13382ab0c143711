"""The first steps of the start wizard: what to do, which commune, who one is."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QListWidget, QListWidgetItem, QRadioButton

from desktop import messages
from desktop.domain.names import fold
from desktop.services.start import Commune
from desktop.ui import elements
from desktop.ui.wizards.wizard import Step

CREATE: Final = "create"
PRACTISE: Final = "practise"
OPEN: Final = "open"
RECOVER: Final = "recover"
_WAYS: Final = (CREATE, PRACTISE, OPEN, RECOVER)
_WIDTH: Final = 560
_MOST: Final = 50


class WayStep(Step):
    """A new register, the practice commune, another folder, or a lost machine."""

    def __init__(self) -> None:
        super().__init__(messages.say("ui.wizard.way_title"), messages.say("ui.wizard.way_text"))
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        for way in _WAYS:
            self._add(way)
        self.buttons[CREATE].setChecked(True)
        self.box.addStretch(1)

    @property
    def way(self) -> str:
        """What was chosen."""
        return next(way for way, button in self.buttons.items() if button.isChecked())

    def enter(self) -> None:
        self.buttons[self.way].setFocus()

    def _add(self, way: str) -> None:
        button = QRadioButton(messages.say(f"ui.wizard.way_{way}"))
        self._group.addButton(button)
        self.buttons[way] = button
        text = elements.label(messages.say(f"ui.wizard.way_{way}_text"), "muted")
        text.setContentsMargins(elements.SECTIONS, 0, 0, 0)
        inside = elements.column(gap=4)
        inside.addWidget(button)
        inside.addWidget(text)
        frame = elements.card(inside)
        frame.setMaximumWidth(_WIDTH)
        self.box.addWidget(frame)


class CommuneStep(Step):
    """One of the 3,321, found by typing without marks; `find` answers with the first that fit."""

    def __init__(self, find: Callable[[str], Sequence[Commune]]) -> None:
        super().__init__(messages.say("ui.wizard.commune_title"), messages.say("ui.wizard.commune_text"))
        self._find = find
        self.text = QLineEdit()
        self.text.setPlaceholderText(messages.say("ui.wizard.commune_hint"))
        self.text.setMaximumWidth(_WIDTH)
        self.text.textChanged.connect(self._search)
        self.text.installEventFilter(self)
        self.found = QListWidget()
        self.found.setMaximumWidth(_WIDTH)
        self.found.currentItemChanged.connect(lambda *_: self.completeness_changed.emit())
        self.found.itemActivated.connect(lambda _item: self.next_wanted.emit())
        self.none = elements.label(messages.say("ui.wizard.commune_none"), "warning")
        self.none.hide()
        for widget in (self.text, self.none, self.found):
            self.box.addWidget(widget)
        self.box.setStretchFactor(self.found, 1)

    @property
    def commune(self) -> Commune | None:
        """The commune marked in the list."""
        value = self.found.currentIndex().data(Qt.ItemDataRole.UserRole)
        return value if isinstance(value, Commune) else None

    def is_complete(self) -> bool:
        return self.commune is not None

    def enter(self) -> None:
        self.text.setFocus()
        if not self.found.count():
            self._search(self.text.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                self._move(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.is_complete():
                self.next_wanted.emit()
                return True
        return super().eventFilter(watched, event)

    def _move(self, by: int) -> None:
        row = self.found.currentRow() + by
        self.found.setCurrentRow(max(0, min(row, self.found.count() - 1)))

    def _search(self, text: str) -> None:
        self.found.clear()
        asked = fold(text)
        found = sorted(self._find(text), key=lambda one: _distance(asked, one))
        for commune in found[:_MOST]:
            item = QListWidgetItem(f"{commune.name} · {commune.province} · {commune.code}")
            item.setData(Qt.ItemDataRole.UserRole, commune)
            self.found.addItem(item)
        self.none.setVisible(not self.found.count())
        if text.strip() and self.found.count():
            self.found.setCurrentRow(0)
        self.completeness_changed.emit()


class UserStep(Step):
    """The name written into the history of every change."""

    def __init__(self) -> None:
        super().__init__(messages.say("ui.wizard.user_title"), messages.say("ui.wizard.user_text"))
        self.name = QLineEdit()
        self.name.setMaxLength(80)
        self.name.setMaximumWidth(_WIDTH)
        self.name.textChanged.connect(lambda _text: self.completeness_changed.emit())
        self.name.returnPressed.connect(self.next_wanted.emit)
        self.box.addWidget(elements.label(messages.say("ui.wizard.user_label")))
        self.box.addWidget(self.name)
        self.box.addStretch(1)

    def is_complete(self) -> bool:
        return bool(self.name.text().strip())

    def enter(self) -> None:
        self.name.setFocus()


def _distance(asked: str, commune: Commune) -> tuple[int, bool]:
    """Whole words come before parts of words, the very name before its words."""
    name = fold(commune.name)
    words = {*name.split(), *fold(commune.province).split(), commune.code}
    return sum(word not in words for word in asked.split()), asked not in name

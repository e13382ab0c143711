"""What the small dialogs of the board have alike: a heading, lines with names, Cancel and the deed."""

from typing import Final

from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QWidget

from desktop import messages
from desktop.ui import elements

_WIDTH: Final = 600


class Sheet(QDialog):
    """Accepted by the button that says what will happen; Esc leaves everything as it is."""

    def __init__(self, parent: QWidget, title: str, heading: str, verb: str) -> None:
        super().__init__(parent.window())
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self._layout = elements.column(self, margin=elements.SECTIONS, gap=12)
        self.heading = elements.label(heading, "strong")
        self._layout.addWidget(self.heading)
        self.deed = elements.button(verb, self.accept, "primary")
        self.deed.setDefault(True)
        self._grid: QGridLayout | None = None

    def put(self, widget: QWidget, stretch: int = 0) -> None:
        """A part over the whole width."""
        self._grid = None
        self._layout.addWidget(widget, stretch)

    def ask(self, name: str, widget: QWidget) -> QLabel:
        """A part with its name before it, in line with its neighbours."""
        if self._grid is None:
            self._grid = QGridLayout()
            self._grid.setHorizontalSpacing(12)
            self._grid.setVerticalSpacing(8)
            self._grid.setColumnStretch(1, 1)
            self._layout.addLayout(self._grid)
        label = elements.label(messages.say(name))
        label.setWordWrap(False)
        label.setBuddy(widget)
        at = self._grid.rowCount()
        self._grid.addWidget(label, at, 0)
        self._grid.addWidget(widget, at, 1)
        return label

    def close_with_buttons(self) -> None:
        """The last line, after all parts are put in."""
        line = elements.row()
        line.addStretch(1)
        line.addWidget(elements.button(messages.say("ui.dialog.cancel"), self.reject))
        line.addWidget(self.deed)
        self._layout.addLayout(line)

"""What the program is made of and under which licences; the language of the screens."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QTextBrowser, QWidget

from desktop import messages
from desktop.ui import elements


class AboutTab(QWidget):
    """Language, folder of the store, notices of the libraries; `language_wanted(code)`."""

    language_wanted = Signal(str)

    def __init__(self, folder: Path, notices: Callable[[], str]) -> None:
        super().__init__()
        self._notices = notices
        layout = elements.column(self, margin=12)
        layout.addWidget(elements.label(messages.say("ui.system.language"), "heading"))
        line = elements.row(gap=elements.BETWEEN)
        self._group = QButtonGroup(self)
        self.languages: dict[str, QRadioButton] = {}
        for code in messages.LANGUAGES:
            line.addWidget(self._language(code))
        line.addStretch(1)
        layout.addLayout(line)
        layout.addWidget(elements.label(messages.say("ui.system.language_note"), "muted"))
        layout.addWidget(elements.label(messages.say("ui.system.folder", folder=str(folder))))
        layout.addWidget(elements.label(messages.say("ui.system.licences"), "heading"))
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        layout.addWidget(self.text, 1)

    def read(self) -> None:
        """Show the notices; read when first looked at."""
        if not self.text.toPlainText():
            self.text.setMarkdown(self._notices())

    def _language(self, code: str) -> QRadioButton:
        button = QRadioButton(messages.say(f"ui.system.language_{code}"))
        button.setChecked(code == messages.language())
        button.toggled.connect(lambda on: self.language_wanted.emit(code) if on else None)
        self._group.addButton(button)
        self.languages[code] = button
        return button

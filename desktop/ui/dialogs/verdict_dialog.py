"""The verdict on a package file: sound or not, why, who signed, what is in it."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from desktop import messages
from desktop.services.verdicts import Judged
from desktop.ui import elements
from desktop.ui.plain_table import PlainTable


class VerdictDialog(QDialog):
    """One file, judged."""

    def __init__(self, path: Path, judged: Judged, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setWindowTitle(messages.say("ui.packages.verdict_title"))
        elements.resize(self, 800, 460)
        self.judged = judged
        layout = elements.column(self, margin=elements.SECTIONS, gap=12)
        sign = "✓" if judged.valid else "✗"
        heading = messages.say("ui.packages.verdict_valid" if judged.valid else "ui.packages.verdict_invalid")
        title = elements.label(f"{sign}  {heading}", "heading")
        elements.set_role(title, "good_heading" if judged.valid else "error_heading")
        layout.addWidget(title)
        layout.addWidget(elements.label(path.name, "muted"))
        layout.addWidget(elements.label(judged.text))
        for code, text in judged.warnings:
            warning = elements.label(text, "notice")
            warning.setToolTip(code)
            layout.addWidget(warning)
        self.details = PlainTable([messages.say("ui.packages.fact"), messages.say("ui.packages.value")], 1)
        self.details.show_rows(
            [(fact_name(name), fact_text(value)) for name, value in judged.details.items()]
        )
        self.details.setVisible(bool(judged.details))
        layout.addWidget(self.details, 1)
        if not judged.details:
            layout.addStretch(1)
        buttons = elements.row()
        buttons.addWidget(elements.label(messages.say("ui.packages.verdict_code", code=judged.code), "muted"))
        buttons.addStretch(1)
        close = elements.button(messages.say("ui.dialog.close"), self.accept, "primary")
        buttons.addWidget(close)
        layout.addLayout(buttons)
        close.setDefault(True)
        close.setFocus()


def fact_name(name: str) -> str:
    """What a detail of a verdict is called."""
    key = f"package.{name}"
    return messages.say(key) if messages.known(key) else name


def fact_text(value: object) -> str:
    """A detail as text; counts by the names of the registers."""
    if not isinstance(value, Mapping):
        return str(value)
    return " · ".join(f"{_register(name)}: {count}" for name, count in value.items())


def _register(form_id: str) -> str:
    key = f"ui.shell.{form_id}"
    return messages.say(key) if messages.known(key) else form_id

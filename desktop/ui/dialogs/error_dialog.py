"""What a person sees of an error: what happened, what to do, details to copy; never a traceback unasked."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from desktop import messages
from desktop.errors import AppError, UserCancelled
from desktop.ui import elements


class ErrorDialog(QDialog):
    """One error in words, with its details behind a button."""

    def __init__(self, text: str, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(messages.say("ui.dialog.error_title"))
        self.setMinimumWidth(520)
        self._details = details
        self.text = elements.label(text)
        self.text.setObjectName("text")
        self.shown = QPlainTextEdit(details)
        self.shown.setReadOnly(True)
        self.shown.setFixedHeight(140)
        self.shown.hide()
        layout = elements.column(self, margin=elements.SECTIONS, gap=elements.BETWEEN)
        layout.addWidget(elements.label(messages.say("ui.dialog.error_heading"), "heading"))
        layout.addWidget(self.text)
        layout.addWidget(self.shown)
        buttons = elements.row()
        more = elements.button(messages.say("ui.dialog.details"), self._show_details, "link")
        self.copy = elements.button(messages.say("ui.dialog.copy_details"), self.copy_details)
        close = elements.button(messages.say("ui.dialog.close"), self.reject, "primary")
        buttons.addWidget(more)
        buttons.addStretch(1)
        buttons.addWidget(self.copy)
        buttons.addWidget(close)
        layout.addLayout(buttons)
        close.setDefault(True)
        close.setFocus()

    def copy_details(self) -> None:
        """Put text and details on the clipboard."""
        QGuiApplication.clipboard().setText(f"{self.text.text()}\n\n{self._details}")

    def _show_details(self) -> None:
        self.shown.setVisible(not self.shown.isVisible())
        self.adjustSize()


def show(parent: QWidget, error: Exception) -> None:
    """Show an error of the outside world; silence after a cancel; a bug goes on to the program's hook."""
    if isinstance(error, UserCancelled):
        return
    if not isinstance(error, AppError):
        raise error
    dialog = ErrorDialog(text_of(error), f"error.{error.code}", parent.window())
    dialog.open()


def text_of(error: AppError) -> str:
    """What happened and what to do, in the language of the session."""
    return messages.say(f"error.{error.code}", **error.facts)

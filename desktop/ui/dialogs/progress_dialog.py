"""Long work under way: a bar, how long it may still take, and Cancel."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from desktop import messages
from desktop.ui import elements
from desktop.ui.dialogs import error_dialog
from desktop.ui.tasks import Running, Tasks

T = TypeVar("T")


class ProgressDialog(QDialog):
    """Modal to its window until the work is over; Esc and the button ask the work to stop."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(420)
        self._running: Running | None = None
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.state = elements.label(messages.say("ui.dialog.working"), "muted")
        self.stop = elements.button(messages.say("ui.dialog.cancel"), self.reject)
        layout = elements.column(self, margin=elements.SECTIONS, gap=12)
        for widget in (elements.label(title, "heading"), self.bar, self.state):
            layout.addWidget(widget)
        layout.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignRight)

    def follow(self, running: Running) -> None:
        """Show the progress of this work."""
        self._running = running
        running.progressed.connect(self._show)

    def reject(self) -> None:
        """Ask the work to stop; the dialog closes when it has."""
        if self._running is not None:
            self._running.cancel()
        self.stop.setEnabled(False)
        self.state.setText(messages.say("ui.dialog.stopping"))

    def _show(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        if self._running is None or not self.stop.isEnabled():
            return
        text = messages.say("ui.dialog.done_of", done=done, total=total)
        left = self._running.seconds_left(done, total)
        if left is not None:
            text += " · " + messages.say("ui.dialog.seconds_left", seconds=left)
        self.state.setText(text)


def run_long(
    parent: QWidget,
    tasks: Tasks,
    title: str,
    work: Callable[[Running], T],
    done: Callable[[T], Any],
    otherwise: Callable[[], Any] = lambda: None,
) -> ProgressDialog:
    """Run work under a progress dialog; success goes to `done`, an error is shown after `otherwise`."""
    dialog = ProgressDialog(title, parent)

    def succeeded(result: T) -> None:
        dialog.accept()
        dialog.deleteLater()
        done(result)

    def failed(error: Exception) -> None:
        dialog.accept()
        dialog.deleteLater()
        otherwise()
        error_dialog.show(parent, error)

    dialog.open()
    dialog.follow(tasks.run(work, succeeded, failed))
    return dialog

"""A workbook of figures that goes out: asks where to, writes it, says where it is and what to mind."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop import messages
from desktop.ui.dialogs.progress_dialog import run_long
from desktop.ui.dialogs.sheet_files import WrittenDialog
from desktop.ui.tasks import Running, Tasks

_SUFFIX: Final = ".xlsx"


def ask_for_figures(parent: QWidget, tasks: Tasks, name: str, write: Callable[[Path], object]) -> None:
    """Write to a file the user names; `name` is what is proposed, in ASCII without the suffix."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent,
        messages.say("ui.staffing.save"),
        f"{name}{_SUFFIX}",
        messages.say("ui.sheet.file_filter"),
    )
    if chosen:
        path = Path(chosen)
        right = path.suffix.lower() == _SUFFIX
        write_figures(parent, tasks, path if right else path.with_name(f"{path.name}{_SUFFIX}"), write)


def write_figures(parent: QWidget, tasks: Tasks, path: Path, write: Callable[[Path], object]) -> None:
    """Write the file under a progress dialog, then say where it is."""

    def work(_running: Running) -> None:
        write(path)

    def done(_nothing: None) -> None:
        facts, notice = messages.say("ui.staffing.saved"), messages.say("ui.sheet.not_encrypted")
        WrittenDialog(path, facts, notice, parent).open()

    run_long(parent, tasks, messages.say("ui.sheet.writing"), work, done)

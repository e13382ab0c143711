"""From a file to records: file, columns, preview, result; nothing is written before the preview was seen."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop import messages
from desktop.errors import AppError
from desktop.services.import_preview import Preview
from desktop.services.import_reading import Reading
from desktop.services.imports import Applied
from desktop.services.session import Session
from desktop.ui.dialogs import error_dialog
from desktop.ui.dialogs.progress_dialog import run_long
from desktop.ui.tasks import Tasks
from desktop.ui.wizards.import_outcome import OutcomeStep, PreviewStep
from desktop.ui.wizards.import_steps import ColumnsStep, FileStep
from desktop.ui.wizards.wizard import Step, Wizard


class ImportWizard(Wizard):
    """`left` when it is over, `wanted(Destination)` by its links, `changed(Changes)` when records came in."""

    wanted = Signal(object)
    changed = Signal(object)

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(messages.say("ui.import.title"), parent)
        self._session = session
        self._tasks = tasks
        self._reading: Reading | None = None
        self._applied: Applied | None = None
        self.file = FileStep()
        self.columns = ColumnsStep(session.forms)
        self.preview = PreviewStep(session.forms)
        self.outcome = OutcomeStep()
        self.set_steps([self.file, self.columns, self.preview, self.outcome])
        self.file.file_chosen.connect(self.read)
        self.outcome.wanted.connect(self._leave_for)
        self.outcome.undo_wanted.connect(self._undo)
        self.setFocusProxy(self.file.choose)

    def read(self, path: Path) -> None:
        """Read a file and show its columns."""
        title = messages.say("ui.import.reading")
        run_long(
            self, self._tasks, title, lambda _running: self._session.imports.read(path), self._show_reading
        )

    def leave_step(self, step: Step) -> None:
        deeds = {
            id(self.columns): self._look,
            id(self.preview): self._apply,
            id(self.outcome): self.left.emit,
        }
        deeds.get(id(step), self.advance)()

    def _show_reading(self, reading: Reading) -> None:
        if not any(sheet.kind for sheet in reading.sheets):
            error_dialog.show(self, AppError("no_table", file=reading.file))
            return
        self._reading = reading
        self.columns.show_reading(reading)
        self.show_step(1)

    def _look(self) -> None:
        if self._reading is None:
            return
        look = partial(self._session.imports.preview, self._reading, self.columns.chosen())
        run_long(
            self,
            self._tasks,
            messages.say("ui.import.previewing"),
            lambda running: look(progress=running.report),
            self._show_preview,
        )

    def _show_preview(self, preview: Preview) -> None:
        self.preview.show_preview(preview)
        self.show_step(2)

    def _apply(self) -> None:
        preview = self.preview.preview
        if preview is None:
            return
        apply = partial(self._session.imports.apply, preview, only_good=self.preview.only_good.isChecked())
        run_long(
            self,
            self._tasks,
            messages.say("ui.import.applying"),
            lambda running: apply(progress=running.report),
            partial(self._show_applied, preview),
        )

    def _show_applied(self, preview: Preview, applied: Applied) -> None:
        self._applied = applied
        wrong = 0 if self.preview.only_good.isChecked() else preview.counts["wrong"]
        self.outcome.show_applied(applied, preview.form_ids[0], wrong)
        self.show_step(3)
        self.cancel.hide()
        self.changed.emit(applied.changes)

    def _undo(self) -> None:
        if self._applied is None:
            return
        try:
            changes = self._session.records.undo(self._applied.change_n)
        except AppError as error:
            error_dialog.show(self, error)
            return
        self.outcome.show_undone()
        self.changed.emit(changes)

    def _leave_for(self, destination: object) -> None:
        self.left.emit()
        self.wanted.emit(destination)

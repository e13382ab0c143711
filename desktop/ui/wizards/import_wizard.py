"""From files to records: files, columns, who stands twice, preview, result.

Nothing is written before the preview was seen.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop import messages
from desktop.errors import AppError, UserCancelled
from desktop.services.import_preview import WRONG, Preview
from desktop.services.import_reading import Reading, kinds
from desktop.services.import_twins import Settlement
from desktop.services.imports import Applied, joined
from desktop.services.session import Session
from desktop.ui.dialogs import error_dialog
from desktop.ui.dialogs.progress_dialog import run_long
from desktop.ui.dialogs.sheet_files import SheetFiles
from desktop.ui.tasks import Running, Tasks
from desktop.ui.wizards.import_columns import ColumnsStep
from desktop.ui.wizards.import_duplicates import DuplicatesStep
from desktop.ui.wizards.import_files import LIST, SYSTEM, FileStep
from desktop.ui.wizards.import_notices import first_text, notice_text
from desktop.ui.wizards.import_outcome import OutcomeStep
from desktop.ui.wizards.import_pairs import PEOPLE
from desktop.ui.wizards.import_preview import PreviewStep
from desktop.ui.wizards.import_table import kind_title
from desktop.ui.wizards.wizard import Step, Wizard


class ImportWizard(Wizard):
    """`left` when it is over, `wanted(Destination)` by its links, `changed(Changes)` when records came in."""

    wanted = Signal(object)
    changed = Signal(object)

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(messages.say("ui.import.title"), parent)
        self._session = session
        self._tasks = tasks
        self._way = LIST
        self._used: dict[tuple[str, str], Settlement] = {}
        self._applied: Applied | None = None
        self.file = FileStep({kind: kind_title(kind, session.forms) for kind in kinds()})
        self.columns = ColumnsStep(session)
        self.duplicates = DuplicatesStep()
        self.preview = PreviewStep(session.forms)
        self.outcome = OutcomeStep(session.forms)
        self.set_steps([self.file, self.columns, self.duplicates, self.preview, self.outcome])
        self.file.files_chosen.connect(self.read)
        self.file.template_wanted.connect(self._write_template)
        self.columns.more_chosen.connect(self.read_more)
        self.outcome.wanted.connect(self._leave_for)
        self.outcome.failed_wanted.connect(self._ask_for_failed)
        self.outcome.undo_wanted.connect(self._undo)
        self.setFocusProxy(self.file.doors[SYSTEM])

    def read(self, way: str, paths: Sequence[Path]) -> None:
        """Read files, in place of those read before, and show their columns."""
        self._way = way
        self._read(paths, self._show_new)

    def read_more(self, paths: Sequence[Path]) -> None:
        """Read further files beside those that are there."""
        self._read(paths, self._show_more)

    def leave_step(self, step: Step) -> None:
        deeds = {
            id(self.columns): self._look,
            id(self.duplicates): self._look_again,
            id(self.preview): self._apply,
            id(self.outcome): self.left.emit,
        }
        deeds.get(id(step), self.advance)()

    def go_back(self) -> None:
        """The step before; from the preview to the columns where nobody stands twice."""
        if self.back.isEnabled() and self.step is self.preview and not self.duplicates.keys:
            self._show(self.columns)
        else:
            super().go_back()

    def _show(self, step: Step) -> None:
        self.show_step(self._steps.index(step))

    def _read(self, paths: Sequence[Path], done: Callable[[Reading], None]) -> None:
        def work(running: Running) -> Reading:
            readings = []
            for at, path in enumerate(paths):
                if not running.report(at, len(paths)):
                    raise UserCancelled
                readings.append(self._session.imports.read(path))
            return joined(readings)

        run_long(self, self._tasks, messages.say("ui.import.reading"), work, done)

    def _show_new(self, reading: Reading) -> None:
        reading = self._of_system(reading)
        if not any(sheet.columns for sheet in reading.sheets):
            error_dialog.show(self, AppError("no_table", file=reading.file))
            return
        self.duplicates.forget()
        self._show_reading(reading)

    def _show_more(self, reading: Reading) -> None:
        """With what was chosen so far; a file that is there already is not read twice."""
        now = self.columns.reading
        if now is None:
            return
        known = {file.sha256 for file in now.files}
        if any(file.sha256 in known for file in reading.files):
            error_dialog.show(self, AppError("file_twice", file=reading.file))
            return
        self._show_reading(joined([now.mapped(self.columns.chosen()), self._of_system(reading)]))

    def _show_reading(self, reading: Reading) -> None:
        self.columns.show_reading(reading)
        self.file.show_read(reading.file)
        self._show(self.columns)

    def _of_system(self, reading: Reading) -> Reading:
        """The tables of a system are of people where nothing else is recognised."""
        if self._way == SYSTEM:
            for place, sheet in enumerate(reading.sheets):
                if sheet.kind is None and sheet.columns:
                    reading = reading.with_sheet(place, self._session.imports.as_kind(sheet, PEOPLE))
        return reading

    def _look(self) -> None:
        self._preview(self._show_first)

    def _look_again(self) -> None:
        """With what was decided, if that is something else than what the preview came of."""
        preview = self.preview.preview
        if preview is not None and self._used == self.duplicates.settled:
            self._show_preview(preview)
        else:
            self._preview(self._show_settled)

    def _preview(self, done: Callable[[Preview], None]) -> None:
        reading = self.columns.reading
        if reading is None:
            return
        self._used = self.duplicates.settled
        look = partial(self._session.imports.preview, reading, self.columns.chosen(), self._used)
        title = messages.say("ui.import.previewing")
        run_long(self, self._tasks, title, lambda running: look(progress=running.report), done)

    def _show_first(self, preview: Preview) -> None:
        self._fill_preview(preview)
        self.duplicates.show_preview(preview)
        self._show(self.duplicates if preview.twins else self.preview)

    def _show_settled(self, preview: Preview) -> None:
        """Whoever was put asunder may look like somebody else: then there is more to decide."""
        known = self.duplicates.keys
        self._fill_preview(preview)
        self.duplicates.show_preview(preview)
        is_new = bool(self.duplicates.keys - known)
        self._show(self.duplicates if is_new else self.preview)

    def _show_preview(self, preview: Preview) -> None:
        self._fill_preview(preview)
        self._show(self.preview)

    def _fill_preview(self, preview: Preview) -> None:
        self.preview.show_preview(preview, first_text(preview, self._session), notice_text(preview))

    def _apply(self) -> None:
        preview = self.preview.preview
        if preview is None:
            return
        apply = partial(self._session.imports.apply, preview, only_good=self.preview.leaves_wrong())
        title = messages.say("ui.import.applying")
        done = partial(self._show_applied, preview)
        run_long(self, self._tasks, title, lambda running: apply(progress=running.report), done)

    def _show_applied(self, preview: Preview, applied: Applied) -> None:
        self._applied = applied
        rows = () if self.preview.leaves_wrong() else preview.rows
        wrong = Counter(row.form_id for row in rows if row.state == WRONG)
        self.outcome.show_applied(applied, preview.form_ids, wrong)
        self._show(self.outcome)
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

    def _write_template(self, form_id: str) -> None:
        SheetFiles(self._session, self._tasks, form_id, self).ask_for_template()

    def _ask_for_failed(self) -> None:
        """Ask for a file and write the rows into it that stayed out."""
        title = messages.say("ui.import.save_failed").rstrip("…")
        offered = messages.say("ui.import.failed_name")
        name, _ = QFileDialog.getSaveFileName(self, title, offered, messages.say("ui.import.failed_filter"))
        if name:
            path = Path(name)
            self.write_failed(path if path.suffix else path.with_suffix(".xlsx"))

    def write_failed(self, path: Path) -> None:
        """Write the rows that stayed out as a workbook, to be mended and imported as it is."""
        preview = self.preview.preview
        if preview is not None:
            title = messages.say("ui.import.failed_saving")
            run_long(
                self,
                self._tasks,
                title,
                lambda _running: self._session.imports.write_failed(preview, path),
                lambda _count: self.outcome.show_saved(str(path)),
            )

    def _leave_for(self, destination: object) -> None:
        self.left.emit()
        self.wanted.emit(destination)

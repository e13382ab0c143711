"""Workbooks that go out: asks where to, writes them, says where they are and what to mind."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop import messages
from desktop.services import sheets
from desktop.services.records import Query
from desktop.services.session import Session
from desktop.ui import elements
from desktop.ui.dialogs.export_dialog import open_folder
from desktop.ui.dialogs.progress_dialog import run_long
from desktop.ui.tasks import Running, Tasks

Chosen = Sequence[str] | Query
_SUFFIX = ".xlsx"


class WrittenDialog(QDialog):
    """A workbook was written: where it is, what it holds, and what to mind of it."""

    def __init__(self, path: Path, facts: str, notice: str, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.path = path
        self.setWindowTitle(messages.say("ui.sheet.title"))
        self.setMinimumWidth(480)
        layout = elements.column(self, margin=elements.SECTIONS, gap=12)
        layout.addWidget(elements.label(f"✓  {facts}", "good_heading"))
        layout.addWidget(elements.label(str(path)))
        layout.addWidget(elements.label(notice, "notice"))
        line = elements.row()
        line.addWidget(elements.button(messages.say("ui.sheet.open"), self._open))
        folder = messages.say("ui.export.open_folder")
        line.addWidget(elements.button(folder, lambda: open_folder(path.parent)))
        line.addStretch(1)
        close = elements.button(messages.say("ui.dialog.close"), self.accept, "primary")
        line.addWidget(close)
        layout.addLayout(line)
        close.setDefault(True)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path)))


class SheetFiles:
    """Writes the workbooks of one register for one window."""

    def __init__(self, session: Session, tasks: Tasks, form_id: str, parent: QWidget) -> None:
        self._session = session
        self._tasks = tasks
        self._form = session.form(form_id)
        self._parent = parent

    def ask_for_list(self, chosen: Chosen) -> None:
        """Write the chosen records to a file the user names."""
        path = self._path("ui.sheet.save_list", sheets.list_name(self._form))
        if path is not None:
            self.write_list(chosen, path)

    def ask_for_template(self) -> None:
        """Write the register's template to a file the user names."""
        path = self._path("ui.sheet.save_template", sheets.template_name(self._form))
        if path is not None:
            self.write_template(path)

    def write_list(self, chosen: Chosen, path: Path) -> None:
        """Write the chosen records, then say where they are."""
        form_id = self._form.id

        def work(running: Running) -> sheets.WrittenList:
            return sheets.write_list(self._session, form_id, chosen, path, running.report)

        def done(written: sheets.WrittenList) -> None:
            notice = messages.say("ui.sheet.not_encrypted")
            if written.cut:
                notice = f"{notice}\n{messages.say('ui.sheet.cut', count=written.cut)}"
            self._tell(path, messages.say("ui.sheet.list_done", count=written.records), notice)

        run_long(self._parent, self._tasks, messages.say("ui.sheet.writing"), work, done)

    def write_template(self, path: Path) -> None:
        """Write the template, then say where it is."""

        def work(_running: Running) -> None:
            sheets.write_template(self._form.id, path)

        def done(_nothing: None) -> None:
            self._tell(path, messages.say("ui.sheet.template_done"), messages.say("ui.sheet.how_to_fill"))

        run_long(self._parent, self._tasks, messages.say("ui.sheet.writing"), work, done)

    def _path(self, title: str, name: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(
            self._parent, messages.say(title), name, messages.say("ui.sheet.file_filter")
        )
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() == _SUFFIX else path.with_name(f"{path.name}{_SUFFIX}")

    def _tell(self, path: Path, facts: str, notice: str) -> None:
        WrittenDialog(path, facts, notice, self._parent).open()

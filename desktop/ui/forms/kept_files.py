"""The files of a table of photos or papers: several are added at once, and looked at one by one."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop import messages
from desktop.domain.identity_types import File, Image
from desktop.errors import AppError
from desktop.ui.elements import button

from .file_widget import file_kinds
from .rows_model import RowsModel
from .rows_view import RowsView
from .sources import Sources


class KeptFiles(QWidget):
    """Buttons to add and to look; `take` keeps files, each as a row of the table."""

    def __init__(
        self, model: RowsModel, view: RowsView, sources: Sources, tell: Callable[[str], object], column: int
    ) -> None:
        super().__init__()
        self._model = model
        self._view = view
        self._sources = sources
        self._tell = tell
        self._column = column
        self._field = model.fields[column]
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        word = "photos" if isinstance(self._field.type, Image) else "papers"
        self.add = button(messages.say(f"ui.form.add_{word}"), self.ask)
        self.look = button(messages.say("ui.form.look"), self.show_files)
        line.addWidget(self.add)
        line.addWidget(self.look)

    def lock(self) -> None:
        """Files are only looked at."""
        self.add.hide()

    def ask(self) -> None:
        """Let the user choose files."""
        title = messages.say("ui.form.choose_file")
        names, _ = QFileDialog.getOpenFileNames(self.window(), title, "", file_kinds(self._field))
        self.take([Path(name) for name in names])

    def take(self, paths: Sequence[Path]) -> None:
        """Keep these files, all as one edit; those that cannot be kept are named, the others are."""
        kept: list[str] = []
        wrong: list[str] = []
        for path in paths:
            try:
                kept.append(self._sources.add_file(self._field, path))
            except AppError as error:
                wrong.append(messages.say(f"error.{error.code}", **error.facts))
        self._model.set_cells({(self._model.add_row(), self._column): one for one in kept})
        self._view.fit()
        self._tell("\n".join(wrong))

    def show_files(self) -> None:
        """The files of all rows, beginning with that of the current one."""
        from desktop.ui.dialogs.picture_viewer import PictureViewer, Shown

        name = self._field.name
        rows = [row for row in self._model.rows if isinstance(row.get(name), str)]
        if not rows:
            return
        at = self._view.currentIndex().row()
        current = self._model.rows[at] if 0 <= at < len(self._model.rows) else rows[0]
        first = next((number for number, row in enumerate(rows) if row is current), 0)
        shown = [Shown(row[name], str(row.get("caption") or "")) for row in rows]
        PictureViewer(shown, first, self._sources.file, self._sources.save_file, self).open()


def kept_files(
    model: RowsModel, view: RowsView, sources: Sources, tell: Callable[[str], object]
) -> KeptFiles | None:
    """The buttons, where the table has a field for files."""
    column = next((at for at, field in enumerate(model.fields) if isinstance(field.type, File)), None)
    return None if column is None else KeptFiles(model, view, sources, tell, column)

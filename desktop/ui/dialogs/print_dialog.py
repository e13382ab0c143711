"""A print on screen before it is paper: pages as pictures, saved as PDF or opened in the PDF reader."""

from pathlib import Path

from PySide6.QtCore import Qt, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QPixmap
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QVBoxLayout, QWidget

from desktop import messages
from desktop.errors import AppError
from desktop.services import printing
from desktop.services.session import Session
from desktop.ui import elements
from desktop.ui.dialogs import error_dialog
from desktop.ui.dialogs.export_dialog import open_folder
from desktop.ui.dialogs.progress_dialog import run_long
from desktop.ui.tasks import Running, Tasks

_DPI = 90
_BESIDE = 64  # margins and scroll bar


class PrintDialog(QDialog):
    """Prints to a file of its own first; `start` shows the dialog once the pages are there."""

    def __init__(
        self,
        session: Session,
        tasks: Tasks,
        template_id: str,
        record_ids: tuple[str, ...],
        parent: QWidget,
        first_label: int = 1,
    ) -> None:
        super().__init__(parent.window())
        self._shell = parent
        self._session = session
        self._tasks = tasks
        self._template_id = template_id
        self._record_ids = record_ids
        self._first_label = first_label
        # Beside the store, not in the folder for everybody's leavings: a CV is personal data.
        self._folder = QTemporaryDir(str(session.folder / f"{printing.DRAFTS}XXXXXX"))
        self._file = Path(self._folder.path()) / f"{template_id}.pdf"
        self._saved_in = self._file.parent
        self.page = 0
        self.pages = 0
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(messages.say("ui.print.title"))
        elements.resize(self, 1000, 690)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.where = elements.label("", "muted")
        self.where.setWordWrap(False)
        self.left_out = elements.label("", "notice")
        self.left_out.hide()
        self.saved = elements.label("", "good")
        self._build()
        self.finished.connect(lambda _code: self._folder.remove())

    def start(self) -> None:
        """Print, then show the dialog."""
        make = self._session.printing.print_
        ids = self._record_ids or None

        def work(running: Running) -> printing.Printed:
            return make(self._template_id, ids, self._file, running.report, self._first_label)

        title = messages.say("ui.print.printing")
        run_long(self._shell, self._tasks, title, work, self._show, self.deleteLater)

    def show_page(self, page: int) -> None:
        """Draw one page, counted from 0."""
        if not 0 <= page < self.pages:
            return
        self.page = page
        room = self.width() - _BESIDE
        drawn = printing.page_image(self._file, page, _DPI * self.devicePixelRatioF())
        if drawn.width > room * self.devicePixelRatioF():
            drawn = printing.page_image(
                self._file, page, _DPI * room / drawn.width * self.devicePixelRatioF() ** 2
            )
        image = QImage(drawn.rgba, drawn.width, drawn.height, QImage.Format.Format_RGBA8888)
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(pixmap)
        self.where.setText(messages.say("ui.print.page_of", page=page + 1, pages=self.pages))
        self.previous.setEnabled(page > 0)
        self.following.setEnabled(page + 1 < self.pages)

    def save_as(self) -> None:
        """Ask for a file name and keep the PDF there."""
        title = messages.say("ui.print.save")
        name, _ = QFileDialog.getSaveFileName(
            self, title, printing.file_name(self._template_id), messages.say("ui.print.file_filter")
        )
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Keep the PDF at that place."""
        path = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        try:
            printing.keep(self._file, path)
        except AppError as error:
            error_dialog.show(self, error)
            return
        self._saved_in = path.parent
        self.saved.setText(messages.say("ui.print.saved", file=str(path)))
        self.folder.show()

    def open_in_reader(self) -> None:
        """Open the PDF in the reader of this computer, which prints it."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file)))

    def _show(self, printed: printing.Printed) -> None:
        self.pages = printed.pages
        if printed.left_out:
            listed = "\n".join(printed.left_out[:5])
            count = len(printed.left_out)
            self.left_out.setText(messages.say("ui.print.left_out", count=count, listed=listed))
            self.left_out.show()
        self.show_page(0)
        self.open()

    def _build(self) -> None:
        layout = elements.column(self, margin=elements.BETWEEN, gap=10)
        self._build_top(layout)
        layout.addWidget(self.left_out)
        layout.addWidget(elements.scrolled(self.picture), 1)
        line = elements.row()
        line.addWidget(self.saved, 1)
        self.folder = elements.button(
            messages.say("ui.export.open_folder"), lambda: open_folder(self._saved_in)
        )
        self.folder.hide()
        line.addWidget(self.folder)
        line.addWidget(elements.button(messages.say("ui.dialog.close"), self.reject))
        layout.addLayout(line)
        elements.key(self, "PgUp", lambda: self.show_page(self.page - 1))
        elements.key(self, "PgDown", lambda: self.show_page(self.page + 1))

    def _build_top(self, layout: QVBoxLayout) -> None:
        line = elements.row()
        self.previous = elements.button(
            messages.say("ui.print.previous"), lambda: self.show_page(self.page - 1)
        )
        self.following = elements.button(messages.say("ui.print.next"), lambda: self.show_page(self.page + 1))
        self.previous.setToolTip(elements.hint(self.previous.text(), "PgUp"))
        self.following.setToolTip(elements.hint(self.following.text(), "PgDown"))
        for widget in (self.previous, self.where, self.following):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(elements.button(messages.say("ui.print.reader"), self.open_in_reader, "", "Ctrl+P"))
        self.save = elements.button(messages.say("ui.print.save"), self.save_as, "primary", "Ctrl+S")
        line.addWidget(self.save)
        layout.addLayout(line)
        self.save.setDefault(True)

"""Looks at kept photos and papers: read from the store into memory, drawn, never written unasked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QScrollArea, QWidget

from desktop import messages
from desktop.errors import AppError
from desktop.services import attachments
from desktop.ui import elements
from desktop.ui.dialogs import error_dialog

_STEP: Final = 1.25
_LEAST, _MOST = 0.1, 8.0
_DPI: Final = 150


@dataclass(frozen=True)
class Shown:
    """One kept file by its hash, and what is said of it."""

    sha256: str
    caption: str


class PictureViewer(QDialog):
    """Next and previous go through the pages of a paper, then to the next file."""

    def __init__(
        self,
        files: Sequence[Shown],
        first: int,
        read: Callable[[str], bytes],
        save: Callable[[str, Path], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent.window())
        self._files = tuple(files)
        self._read = read
        self._save = save
        self._data = b""
        self._picture = QPixmap()
        self.at = first
        self.page = self.pages = 0
        self.zoom: float | None = None  # None: as large as the window
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(messages.say("ui.viewer.title"))
        elements.resize(self, 1000, 720)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area = QScrollArea()
        self.area.setWidget(self.picture)
        self.area.setWidgetResizable(True)
        self.where = elements.label("", "muted")
        self._lay_out()
        self._open(first)

    def step(self, steps: int) -> None:
        """To the next page or file (1), or the one before (-1)."""
        page = self.page + steps
        if 0 <= page < self.pages:
            self._show(page)
        elif 0 <= self.at + steps < len(self._files):
            self._open(self.at + steps, last=steps < 0)

    def magnify(self, factor: float) -> None:
        """Larger or smaller; 0 fits it into the window again."""
        shown = self.picture.pixmap().width() / max(self._picture.width(), 1)
        now = self.zoom or shown
        self.zoom = min(max(now * factor, _LEAST), _MOST) if factor else None
        self._paint()

    def save_as(self) -> None:
        """Ask for a place and write the file there, no longer encrypted."""
        suffix = "pdf" if attachments.is_pdf(self._data) else "jpg"
        title = messages.say("ui.viewer.save")
        name, _ = QFileDialog.getSaveFileName(self, title, f"{self._files[self.at].sha256[:8]}.{suffix}")
        if not name:
            return
        try:
            self._save(self._files[self.at].sha256, Path(name))
        except AppError as error:
            error_dialog.show(self, error)

    def _lay_out(self) -> None:
        layout = elements.column(self, margin=elements.BETWEEN)
        line = elements.row()
        for name, keys, done in (
            ("previous", "PgUp", lambda: self.step(-1)),
            ("next", "PgDown", lambda: self.step(1)),
            ("smaller", "Ctrl+-", lambda: self.magnify(1 / _STEP)),
            ("larger", "Ctrl++", lambda: self.magnify(_STEP)),
            ("fit", "Ctrl+0", lambda: self.magnify(0)),
        ):
            line.addWidget(elements.button(messages.say(f"ui.viewer.{name}"), done, shortcut=keys))
        line.addWidget(self.where, 1)
        line.addWidget(elements.button(messages.say("ui.viewer.save"), self.save_as, shortcut="Ctrl+S"))
        line.addWidget(elements.button(messages.say("ui.dialog.close"), self.reject))
        layout.addLayout(line)
        layout.addWidget(self.area, 1)
        elements.key(self, "Left", lambda: self.step(-1))
        elements.key(self, "Right", lambda: self.step(1))

    def _open(self, at: int, *, last: bool = False) -> None:
        self.at = at
        try:
            self._data = self._read(self._files[at].sha256)
        except AppError as error:
            self._data, self.pages = b"", 0
            self._picture = QPixmap()
            self.picture.setText(messages.say(f"error.{error.code}", **error.facts))
            return
        self.pages = attachments.page_count(self._data)
        self._show(self.pages - 1 if last else 0)

    def _show(self, page: int) -> None:
        self.page = page
        if attachments.is_pdf(self._data):
            drawn = attachments.page_image(self._data, page, _DPI)
            image = QImage(drawn.rgba, drawn.width, drawn.height, QImage.Format.Format_RGBA8888)
            self._picture = QPixmap.fromImage(image)
        else:
            self._picture = QPixmap()
            self._picture.loadFromData(self._data)
        told = messages.say(
            "ui.viewer.where", at=self.at + 1, files=len(self._files), page=page + 1, pages=self.pages
        )
        self.where.setText(" · ".join(filter(None, (told, self._files[self.at].caption))))
        self._paint()

    def _paint(self) -> None:
        if self._picture.isNull():
            return
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        if self.zoom is None:
            room = self.area.viewport().size()
            self.picture.setPixmap(self._picture.scaled(room, keep, smooth))
        else:
            self.picture.setPixmap(self._picture.scaled(self._picture.size() * self.zoom, keep, smooth))

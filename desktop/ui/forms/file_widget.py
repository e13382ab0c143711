"""A kept file, and a photo with its picture: chosen, shown, removed."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.form import Field
from desktop.domain.identity_types import Image
from desktop.domain.values import Value
from desktop.errors import AppError
from desktop.services.wording import shown
from desktop.ui import theme
from desktop.ui.elements import set_role

from .sources import Sources

_PHOTO: Final = QSize(104, 156)
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Button(QPushButton):
    """A button that tells when it is entered and left, and that Enter presses."""

    left = Signal()
    entered = Signal()

    def __init__(self, text: str, pressed: Callable[[], None], parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", "link")
        self.setAutoDefault(False)
        self.clicked.connect(lambda _checked=False: pressed())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


def file_kinds(field: Field) -> str:
    """The kinds of files that a field takes, as a file dialog wants them."""
    if isinstance(field.type, Image):
        return f"{messages.say('ui.form.image_files')} (*.jpg *.jpeg *.png)"
    return f"{messages.say('ui.form.paper_files')} (*.pdf *.jpg *.jpeg *.png)"


class FileWidget(QWidget):
    """The file by the first digits of its hash; a chosen file counts as left at once."""

    changed = Signal()
    left = Signal()
    entered = Signal()

    def __init__(self, field: Field, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.sources = sources
        self._stored: Value = None
        self._picked: Value = None
        self._dirty = False
        self.setObjectName(field.name)
        self.picture = self._picture()
        self.picture.setObjectName(f"{field.name}.picture")
        self.choose = _Button(messages.say("ui.form.choose_file"), self.ask, self)
        self.remove = _Button(messages.say("ui.form.remove_file"), lambda: self.take(None), self)
        self.choose.setAccessibleName(f"{field.label[messages.language()]}: {self.choose.text()}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self.picture, self.choose, self.remove):
            layout.addWidget(part)
        layout.addStretch(1)
        self.setFocusProxy(self.choose)
        for button in (self.choose, self.remove):
            button.left.connect(self.left)
            button.entered.connect(self.entered)
        self._paint(None)

    def value(self) -> Value:
        """The hash of the kept file."""
        return self._picked if self._dirty else self._stored

    def set_value(self, value: Value) -> None:
        """Show a stored value; nothing is emitted."""
        self._stored = value
        self._dirty = False
        self._paint(value)

    def settle(self, value: Value) -> None:
        """What was chosen is stored now as this value."""
        self.set_value(value)

    def is_dirty(self) -> bool:
        """Whether something was chosen that is not stored yet."""
        return self._dirty

    def set_locked(self, locked: bool) -> None:  # noqa: FBT001 - a setter
        """Nothing can be chosen or removed."""
        self.choose.setVisible(not locked)
        self.remove.setVisible(not locked)

    def mark(self, state: str) -> None:
        """Say "error" or "warning" by the colour of the picture's text, or nothing."""
        if (self.picture.property("role") or "") != state:
            set_role(self.picture, state)

    def ask(self) -> None:
        """Let the user choose a file."""
        title = messages.say("ui.form.choose_file")
        name, _ = QFileDialog.getOpenFileName(self.window(), title, "", file_kinds(self.field))
        if name:
            self.pick(Path(name))

    def pick(self, path: Path) -> None:
        """Keep a file and show it; why not, where it cannot be kept."""
        try:
            sha256 = self.sources.add_file(self.field, path)
        except AppError as error:
            self.picture.setText(messages.say(f"error.{error.code}", **error.facts))
            self.picture.setWordWrap(True)
            self.mark("error")
            return
        self.mark("")
        self.take(sha256)

    def take(self, value: Value) -> None:
        """Set the value as the user's doing."""
        self._picked = value
        self._dirty = True
        self._paint(value)
        self.changed.emit()
        self.left.emit()

    def _picture(self) -> QLabel:
        return QLabel(self)

    def _paint(self, value: Value) -> None:
        self.remove.setEnabled(value is not None)
        self.picture.setText(shown(self.field, value))


class _Frame(QLabel):
    """The place where the photo is pasted on paper."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QColor(theme.tokens().edge))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class ImageWidget(FileWidget):
    """A photo of 4 × 6 cm."""

    def __init__(self, field: Field, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(field, sources, parent)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _picture(self) -> QLabel:
        return _Frame(self)

    def _paint(self, value: Value) -> None:
        self.picture.setFixedSize(_PHOTO)
        self.remove.setEnabled(value is not None)
        self.choose.setText(messages.say("ui.form.choose_image"))
        self.picture.setPixmap(QPixmap())
        if not isinstance(value, str):
            self.picture.setText(messages.say("ui.form.no_image"))
            return
        pixmap = QPixmap()
        try:
            readable = pixmap.loadFromData(self.sources.file(value))
        except AppError as error:
            self.picture.setText(messages.say(f"error.{error.code}", **error.facts))
            return
        if readable:
            keep = Qt.AspectRatioMode.KeepAspectRatio
            self.picture.setPixmap(pixmap.scaled(_PHOTO, keep, Qt.TransformationMode.SmoothTransformation))
        else:
            self.picture.setText(shown(self.field, value))

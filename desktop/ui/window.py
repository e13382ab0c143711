"""The frame on the desktop: shows one screen at a time and knows when it was first painted."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop import messages

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent


class Window(QMainWindow):
    """A main window whose central widget is the current screen."""

    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._was_painted = False
        self.may_close: Callable[[], bool] = _always
        self.setWindowTitle(messages.say("ui.unlock.product"))
        self.setMinimumSize(QSize(820, 460))
        self._place()

    def show_screen(self, screen: QWidget) -> None:
        """Put a screen in the place of the present one, which is thrown away."""
        self.setCentralWidget(screen)

    def paintEvent(self, event: "QPaintEvent") -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: "QCloseEvent") -> None:
        if self.may_close():
            super().closeEvent(event)
        else:
            event.ignore()

    def _place(self) -> None:
        screen = QGuiApplication.primaryScreen().availableGeometry()
        size = QSize(1280, 720).boundedTo(screen.size() - QSize(16, 40))
        self.setGeometry(QRect(screen.center() - QRect(0, 0, size.width(), size.height()).center(), size))


def _always() -> bool:
    return True

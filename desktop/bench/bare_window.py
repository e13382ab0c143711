"""The process everything is compared with: an empty main window, painted; then it answers what is asked."""

import sys
from time import perf_counter

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QLineEdit, QMainWindow, QWidget

from .child import READY, asked, say, told

_SIDE = 10  # rows and columns of plain widgets


class _Sheet(QWidget):
    """Knows whether it was painted."""

    is_painted = False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        self.is_painted = True


class _Window(QMainWindow):
    """Answers once it was painted."""

    is_painted = False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        if not self.is_painted:
            self.is_painted = True
            QTimer.singleShot(0, self._answer)

    def _answer(self) -> None:
        say(READY)
        while word := asked():
            say(_memory() if word == "memory" else self._widgets())
        QApplication.quit()

    def _widgets(self) -> float:
        """Seconds to build a hundred labels and lines and show them."""
        started = perf_counter()
        sheet = _Sheet()
        layout = QGridLayout(sheet)
        for number in range(_SIDE * _SIDE):
            widget = QLineEdit(str(number)) if number % 2 else QLabel(str(number))
            layout.addWidget(widget, number // _SIDE, number % _SIDE)
        self.setCentralWidget(sheet)
        while not sheet.is_painted:
            QApplication.processEvents()
        return perf_counter() - started


def _memory() -> float:
    from .memory import taken

    return taken()


def main() -> None:
    """Show the window until nothing is asked any more."""
    application = QApplication(sys.argv[:1])
    told()
    window = _Window()
    window.resize(1280, 720)
    window.show()
    application.exec()


if __name__ == "__main__":
    main()

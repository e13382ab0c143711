"""The real window in its own process; what it acknowledges is told on standard output, line by line.

`ready`: the main window is there · `page`: a record page is · `saved N`: "Đã lưu" stands there for change N.
Nothing of the program is changed: an event filter sees the pages appear, their own signals tell the rest.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from desktop import app
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.record_page import RecordPage


class Watcher(QObject):
    """Tells of pages shown and of every save acknowledged."""

    def __init__(self):
        super().__init__()
        self._seen = set()

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and id(watched) not in self._seen:
            if isinstance(watched, MainWindow):
                self._seen.add(id(watched))
                tell("ready")
            elif isinstance(watched, RecordPage):
                self._seen.add(id(watched))
                watched.changed.connect(lambda changes: self._saved(watched, changes))
                tell("page")
        return False

    def _saved(self, page, changes):
        assert page.header.saved_at.text()
        tell(f"saved {changes.change_n}")


def tell(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    watcher = Watcher()
    application.installEventFilter(watcher)
    store, passphrase_file = map(Path, sys.argv[1:])
    sys.exit(app.run(store, passphrase_file))

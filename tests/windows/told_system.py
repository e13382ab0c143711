"""Tells, on Windows, the font of each kind of widget and how Qt writes a number."""

import json

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLabel, QListWidget, QMenu, QMessageBox, QStatusBar, QTableView, QToolTip

from desktop import app

KINDS = (QLabel, QListWidget, QMenu, QMessageBox, QStatusBar, QTableView)

application = app._application()
told = {
    "fonts": {kind.__name__: kind().fontInfo().family() for kind in KINDS},
    "tip": QToolTip.font().family(),
    "language": QLocale().name(),
    "number": QLocale().toString(1234567.5, "f", 1),
    "system": QLocale.system().name(),
}
print(json.dumps(told))  # noqa: T201 - read by the test

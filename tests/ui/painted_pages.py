"""Opens a store in its own process and saves pictures of the people and of one person in a folder."""

import sys
from pathlib import Path

from desktop import app
from desktop.services import start
from desktop.services.records import Query
from desktop.ui.main_window import MainWindow
from desktop.ui.navigation import Destination


def paint(store, passphrase, folder):
    application = app._application()
    application.setCursorFlashTime(0)  # a caret that blinks is in one picture and not in the next
    program = app.Program(application, store)
    program.window.resize(1366, 768)
    session = start.open_(store, passphrase)
    program.take(session)
    program.window.show()
    (main,) = program.window.findChildren(MainWindow)
    (row, *_) = session.records.page("person", Query(text="anh")).rows
    for name, place in (("people", Destination("person")), ("person", Destination("person", row.id))):
        main.go(place)
        for _ in range(5):
            application.processEvents()
        assert program.window.grab().save(str(folder / f"{name}.png"), "PNG")
    program.end()


if __name__ == "__main__":
    paint(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))

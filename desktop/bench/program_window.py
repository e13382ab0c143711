"""The program itself, watched: tells when its first page is painted, then types, opens, shows the list."""

from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QEvent, QObject, QTimer

from desktop import app

from .child import READY, asked, say, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from desktop.services.session import Session
    from desktop.ui.pages.list_page import ListPage

Shown = TypeVar("Shown", bound=QObject)

_KEY_EVERY: Final = 150  # ms between two keys of somebody who types well
_SETTLED_AFTER: Final = 1000  # ms until what comes after the paint has come
_PASSPHRASE: Final = "bench bench bench"  # noqa: S105 - of a store that holds nobody
_DERIVATIONS: Final = 3


class Watched(app.Program):
    """The program with somebody at the keyboard, who enters the passphrase when told so."""

    def __init__(self, application: "QApplication", folder: Path) -> None:
        super().__init__(application, folder)
        self._at = folder
        self._entered = 0.0
        self._watch: QObject | None = None

    def start(self, passphrase: str) -> None:
        """As ever; and it is told when the first page was painted."""
        self.window.painted.connect(self._ready)
        super().start(passphrase)

    def take(self, session: "Session") -> None:
        """As ever; then at once to the list of people."""
        super().take(session)
        from desktop.ui.main_window import MainWindow
        from desktop.ui.navigation import Destination
        from desktop.ui.pages.list_page import ListPage

        main = _found(self.window, MainWindow)
        main.go(Destination("person"))
        self._watch = _FirstPaint(_found(main, ListPage), self._painted)

    def _ready(self) -> None:
        say(READY)
        if asked():
            self._type(_PASSPHRASE)
        else:
            self.window.close()

    def _type(self, rest: str) -> None:
        from desktop.ui.pages.unlock_page import UnlockPage

        page = _found(self.window, UnlockPage)
        if rest:
            page.passphrase.insert(rest[0])
            QTimer.singleShot(_KEY_EVERY, partial(self._type, rest[1:]))
        else:
            self._entered = perf_counter()
            page.passphrase.returnPressed.emit()

    def _painted(self) -> None:
        taken = perf_counter() - self._entered
        say(taken - self._derivation())
        QTimer.singleShot(_SETTLED_AFTER, self._tell_memory)

    def _derivation(self) -> float:
        """Seconds that the passphrase's key takes by design."""
        from desktop.storage import vault

        times = []
        for _ in range(_DERIVATIONS):
            started = perf_counter()
            vault.unlock(self._at, _PASSPHRASE)
            times.append(perf_counter() - started)
        return median(times)

    def _tell_memory(self) -> None:
        from .memory import taken

        if asked():
            say(taken())
        self.window.close()


class _FirstPaint(QObject):
    """Calls once the lines of a list are on the screen."""

    def __init__(self, page: "ListPage", done: "Callable[[], None]") -> None:
        super().__init__(page)
        self._page = page
        self._done = done
        page.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint and self._page.model.total:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._done)
        return False


def _found(parent: QObject, kind: type[Shown]) -> Shown:
    child = parent.findChild(kind)
    if child is None:
        raise LookupError(kind)
    return child


def main() -> None:
    """Open the window as the program does, on the store it is told."""
    setattr(app, "Program", Watched)  # noqa: B010 - said to the type checker, too, it would be another class
    app.run(Path(told()["folder"]), None)


if __name__ == "__main__":
    main()

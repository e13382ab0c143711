"""Pages of an opened store in a window of their own; answers how long each takes until it is painted."""

import sys
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from desktop import paths
from desktop.services import start
from desktop.services.records import Query
from desktop.ui import theme

from .child import READY, asked, say, told
from .people import PERSON

if TYPE_CHECKING:
    from desktop.services.session import Session
    from desktop.ui.pages.list_page import ListPage
    from desktop.ui.pages.record_page import RecordPage

_PATIENCE: Final = 10.0


class Pages:
    """What can be asked for, by its word; every answer is in seconds."""

    def __init__(self, session: "Session", people: list[str], typed: list[str]) -> None:
        self._session = session
        self._people = people
        self._keys: Iterator[str] = cycle(typed)
        self._window = QMainWindow()
        self._window.resize(1280, 720)
        self._window.show()
        self._record: RecordPage | None = None
        self._list: ListPage | None = None

    def person_first(self) -> float:
        """A page is built for a person with everything in it."""
        from desktop.ui.pages.record_page import RecordPage

        def open_() -> QWidget:
            self._record = RecordPage(self._session)
            self._window.setCentralWidget(self._record)
            self._record.show_record(self._people[0], query=Query())
            return self._record.sections

        return _until_painted(open_)

    def person_next(self) -> float:
        """The page shows another person."""
        if self._record is None:
            self.person_first()
        page, wanted = self._record, self._people
        if page is None:
            raise LookupError(wanted)
        at = wanted.index(page.record_id) + 1

        def next_() -> QWidget:
            page.show_record(wanted[at % len(wanted)])
            return page.sections

        return _until_painted(next_)

    def key_painted(self) -> float:
        """A key is pressed in the search box of the list."""
        page = self._list_page()
        text = next(self._keys)
        if page.search.text() != text[:-1]:
            _until_reset(page, lambda: page.search.setText(text[:-1]))

        def press() -> None:
            QCoreApplication.sendEvent(
                page.search,
                QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, text[-1]),
            )

        return _until_reset(page, press)

    def _list_page(self) -> "ListPage":
        from desktop.ui.pages.list_page import ListPage

        if self._list is None:
            page = self._list = ListPage(self._session, PERSON)
            self._window.setCentralWidget(page)
            _until_painted(page.view.viewport)
        return self._list


class _Paints(QObject):
    """Counts the paints of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.seen = False
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False


def _until_painted(action: Callable[[], QWidget]) -> float:
    """Seconds until the widget that the action gives back is on the screen."""
    started = perf_counter()
    widget = action()
    paints = _Paints(widget)
    widget.update()
    _wait(started, lambda: paints.seen)
    return perf_counter() - started


def _until_reset(page: "ListPage", action: Callable[[], object]) -> float:
    """Seconds until the list has been asked anew and its answer is on the screen."""
    resets: list[bool] = []
    connection = page.model.modelReset.connect(lambda: resets.append(True))
    paints: list[_Paints] = []

    def is_shown() -> bool:
        if resets and not paints:
            paints.append(_Paints(page.view.viewport()))
            page.view.viewport().update()
        return bool(paints and paints[0].seen) or (bool(resets) and not page.view.isVisible())

    started = perf_counter()
    action()
    _wait(started, is_shown)
    taken = perf_counter() - started
    page.model.modelReset.disconnect(connection)
    return taken


def _wait(started: float, is_done: Callable[[], bool]) -> None:
    while not is_done():
        QApplication.processEvents()
        if perf_counter() - started > _PATIENCE:
            raise TimeoutError
    QApplication.processEvents()


def main() -> None:
    """Answer until nothing is asked any more."""
    given: dict[str, Any] = told()
    application = QApplication(sys.argv[:1])
    theme.apply(application, paths.resources())
    session = start.open_by_recovery(Path(given["folder"]), given["recovery"])
    pages = Pages(session, given["people"], given["typed"])
    say(READY)
    while word := asked():
        say(getattr(pages, word)())
    session.close()


if __name__ == "__main__":
    main()

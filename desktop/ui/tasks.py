"""Work off the screen's thread: one worker, progress, Cancel; results arrive on the screen's thread."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, Signal

T = TypeVar("T")

_LEAST_BETWEEN: Final = 0.05  # seconds between two reports: twenty a second are enough for the eye
_LEAST_ESTIMATED: Final = 2.0  # seconds of work before its speed says something


class Running(QObject):
    """One piece of work under way: what the worker calls to report, what the screen calls to stop it."""

    progressed = Signal(int, int)
    _ended = Signal(object)

    def __init__(
        self, done: Callable[[Any], None], failed: Callable[[Exception], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._done = done
        self._failed = failed
        self._stop = Event()
        self._started = time.monotonic()
        self._reported = 0.0
        self._ended.connect(self._deliver)

    def report(self, done: int, total: int) -> bool:
        """Called by the worker with how far it is; False asks it to stop."""
        now = time.monotonic()
        if done >= total or now - self._reported >= _LEAST_BETWEEN:
            self._reported = now
            self.progressed.emit(done, total)
        return not self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._stop.set()

    def seconds_left(self, done: int, total: int) -> int | None:
        """An estimate from the speed so far; None while it would be a guess."""
        spent = time.monotonic() - self._started
        if spent < _LEAST_ESTIMATED or not 0 < done < total:
            return None
        return max(1, round(spent / done * (total - done)))

    def end(self, future: "Future[Any]") -> None:
        """Called on the worker when the work is over; the screen's thread takes it from here."""
        self._ended.emit(future)

    def _deliver(self, future: "Future[Any]") -> None:
        error = future.exception()
        self.deleteLater()
        if isinstance(error, Exception):
            self._failed(error)
        elif error is not None:
            raise error
        else:
            self._done(future.result())


class Tasks(QObject):
    """Runs work that touches the store or files, one piece after another."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="work")

    def run(
        self,
        work: Callable[[Running], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Running:
        """Call `work` on the worker; then, on the screen's thread, `done(result)` or `failed(error)`."""
        running = Running(done, failed, self)
        self._executor.submit(work, running).add_done_callback(running.end)
        return running

    def close(self) -> None:
        """Wait for queued work, so that quitting never tears a write in half."""
        self._executor.shutdown(wait=True)

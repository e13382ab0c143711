"""What holds for every test: no screen is needed, and nothing is left running."""

import os
import sys
import threading
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """Fail a test that leaves a thread behind: the next test would meet it."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and not thread.daemon]
    for thread in left:
        thread.join(timeout=2)
    assert not [thread.name for thread in left if thread.is_alive()]
    _assert_qt_is_idle()


def _assert_qt_is_idle() -> None:
    """No work in Qt's pool and no running timer that belongs to the application itself."""
    core = sys.modules.get("PySide6.QtCore")
    if core is None or core.QCoreApplication.instance() is None:
        return
    assert core.QThreadPool.globalInstance().waitForDone(2000)
    application = core.QCoreApplication.instance()
    assert not [timer.objectName() for timer in application.findChildren(core.QTimer) if timer.isActive()]

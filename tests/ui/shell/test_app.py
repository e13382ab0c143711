"""The program as a whole: first screen, unlocking, locking, language, picture."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import app, messages
from desktop.errors import AppError
from desktop.services.session import Session
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.unlock_page import UnlockPage
from desktop.ui.wizards.start_wizard import StartWizard

from .conftest import PASSPHRASE

SOON = 20_000


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "settings.ini"
    monkeypatch.setattr(app, "_settings", lambda: QSettings(str(file), QSettings.Format.IniFormat))
    return file


@pytest.fixture
def store(session: Session) -> Path:
    """The folder of a store that nobody has open."""
    session.close()
    return session.folder


def program(qapp: QApplication, folder: Path) -> Iterator[app.Program]:
    made = app.Program(qapp, folder)
    yield made
    made.window.close()
    made.end()
    made.window.deleteLater()
    made.deleteLater()


@pytest.fixture
def locked(qapp: QApplication, store: Path) -> Iterator[app.Program]:
    yield from program(qapp, store)


@pytest.fixture
def fresh(qapp: QApplication, tmp_path: Path) -> Iterator[app.Program]:
    yield from program(qapp, tmp_path / "chua-co")


def screen(made: app.Program) -> object:
    return made.window.centralWidget()


def test_a_store_is_unlocked_locked_and_unlocked_again(qtbot: QtBot, locked: app.Program) -> None:
    with qtbot.waitSignal(locked.window.painted, timeout=SOON):
        locked.start("")
    for _ in range(2):
        page = screen(locked)
        assert isinstance(page, UnlockPage)
        page.passphrase.setText(PASSPHRASE)
        qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: isinstance(screen(locked), MainWindow), timeout=SOON)
        locked._lock()


def test_a_wrong_passphrase_is_told_on_the_page(qtbot: QtBot, locked: app.Program) -> None:
    with qtbot.waitSignal(locked.window.painted, timeout=SOON):
        locked.start("")
    page = screen(locked)
    assert isinstance(page, UnlockPage)
    qtbot.keyClicks(page.passphrase, "sai")
    qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.message.property("role") == "error", timeout=SOON)
    assert page.open.isEnabled()


def test_a_passphrase_from_a_file_opens_at_once(qtbot: QtBot, locked: app.Program, settings: Path) -> None:
    locked.start(PASSPHRASE)
    qtbot.waitUntil(lambda: isinstance(screen(locked), MainWindow), timeout=SOON)
    assert app._default_folder() == locked._folder


def test_without_a_store_the_wizard_begins(qtbot: QtBot, fresh: app.Program) -> None:
    fresh.start("")
    assert isinstance(screen(fresh), StartWizard)
    qtbot.waitUntil(lambda: fresh.window.focusWidget() is not None)


def test_a_folder_with_something_else_in_it_leads_to_the_wizard(qtbot: QtBot, fresh: app.Program) -> None:
    fresh._folder.mkdir()
    (fresh._folder / "thu.txt").write_text("x")
    fresh.start("")
    qtbot.waitUntil(lambda: isinstance(screen(fresh), StartWizard), timeout=SOON)


def test_another_language_takes_effect_at_once_and_is_kept(
    qtbot: QtBot, locked: app.Program, settings: Path
) -> None:
    locked.start(PASSPHRASE)
    qtbot.waitUntil(lambda: isinstance(screen(locked), MainWindow), timeout=SOON)
    before = screen(locked)
    locked._speak("en")
    qtbot.waitUntil(lambda: screen(locked) is not before, timeout=SOON)
    assert messages.language() == "en"
    assert QSettings(str(settings), QSettings.Format.IniFormat).value("language") == "en"


def test_a_picture_of_the_main_window_is_saved(store: Path, tmp_path: Path) -> None:
    secret = tmp_path / "mat-khau.txt"
    secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
    out = tmp_path / "anh.png"
    code = (
        "import sys; from pathlib import Path; from desktop import app;"
        "app.screenshot(*map(Path, sys.argv[1:]))"
    )
    subprocess.run([sys.executable, "-c", code, str(store), str(secret), str(out)], check=True)
    image = QImage(str(out))
    assert (image.width(), image.height()) == (1366, 768)


def test_a_passphrase_file_without_a_line_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "trong.txt"
    empty.write_text("")
    with pytest.raises(AppError) as caught:
        app._passphrase(empty)
    assert caught.value.code == "passphrase_file_unreadable"


def test_the_first_screen_needs_nothing_heavy() -> None:
    code = (
        "import sys; import desktop.app;"
        "print([name for name in ('sqlalchemy', 'sqlcipher3', 'cryptography', 'openpyxl',"
        " 'reportlab', 'dataclasses', 'desktop.services') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

"""A real small store for every test, the worker, and dialogs that are found by their kind."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop import messages, paths
from desktop.services import start
from desktop.services.periods import Period
from desktop.services.session import Session
from desktop.storage import vault
from desktop.ui import qt_words, theme
from desktop.ui.tasks import Tasks

COMMUNE = "15865"
USER = "Lê Thị Lan"
PASSPHRASE = "mật khẩu của sổ thử"
KEY_PASSPHRASE = "mật khẩu của khóa thử"
CHEAP = vault.Cost(memory=64, passes=1)
ROSTER = paths.resources() / "sample" / "danh-sach-can-bo.xlsx"
W = TypeVar("W", bound=QWidget)


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication) -> None:
    theme.apply(qapp, paths.resources())
    qt_words.install(qapp, paths.resources())


@pytest.fixture(autouse=True)
def vietnamese(qapp: QApplication) -> Iterator[None]:
    messages.use("vi")
    yield
    if messages.language() != "vi":
        messages.use("vi")
        qt_words.install(qapp, paths.resources())


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of a commune with its signing key; opening it costs little."""
    folder = tmp_path_factory.mktemp("model") / "store"
    session = start.create(folder, COMMUNE, USER, PASSPHRASE).session
    session.keys.create(KEY_PASSPHRASE)
    session.close()
    key = vault.unlock(folder, PASSPHRASE).key
    vault.change_passphrase(folder, key, USER, PASSPHRASE, CHEAP)
    return folder


@pytest.fixture
def session(model: Path, tmp_path: Path) -> Iterator[Session]:
    folder = tmp_path / "store"
    shutil.copytree(model, folder)
    opened = start.open_(folder, PASSPHRASE)
    yield opened
    opened.close()


@pytest.fixture
def people(session: Session) -> list[str]:
    """The 41 people of the sample roster, by id, in the order of the list."""
    imports = session.imports
    applied = imports.apply(imports.preview(imports.read(ROSTER)), only_good=False)
    return sorted(applied.changes.records)


@pytest.fixture
def incomplete(session: Session) -> str:
    """A person who cannot be handed up: most of what is required is missing."""
    view, _ = session.records.create("person", {"full_name": "Trần Thị Bình"})
    return str(view.record.id)


@pytest.fixture
def period(session: Session) -> Period:
    now = datetime.now().replace(second=0, microsecond=0)
    return session.periods.open("Kỳ thử", date(2026, 9, 30), now + timedelta(days=9))


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def passing_dialog(qtbot: QtBot) -> Callable[[type[W]], W]:
    """Waits until a dialog of that kind is open and gives it; it ends itself, or with the window below it."""

    def wait(kind: type[W]) -> W:
        def found() -> list[W]:
            return [
                one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()
            ]

        qtbot.waitUntil(lambda: bool(found()), timeout=20_000)
        return found()[0]

    return wait


@pytest.fixture
def dialog(qtbot: QtBot, passing_dialog: Callable[[type[W]], W]) -> Callable[[type[W]], W]:
    """The same for a dialog that stays; it is closed with the test."""

    def wait(kind: type[W]) -> W:
        made = passing_dialog(kind)
        qtbot.addWidget(made)
        return made

    return wait

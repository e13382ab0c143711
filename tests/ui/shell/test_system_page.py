from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.services import start
from desktop.services.session import Session
from desktop.ui.dialogs.key_dialogs import FingerprintDialog, NewKeyDialog
from desktop.ui.dialogs.passphrase_dialog import PassphraseDialog
from desktop.ui.pages.system_page import SystemPage
from desktop.ui.tasks import Tasks

from .conftest import KEY_PASSPHRASE, USER

Dialog = Callable[[type[Any]], Any]


@pytest.fixture
def page(qtbot: QtBot, session: Session, tasks: Tasks) -> SystemPage:
    made = SystemPage(session, tasks, lambda: "# Notices")
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_change_is_taken_back_from_the_history(
    qtbot: QtBot, session: Session, incomplete: str, tasks: Tasks
) -> None:
    page = SystemPage(session, tasks, str)
    qtbot.addWidget(page)
    page.show()
    before = len(page.history.entries)
    with qtbot.waitSignal(page.changed) as changed:
        page.history.undo.click()
    assert changed.args[0].records == {incomplete}
    assert session.records.count("person") == 0
    assert len(page.history.entries) == before + 1
    page.history.table.setCurrentCell(1, 0)
    assert not page.history.undo.isEnabled()


def test_a_line_of_the_history_leads_to_its_field(
    qtbot: QtBot, session: Session, incomplete: str, tasks: Tasks
) -> None:
    page = SystemPage(session, tasks, str)
    qtbot.addWidget(page)
    page.show()
    places = [one.place for one in page.history.entries[0].lines]
    with qtbot.waitSignal(page.wanted) as wanted:
        page.history.lines.opened.emit(places.index("full_name"))
    assert (wanted.args[0].record_id, wanted.args[0].place) == (incomplete, "full_name")


def test_the_store_check_says_that_all_is_whole(qtbot: QtBot, page: SystemPage) -> None:
    page.show_key()
    page.safety.check()
    qtbot.waitUntil(lambda: bool(page.safety.found.text()), timeout=20_000)
    assert page.safety.found.property("role") == "good"


def test_users_are_listed(page: SystemPage) -> None:
    assert page.users.table.item(0, 0).text() == f"{USER} (đang dùng)"


def test_the_key_shows_its_fingerprint(
    qtbot: QtBot, page: SystemPage, session: Session, dialog: Dialog
) -> None:
    page.show_key()
    page.safety.show_key.click()
    asked = dialog(FingerprintDialog)
    qtbot.keyClicks(asked.first, "")
    asked.first.setText(KEY_PASSPHRASE)
    asked.deed.click()
    qtbot.waitUntil(lambda: bool(asked.fingerprint.text()), timeout=20_000)
    assert asked.fingerprint.text().split() == session.keys.load(KEY_PASSPHRASE).fingerprint.split()
    assert asked.first.text() == ""


def test_a_key_is_made_under_a_passphrase_typed_twice(
    qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory, tasks: Tasks, dialog: Dialog
) -> None:
    session = start.create(tmp_path_factory.mktemp("moi") / "so", "00004", "Lan", "mot cau dai").session
    page = SystemPage(session, tasks, str)
    qtbot.addWidget(page)
    page.show()
    page.show_key()
    page.safety.make_key.click()
    asked = dialog(NewKeyDialog)
    asked.first.setText(KEY_PASSPHRASE)
    assert not asked.deed.isEnabled()
    asked.second.setText(KEY_PASSPHRASE)
    with qtbot.waitSignal(asked.made, timeout=20_000):
        qtbot.keyClick(asked.second, Qt.Key.Key_Return)
    assert session.keys.exists()
    assert asked.isVisible()
    assert asked.fingerprint.height() >= asked.fingerprint.sizeHint().height()
    assert page.safety.make_key.isHidden()
    session.close()


def test_another_passphrase_opens_the_store_afterwards(
    qtbot: QtBot, page: SystemPage, session: Session, dialog: Dialog
) -> None:
    page.users.own.click()
    asked = dialog(PassphraseDialog)
    asked.asked.first.setText("mot cau khac han")
    qtbot.keyClick(asked.asked.first, Qt.Key.Key_Return)
    assert asked.isVisible()
    asked.asked.second.setText("mot cau khac han")
    with qtbot.waitSignal(asked.accepted, timeout=20_000):
        qtbot.keyClick(asked.asked.second, Qt.Key.Key_Return)
    folder = session.folder
    session.close()
    start.open_(folder, "mot cau khac han").close()


def test_another_language_is_asked_of_the_program(qtbot: QtBot, page: SystemPage) -> None:
    with qtbot.waitSignal(page.language_wanted) as wanted:
        page.about.languages["en"].setChecked(True)
    assert wanted.args == ["en"]
    page.tabs.setCurrentWidget(page.about)
    assert page.about.text.toPlainText() == "Notices"

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.ui.pages.unlock_page import UnlockPage


@pytest.fixture
def page(qtbot: QtBot) -> UnlockPage:
    made = UnlockPage(Path("so"))
    qtbot.addWidget(made)
    made.show()
    return made


def test_enter_asks_with_what_was_typed(qtbot: QtBot, page: UnlockPage) -> None:
    page.set_users(["Lan", "Bình"])
    page.user.setCurrentText("Bình")
    qtbot.keyClicks(page.passphrase, "bi mat")
    with qtbot.waitSignal(page.unlock_wanted) as asked:
        qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
    assert asked.args == ["bi mat", "Bình"]


def test_nothing_typed_asks_nothing(qtbot: QtBot, page: UnlockPage) -> None:
    with qtbot.assertNotEmitted(page.unlock_wanted):
        qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)


def test_while_the_store_opens_nothing_more_is_asked(qtbot: QtBot, page: UnlockPage) -> None:
    qtbot.keyClicks(page.passphrase, "bi mat")
    page.wait("…")
    with qtbot.assertNotEmitted(page.unlock_wanted):
        qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
    page.refuse("sai")
    assert page.message.text() == "sai"
    assert page.passphrase.hasSelectedText()
    with qtbot.waitSignal(page.unlock_wanted):
        qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)


def test_one_user_is_not_asked_for(page: UnlockPage) -> None:
    page.set_users(["Lan"])
    assert page.user.isHidden()
    page.set_users(["Lan", "Bình"])
    assert not page.user.isHidden()


def test_the_passphrase_is_hidden_until_asked(qtbot: QtBot, page: UnlockPage) -> None:
    assert page.passphrase.echoMode() is QLineEdit.EchoMode.Password
    qtbot.mouseClick(page.shown, Qt.MouseButton.LeftButton)
    assert page.passphrase.echoMode() is QLineEdit.EchoMode.Normal

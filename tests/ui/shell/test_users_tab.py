"""The users on the system page, by keyboard alone."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.services import start
from desktop.services.session import Session
from desktop.ui.dialogs.error_dialog import ErrorDialog
from desktop.ui.dialogs.user_dialog import AddUserDialog, RightsDialog
from desktop.ui.pages.asking import Question
from desktop.ui.pages.users_tab import UsersTab
from desktop.ui.tasks import Tasks

from .conftest import PASSPHRASE, USER

Dialog = Callable[[type[Any]], Any]
Key = Qt.Key
OTHER = "Tran Van Minh"
SECRET = "mot cau dai khac"


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def activate(qtbot: QtBot, window: QWidget) -> None:
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)


def shown(qtbot: QtBot, session: Session, tasks: Tasks) -> UsersTab:
    made = UsersTab(session, tasks)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    activate(qtbot, made)
    return made


@pytest.fixture
def tab(qtbot: QtBot, session: Session, tasks: Tasks) -> UsersTab:
    return shown(qtbot, session, tasks)


def rights_of(session: Session) -> dict[str, tuple[str, ...]]:
    return {one.name: one.rights for one in session.users.all()}


def test_a_user_is_added_with_the_keyboard_alone(
    qtbot: QtBot, tab: UsersTab, session: Session, passing_dialog: Dialog
) -> None:
    tab.add.setFocus()
    press(qtbot, Key.Key_Return)
    asked = passing_dialog(AddUserDialog)
    qtbot.waitUntil(asked.name.hasFocus)
    assert not asked.deed.isEnabled()
    qtbot.keyClicks(QApplication.focusWidget(), OTHER)
    press(qtbot, Key.Key_Tab, Key.Key_Tab, Key.Key_Space, Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), SECRET)
    press(qtbot, Key.Key_Return)
    assert asked.isVisible()
    qtbot.keyClicks(QApplication.focusWidget(), SECRET)
    with qtbot.waitSignal(tab.changed, timeout=20_000):
        press(qtbot, Key.Key_Return)
    assert rights_of(session)[OTHER] == ("clerk", "reviewer")
    assert tab.table.item(1, 0).text() == OTHER
    assert tab.table.item(1, 1).text() == "nhập liệu, rà soát"


def test_rights_are_changed_and_a_user_removed(
    qtbot: QtBot, tab: UsersTab, session: Session, passing_dialog: Dialog
) -> None:
    session.users.add(OTHER, ("clerk",), SECRET)
    tab.reload()
    tab.table.setFocus()
    press(qtbot, Key.Key_Down, Key.Key_Return)
    asked = passing_dialog(RightsDialog)
    qtbot.waitUntil(asked.rights.boxes["clerk"].hasFocus)
    press(qtbot, Key.Key_Space)
    assert not asked.deed.isEnabled()
    press(qtbot, Key.Key_Tab, Key.Key_Tab, Key.Key_Space, Key.Key_Return)
    assert rights_of(session)[OTHER] == ("leader",)
    activate(qtbot, tab)
    tab.remove.setFocus()
    press(qtbot, Key.Key_Return)
    question = passing_dialog(Question)
    activate(qtbot, question)
    question.verb.setFocus()
    press(qtbot, Key.Key_Return)
    assert list(rights_of(session)) == [USER]
    assert tab.table.rowCount() == 1


def test_a_refusal_is_said_in_words(
    qtbot: QtBot, tab: UsersTab, session: Session, passing_dialog: Dialog
) -> None:
    tab.table.setFocus()
    press(qtbot, Key.Key_Return)
    asked = passing_dialog(RightsDialog)
    asked.rights.boxes["administrator"].click()
    asked.deed.click()
    assert USER in passing_dialog(ErrorDialog).text.text()
    assert asked.isVisible()
    assert "administrator" in rights_of(session)[USER]


def test_who_is_no_administrator_sees_who_is(qtbot: QtBot, session: Session, tasks: Tasks) -> None:
    session.users.add(OTHER, ("clerk",), SECRET)
    folder = session.folder
    session.close()
    other = start.open_(folder, SECRET, OTHER)
    tab = shown(qtbot, other, tasks)
    assert not any(one.isEnabled() for one in (tab.add, tab.change, tab.remove))
    assert tab.own.isEnabled()
    assert USER in tab.note.text()
    tab.table.setFocus()
    press(qtbot, Key.Key_Return)
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, RightsDialog)]
    other.close()
    assert start.open_(folder, PASSPHRASE).close() is None

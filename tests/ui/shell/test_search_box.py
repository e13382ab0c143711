from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.services.session import Session
from desktop.ui.lookup import find_everywhere
from desktop.ui.navigation import Destination
from desktop.ui.search_box import SearchBox


@pytest.fixture
def box(qtbot: QtBot, session: Session, incomplete: str) -> Iterator[SearchBox]:
    window = QWidget()
    window.resize(800, 400)
    qtbot.addWidget(window)
    made = SearchBox(lambda text: find_everywhere(session, text), window)
    window.show()
    made.setFocus()
    yield made
    window.close()


def test_typing_without_marks_finds_and_enter_leads_there(
    qtbot: QtBot, box: SearchBox, incomplete: str
) -> None:
    qtbot.keyClicks(box, "tran binh")
    with qtbot.waitSignal(box.chosen) as chosen:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert chosen.args == [Destination("person", incomplete)]
    assert box.text() == ""
    assert not box.found.isVisible()


def test_what_is_being_composed_is_not_searched_yet(qtbot: QtBot, box: SearchBox) -> None:
    QApplication.sendEvent(box, QInputMethodEvent("trâ", []))
    assert not box.found.isVisible()
    committed = QInputMethodEvent("", [])
    committed.setCommitString("trần bình")
    QApplication.sendEvent(box, committed)
    assert box.text() == "trần bình"
    assert box.found.count() == 1


def test_arrows_choose_and_escape_clears(qtbot: QtBot, box: SearchBox) -> None:
    qtbot.keyClicks(box, "n")
    assert box.found.count() > 1
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.found.currentRow() == 1
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert (box.text(), box.found.isVisible()) == ("", False)


def test_nothing_found_is_said_and_leads_nowhere(qtbot: QtBot, box: SearchBox) -> None:
    qtbot.keyClicks(box, "qqqq")
    assert box.found.count() == 1
    with qtbot.assertNotEmitted(box.chosen):
        qtbot.keyClick(box, Qt.Key.Key_Return)


def test_pages_are_found_by_name(session: Session) -> None:
    assert Destination("settings") in [hit.destination for hit in find_everywhere(session, "he thong")]

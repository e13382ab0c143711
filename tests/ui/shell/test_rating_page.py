from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.services import practice_posts, practice_ratings
from desktop.services.session import Session
from desktop.ui.dialogs.rating_dialogs import NewRatingDialog, RatingYearDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.navigation import Destination
from desktop.ui.pages.rating_page import RatingPage
from desktop.ui.pages.record_page import RecordPage
from desktop.ui.pages.tabbed_page import TabbedPage
from desktop.ui.tasks import Tasks

Dialog = Callable[[type[Any]], Any]
KEY = Qt.Key


@pytest.fixture
def window(qtbot: QtBot, session: Session, people: list[str], tasks: Tasks) -> MainWindow:
    practice_ratings.enter(session)
    practice_posts.enter(session)
    made = MainWindow(session, tasks, str)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


@pytest.fixture
def page(window: MainWindow) -> RatingPage:
    window.go(Destination("rating"))
    tabs = window.stack.currentWidget()
    assert isinstance(tabs, TabbedPage)
    found = tabs.stack.currentWidget()
    assert isinstance(found, RatingPage)
    return found


def press(qtbot: QtBot, page: RatingPage, name: str) -> None:
    button = page.findChild(QPushButton, name)
    assert button is not None
    qtbot.keyClick(button, KEY.Key_Space)


def test_a_new_sheet_opens_with_the_criteria_of_its_year(
    qtbot: QtBot, window: MainWindow, page: RatingPage, session: Session, dialog: Dialog
) -> None:
    press(qtbot, page, "make")
    asked = dialog(NewRatingDialog)
    qtbot.keyClicks(asked.people.line, "trinh van phong")
    asked.year.setValue(2026)
    asked.period.setCurrentIndex(asked.period.findData("Q3"))
    qtbot.keyClick(asked.people.line, KEY.Key_Return)
    record = window.stack.currentWidget()
    assert isinstance(record, RecordPage)
    payload = session.records.payload(record.record_id)
    assert (payload["subject"], payload["year"], payload["period"]) == ("Trịnh Văn Phong", 2026, "Q3")
    criteria = [row["criterion"] for row in payload["common_criteria"]]
    assert len(criteria) == len(set(criteria)) == 10


def test_the_year_says_where_the_cap_is_exceeded_and_leads_to_a_sheet(
    qtbot: QtBot, window: MainWindow, page: RatingPage, dialog: Dialog
) -> None:
    press(qtbot, page, "year")
    shown = dialog(RatingYearDialog)
    shown.year.setValue(2026)
    assert shown.caps.property("role") == "error"
    assert shown.table.rowCount() == 8
    shown.year.setValue(2000)
    assert (shown.table.rowCount(), shown.caps.property("role")) == (0, "muted")
    shown.year.setValue(2026)
    shown.table.selectRow(0)
    qtbot.keyClick(shown.table, KEY.Key_Return)
    record = window.stack.currentWidget()
    assert isinstance(record, RecordPage)
    assert record.form.id == "rating"

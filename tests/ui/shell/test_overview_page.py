from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.services import practice_posts
from desktop.services.session import Session
from desktop.ui.chart_view import ChartView
from desktop.ui.dialogs.figure_dialog import FigureDialog
from desktop.ui.dialogs.print_dialog import PrintDialog
from desktop.ui.dialogs.remedies_dialog import RemediesDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.navigation import Destination
from desktop.ui.pages.record_page import RecordPage
from desktop.ui.pages.remedy_page import RemedyPage
from desktop.ui.pages.start_page import PROPOSE, StartPage
from desktop.ui.pages.tabbed_page import TabbedPage
from desktop.ui.tasks import Tasks

Dialog = Callable[[type[Any]], Any]
KEY = Qt.Key


@pytest.fixture
def posted(session: Session, people: list[str]) -> Session:
    practice_posts.enter(session)
    return session


@pytest.fixture
def window(qtbot: QtBot, posted: Session, tasks: Tasks) -> MainWindow:
    made = MainWindow(posted, tasks, str)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> StartPage:
    shown = window.stack.currentWidget()
    assert isinstance(shown, StartPage)
    if not shown.findChild(QPushButton, "figure_lines"):
        qtbot.waitSignal(shown.figures.worked_out).wait()
    return shown


def remedies(window: MainWindow) -> RemedyPage:
    """The list of remedies, which must be the tab that is shown."""
    tabs = window.stack.currentWidget()
    assert isinstance(tabs, TabbedPage)
    shown = tabs.stack.currentWidget()
    assert isinstance(shown, RemedyPage)
    return shown


def found(page: StartPage, name: str) -> QPushButton:
    made = page.findChild(QPushButton, name)
    assert made is not None, name
    return made


def test_the_page_is_there_before_its_figures(qtbot: QtBot, window: MainWindow) -> None:
    window.go(Destination("person"))
    window.go(Destination("overview"))
    page = window.stack.currentWidget()
    assert isinstance(page, StartPage)
    assert page.standing is not None
    with qtbot.waitSignal(page.figures.worked_out):
        assert page.figures._steps
    assert page.findChild(ChartView, "chart_gaps") is not None


def test_figures_wait_while_another_page_is_shown(qtbot: QtBot, window: MainWindow, page: StartPage) -> None:
    window.go(Destination("person"))
    page.figures.refresh()
    with qtbot.assertNotEmitted(page.figures.worked_out, wait=200):
        pass
    with qtbot.waitSignal(page.figures.worked_out):
        window.go(Destination("overview"))


def test_enter_on_a_figure_lists_its_records_and_enter_there_opens_one(
    qtbot: QtBot, window: MainWindow, page: StartPage, passing_dialog: Dialog, posted: Session
) -> None:
    figure = page.findChildren(QPushButton, "figure_need")[0]
    qtbot.keyClick(figure, KEY.Key_Return)
    dialog = passing_dialog(FigureDialog)
    positions = posted.records.count("position")
    assert dialog.table.rowCount() >= positions
    form, record_id = dialog._rows[1][:2]
    qtbot.keyClick(dialog.table, KEY.Key_Down)
    qtbot.keyClick(dialog.table, KEY.Key_Return)
    opened = window.stack.currentWidget()
    assert isinstance(opened, RecordPage)
    assert (opened.form.id, opened.record_id) == (form, record_id)
    opened.back_wanted.emit()
    assert window.stack.currentWidget() is page


def test_a_row_of_a_chart_leads_to_its_records(qtbot: QtBot, page: StartPage, passing_dialog: Dialog) -> None:
    chart = page.findChild(ChartView, "chart_fit")
    assert chart is not None
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(chart, KEY.Key_Return)
    dialog = passing_dialog(FigureDialog)
    assert chart.chosen is not None
    assert page.figures._staff is not None
    assert str(dialog.table.rowCount()) == page.figures._staff.behind[chart.chosen.key].text
    dialog.reject()


def test_every_number_of_the_cards_opens_what_it_counts(page: StartPage, passing_dialog: Dialog) -> None:
    names = {one.objectName() for one in page.findChildren(QPushButton)}
    figures = {name for name in names if name.startswith("figure_")}
    assert len(figures) >= 8
    for name in figures:
        found(page, name).click()
        passing_dialog(FigureDialog).reject()


def test_proposals_are_ticked_by_key_taken_over_and_taken_back(
    qtbot: QtBot, window: MainWindow, page: StartPage, passing_dialog: Dialog, posted: Session
) -> None:
    qtbot.keyClick(found(page, "work_gaps"), KEY.Key_Return)
    dialog = passing_dialog(RemediesDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    offered = len(dialog.table.chosen())
    qtbot.keyClick(dialog.table, KEY.Key_Space)
    qtbot.keyClick(dialog.table, KEY.Key_Down)
    qtbot.keyClick(dialog.table, KEY.Key_Space)
    assert len(dialog.table.chosen()) == offered - 2
    qtbot.keyClick(dialog.table, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(dialog.table.chosen()) == offered
    qtbot.keyClick(dialog.table, KEY.Key_Space)
    qtbot.keyClick(dialog.adopt_button, KEY.Key_Return)
    register = remedies(window)
    qtbot.waitUntil(lambda: register.model.total == offered - 1)
    window.changed(posted.records.undo())
    qtbot.waitUntil(lambda: register.model.total == 0)


def test_what_stands_in_the_list_cannot_be_taken_over_twice(
    qtbot: QtBot, window: MainWindow, passing_dialog: Dialog
) -> None:
    window.go(PROPOSE)
    passing_dialog(RemediesDialog).adopt()
    window.go(PROPOSE)
    again = passing_dialog(RemediesDialog)
    assert again.table.rowCount() > 0
    assert again.table.chosen() == []
    assert not again.adopt_button.isEnabled()
    again.reject()


def test_a_remedy_is_edited_like_any_record_and_escape_leads_back_to_the_list(
    qtbot: QtBot, window: MainWindow, passing_dialog: Dialog
) -> None:
    window.go(PROPOSE)
    passing_dialog(RemediesDialog).adopt()
    register = remedies(window)
    qtbot.waitUntil(lambda: register.model.total > 0)
    register.record_wanted.emit(register.model.row(0).id)
    opened = window.stack.currentWidget()
    assert isinstance(opened, RecordPage)
    assert opened.form.id == "remedy"
    shown = opened.header.facts.text()
    assert "Chuyên viên" in shown
    assert opened._desk.values["position"] not in shown
    opened.back_wanted.emit()
    assert remedies(window) is register


def test_ctrl_p_prints_the_page_for_the_chairman(qtbot: QtBot, page: StartPage, dialog: Dialog) -> None:
    qtbot.keyClick(page, KEY.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert dialog(PrintDialog).pages == 1

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.services import sheets
from desktop.services.periods import Period
from desktop.services.session import Session
from desktop.ui.dialogs.keys_dialog import KeysDialog
from desktop.ui.lookup import find_everywhere
from desktop.ui.main_window import MainWindow
from desktop.ui.navigation import PAGES, REGISTERS, TABS, Destination, entry_of, shortcuts
from desktop.ui.pages.list_page import ListPage
from desktop.ui.pages.record_page import RecordPage
from desktop.ui.pages.start_page import StartPage
from desktop.ui.pages.tabbed_page import TabbedPage
from desktop.ui.tasks import Tasks
from desktop.ui.wizards.import_wizard import ImportWizard

Dialog = Callable[[type[Any]], Any]
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, session: Session, tasks: Tasks) -> MainWindow:
    made = MainWindow(session, tasks, str)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_every_page_has_its_key(qtbot: QtBot, window: MainWindow) -> None:
    assert [page for page, _ in shortcuts()] == list(PAGES)
    for page, keys in shortcuts():
        assert keys, page
        qtbot.keyClick(window, Qt.Key(QKeySequence(keys)[0].key()), ALT)
        assert [name for name, button in window.navigation.buttons.items() if button.isChecked()] == [page]


def test_every_page_fits_a_small_screen(window: MainWindow, people: list[str]) -> None:
    window.dress()
    for page in (*PAGES, *(tab for tabs in TABS.values() for tab in tabs), "import"):
        window.go(Destination(page))
        least = window.minimumSizeHint()
        assert (least.width() <= 1366, least.height() <= 728) == (True, True), page


def test_a_change_of_a_record_reaches_status_line_and_overview(
    qtbot: QtBot, window: MainWindow, session: Session, incomplete: str
) -> None:
    start = window.stack.currentWidget()
    assert isinstance(start, StartPage)
    _view, changes = session.records.create("person", {"full_name": "Lê Văn Hai"})
    window.changed(changes)
    assert start.standing is not None
    assert start.standing.people == 2
    qtbot.waitUntil(lambda: window.status.unsent.text() != "" and not window._timer.isActive())
    assert str(session.packages.unsent_changes()) in window.status.unsent.text()


def test_a_link_opens_the_record_and_escape_leads_back(
    qtbot: QtBot, window: MainWindow, incomplete: str
) -> None:
    window.go(Destination("person", incomplete, "birth_date"))
    page = window.stack.currentWidget()
    assert isinstance(page, RecordPage)
    assert page.record_id == incomplete
    page.back_wanted.emit()
    assert isinstance(window.stack.currentWidget(), ListPage)


def test_what_is_being_typed_is_stored_when_one_goes_elsewhere(
    qtbot: QtBot, window: MainWindow, session: Session, incomplete: str
) -> None:
    window.go(Destination("person", incomplete, "full_name"))
    focused = window.window().focusWidget()
    assert focused is not None
    qtbot.keyClicks(focused, " Hai")
    qtbot.keyClick(window, Qt.Key.Key_1, ALT)
    assert "Hai" in session.records.open(incomplete).values["full_name"]


def test_the_link_to_problems_shows_only_those(
    window: MainWindow, people: list[str], session: Session, incomplete: str
) -> None:
    window.go(Destination("person", only_problems=True))
    page = window.stack.currentWidget()
    assert isinstance(page, ListPage)
    assert page.problems.isChecked()
    assert page.model.total == 1


def test_the_unit_is_one_record(window: MainWindow, session: Session) -> None:
    window.go(Destination("unit"))
    page = window.stack.currentWidget()
    assert isinstance(page, RecordPage)
    assert page.form.id == "unit"


def test_every_form_but_that_of_the_unit_has_its_register(session: Session) -> None:
    assert set(REGISTERS) == session.forms.keys() - {"unit", "norm_override", "stocktake"}


@pytest.mark.parametrize("form_id", REGISTERS)
def test_a_register_is_filled_from_a_list_or_by_hand_and_led_back_to(
    qtbot: QtBot, window: MainWindow, session: Session, form_id: str
) -> None:
    entry = entry_of(form_id)
    window.go(Destination(form_id, text=" "))
    shown = window.stack.currentWidget()
    register = shown.stack.currentWidget() if isinstance(shown, TabbedPage) else shown
    assert isinstance(register, ListPage)
    assert (register.findChild(QPushButton, "import") is not None) == sheets.is_imported(form_id)
    if sheets.is_imported(form_id):
        register.import_wanted.emit()
        wizard = window.stack.currentWidget()
        assert isinstance(wizard, ImportWizard)
        assert window.navigation.buttons[entry].isChecked()
        wizard.left.emit()
        assert window.stack.currentWidget() is shown
        assert register.isVisible()
    register.new_wanted.emit()
    page = window.stack.currentWidget()
    assert isinstance(page, RecordPage)
    assert page.form.id == form_id
    page.back_wanted.emit()
    assert window.stack.currentWidget() is shown
    assert register.isVisible()


@pytest.mark.parametrize("entry", TABS)
def test_every_tab_is_reached_by_link_and_by_keys(qtbot: QtBot, window: MainWindow, entry: str) -> None:
    for tab in TABS[entry]:
        window.go(Destination(tab))
        page = window.stack.currentWidget()
        assert isinstance(page, TabbedPage)
        assert page.name == tab
        assert window.navigation.buttons[entry].isChecked()
    for tab in reversed(TABS[entry][:-1]):
        qtbot.keyClick(page.stack.currentWidget(), Qt.Key.Key_PageUp, CONTROL)
        assert page.name == tab
    window.go(Destination("overview"))
    window.go(Destination(entry))
    assert page.name == TABS[entry][0]


def test_a_thing_is_found_from_everywhere_by_its_number(window: MainWindow, session: Session) -> None:
    session.records.create("vehicle", {"plate": "38A-123.45", "type": "Toyota Fortuner"})
    session.records.create("equipment", {"name": "Máy in Canon LBP 2900", "asset_code": "TS003.0007"})
    for text in ("38A-123.45", "38a 123.45", "38A12345", "123.45", "12345", "fortuner"):
        assert [hit.text for hit in find_everywhere(session, text)] == ["38A-123.45 · Toyota Fortuner"], text
    for text in ("TS003", "ts003.0007", "may in"):
        assert [hit.text for hit in find_everywhere(session, text)] == ["Máy in Canon LBP 2900 · TS003.0007"]


def test_a_tab_is_found_from_everywhere_by_its_name(session: Session) -> None:
    assert Destination("staffing") in [hit.destination for hit in find_everywhere(session, "nhan luc")]


def test_f1_shows_the_card_of_keys(qtbot: QtBot, window: MainWindow, dialog: Dialog) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    dialog(KeysDialog).accept()


def test_ctrl_k_goes_to_the_search(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
    assert window.window().focusWidget() is window.top.search


def test_the_top_bar_tells_the_period(window: MainWindow, period: Period) -> None:
    window.top.refresh()
    assert period.name in window.top.period.text()


def test_the_overview_names_what_to_do_and_leads_there(qtbot: QtBot, window: MainWindow) -> None:
    start = window.stack.currentWidget()
    assert isinstance(start, StartPage)
    link = start.findChild(type(window.top.lock), "todo_import")
    assert link is not None
    link.click()
    assert window.pages.entry_of(Destination("import")) == "person"
    assert window.stack.currentWidget() is window.pages.page("import")


def test_the_report_door_offers_the_papers(window: MainWindow, people: list[str], session: Session) -> None:
    start = window.stack.currentWidget()
    assert isinstance(start, StartPage)
    menu = start.report_menu()
    papers = len(session.printing.templates("person"))
    assert len([one for one in menu.actions() if not one.isSeparator()]) == papers + 2
    menu.deleteLater()

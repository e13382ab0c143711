"""The tabs of figures and norms by keys alone: to the records behind a figure and back, files, decisions."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.services import practice_posts, practice_things, start
from desktop.services.asset_figures import VIEWS
from desktop.services.figure_view import write_view
from desktop.services.session import Session
from desktop.ui.dialogs.behind_dialog import BehindDialog
from desktop.ui.dialogs.figure_files import write_figures
from desktop.ui.dialogs.sheet_files import WrittenDialog
from desktop.ui.figures_pages.figure_table import FigureTable
from desktop.ui.figures_pages.figures_tab import FiguresTab
from desktop.ui.figures_pages.norm_dialog import NormDialog
from desktop.ui.figures_pages.norms_tab import NormsTab
from desktop.ui.main_window import MainWindow
from desktop.ui.navigation import Destination
from desktop.ui.pages.asking import Question
from desktop.ui.pages.record_page import RecordPage
from desktop.ui.pages.system_page import SystemPage
from desktop.ui.pages.tabbed_page import TabbedPage
from desktop.ui.tasks import Tasks

from .conftest import PASSPHRASE, ROSTER

Dialog = Callable[[type[Any]], Any]
KEYS = Qt.Key


@pytest.fixture(scope="module")
def furnished(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice commune with its things and posts."""
    folder = tmp_path_factory.mktemp("furnished") / "store"
    shutil.copytree(model, folder)
    session = start.open_(folder, PASSPHRASE)
    session.imports.apply(session.imports.preview(session.imports.read(ROSTER)), only_good=False)
    practice_things.enter(session)
    practice_posts.enter(session)
    session.close()
    return folder


@pytest.fixture
def commune(furnished: Path, tmp_path: Path) -> Iterator[Session]:
    shutil.copytree(furnished, tmp_path / "commune")
    opened = start.open_(tmp_path / "commune", PASSPHRASE)
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot: QtBot, commune: Session, tasks: Tasks) -> MainWindow:
    made = MainWindow(commune, tasks, str)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def tab_of(window: MainWindow, name: str) -> FiguresTab:
    window.go(Destination(name))
    page = window.stack.currentWidget()
    assert isinstance(page, TabbedPage)
    shown = page.stack.currentWidget()
    assert isinstance(shown, FiguresTab)
    return shown


def stand_on(table: FigureTable, row: int, column: str) -> None:
    table.setFocus()
    table.setCurrentCell(row, table.block.columns.index(column))


@pytest.mark.parametrize("name", VIEWS)
def test_every_tab_takes_the_keys_at_once_and_fits_the_screen(
    qtbot: QtBot, window: MainWindow, name: str
) -> None:
    tab = tab_of(window, name)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is tab.tables[0])
    assert window.minimumSizeHint().width() <= 1366
    assert tab._area.horizontalScrollBar().maximum() == 0
    for table in tab.tables:
        assert table.horizontalScrollBar().maximum() == 0, table.block.id


def test_no_number_is_cut_off(window: MainWindow) -> None:
    for name in VIEWS:
        for table in tab_of(window, name).tables:
            for row, cells in enumerate(table.block.rows):
                for column, one in enumerate(cells):
                    if one.is_number:
                        item = table.item(row, column)
                        assert item is not None
                        room = table.columnWidth(column)
                        needed = table.itemDelegate().sizeHint(
                            _option(table), table.model().index(row, column)
                        )
                        assert needed.width() <= room, (name, one.text)


def _option(table: FigureTable) -> Any:
    from PySide6.QtWidgets import QStyleOptionViewItem

    made = QStyleOptionViewItem()
    table.initViewItemOption(made)
    return made


def test_enter_on_a_figure_lists_its_records_and_enter_opens_one_and_escape_leads_back(
    qtbot: QtBot, window: MainWindow, dialog: Dialog, commune: Session
) -> None:
    tab = tab_of(window, "equipment_norms")
    table = tab.tables[0]
    stand_on(table, 0, "broken")
    qtbot.keyClick(table, KEYS.Key_Return)
    asked = dialog(BehindDialog)
    (broken,) = [one.id for one in asked._records]
    assert commune.records.open(broken).values["condition"] == "hong"
    qtbot.keyClick(asked.table, KEYS.Key_Return)
    page = window.stack.currentWidget()
    assert isinstance(page, RecordPage)
    assert page.record_id == broken
    page.back_wanted.emit()
    assert tab.isVisible()


def test_a_figure_of_nothing_asks_nothing(qtbot: QtBot, window: MainWindow) -> None:
    table = tab_of(window, "equipment_norms").tables[0]
    stand_on(table, 0, "max_price")
    with qtbot.assertNotEmitted(table.wanted):
        qtbot.keyClick(table, KEYS.Key_Return)


def test_a_bar_leads_to_its_houses(qtbot: QtBot, window: MainWindow, dialog: Dialog) -> None:
    tab = tab_of(window, "building_state")
    chart = tab.charts[0]
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(chart, KEYS.Key_Return)
    asked = dialog(BehindDialog)
    assert [one.label for one in asked._records] == ["Trụ sở Trung tâm Phục vụ hành chính công"]


def test_another_day_gives_other_figures(window: MainWindow) -> None:
    tab = tab_of(window, "equipment_machines")
    now = tab.tables[0].block.rows[0][1].value
    tab.day.set_day(date(2020, 1, 1))
    then = tab.tables[0].block.rows[0][1].value
    assert isinstance(now, int)
    assert isinstance(then, int)
    assert then < now


def test_wear_is_asked_for_by_year(window: MainWindow) -> None:
    tab = tab_of(window, "equipment_wear")
    worn = tab.tables[0].block.rows[-1][5].value
    tab.year.setCurrentIndex(tab.year.currentIndex() + 1)
    former = tab.tables[0].block.rows[-1][5].value
    assert isinstance(worn, int)
    assert isinstance(former, int)
    assert former < worn


def test_a_change_of_a_record_changes_the_figures(window: MainWindow, commune: Session) -> None:
    tab = tab_of(window, "system_up")
    lines = len(tab.tables[0].block.rows)
    _view, changes = commune.records.create("system", {"name": "Camera an ninh", "kind": "other"})
    window.changed(changes)
    assert len(tab.tables[0].block.rows) == lines + 1


def test_the_figures_go_into_a_workbook(
    qtbot: QtBot, window: MainWindow, tasks: Tasks, dialog: Dialog, tmp_path: Path
) -> None:
    tab = tab_of(window, "building_area")
    view = tab.view
    assert view is not None
    write_figures(tab, tasks, tmp_path / "dien-tich.xlsx", lambda path: write_view(view, path))
    assert dialog(WrittenDialog).path == tmp_path / "dien-tich.xlsx"
    assert len(openpyxl.load_workbook(tmp_path / "dien-tich.xlsx").sheetnames) == len(view.blocks)


@pytest.fixture
def norms(window: MainWindow) -> NormsTab:
    window.go(Destination("settings"))
    page = window.stack.currentWidget()
    assert isinstance(page, SystemPage)
    page.tabs.setCurrentWidget(page.norms)
    return page.norms


def line_of(tab: NormsTab, name: str, column: str) -> int:
    return next(at for at, one in enumerate(tab._norms) if name in one.row.values() and one.column == column)


def test_an_administrator_enters_a_value_by_keys_and_the_figures_follow(
    qtbot: QtBot, window: MainWindow, norms: NormsTab, dialog: Dialog
) -> None:
    norms.table.setCurrentCell(line_of(norms, "may_quet", "quantity"), 0)
    norms.table.setFocus()
    qtbot.keyClick(norms.table, KEYS.Key_Return)
    asked = dialog(NormDialog)
    qtbot.keyClicks(asked.value, "5")
    qtbot.keyClick(asked.value, KEYS.Key_Return)
    assert asked.wrong.isVisible()
    qtbot.keyClicks(asked.basis, "QD 02/QD-UBND")
    with qtbot.waitSignal(norms.changed):
        qtbot.keyClick(asked.basis, KEYS.Key_Return)
    table = tab_of(window, "equipment_norms").tables[0]
    scanner = next(cells for cells in table.block.rows if cells[0].text.startswith("Máy quét"))
    assert [one.text for one in scanner[1:3]] == ["5", "3"]


def test_a_value_of_the_commune_is_taken_back(
    qtbot: QtBot, norms: NormsTab, dialog: Dialog, commune: Session
) -> None:
    norms.table.setCurrentCell(line_of(norms, "may_quet", "quantity"), 0)
    assert not norms.back.isEnabled()
    norms.ask_for_value()
    asked = dialog(NormDialog)
    asked.value.setText("5")
    asked.basis.setText("QĐ 02/QĐ-UBND")
    asked.accept()
    assert norms.back.isEnabled()
    norms.back.click()
    dialog(Question).accept()
    assert commune.records.count("norm_override") == 0
    assert not norms.back.isEnabled()


def test_who_is_no_administrator_only_reads(
    qtbot: QtBot, furnished: Path, tmp_path: Path, tasks: Tasks
) -> None:
    shutil.copytree(furnished, tmp_path / "shared")
    owner = start.open_(tmp_path / "shared", PASSPHRASE)
    owner.users.add("Trần Văn Minh", ("clerk",), "mật khẩu của người khác")
    owner.close()
    clerk = start.open_(tmp_path / "shared", "mật khẩu của người khác", "Trần Văn Minh")
    tab = NormsTab(clerk)
    qtbot.addWidget(tab)
    tab.show()
    assert tab.table.rowCount() > 0
    assert (tab.enter.isEnabled(), tab.back.isEnabled(), tab.note.isVisible()) == (False, False, True)
    clerk.close()

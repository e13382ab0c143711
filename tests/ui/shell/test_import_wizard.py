"""The whole way of an import, with real files, real widgets and a real store."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop import messages, paths
from desktop.services.import_preview import WRONG
from desktop.services.import_reading import kinds
from desktop.services.session import Session
from desktop.ui.dialogs.error_dialog import ErrorDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.navigation import Destination
from desktop.ui.tasks import Tasks
from desktop.ui.wizards.import_files import LIST, SYSTEM
from desktop.ui.wizards.import_wizard import ImportWizard
from desktop.ui.wizards.wizard import Step

from .conftest import ROSTER

CORPUS = paths.program() / "tests" / "data" / "corpus"
MESSY = CORPUS / "02_trich_ngang_cbcc.xlsx"
THREE_COMMUNES = CORPUS / "04_ba_xa_cu_hop_nhat.xlsx"
THINGS = CORPUS / "06_tru_so_nha_dat_xe.xlsx"
PEOPLE = 41
Press = Callable[..., None]


@pytest.fixture
def wizard(qtbot: QtBot, session: Session, tasks: Tasks) -> ImportWizard:
    made = ImportWizard(session, tasks)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.activateWindow()
    return made


def reach(qtbot: QtBot, wizard: ImportWizard, *steps: Step) -> None:
    qtbot.waitUntil(lambda: wizard.step in steps, timeout=20_000)
    wizard.activateWindow()  # as a desktop does when the dialog over it is gone
    qtbot.waitUntil(wizard.isActiveWindow, timeout=20_000)


def columns(qtbot: QtBot, wizard: ImportWizard, *files: Path, way: str = LIST) -> None:
    wizard.read(way, files or [ROSTER])
    reach(qtbot, wizard, wizard.columns)


def preview(qtbot: QtBot, wizard: ImportWizard, *files: Path) -> None:
    columns(qtbot, wizard, *files)
    wizard.go_on()
    reach(qtbot, wizard, wizard.duplicates, wizard.preview)
    if wizard.step is wizard.duplicates:
        wizard.go_on()
        reach(qtbot, wizard, wizard.preview)


def outcome(qtbot: QtBot, wizard: ImportWizard, *files: Path, only_good: bool = False) -> None:
    preview(qtbot, wizard, *files)
    wizard.preview.only_good.setChecked(only_good)
    with qtbot.waitSignal(wizard.changed, timeout=20_000):
        wizard.go_on()


def test_a_list_comes_in_and_one_undo_takes_it_out(
    qtbot: QtBot, wizard: ImportWizard, session: Session
) -> None:
    preview(qtbot, wizard)
    assert session.records.count("person") == 0
    assert wizard.preview.to_write() == PEOPLE
    with qtbot.waitSignal(wizard.changed, timeout=20_000) as changed:
        wizard.go_on()
    assert changed.args[0].forms == {"person"}
    assert session.records.count("person") == PEOPLE
    assert "41" in wizard.outcome.undo_text.text()
    wizard.outcome.undo.click()
    assert session.records.count("person") == 0
    assert not wizard.outcome.undo.isEnabled()


@pytest.mark.parametrize("only_good", [False, True])
def test_the_counts_of_the_result_add_up(
    qtbot: QtBot, wizard: ImportWizard, session: Session, only_good: bool
) -> None:
    outcome(qtbot, wizard, THREE_COMMUNES, only_good=only_good)
    table = wizard.outcome.table
    read, created, updated, same, merged, failed = (int(table.item(line, 1).text()) for line in range(6))
    assert read == created + updated + same + merged + failed == 55
    assert created == session.records.count("person")
    assert bool(failed) == only_good
    said = wizard.outcome.sum.text()
    assert all(f"{count} " in said for count in (read, created, merged, failed))
    assert wizard.outcome.save_failed.isVisible() == only_good


def test_rows_that_stayed_out_come_back_as_a_workbook_that_can_be_imported(
    qtbot: QtBot, wizard: ImportWizard, session: Session, tmp_path: Path
) -> None:
    outcome(qtbot, wizard, MESSY, only_good=True)
    file = tmp_path / "dong-loi.xlsx"
    wizard.write_failed(file)
    qtbot.waitUntil(lambda: not wizard.outcome.saved.isHidden(), timeout=20_000)
    assert str(file) in wizard.outcome.saved.text()
    rows = session.imports.preview(session.imports.read(file)).rows
    failed = [row.label for row in wizard.preview.preview.rows if row.state == WRONG]
    assert [row.label for row in rows] == failed != []


def test_every_kind_of_list_has_its_template(
    qtbot: QtBot, wizard: ImportWizard, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "mau.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    menu = wizard.file.template_menu()
    titles = [action.text() for action in menu.actions()]
    assert sorted(titles) == sorted(session.forms[kind].title.vi for kind in kinds())
    menu.actions()[titles.index("Hồ sơ nhân sự")].trigger()
    qtbot.waitUntil(file.exists, timeout=20_000)
    assert session.imports.read(file).sheets[0].name == "Hồ sơ nhân sự"
    menu.deleteLater()


def test_rows_of_a_table_go_into_their_people_and_say_so(
    qtbot: QtBot, wizard: ImportWizard, session: Session, people: list[str], tmp_path: Path
) -> None:
    person = session.records.open(people[0])
    book = openpyxl.Workbook()
    book.active.append(("Họ và tên khai sinh", "Ngày sinh", "Quan hệ", "Họ và tên", "Năm sinh"))
    born = date.fromisoformat(str(person.record.payload["birth_date"]))
    book.active.append((person.record.payload["full_name"], born, "Con", "Lê Thị Út", 2015))
    file = tmp_path / "gia-dinh.xlsx"
    book.save(file)
    columns(qtbot, wizard, file)
    pane = wizard.columns.panes[0]
    pane.kind.setCurrentIndex(pane.kind.findData("person/family_own"))
    assert pane.kind.currentText().startswith("Hồ sơ nhân sự: ")
    wizard.go_on()
    reach(qtbot, wizard, wizard.preview)
    details = wizard.preview.details
    said = [[details.item(line, at).text() for at in (0, 1, 3)] for line in range(details.rowCount())]
    assert ["~ Thay đổi", "Quan hệ gia đình: về bản thân: thêm vào", "Lê Thị Út · 2015"] in said
    assert ["Ghi chú", "Cột “Quan hệ” không có mục riêng", "không nhập"] in said


def test_a_book_of_two_kinds_leads_to_both_lists(
    qtbot: QtBot, wizard: ImportWizard, session: Session
) -> None:
    outcome(qtbot, wizard, THINGS)
    assert session.records.count("building") == 13
    assert session.records.count("vehicle") == 6
    wanted = []
    wizard.wanted.connect(wanted.append)
    for link in wizard.outcome.links:
        link.click()
    assert [one.page for one in wanted if not one.only_problems] == ["building", "vehicle"]
    assert Destination("building", only_problems=True) in wanted


def test_several_files_are_one_import(qtbot: QtBot, wizard: ImportWizard, tmp_path: Path) -> None:
    other = tmp_path / "xa-cu.xlsx"
    shutil.copy(MESSY, other)
    columns(qtbot, wizard, ROSTER, other)
    assert wizard.columns.tabs.count() == 2
    assert wizard.columns.tabs.tabText(1).startswith("xa-cu.xlsx: ")
    wizard.go_on()
    reach(qtbot, wizard, wizard.duplicates)
    wizard.go_on()
    reach(qtbot, wizard, wizard.preview)
    assert wizard.preview.preview.counts["read"] == 2 * PEOPLE


def test_files_can_be_added_and_nothing_chosen_so_far_is_lost(
    qtbot: QtBot,
    wizard: ImportWizard,
    dialog: Callable[[type[ErrorDialog]], ErrorDialog],
) -> None:
    columns(qtbot, wizard)
    model = wizard.columns.panes[0].model
    line = next(line for line in range(model.rowCount()) if model.target(line) == "phone")
    model.choose(line, "@note")
    wizard.read_more([MESSY])
    qtbot.waitUntil(lambda: wizard.columns.tabs.count() == 2, timeout=20_000)
    assert wizard.columns.panes[0].model.target(line) is None
    wizard.read_more([MESSY])
    assert MESSY.name in dialog(ErrorDialog).text.text()
    assert wizard.columns.tabs.count() == 2


def test_files_are_dropped_on_the_choice_they_belong_to(qtbot: QtBot, wizard: ImportWizard) -> None:
    step = wizard.file
    chosen: list[tuple[str, list[Path]]] = []
    step.files_chosen.disconnect(wizard.read)
    step.files_chosen.connect(lambda way, paths: chosen.append((way, paths)))
    data = QMimeData()
    files = [ROSTER, CORPUS / "README.md", MESSY]
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    for at in (step.doors[SYSTEM].geometry().center(), step.rect().bottomLeft() - QPoint(0, 5)):
        step.dropEvent(drop(at, data))
    assert chosen == [(SYSTEM, [ROSTER, MESSY]), (LIST, [ROSTER, MESSY])]


def drop(at: QPoint, data: QMimeData) -> QDropEvent:
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    return QDropEvent(QPointF(at), copy, data, left, Qt.KeyboardModifier.NoModifier)


def test_a_table_of_the_province_is_of_people_where_nothing_is_recognised(
    qtbot: QtBot, wizard: ImportWizard, tmp_path: Path
) -> None:
    file = tmp_path / "xuat.xlsx"
    book = openpyxl.Workbook()
    for row in (("T01", "T02", "T03"), ("Lê Văn Nam", 1981, "x"), ("Trần Thị Bình", 1990, "y")):
        book.active.append(row)
    book.save(file)
    columns(qtbot, wizard, file)
    assert [pane.sheet.kind for pane in wizard.columns.panes.values()] == [None]
    assert not wizard.next.isEnabled()
    columns(qtbot, wizard, file, way=SYSTEM)
    qtbot.waitUntil(lambda: bool(wizard.columns.reading.sheets[0].kind), timeout=20_000)
    assert wizard.columns.panes[0].sheet.kind == "person"
    assert wizard.next.isEnabled()


def test_back_from_the_preview_keeps_the_choices(qtbot: QtBot, wizard: ImportWizard) -> None:
    columns(qtbot, wizard, THREE_COMMUNES)
    model = wizard.columns.panes[0].model
    model.choose(model.first(), "@note")
    chosen = wizard.columns.chosen()
    wizard.go_on()
    reach(qtbot, wizard, wizard.duplicates)
    wizard.duplicates.decide("different")
    wizard.go_on()
    reach(qtbot, wizard, wizard.preview)
    settled = wizard.duplicates.settled
    for step in (wizard.duplicates, wizard.columns, wizard.file):
        wizard.go_back()
        assert wizard.step is step
    for step in (wizard.columns, wizard.duplicates, wizard.preview):
        wizard.go_on()
        reach(qtbot, wizard, step)
    assert wizard.columns.chosen() == chosen
    assert wizard.duplicates.settled == settled != {}


def test_without_anybody_twice_the_way_is_shorter(qtbot: QtBot, wizard: ImportWizard) -> None:
    columns(qtbot, wizard)
    wizard.go_on()
    reach(qtbot, wizard, wizard.preview, wizard.duplicates)
    assert wizard.step is wizard.preview
    qtbot.keyClick(wizard.preview.table, Qt.Key.Key_Escape)
    assert wizard.step is wizard.columns


def test_the_same_file_again_has_nothing_to_write(
    qtbot: QtBot, wizard: ImportWizard, session: Session, people: list[str]
) -> None:
    preview(qtbot, wizard)
    assert not wizard.columns.seen.isHidden()
    assert wizard.columns.seen.text() in wizard.preview.notice.text()
    assert not wizard.columns.panes[0].known.isHidden()
    assert wizard.preview.to_write() == 0
    assert not wizard.next.isEnabled()


def test_a_file_that_is_no_list_is_refused_with_words(
    qtbot: QtBot, wizard: ImportWizard, tmp_path: Path, dialog: Callable[[type[ErrorDialog]], ErrorDialog]
) -> None:
    file = tmp_path / "anh.xlsx"
    file.write_bytes(b"khong phai bang tinh")
    wizard.read(LIST, [file])
    assert "anh.xlsx" in dialog(ErrorDialog).text.text()
    assert wizard.step is wizard.file


def test_the_result_leads_to_the_list(qtbot: QtBot, wizard: ImportWizard) -> None:
    outcome(qtbot, wizard)
    with qtbot.waitSignals([wizard.left, wizard.wanted]), qtbot.waitSignal(wizard.wanted) as wanted:
        wizard.outcome.links[0].click()
    assert wanted.args == [Destination("person")]


def test_the_whole_way_is_gone_by_keys_alone(qtbot: QtBot, wizard: ImportWizard, session: Session) -> None:
    def press(key: Qt.Key, *modifiers: Any) -> None:
        qtbot.keyClick(wizard.focusWidget(), key, *modifiers)

    columns(qtbot, wizard, THREE_COMMUNES)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    reach(qtbot, wizard, wizard.duplicates)
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_N)
    press(Qt.Key.Key_3)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    reach(qtbot, wizard, wizard.preview)
    assert sorted(one.verdict for one in wizard.duplicates.settled.values()) == ["different", "same"]
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    reach(qtbot, wizard, wizard.outcome)
    assert session.records.count("person") == 55 - 7


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_step_fits_a_small_screen(qtbot: QtBot, session: Session, tasks: Tasks, language: str) -> None:
    messages.use(language)
    window = MainWindow(session, tasks, str)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.go(Destination("import"))
    wizard: Any = window.pages.page("import")
    wizard.read(LIST, [THREE_COMMUNES])
    for step in (wizard.columns, wizard.duplicates, wizard.preview, wizard.outcome):
        qtbot.waitUntil(lambda step=step: wizard.step is step, timeout=20_000)
        least = window.minimumSizeHint()
        assert (least.width() <= 1366, least.height() <= 728) == (True, True), (step, least)
        assert (window.width(), window.height()) == (1366, 768)
        wizard.preview.only_good.setChecked(True)
        wizard.go_on()

"""Every figure of staffing and composition leads to who is behind it, by keys alone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.services.board import CONCURRENT, FULL
from desktop.services.session import Session
from desktop.services.staffing_behind import behind
from desktop.services.staffing_tables import COLUMNS
from desktop.ui.dialogs.behind_dialog import BehindDialog
from desktop.ui.dialogs.figure_files import write_figures
from desktop.ui.dialogs.sheet_files import WrittenDialog
from desktop.ui.pages.composition_tab import CompositionTab
from desktop.ui.pages.staffing_tab import _COLUMNS, StaffingTab
from desktop.ui.tasks import Tasks

Dialog = Callable[[type[Any]], Any]
DAY = date(2026, 8, 1)
NAMES = [name for _, name in _COLUMNS]


@pytest.fixture
def ids(session: Session) -> dict[str, str]:
    """Two divisions, three positions, four people: one concurrent, one away, one without a position."""

    def make(form_id: str, **values: object) -> str:
        return str(session.records.create(form_id, values)[0].record.id)

    for name in ("Phòng Kinh tế", "Văn phòng"):
        make("subunit", name=name, kind="division", block="chinh_quyen")
    made = {
        "land": make("position", name="Địa chính", division="Phòng Kinh tế", field="DATDAI", need=2),
        "tax": make("position", name="Kế toán", division="Phòng Kinh tế", field="KETOAN", need=1),
        "office": make(
            "position", name="Chánh Văn phòng", division="Văn phòng", kind="lanh_dao_quan_ly", need=1
        ),
    }
    for name, sex, status in (
        ("Bình", "male", "working"),
        ("An", "female", "working"),
        ("Cúc", "female", "long_leave"),
        ("Dũng", "male", "working"),
    ):
        first = {"category": "CC", "status": status, "since": "2025-07-01"}
        values = {"full_name": name, "sex": sex, "org_unit": "Văn phòng", "status_history/00000001": first}
        made[name] = make("person", **values)
    for name, place, share, kind in (
        ("Bình", "land", 70, FULL),
        ("Bình", "tax", 30, CONCURRENT),
        ("An", "land", 100, FULL),
        ("Cúc", "office", 100, FULL),
    ):
        session.board.assign(made[name], made[place], share, kind, date(2026, 1, 1))
    return made


@pytest.fixture
def staffing(qtbot: QtBot, session: Session, tasks: Tasks, ids: dict[str, str]) -> StaffingTab:
    return shown(qtbot, StaffingTab(session, tasks))


@pytest.fixture
def composition(qtbot: QtBot, session: Session, tasks: Tasks, ids: dict[str, str]) -> CompositionTab:
    return shown(qtbot, CompositionTab(session, tasks))


def shown(qtbot: QtBot, made: Any) -> Any:
    qtbot.addWidget(made)
    made.day.set_day(DAY)
    made.resize(1162, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def line(tab: Any, label: str) -> int:
    labels = [tab.table.verticalHeaderItem(at).text() for at in range(tab.table.rowCount())]
    return labels.index(label)


def told(tab: StaffingTab, label: str) -> dict[str, str]:
    at = line(tab, label)
    return {name: tab.table.item(at, column).text() for column, name in enumerate(NAMES)}


def test_every_column_of_the_workbook_is_on_the_screen() -> None:
    assert set(NAMES) == set(COLUMNS) - {"label", "causes"}


def test_the_figures_of_a_division_are_those_of_the_service(staffing: StaffingTab) -> None:
    economy = told(staffing, "Phòng Kinh tế")
    assert (economy["need"], economy["filled"], economy["gap_need"]) == ("3", "2", "−1")
    assert (economy["present"], economy["full_time"], economy["concurrent"]) == ("2", "2", "1")
    assert (economy["quota"], economy["gap_quota"]) == ("–", "–")
    office = told(staffing, "Văn phòng")
    assert (office["on_books"], office["present"], office["gap_need"]) == ("2", "1", "−1")
    whole = told(staffing, "Toàn xã")
    assert (whole["on_books"], whole["present"], whole["need"], whole["gap_need"]) == ("4", "3", "4", "−2")


def test_a_figure_opens_its_people_and_a_person_the_record(
    qtbot: QtBot, staffing: StaffingTab, ids: dict[str, str], dialog: Dialog
) -> None:
    opened: list[tuple[str, str]] = []
    staffing.record_wanted.connect(lambda form_id, record_id: opened.append((form_id, record_id)))
    staffing.table.setFocus()
    staffing.table.setCurrentCell(line(staffing, "Phòng Kinh tế"), NAMES.index("concurrent"))
    qtbot.keyClick(staffing.table, Qt.Key.Key_Return)
    ask = dialog(BehindDialog)
    assert [ask.table.item(at, 1).text() for at in range(ask.table.rowCount())] == ["Bình"]
    qtbot.keyClick(ask.table, Qt.Key.Key_Return)
    assert opened == [("person", ids["Bình"])]
    assert not ask.isVisible()


def test_behind_each_figure_stand_as_many_as_it_says(staffing: StaffingTab) -> None:
    found = staffing.found
    assert found is not None
    counted = ("on_books", "present", "full_time", "concurrent", "fits", "near", "not_fitting", "unknown")
    for level in ("commune", "division", "field", "position"):
        for one in found.rows(level):
            for name in counted:
                records = behind(found, one, name)
                assert [record.id for record in records] == list(getattr(one.people, name))
                assert all(record.label and record.form == "person" for record in records)


def test_a_gap_opens_its_causes_with_people_and_positions(
    qtbot: QtBot, staffing: StaffingTab, ids: dict[str, str], dialog: Dialog
) -> None:
    staffing.table.setCurrentCell(line(staffing, "Văn phòng"), NAMES.index("gap_need"))
    qtbot.keyClick(staffing.table, Qt.Key.Key_Return)
    ask = dialog(BehindDialog)
    assert [(one.form, one.id) for one in ask._records] == [
        ("person", ids["Cúc"]),
        ("position", ids["office"]),
    ]


def test_the_causes_of_the_marked_line_are_said_and_lead_on(
    qtbot: QtBot, staffing: StaffingTab, ids: dict[str, str], dialog: Dialog
) -> None:
    staffing.table.setFocus()
    staffing.table.setCurrentCell(line(staffing, "Toàn xã"), 0)
    qtbot.keyClick(staffing.table, Qt.Key.Key_Down)
    assert staffing.causes.title.text() == "Phòng Kinh tế"

    def links_shown() -> list[QPushButton]:
        return [one for one in staffing.causes.findChildren(QPushButton) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(links_shown()))
    links = links_shown()
    assert [one.text() for one in links] == ["kiêm nhiệm, chia thời gian −1"]
    links[0].setFocus()
    qtbot.keyClick(links[0], Qt.Key.Key_Return)
    assert {one.id for one in dialog(BehindDialog)._records} == {ids["Bình"], ids["land"], ids["tax"]}


def test_the_cards_tell_both_gaps_apart_and_the_vacant_leader(
    qtbot: QtBot, staffing: StaffingTab, session: Session, ids: dict[str, str], dialog: Dialog
) -> None:
    figures = {name: button.text() for name, button in staffing.cards.figures.items()}
    assert figures["need"].startswith("−2")
    assert figures["leadership"] == "khuyết 1"
    assert not any(sign in figures["quota"] for sign in "+−0123456789")
    assert "5,38" in staffing.cards.notes["fit"].text()
    unit = session.records.page("unit", _first()).rows[0]
    row = {"year": 2026, "number": 3}
    _, changes = session.records.save(unit.id, unit.revision, {"quotas/00000001": row})
    staffing.reload(changes)
    assert staffing.cards.figures["quota"].text().startswith("+1")
    assert staffing.cards.figures["need"].text().startswith("−2")
    qtbot.keyClick(staffing.cards.figures["leadership"], Qt.Key.Key_Space)
    assert [(one.form, one.id) for one in dialog(BehindDialog)._records] == [("position", ids["office"])]


def _first() -> Any:
    from desktop.services.records import Query

    return Query(limit=1)


def test_levels_and_days_are_chosen(staffing: StaffingTab, ids: dict[str, str]) -> None:
    staffing.level.setCurrentIndex(staffing.level.findData("field"))
    assert told(staffing, "Kế toán")["filled"] == "0,3"
    staffing.day.set_day(date(2025, 12, 31))
    assert told(staffing, "Kế toán")["filled"] == "0"
    staffing.level.setCurrentIndex(staffing.level.findData("commune"))
    assert staffing.table.rowCount() == 1


def test_the_workbook_of_a_day_is_written(
    staffing: StaffingTab, session: Session, tasks: Tasks, tmp_path: Path, dialog: Dialog
) -> None:
    path = tmp_path / "nhan-luc.xlsx"
    write_figures(staffing, tasks, path, lambda to: session.staffing.write_xlsx(DAY, to))
    assert dialog(WrittenDialog).path == path
    assert len(openpyxl.load_workbook(path).sheetnames) == 6


def test_an_empty_store_says_what_is_missing(qtbot: QtBot, session: Session, tasks: Tasks) -> None:
    made = shown(qtbot, StaffingTab(session, tasks))
    assert made.empty.isVisible()
    other = shown(qtbot, CompositionTab(session, tasks))
    assert not other.table.isVisible()
    assert not other.export.isEnabled()


def test_composition_counts_and_leads_to_the_people(
    qtbot: QtBot, composition: CompositionTab, ids: dict[str, str], dialog: Dialog
) -> None:
    table = composition.table
    heads = [table.horizontalHeaderItem(at).text() for at in range(table.columnCount())]
    women = heads.index("Nữ")
    assert table.item(0, 0).text() == "3"
    assert table.item(0, women).text() == "1"
    composition.who.setCurrentIndex(composition.who.findData("quota"))
    assert table.item(0, women).text() == "2"
    table.setFocus()
    table.setCurrentCell(0, women)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    ask = dialog(BehindDialog)
    assert {one.id for one in ask._records} == {ids["An"], ids["Cúc"]}
    opened: list[tuple[str, str]] = []
    composition.record_wanted.connect(lambda form_id, record_id: opened.append((form_id, record_id)))
    qtbot.keyClick(ask.table, Qt.Key.Key_Return)
    assert opened == [("person", ask._records[0].id)]


def test_any_two_dimensions_are_crossed_and_empty_ones_can_be_shown(composition: CompositionTab) -> None:
    composition.by.setCurrentIndex(composition.by.findData("sex"))
    composition.across.setCurrentIndex(composition.across.findData("division"))
    labels = [composition.table.verticalHeaderItem(at).text() for at in range(composition.table.rowCount())]
    assert labels == ["Tổng số", "Nam", "Nữ"]
    few = composition.table.columnCount()
    total = int(composition.table.item(0, 0).text())
    cells = [
        [int(composition.table.item(at, column).text().replace("–", "0")) for column in range(1, few)]
        for at in range(1, 3)
    ]
    assert sum(map(sum, cells)) == total == 3
    composition.only_filled.click()
    assert composition.table.rowCount() > 3
    assert composition.table.columnCount() > few

"""Rooms are counted by keyboard, differences settled, lots parted and moved from the list."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.services.assets import code_of
from desktop.services.records import Query
from desktop.services.session import Session
from desktop.services.settling import EXPLAIN, Settlement
from desktop.ui.dialogs.asset_dialogs import DisposeDialog, MoveDialog, SplitDialog
from desktop.ui.dialogs.differences_dialog import DifferencesDialog
from desktop.ui.dialogs.error_dialog import ErrorDialog
from desktop.ui.dialogs.stocktake_dialog import StocktakeDialog
from desktop.ui.pages.list_page import ListPage
from desktop.ui.pages.stocktake_page import StocktakePage
from desktop.ui.tables.count_grid import FOUND

Key = Qt.Key
Dialog = Callable[[type[Any]], Any]


@pytest.fixture
def things(session: Session) -> dict[str, str]:
    told = {
        "chairs": {"name": "Ghế", "quantity": 10, "room": "Phòng 1", "condition": "tot"},
        "desk": {"name": "Máy tính bàn", "room": "Phòng 1", "condition": "tot"},
        "shelf": {"name": "Tủ", "quantity": 2, "room": "Phòng 2"},
    }
    return {name: session.records.create("equipment", one)[0].record.id for name, one in told.items()}


def shown(qtbot: QtBot, page: QWidget) -> None:
    qtbot.addWidget(page)
    page.resize(1100, 600)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page)


@pytest.fixture
def page(qtbot: QtBot, session: Session, things: dict[str, str]) -> StocktakePage:
    session.stocktaking.start(date(2026, 7, 1), [])
    made = StocktakePage(session)
    shown(qtbot, made)
    made.grid.setFocus()
    return made


def counted(session: Session) -> dict[str, int | None]:
    sheet = session.stocktaking.sheet(session.stocktaking.current() or "")
    return {one.asset: one.found_quantity for one in sheet.lines}


def test_a_room_is_typed_by_exception(qtbot: QtBot, page: StocktakePage, session: Session) -> None:
    assert (page.room(), page.grid.currentColumn()) == ("Phòng 1", FOUND)
    qtbot.keyClicks(page.grid, "8")
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return)
    qtbot.waitUntil(lambda: counted(session) == {"Ghế": 8, "Máy tính bàn": None, "Tủ": None})
    assert page.grid.currentRow() == 1
    qtbot.keyClick(page.grid, Key.Key_D)
    assert counted(session)["Máy tính bàn"] == 1
    page.rooms.setCurrentRow(1)
    qtbot.keyClick(page.grid, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert counted(session)["Tủ"] == 2
    assert page.rooms.item(0).text() == "✓ Phòng 1  2/2"
    assert "1 chênh lệch" in page.progress.text()


def test_enter_does_not_overwrite_what_was_counted(
    qtbot: QtBot, page: StocktakePage, session: Session
) -> None:
    page.grid.item(0, FOUND).setText("8")
    page.grid.setCurrentCell(0, FOUND)
    qtbot.keyClick(page.grid, Key.Key_Return)
    assert counted(session)["Ghế"] == 8
    page.grid.setCurrentCell(0, FOUND)
    qtbot.keyClick(page.grid, Key.Key_Delete)
    assert counted(session)["Ghế"] is None


def test_what_is_no_number_is_not_taken(page: StocktakePage, session: Session) -> None:
    page.grid.item(0, FOUND).setText("8")
    page.grid.item(0, FOUND).setText("tám")
    assert counted(session)["Ghế"] == 8
    assert page.grid.item(0, FOUND).text() == "8"


def test_surplus_is_typed_in_the_last_row(page: StocktakePage, session: Session) -> None:
    last = page.grid.rowCount() - 1
    page.grid.item(last, 0).setText("Quạt")
    page.grid.item(last, FOUND).setText("3")
    assert page.sheet is not None
    assert [(one.asset, one.quantity, one.room) for one in page.sheet.surplus] == [("Quạt", 3, "Phòng 1")]
    page.undo()
    assert page.sheet.surplus == ()


def test_surplus_typed_by_mistake_goes_with_delete(
    qtbot: QtBot, page: StocktakePage, session: Session
) -> None:
    for name in ("Quạt", "Ấm"):
        last = page.grid.rowCount() - 1
        page.grid.item(last, 0).setText(name)
        page.grid.item(last, FOUND).setText("3")
    page.grid.setCurrentCell(page.grid.rowCount() - 3, FOUND)
    qtbot.keyClick(page.grid, Key.Key_Delete)
    record_id = session.stocktaking.current() or ""
    assert [one.asset for one in session.stocktaking.sheet(record_id).surplus] == ["Ấm"]


def test_a_long_name_is_shown_whole(qtbot: QtBot, page: StocktakePage, session: Session) -> None:
    last = page.grid.rowCount() - 1
    page.grid.item(last, 0).setText("Bộ máy vi tính để bàn kèm màn hình, bàn phím, chuột và bộ lưu điện " * 3)
    page.grid.item(last, FOUND).setText("3")
    qtbot.waitUntil(lambda: page.grid.rowHeight(last) > 2 * page.grid.rowHeight(0))


def test_a_scanned_code_leads_to_its_line(qtbot: QtBot, page: StocktakePage, things: dict[str, str]) -> None:
    qtbot.keyClicks(page.scan, code_of(things["shelf"]))
    qtbot.keyClick(page.scan, Key.Key_Return)
    assert (page.room(), page.grid.currentRow()) == ("Phòng 2", 0)


def test_a_difference_is_settled_in_its_dialog(
    qtbot: QtBot, page: StocktakePage, session: Session, things: dict[str, str], passing_dialog: Dialog
) -> None:
    page.grid.item(0, FOUND).setText("8")
    page.settle()
    dialog = passing_dialog(DifferencesDialog)
    assert not dialog.deeds["record"].isEnabled()
    qtbot.mouseClick(dialog.deeds["correct"], Qt.MouseButton.LeftButton)
    assert session.records.payload(things["chairs"])["quantity"] == 8
    assert not dialog.deeds["correct"].isEnabled()
    dialog.reject()


def test_a_long_reason_leaves_the_asset_readable(
    page: StocktakePage, session: Session, passing_dialog: Dialog
) -> None:
    page.grid.item(0, FOUND).setText("8")
    sheet = session.stocktaking.sheet(session.stocktaking.current() or "")
    reason = Settlement(EXPLAIN, "Cho Phòng Kinh tế mượn đến hết năm, có giấy mượn và người nhận ký " * 4)
    session.settling.settle(sheet.id, sheet.differences[0].place, reason)
    page.settle()
    dialog = passing_dialog(DifferencesDialog)
    assert min(dialog.table.columnWidth(column) for column in (0, 5)) > 150
    assert dialog.table.rowHeight(0) > 2 * dialog.table.fontMetrics().height()
    dialog.reject()


def test_closing_too_early_says_what_is_left(page: StocktakePage, passing_dialog: Dialog) -> None:
    page.close_count()
    told = passing_dialog(ErrorDialog)
    assert "3 tài sản chưa kiểm" in told.text.text()
    told.reject()


def test_a_stocktaking_is_begun_with_its_committee(
    qtbot: QtBot, session: Session, things: dict[str, str], passing_dialog: Dialog
) -> None:
    page = StocktakePage(session)
    shown(qtbot, page)
    page.begin()
    dialog = passing_dialog(StocktakeDialog)
    dialog.committee.setItem(0, 0, dialog.committee.item(0, 0) or _item("Lê Thị Lan"))
    dialog.begin()
    told = session.records.payload(session.stocktaking.current() or "")
    assert [(row["name"], row["role"]) for row in told["committee"]] == [("Lê Thị Lan", "head")]
    assert page.rooms.count() == 2


def _item(text: str) -> Any:
    from PySide6.QtWidgets import QTableWidgetItem

    return QTableWidgetItem(text)


def test_lots_are_parted_moved_and_disposed_of_from_the_list(
    qtbot: QtBot, session: Session, things: dict[str, str], passing_dialog: Dialog
) -> None:
    page = ListPage(session, "equipment")
    shown(qtbot, page)
    page.deeds.start("split", [things["chairs"]])
    split = passing_dialog(SplitDialog)
    split.pieces.setValue(4)
    split.do()
    assert session.records.payload(things["chairs"])["quantity"] == 6
    page.deeds.start("move", [things["chairs"], things["desk"]])
    move = passing_dialog(MoveDialog)
    move.room.setText("Kho")
    move.do()
    assert {session.records.payload(things[name])["room"] for name in ("chairs", "desk")} == {"Kho"}
    page.deeds.start("dispose", [things["desk"]])
    dispose = passing_dialog(DisposeDialog)
    dispose.decision.setText("9/QĐ-UBND")
    dispose.proceeds.setText("năm trăm")
    dispose.do()
    passing_dialog(ErrorDialog).reject()
    dispose.proceeds.setText("500.000")
    dispose.do()
    told = session.records.payload(things["desk"])
    assert (told["disposal_decision"], told["disposal_value_vnd"]) == ("9/QĐ-UBND", 500_000)
    assert session.records.page("equipment", Query()).total == 4


def test_only_deeds_that_fit_the_choice_can_be_pressed(
    qtbot: QtBot, session: Session, things: dict[str, str]
) -> None:
    page = ListPage(session, "equipment")
    shown(qtbot, page)

    def offered(*ids: str) -> set[str]:
        menu = page.deeds.menu_of(ids)
        return {action.objectName() for action in menu.actions() if action.isEnabled()}

    assert offered() == {"stocktake"}
    assert offered(things["desk"]) == {"split", "move", "dispose", "stocktake"}
    assert offered(things["desk"], things["shelf"]) == {"merge", "move", "dispose", "stocktake"}

"""Steps of an approval taken in the dialog, by keyboard alone; what the user may not do cannot be pressed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.services import start
from desktop.services.session import Session
from desktop.ui.dialogs.approval_dialog import ApprovalDialog
from desktop.ui.dialogs.approval_papers import PaperDialog, RemarkDialog
from desktop.ui.dialogs.error_dialog import ErrorDialog
from desktop.ui.pages.record_page import RecordPage

from .conftest import USER

Dialog = Callable[[type[Any]], Any]
Key = Qt.Key
SECRET = "mot cau dai khac"


@pytest.fixture
def ids(session: Session) -> list[str]:
    for name in ("Lê Thị Hoa", "Trần An"):
        person, _ = session.records.create("person", {"full_name": name})
        session.records.create("assessment", {"person": person.record.id, "assessed_on": "2026-03-01"})
    return session.records.in_order_of_entry("assessment")


@pytest.fixture
def page(qtbot: QtBot, session: Session, ids: list[str]) -> RecordPage:
    return shown(qtbot, session, ids[0])


def shown(qtbot: QtBot, session: Session, record_id: str) -> RecordPage:
    made = RecordPage(session)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show_record(record_id)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    return made


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def state(session: Session, record_id: str) -> object:
    return session.records.open(record_id).values["approval_state"]


def opened(qtbot: QtBot, session: Session, ids: list[str], over: RecordPage) -> ApprovalDialog:
    made = ApprovalDialog(session, ids, over)
    made.open()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    return made


def test_one_record_goes_all_the_way_by_keyboard_and_says_it_was_one_person(
    qtbot: QtBot, page: RecordPage, session: Session, ids: list[str], passing_dialog: Dialog
) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    asked = passing_dialog(ApprovalDialog)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is asked)
    assert asked.buttons["submitted"].hasFocus()
    with qtbot.waitSignals([page.changed] * 3):
        press(qtbot, Key.Key_Return)
        assert state(session, ids[0]) == "submitted"
        assert asked.buttons["reviewed"].hasFocus()
        press(qtbot, Key.Key_Return, Key.Key_Return)
    assert state(session, ids[0]) == "approved"
    assert state(session, ids[1]) == "draft"
    assert "người duyệt là một" in asked.one_person.text()
    assert "đã duyệt" in asked.said.text()
    assert page.header.facts.text().endswith("Đã duyệt")


def test_an_approved_record_is_only_shown(
    qtbot: QtBot, page: RecordPage, session: Session, ids: list[str]
) -> None:
    session.approval.submit(ids)
    page.reload()
    page.show_section("approvals")
    table = page.sections.current
    assert table.model.rowCount() == 1
    before = session.records.payload(ids[0])
    press(qtbot, Key.Key_Delete, Key.Key_Backspace, Key.Key_Return, Key.Key_F2, Key.Key_X)
    assert table.typed() == {}
    assert table.model.rowCount() == 1
    assert session.records.payload(ids[0]) == before
    assert table.add.isHidden()


def test_returning_asks_for_a_remark(
    qtbot: QtBot, page: RecordPage, session: Session, ids: list[str], passing_dialog: Dialog
) -> None:
    session.approval.submit(ids)
    asked = opened(qtbot, session, ids, page)
    asked.buttons["returned"].setFocus()
    press(qtbot, Key.Key_Return)
    remark = passing_dialog(RemarkDialog)
    qtbot.waitUntil(remark.text.hasFocus)
    assert not remark.deed.isEnabled()
    qtbot.keyClicks(remark.text, "Sai ngay")
    remark.deed.setFocus()
    press(qtbot, Key.Key_Return)
    assert {state(session, one) for one in ids} == {"returned"}
    assert session.records.payload(ids[1])["approvals"][-1]["remark"] == "Sai ngay"
    assert "Sai ngay" in asked.table.item(0, 2).text()


def test_a_paper_is_entered_with_its_scan_by_keyboard(
    qtbot: QtBot, page: RecordPage, session: Session, ids: list[str], passing_dialog: Dialog, tmp_path: Path
) -> None:
    scan = tmp_path / "quyet-dinh.pdf"
    scan.write_bytes(b"%PDF-1.7 ban quet")
    asked = opened(qtbot, session, ids, page)
    asked.paper.setFocus()
    press(qtbot, Key.Key_Return)
    paper = passing_dialog(PaperDialog)
    qtbot.waitUntil(paper.lines["who"].hasFocus)
    for text in ("Hoang Van Quan", "Chu tich", "31/02/2026", "12/QD-UBND", "6/3/2026"):
        qtbot.keyClicks(QApplication.focusWidget(), text)
        press(qtbot, Key.Key_Tab)
    paper.take_scan(scan)
    paper.deed.setFocus()
    press(qtbot, Key.Key_Return)
    assert paper.isVisible()
    assert paper.why.text().startswith("Ngày ký")
    paper.lines["on"].setText("5/3/2026")
    press(qtbot, Key.Key_Return)
    assert {state(session, one) for one in ids} == {"approved"}
    (row,) = session.records.payload(ids[0])["approvals"]
    assert (row["who"], row["on"], row["recorded_by"]) == ("Hoang Van Quan", "2026-03-05", USER)
    assert session.attachments.read(row["scan"]) == scan.read_bytes()


def test_only_the_records_that_can_take_a_step_take_it(
    qtbot: QtBot, page: RecordPage, session: Session, ids: list[str]
) -> None:
    session.approval.submit(ids[:1])
    asked = opened(qtbot, session, ids, page)
    assert asked.buttons["approved"].text() == "&Duyệt (1)"
    assert "chưa trình 1" in asked.counts.text()
    asked.buttons["approved"].click()
    assert [state(session, one) for one in ids] == ["approved", "draft"]


def test_a_step_without_its_right_cannot_be_pressed_and_is_refused_all_the_same(
    qtbot: QtBot, session: Session, ids: list[str], passing_dialog: Dialog
) -> None:
    session.users.add("Minh", ("clerk",), SECRET)
    session.approval.submit(ids)
    folder = session.folder
    session.close()
    clerk = start.open_(folder, SECRET, "Minh")
    asked = opened(qtbot, clerk, ids, shown(qtbot, clerk, ids[0]))
    assert not any(one.isEnabled() for one in asked.buttons.values())
    assert asked.paper.isEnabled()
    assert USER in asked.next.text()
    assert USER in asked.buttons["approved"].toolTip()
    asked.take("approved")
    assert USER in passing_dialog(ErrorDialog).text.text()
    assert {state(clerk, one) for one in ids} == {"submitted"}
    clerk.close()

"""The position board by keys and by drag and drop; every change is undone whole."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.services.board import CONCURRENT, FULL
from desktop.services.session import Session
from desktop.ui.board.board_tab import BoardTab
from desktop.ui.board.carried import ASSIGNMENT, PERSON, carry
from desktop.ui.board.change_dialogs import EndDialog, MoveDialog, NeedDialog
from desktop.ui.board.ideas_dialog import IdeasDialog
from desktop.ui.board.place_dialog import PlaceDialog
from desktop.ui.board.post_row import PostRow

Dialog = Callable[[type[Any]], Any]
DAY = date(2026, 8, 1)
ECONOMY = "Phòng Kinh tế"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def ids(session: Session) -> dict[str, str]:
    """Two positions and three people, one of whom holds the first; records by a short name."""

    def make(form_id: str, **values: object) -> str:
        return str(session.records.create(form_id, values)[0].record.id)

    make("subunit", name=ECONOMY, kind="division", block="chinh_quyen", unit_code="PKT")
    made = {
        "land": make("position", name="Địa chính", division=ECONOMY, field="DATDAI", need=2),
        "tax": make("position", name="Kế toán", division=ECONOMY, field="KETOAN", need=1),
    }
    for name in ("Trần Bình", "Lê An", "Vũ Cúc"):
        first = {"category": "CC", "status": "working", "since": "2025-07-01"}
        made[name] = make("person", full_name=name, **{"status_history/00000001": first})
    session.board.assign(made["Trần Bình"], made["land"], 100, FULL, date(2026, 1, 1))
    return made


@pytest.fixture
def board(qtbot: QtBot, session: Session, ids: dict[str, str]) -> BoardTab:
    made = BoardTab(session)
    qtbot.addWidget(made)
    made.day.set_day(DAY)
    made.resize(1162, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def row(board: BoardTab, position: str) -> PostRow:
    return next(one for one in board.view.rows if one.post.id == position)


def press(qtbot: QtBot, widget: QWidget, key: Qt.Key, keys: Qt.KeyboardModifier | None = None) -> None:
    if isinstance(widget, BoardTab):  # without a desktop nobody gives the keys back when a dialog closes
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
    qtbot.keyClick(widget, key, keys or Qt.KeyboardModifier.NoModifier)


def drop(target: QWidget, kind: str, record_id: str) -> bool:
    """Bring something over a widget and let go there; whether it was taken."""
    data = carry(kind, record_id)
    at, move = QPoint(5, 5), Qt.DropAction.MoveAction
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(at, move, data, left, none)
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(target, QDropEvent(QPointF(at), move, data, left, none))
    return True


def holders(session: Session, position: str, on: date = DAY) -> list[tuple[str, int, bool]]:
    post = session.board.groups(on).post(position)
    assert post is not None
    return [(one.person.name, one.share, one.is_concurrent) for one in post.holders]


def test_somebody_is_assigned_by_keys_alone_and_undone(
    qtbot: QtBot, board: BoardTab, session: Session, ids: dict[str, str], dialog: Dialog
) -> None:
    board.view.focus(ids["tax"])
    press(qtbot, row(board, ids["tax"]), Qt.Key.Key_Return)
    ask = dialog(PlaceDialog)
    qtbot.keyClicks(ask.people.line, "an")
    press(qtbot, ask.people.line, Qt.Key.Key_Down)
    press(qtbot, ask.people.line, Qt.Key.Key_Up)
    press(qtbot, ask, Qt.Key.Key_Return)
    assert holders(session, ids["tax"]) == [("Lê An", 100, False)]
    assert row(board, ids["tax"]).gap.text().startswith("0")
    assert board.view.current()[0] == ids["tax"]
    press(qtbot, board, Qt.Key.Key_Z, CONTROL)
    assert holders(session, ids["tax"]) == []
    press(qtbot, board, Qt.Key.Key_Y, CONTROL)
    assert holders(session, ids["tax"]) == [("Lê An", 100, False)]


def test_people_are_offered_who_do_not_hold_the_position_those_without_first(
    board: BoardTab, ids: dict[str, str], dialog: Dialog
) -> None:
    without = {ids["Lê An"], ids["Vũ Cúc"]}
    board.deeds.assign(board.rows, ids["tax"])
    ask = dialog(PlaceDialog)
    offered = [entry.value for entry in ask.people.model.entries]
    assert (set(offered[:2]), offered[2:]) == (without, [ids["Trần Bình"]])
    ask.reject()
    board.deeds.assign(board.rows, ids["land"])
    assert {entry.value for entry in dialog(PlaceDialog).people.model.entries} == without


def test_arrows_go_over_positions_and_cards(qtbot: QtBot, board: BoardTab, ids: dict[str, str]) -> None:
    board.view.focus(ids["land"])
    press(qtbot, row(board, ids["land"]), Qt.Key.Key_Right)
    card = row(board, ids["land"]).cards[0]
    assert card.hasFocus()
    assert board.view.current() == (ids["land"], card.holder.id)
    press(qtbot, card, Qt.Key.Key_Left)
    assert row(board, ids["land"]).hasFocus()
    press(qtbot, row(board, ids["land"]), Qt.Key.Key_Down)
    assert row(board, ids["tax"]).hasFocus()
    press(qtbot, row(board, ids["tax"]), Qt.Key.Key_Home)
    assert row(board, ids["land"]).hasFocus()


def test_enter_opens_the_person_and_control_enter_the_position(
    qtbot: QtBot, board: BoardTab, ids: dict[str, str]
) -> None:
    opened: list[tuple[str, str]] = []
    board.record_wanted.connect(lambda form_id, record_id: opened.append((form_id, record_id)))
    press(qtbot, row(board, ids["land"]).cards[0], Qt.Key.Key_Return)
    board.view.focus(ids["land"])
    press(qtbot, row(board, ids["land"]), Qt.Key.Key_Return, CONTROL)
    qtbot.mouseDClick(row(board, ids["tax"]), Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(row(board, ids["land"]).cards[0], Qt.MouseButton.LeftButton)
    binh = ("person", ids["Trần Bình"])
    assert opened == [binh, ("position", ids["land"]), ("position", ids["tax"]), binh]


def test_a_person_dropped_on_a_position_is_asked_about_and_assigned(
    qtbot: QtBot, board: BoardTab, session: Session, ids: dict[str, str], dialog: Dialog
) -> None:
    assert drop(row(board, ids["land"]), PERSON, ids["Vũ Cúc"])
    ask = dialog(PlaceDialog)
    assert ask.person() == ids["Vũ Cúc"]
    ask.share.setValue(60)
    press(qtbot, ask, Qt.Key.Key_Return)
    assert holders(session, ids["land"]) == [("Trần Bình", 100, False), ("Vũ Cúc", 60, False)]
    assert [one.name for one in board.rows.unassigned] == ["Lê An"]


def test_a_card_dropped_on_another_position_moves_unless_told_otherwise(
    qtbot: QtBot, board: BoardTab, session: Session, ids: dict[str, str], dialog: Dialog
) -> None:
    card = row(board, ids["land"]).cards[0].holder.id
    assert not drop(row(board, ids["land"]), ASSIGNMENT, card)
    assert drop(row(board, ids["tax"]), ASSIGNMENT, card)
    press(qtbot, dialog(PlaceDialog), Qt.Key.Key_Return)
    assert (holders(session, ids["land"]), holders(session, ids["tax"])) == ([], [("Trần Bình", 100, False)])
    assert holders(session, ids["land"], date(2026, 7, 31)) == [("Trần Bình", 100, False)]
    press(qtbot, board, Qt.Key.Key_Z, CONTROL)
    assert holders(session, ids["land"]) == [("Trần Bình", 100, False)]


def test_beside_a_whole_post_a_concurrent_one_is_warned_about_and_shown(
    qtbot: QtBot, board: BoardTab, session: Session, ids: dict[str, str], dialog: Dialog
) -> None:
    drop(row(board, ids["tax"]), ASSIGNMENT, row(board, ids["land"]).cards[0].holder.id)
    ask = dialog(PlaceDialog)
    assert ask.warning.text() == ""
    ask.choose(CONCURRENT)
    ask.share.setValue(30)
    assert "130" in ask.warning.text()
    press(qtbot, ask, Qt.Key.Key_Return)
    assert holders(session, ids["land"]) == [("Trần Bình", 100, False)]
    assert holders(session, ids["tax"]) == [("Trần Bình", 30, True)]
    assert board.summary.overload.isVisible()
    assert "130" in board.summary.overload.text()
    assert "130" in row(board, ids["tax"]).cards[0].accessibleName()
    press(qtbot, board, Qt.Key.Key_Z, CONTROL)
    assert not board.summary.overload.isVisible()


def test_delete_ends_an_assignment_the_day_before(
    qtbot: QtBot, board: BoardTab, session: Session, ids: dict[str, str], dialog: Dialog
) -> None:
    board.view.focus(ids["land"], row(board, ids["land"]).cards[0].holder.id)
    press(qtbot, row(board, ids["land"]).cards[0], Qt.Key.Key_Delete)
    press(qtbot, dialog(EndDialog), Qt.Key.Key_Return)
    assert holders(session, ids["land"]) == []
    assert holders(session, ids["land"], date(2026, 7, 31)) == [("Trần Bình", 100, False)]
    assert "Trần Bình" in {one.name for one in board.rows.unassigned}
    assert row(board, ids["land"]).hasFocus()


def test_an_assignment_by_mistake_goes_without_a_trace_but_in_the_history(
    qtbot: QtBot, board: BoardTab, session: Session, ids: dict[str, str], dialog: Dialog
) -> None:
    drop(board.people.viewport(), ASSIGNMENT, row(board, ids["land"]).cards[0].holder.id)
    ask = dialog(EndDialog)
    ask.mistake.setChecked(True)
    press(qtbot, ask, Qt.Key.Key_Return)
    assert holders(session, ids["land"], date(2026, 1, 1)) == []
    assert "Trần Bình" in session.records.history(limit=1)[0].label


def test_a_card_is_moved_by_keys(
    qtbot: QtBot, board: BoardTab, session: Session, ids: dict[str, str], dialog: Dialog
) -> None:
    press(qtbot, row(board, ids["land"]).cards[0], Qt.Key.Key_F2)
    ask = dialog(MoveDialog)
    qtbot.keyClicks(ask.posts.line, "ke toan")
    press(qtbot, ask, Qt.Key.Key_Return)
    assert holders(session, ids["tax"]) == [("Trần Bình", 100, False)]


def test_enter_in_the_side_list_asks_for_the_position_first(
    qtbot: QtBot, board: BoardTab, session: Session, ids: dict[str, str], dialog: Dialog
) -> None:
    press(qtbot, board, Qt.Key.Key_F6)
    assert board.people.hasFocus()
    press(qtbot, board.people, Qt.Key.Key_Return)
    name = board.rows.members[board.people.chosen()].name
    find = next(one for one in QApplication.topLevelWidgets() if hasattr(one, "posts") and one.isVisible())
    qtbot.keyClicks(find.posts.line, "dia chinh")
    press(qtbot, find, Qt.Key.Key_Return)
    press(qtbot, dialog(PlaceDialog), Qt.Key.Key_Return)
    assert (name, 100, False) in holders(session, ids["land"])


def test_the_need_is_put_right_or_changed_from_a_day(
    qtbot: QtBot, board: BoardTab, session: Session, ids: dict[str, str], dialog: Dialog
) -> None:
    board.view.focus(ids["tax"])
    press(qtbot, row(board, ids["tax"]), Qt.Key.Key_F2)
    ask = dialog(NeedDialog)
    ask.number.setValue(3)
    press(qtbot, ask, Qt.Key.Key_Return)
    told = session.records.open(ids["tax"]).values
    assert (told["need"], told.get("need_history")) == (3, None)
    board.deeds.need(board.rows, ids["tax"])
    ask = next(
        one for one in QApplication.topLevelWidgets() if isinstance(one, NeedDialog) and one.isVisible()
    )
    ask.number.setValue(5)
    ask.change.setChecked(True)
    ask.since.set_day(date(2026, 9, 1))
    press(qtbot, ask, Qt.Key.Key_Return)
    rows = session.records.open(ids["tax"]).values["need_history"]
    assert [(one["since"], one["need"]) for one in rows] == [("2026-09-01", 5)]
    assert row(board, ids["tax"]).need.text() == "3"
    board.day.set_day(date(2026, 9, 1))
    assert row(board, ids["tax"]).need.text() == "5"


def test_the_board_is_that_of_the_chosen_day(board: BoardTab, ids: dict[str, str]) -> None:
    board.day.set_day(date(2025, 12, 31))
    assert row(board, ids["land"]).cards == []
    assert "2" in row(board, ids["land"]).gap.text()
    assert row(board, ids["land"]).post.is_empty_field


def test_search_and_filter_leave_what_fits_and_say_when_nothing_does(
    qtbot: QtBot, board: BoardTab, session: Session, ids: dict[str, str]
) -> None:
    session.board.correct_need(ids["land"], 1, DAY)
    board.reload()
    board.only_gaps.click()
    assert [one.post.id for one in board.view.rows] == [ids["tax"]]
    board.only_gaps.click()
    press(qtbot, board, Qt.Key.Key_F, CONTROL)
    qtbot.keyClicks(board.search, "binh")
    qtbot.waitUntil(lambda: [one.post.id for one in board.view.rows] == [ids["land"]])
    qtbot.keyClicks(board.search, " xyz")
    qtbot.waitUntil(board.nothing.isVisible)
    clear = board.nothing.findChild(QPushButton, "clear_filters")
    assert clear is not None
    clear.click()
    assert len(board.view.rows) == 2


def test_a_refused_change_is_said_in_words_and_changes_nothing(
    qtbot: QtBot, board: BoardTab, session: Session, ids: dict[str, str], dialog: Dialog
) -> None:
    from desktop.ui.dialogs.error_dialog import ErrorDialog

    press(qtbot, row(board, ids["land"]).cards[0], Qt.Key.Key_F2)
    ask = dialog(MoveDialog)
    ask.since.set_day(date(2025, 12, 1))
    press(qtbot, ask, Qt.Key.Key_Return)
    assert "01/01/2026" in dialog(ErrorDialog).text.text()
    assert holders(session, ids["land"]) == [("Trần Bình", 100, False)]


def test_positions_of_the_framework_list_are_chosen_with_space(
    qtbot: QtBot, board: BoardTab, session: Session, dialog: Dialog
) -> None:
    board.ask_for_ideas()
    ask = dialog(IdeasDialog)
    assert not ask.deed.isEnabled()
    qtbot.keyClicks(ask.line, "quan ly dat dai")
    shown = [at for at in range(ask.table.rowCount()) if not ask.table.isRowHidden(at)]
    assert len(shown) == 1
    assert ask.table.item(shown[0], 2).text() == "cần kiểm tra"
    ask.table.setCurrentCell(shown[0], 0)
    press(qtbot, ask.table, Qt.Key.Key_Space)
    ask.deed.click()
    assert "Chuyên viên quản lý đất đai" in {one.name for one in board.rows.posts}
    press(qtbot, board, Qt.Key.Key_Z, CONTROL)
    assert "Chuyên viên quản lý đất đai" not in {one.name for one in board.rows.posts}


def test_an_empty_board_says_what_to_do_first(qtbot: QtBot, session: Session) -> None:
    made = BoardTab(session)
    qtbot.addWidget(made)
    made.show()
    assert made.empty.isVisible()
    wanted: list[bool] = []
    made.import_wanted.connect(lambda: wanted.append(True))
    button = made.empty.findChild(QPushButton, "empty_import")
    assert button is not None
    button.click()
    assert wanted == [True]


def test_a_change_elsewhere_reaches_the_board(board: BoardTab, session: Session, ids: dict[str, str]) -> None:
    changes = session.board.assign(ids["Lê An"], ids["tax"], 100, FULL, DAY)
    board.reload(changes)
    assert [card.holder.person.name for card in row(board, ids["tax"]).cards] == ["Lê An"]

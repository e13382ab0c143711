"""Who stands twice, on screen: pairs, verdicts and values by keys, and what becomes of them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.services.import_preview import MERGED, Preview
from desktop.services.import_twins import DIFFERENT, REAPPOINTED, SAME
from desktop.services.session import Session
from desktop.ui.wizards.import_duplicates import DuplicatesStep

CORPUS = paths.program() / "tests" / "data" / "corpus"
THREE_COMMUNES = CORPUS / "04_ba_xa_cu_hop_nhat.xlsx"
THINGS = CORPUS / "05_kiem_ke_trang_thiet_bi.xlsx"
Make = Callable[[Path], DuplicatesStep]


@pytest.fixture
def look(session: Session) -> Callable[..., Preview]:
    def preview(file: Path, step: DuplicatesStep | None = None) -> Preview:
        settled = step.settled if step else {}
        return session.imports.preview(session.imports.read(file), settled=settled)

    return preview


@pytest.fixture
def make(qtbot: QtBot, look: Callable[..., Preview]) -> Make:
    def show(file: Path) -> DuplicatesStep:
        step = DuplicatesStep()
        qtbot.addWidget(step)
        step.show_preview(look(file))
        step.resize(920, 620)
        step.show()
        step.activateWindow()
        qtbot.waitUntil(step.isActiveWindow)
        step.enter()
        return step

    return show


def field_line(step: DuplicatesStep, name: str) -> int:
    return next(line for line, one in enumerate(step.fields.fields) if one.name == name)


def test_the_pairs_say_who_where_by_what_and_how_sure(make: Make) -> None:
    step = make(THREE_COMMUNES)
    assert step.model.rowCount() == 8
    said = str(step.model.index(0).data())
    for part in (
        "Vũ Văn Đông",
        "Vu Van Dong",
        "TT But Son, dòng 17",
        "Hoang Dao, dòng 22",
        "Trùng số",
        "100 %",
    ):
        assert part in said
    assert "Đề xuất" in said
    assert "Sheet3, dòng 5 – dòng 6" in str(step.model.index(2).data())


def test_keys_go_through_the_pairs_and_decide_them(qtbot: QtBot, make: Make) -> None:
    step = make(THREE_COMMUNES)
    first = step.pair
    for key in (Qt.Key.Key_1, Qt.Key.Key_Down, Qt.Key.Key_2, Qt.Key.Key_Down, Qt.Key.Key_3):
        qtbot.keyClick(step.list, key)
    keys = [twin.key for twin in step.model.pairs[:3]]
    assert [step.settled[key].verdict for key in keys] == [SAME, REAPPOINTED, DIFFERENT]
    qtbot.keyClick(step.list, Qt.Key.Key_Home)
    assert step.pair is first
    qtbot.keyClick(step.list, Qt.Key.Key_N)
    assert step.pair is step.model.pairs[3]
    assert "3" in step.progress.text()


def test_after_the_last_pair_is_decided_none_is_left_to_go_to(qtbot: QtBot, make: Make) -> None:
    step = make(THREE_COMMUNES)
    for _ in step.model.pairs:
        qtbot.keyClick(step.list, Qt.Key.Key_1)
        qtbot.keyClick(step.list, Qt.Key.Key_N)
    assert len(step.settled) == len(step.model.pairs)
    assert not step.undecided.isEnabled()


def test_what_differs_is_marked_with_a_sign_and_chosen_by_keys(
    qtbot: QtBot, make: Make, look: Callable[..., Preview]
) -> None:
    step = make(THREE_COMMUNES)
    line = field_line(step, "full_name")
    assert step.fields.index(line, 0).data() == "≠"
    step.view.setCurrentIndex(step.fields.index(line, 1))
    qtbot.keyClick(step.view, Qt.Key.Key_Right)
    assert step.fields.index(line, 3).data() == "● Vu Van Dong"
    assert _name(look(THREE_COMMUNES, step), step) == "Vu Van Dong"
    qtbot.keyClick(step.view, Qt.Key.Key_Left)
    assert step.fields.index(line, 2).data() == "● Vũ Văn Đông"
    assert _name(look(THREE_COMMUNES, step), step) == "Vũ Văn Đông"


def _name(preview: Preview, step: DuplicatesStep) -> str:
    return str(next(row for row in preview.rows if row.ref == step.pair.one).values["full_name"])


def test_a_value_is_chosen_with_a_click(qtbot: QtBot, make: Make) -> None:
    step = make(THREE_COMMUNES)
    line = field_line(step, "birth_date")
    rect = step.view.visualRect(step.fields.index(line, 3))
    qtbot.mouseClick(step.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert "birth_date" in step.settled[step.pair.key].others


def test_two_different_people_take_nothing_from_each_other(
    qtbot: QtBot, make: Make, look: Callable[..., Preview]
) -> None:
    step = make(THREE_COMMUNES)
    qtbot.keyClick(step.list, Qt.Key.Key_3)
    line = field_line(step, "full_name")
    step.fields.choose(line, takes_other=True)
    assert "full_name" not in step.settled[step.pair.key].others
    assert step.fields.index(line, 2).data() == "Vũ Văn Đông"
    states = [row.state for row in look(THREE_COMMUNES, step).rows]
    assert states.count(MERGED) == 7


def test_things_are_not_appointed_again(qtbot: QtBot, make: Make) -> None:
    step = make(THINGS)
    shown = [button.text() for button in step.verdicts.values() if not button.isHidden()]
    assert shown == ["1  Cùng một tài sản", "2  Hai tài sản khác nhau"]
    qtbot.keyClick(step.list, Qt.Key.Key_2)
    assert step.settled[step.pair.key].verdict == DIFFERENT
    step.decide(REAPPOINTED)
    qtbot.keyClick(step.list, Qt.Key.Key_3)
    assert step.settled[step.pair.key].verdict == DIFFERENT


def test_what_was_decided_before_is_said_and_needs_nothing(
    make: Make, session: Session, look: Callable[..., Preview]
) -> None:
    first = look(THREE_COMMUNES)
    settled = {twin.key: twin.settlement for twin in first.twins}
    decided = session.imports.preview(first.reading, settled=settled)
    applied = session.imports.apply(decided, only_good=False)
    session.records.undo(applied.change_n)
    step = make(THREE_COMMUNES)
    assert "Lần trước" in str(step.model.index(0).data())
    assert not step.undecided.isEnabled()


def test_a_pair_with_a_record_of_the_register_says_so(make: Make, session: Session) -> None:
    session.records.create("person", {"full_name": "Lưu Thị Thanh Xoan", "birth_date": "1991-04-19"})
    step = make(THREE_COMMUNES)
    (twin,) = (one for one in step.model.pairs if one.is_record)
    step.list.setCurrentIndex(step.model.index(list(step.model.pairs).index(twin)))
    assert step.fields.headerData(2, Qt.Orientation.Horizontal) == "Hồ sơ trong sổ"
    assert "Hồ sơ trong sổ" in str(step.list.currentIndex().data())

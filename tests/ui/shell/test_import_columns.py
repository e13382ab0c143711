"""The columns of a file on screen: guessed, changed by keys, given to others; kinds; what must stay out."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.services.session import Session
from desktop.ui.dialogs.error_dialog import ErrorDialog
from desktop.ui.forms.picker import PickerWidget
from desktop.ui.wizards.import_column_model import TARGET
from desktop.ui.wizards.import_columns import ColumnsStep
from desktop.ui.wizards.import_table import TablePane

from .conftest import ROSTER

Make = Callable[..., ColumnsStep]
ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def make(qtbot: QtBot, session: Session) -> Make:
    def show(*files: Path) -> ColumnsStep:
        step = ColumnsStep(session)
        qtbot.addWidget(step)
        step.show_reading(session.imports.read(*files))
        step.resize(900, 600)
        step.show()
        step.activateWindow()
        qtbot.waitUntil(step.isActiveWindow)
        step.enter()
        return step

    return show


def sheet(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def line_of(pane: TablePane, target: str) -> int:
    return next(line for line in range(pane.model.rowCount()) if pane.model.target(line) == target)


def text(pane: TablePane, line: int, at: int) -> str:
    return str(pane.model.index(line, at).data())


def open_line(qtbot: QtBot, pane: TablePane, line: int) -> PickerWidget:
    pane.view.setCurrentIndex(pane.model.index(line, TARGET))
    qtbot.keyClick(pane.view, ENTER)
    (editor,) = (one for one in pane.view.findChildren(PickerWidget) if one.isVisible())
    assert editor.is_open
    return editor


def test_a_column_is_sent_elsewhere_by_typing_a_few_letters(qtbot: QtBot, make: Make) -> None:
    step = make(ROSTER)
    pane = step.panes[0]
    line = line_of(pane, "phone")
    editor = open_line(qtbot, pane, line)
    qtbot.keyClicks(editor, "tin hoc")
    qtbot.keyClick(editor, ENTER)
    assert pane.model.target(line) == "it_skill"
    assert step.chosen()[0] == {pane.sheet.columns[line].index: "it_skill"}
    assert text(pane, line, TARGET + 1).startswith("✗")


def test_a_column_is_chosen_with_the_mouse(qtbot: QtBot, make: Make) -> None:
    pane = make(ROSTER).panes[0]
    line = line_of(pane, "phone")
    rect = pane.view.visualRect(pane.model.index(line, TARGET))
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    (editor,) = (one for one in pane.view.findChildren(PickerWidget) if one.isVisible())
    qtbot.keyClicks(editor, "giu lam ghi chu")
    popup = pane.window().findChild(QWidget, "picker_popup").view
    qtbot.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert pane.model.target(line) is None
    assert text(pane, line, TARGET) == "Giữ làm ghi chú"


def test_escape_and_words_that_are_no_field_change_nothing(qtbot: QtBot, make: Make) -> None:
    pane = make(ROSTER).panes[0]
    line = line_of(pane, "phone")
    for key in (ESCAPE, ENTER):
        editor = open_line(qtbot, pane, line)
        qtbot.keyClicks(editor, "khong co muc nay")
        qtbot.keyClick(editor, key)
        assert pane.model.target(line) == "phone"


def test_a_field_given_twice_is_told_before_going_on(qtbot: QtBot, make: Make) -> None:
    step = make(ROSTER)
    pane = step.panes[0]
    line = line_of(pane, "phone")
    assert step.is_complete()
    pane.model.choose(line, "address")
    assert not step.is_complete()
    assert "Nơi ở hiện nay" in pane.twice.text()
    assert pane.sheet.columns[line].heading in pane.twice.text()
    assert not pane.save.isEnabled()
    pane.model.choose(line, "phone")
    assert step.is_complete()
    assert pane.twice.isHidden()


def test_a_table_of_another_kind_is_guessed_anew_and_may_stay_out(make: Make) -> None:
    step = make(ROSTER)
    pane = step.panes[0]
    pane.kind.setCurrentIndex(pane.kind.findData("vehicle"))
    assert step.reading.sheets[0].kind == "vehicle"
    assert pane.model.counts()[0] < 5
    pane.kind.setCurrentIndex(pane.kind.findData(None))
    assert not step.is_complete()
    assert step.reading.sheets[0].kind is None
    pane.kind.setCurrentIndex(pane.kind.findData("person"))
    assert step.is_complete()
    assert pane.model.counts()[0] > 15


def test_what_may_be_a_state_secret_stays_out_and_says_so(
    qtbot: QtBot, make: Make, session: Session, tmp_path: Path
) -> None:
    step = make(
        sheet(
            tmp_path / "quy-hoach.xlsx",
            ("STT", "Họ và tên", "Ngày sinh", "Quy hoạch chức danh"),
            (1, "Lê Văn Nam", "05/09/1985", "Chủ tịch UBND"),
            (2, "Trần Thị Bình", "06/10/1990", "Phó Chủ tịch"),
        )
    )
    pane = step.panes[0]
    line = line_of(pane, "@secret")
    assert text(pane, line, TARGET) == "Không nhập: có thể là bí mật nhà nước"
    assert "Quy hoạch chức danh" in pane.secret.text()
    pane.model.choose(line, "note")
    qtbot.keyClick(pane.view, Qt.Key.Key_End)
    assert pane.model.target(line) == "@secret"
    rows = session.imports.preview(step.reading, step.chosen()).rows
    assert all("Chủ tịch" not in str(row.values) + str(row.unmapped) for row in rows)


def test_a_mapping_is_given_to_others_without_data(make: Make, tmp_path: Path) -> None:
    file = tmp_path / "ghep.json"
    pane = make(ROSTER).panes[0]
    line = line_of(pane, "phone")
    pane.model.choose(line, "@note")
    pane.save_to(file)
    assert file.name in pane.known.text()
    written = file.read_text(encoding="utf-8")
    names = pane.sheet.columns[line_of(pane, "full_name")].samples
    assert names
    assert all(name not in written for name in names)
    assert json.loads(written)["form"] == "person"
    other = make(ROSTER).panes[0]
    assert other.model.target(line) == "phone"
    other.use_from(file)
    assert other.model.target(line) is None
    assert file.name in other.known.text()


def test_a_mapping_that_is_none_changes_nothing(
    make: Make, tmp_path: Path, dialog: Callable[[type[ErrorDialog]], ErrorDialog]
) -> None:
    file = tmp_path / "ghep.json"
    file.write_text("[]", encoding="utf-8")
    pane = make(ROSTER).panes[0]
    pane.use_from(file)
    assert "ghep.json" in dialog(ErrorDialog).text.text()
    assert pane.model.target(line_of(pane, "phone")) == "phone"


def test_a_layout_met_before_is_said_to_be_known(make: Make, session: Session, people: list[str]) -> None:
    pane = make(ROSTER).panes[0]
    assert ROSTER.name in pane.known.text()
    assert pane.known.isVisible()
    assert len(people) == session.records.count("person")

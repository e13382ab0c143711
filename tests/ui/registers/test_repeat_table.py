from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.domain.places import rows
from desktop.errors import AppError
from desktop.ui.forms.picker import PickerWidget
from desktop.ui.pages.record_page import RecordPage

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
FAMILY = "family_own"


@pytest.fixture
def page(qtbot, session, person):
    made = RecordPage(session)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    made.show_record(person())
    made.show_section(FAMILY)
    return made


def press(qtbot, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def write(qtbot, text):
    for letter in text:
        qtbot.keyClicks(QApplication.focusWidget(), letter)


def stored(session, page):
    return [dict(row) for row in rows(session.records.open(page.record_id).record.payload, FAMILY)]


def values(session, page):
    return [{key: value for key, value in row.items() if key != "_id"} for row in stored(session, page)]


def test_rows_are_entered_with_the_keyboard_alone(qtbot, session, page):
    press(qtbot, Key.Key_Return)
    write(qtbot, "me de")
    press(qtbot, Key.Key_Return)
    write(qtbot, "Tran Thi B")
    press(qtbot, Key.Key_Tab)
    write(qtbot, "1945")
    press(qtbot, Key.Key_Return)
    write(qtbot, "bo de")
    press(qtbot, Key.Key_Return)
    assert values(session, page) == [
        {"relation": "me_de", "full_name": "Tran Thi B", "birth_year": "1945"},
        {"relation": "cha_de"},
    ]


def test_a_cell_is_stored_when_it_is_left_as_its_own_place(qtbot, session, page):
    page.sections.current.paste_block("Mẹ đẻ\tTrần Thị B")
    row_id = stored(session, page)[0]["_id"]
    told = []
    page.changed.connect(told.append)
    page.sections.focus_place(f"{FAMILY}/{row_id}/birth_year")
    write(qtbot, "1945")
    assert told == []
    press(qtbot, Key.Key_Tab)
    assert stored(session, page) == [
        {"_id": row_id, "relation": "me_de", "full_name": "Trần Thị B", "birth_year": "1945"}
    ]
    assert session.records.history(page.record_id)[0].lines[0].place == f"{FAMILY}/{row_id}/birth_year"


def test_the_page_being_left_stores_the_cell_being_typed(qtbot, session, page):
    press(qtbot, Key.Key_Return, Key.Key_Tab)
    write(qtbot, "Tran Thi B")
    assert page.leave()
    assert values(session, page) == [{"full_name": "Tran Thi B"}]


def test_an_empty_row_is_not_stored(qtbot, session, page):
    press(qtbot, Key.Key_Return, Key.Key_Return, Key.Key_Return)
    assert page.sections.current.model.rowCount() == 1
    assert page.leave()
    assert values(session, page) == []


def test_a_removed_row_comes_back_where_it_was(qtbot, session, page):
    page.sections.current.paste_block("Cha đẻ\tA\nMẹ đẻ\tB\nAnh ruột\tC")
    before = stored(session, page)
    view = page.sections.current.view
    view.setCurrentIndex(view.model().index(1, 0))
    press(qtbot, Key.Key_Delete)
    assert [row["full_name"] for row in stored(session, page)] == ["A", "C"]
    assert view.hasFocus()
    press(qtbot, Key.Key_Z, modifier=CTRL)
    assert stored(session, page) == before
    assert [row["full_name"] for row in page.sections.current.model.rows] == ["A", "B", "C"]


def test_rows_of_excel_are_pasted_in_one_change(qtbot, session, page):
    changes = len(session.records.history(page.record_id))
    QGuiApplication.clipboard().setText(
        'Cha đẻ\tNguyễn A\t1940\t"Quê: Huế\nNghề: nông"\nMẹ đẻ\tTrần B\t31/02/1945\t'
    )
    page.sections.current.view.setFocus()
    press(qtbot, Key.Key_V, modifier=CTRL)
    assert values(session, page) == [
        {
            "relation": "cha_de",
            "full_name": "Nguyễn A",
            "birth_year": "1940",
            "details": "Quê: Huế\nNghề: nông",
        },
        {"relation": "me_de", "full_name": "Trần B", "birth_year": {"raw": "31/02/1945"}},
    ]
    assert len(session.records.history(page.record_id)) == changes + 1
    press(qtbot, Key.Key_Z, modifier=CTRL)
    assert values(session, page) == []


def test_pasted_cells_that_have_no_column_are_said_not_dropped_silently(qtbot, session, page):
    table = page.sections.current
    beyond = len(table.section.fields)
    table.paste_block("\t".join(["Mẹ đẻ", *[""] * (beyond - 1), "thừa", "", "nữa"]))
    assert values(session, page) == [{"relation": "me_de"}]
    assert table._note.isVisible()
    assert "2" in table._note.text()


def test_problems_of_a_table_name_the_row_and_their_lines_do_not_overlap(qtbot, page):
    page.sections.current.paste_block("\n".join(["Mẹ đẻ\tTrần Thị B\t31/02/1945"] * 12))
    shown = page.panels.problems.list
    texts = [shown.item(at).text() for at in range(shown.count())]
    assert sum(", dòng 12 · " in text for text in texts) == 1
    qtbot.waitUntil(shown.verticalScrollBar().isVisible)
    page.panels.setFixedWidth(180)
    qtbot.waitUntil(lambda: shown.width() < 180)

    def gaps():
        rects = [shown.visualItemRect(shown.item(at)) for at in range(shown.count())]
        return [below.top() - above.bottom() for above, below in pairwise(rects)]

    qtbot.waitUntil(lambda: min(gaps()) > 0)


def test_an_unreadable_cell_stays_as_typed_and_is_marked(qtbot, session, page):
    press(qtbot, Key.Key_Return, Key.Key_Tab, Key.Key_Tab)
    write(qtbot, "31/02/1945")
    press(qtbot, Key.Key_Tab)
    model = page.sections.current.model
    cell = model.index(0, 2)
    assert values(session, page) == [{"birth_year": {"raw": "31/02/1945"}}]
    assert cell.data() == "31/02/1945"
    assert model.note_at(cell).state == "error"
    assert page.rail.line(FAMILY).hard >= 1


def test_escape_gives_up_the_cell_and_not_the_page(qtbot, session, page):
    page.sections.current.paste_block("Mẹ đẻ\tB")
    page.sections.focus_place(f"{FAMILY}/{stored(session, page)[0]['_id']}/full_name")
    write(qtbot, "xyz")
    press(qtbot, Key.Key_Escape)
    assert values(session, page) == [{"relation": "me_de", "full_name": "B"}]
    assert page.sections.current.view.hasFocus()


def test_a_list_opens_in_a_cell_and_enter_takes_its_entry(qtbot, session, page):
    press(qtbot, Key.Key_Return, Key.Key_F4)
    editor = QApplication.focusWidget()
    assert isinstance(editor, PickerWidget)
    assert editor.is_open
    press(qtbot, Key.Key_Down, Key.Key_Return)
    assert values(session, page) == [{"relation": "me_de"}]


def test_tab_goes_on_to_the_next_section_after_the_last_cell(qtbot, page):
    page.sections.current.paste_block("Mẹ đẻ\tB")
    page.sections.current.focus_last()
    press(qtbot, Key.Key_Tab)
    ids = [section.id for section in page.form.sections]
    assert page.sections.section_id == ids[ids.index(FAMILY) + 1]


def test_cells_that_could_not_be_stored_stay_on_the_screen_until_they_are(qtbot, session, page, monkeypatch):
    def fail(*_arguments):
        raise AppError("disk_full", folder="D:/so")

    press(qtbot, Key.Key_Return, Key.Key_Tab)
    with monkeypatch.context() as patch:
        patch.setattr(session.records, "save", fail)
        write(qtbot, "Tran Thi B")
        press(qtbot, Key.Key_Tab)
        model = page.sections.current.model
        assert model.index(0, 1).data() == "Tran Thi B"
        assert "D:/so" in model.note_at(model.index(0, 1)).text
        assert values(session, page) == []
    write(qtbot, "1945")
    press(qtbot, Key.Key_Tab)
    assert values(session, page) == [{"full_name": "Tran Thi B", "birth_year": "1945"}]


def test_columns_fit_the_width_of_the_page(page):
    view = page.sections.current.view
    QApplication.processEvents()
    assert view.horizontalHeader().length() <= view.viewport().width() + 2

from contextlib import suppress

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.domain.places import get
from desktop.domain.problems import Code
from desktop.errors import AppError
from desktop.services.records import Query
from desktop.ui.forms.section_view import SectionView
from desktop.ui.pages.record_page import RecordPage

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, session):
    made = RecordPage(session)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    yield made
    made._saving.unsaved = {}


def field(page, name):
    return page.sections.current.cells[name].widget


def focused():
    return QApplication.focusWidget().objectName()


def stored(session, page, place):
    return get(session.records.open(page.record_id).record.payload, place)


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def test_a_new_person_is_entered_with_the_keyboard_alone(qtbot, session, page):
    page.new_record("person")
    before = session.records.count("person")
    assert focused() == "full_name"
    assert page.record_id == ""
    for text, key in (("Le Van An", Key.Key_Tab), ("5/9/1985", Key.Key_Return), ("nam", Key.Key_Return)):
        qtbot.keyClicks(QApplication.focusWidget(), text)
        press(qtbot, key)
    assert focused() == "national_id"
    press(qtbot, Key.Key_Backtab)
    assert focused() == "sex"
    assert session.records.count("person") == before + 1
    payload = session.records.open(page.record_id).record.payload
    assert payload == {"full_name": "Le Van An", "birth_date": "1985-09-05", "sex": "male"}
    assert page.header.name.text() == "Le Van An"


def test_saved_is_said_only_when_the_field_is_in_the_store(qtbot, session, page, person):
    page.show_record(person())
    told = []
    page.saved.connect(lambda time: told.append((time, stored(session, page, "birth_date"))))
    press(qtbot, Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "1990")
    assert told == []
    assert page.header.saved_at.text() == ""
    press(qtbot, Key.Key_Tab)
    assert [value for _, value in told] == ["1990"]
    assert told[0][0] in page.header.saved_at.text()


def test_a_field_that_was_not_changed_is_not_saved(qtbot, session, page, person):
    page.show_record(person(birth_date="1990-02-01"))
    revision = session.records.open(page.record_id).record.revision
    for _ in range(4):
        press(qtbot, Key.Key_Tab)
    assert session.records.open(page.record_id).record.revision == revision


def test_what_cannot_be_read_is_stored_and_stays_with_its_problem(qtbot, session, page, person):
    page.show_record(person(), "birth_date")
    qtbot.keyClicks(field(page, "birth_date"), "31/02/1985")
    press(qtbot, Key.Key_Return)
    assert stored(session, page, "birth_date") == {"raw": "31/02/1985"}
    assert field(page, "birth_date").text() == "31/02/1985"
    assert field(page, "birth_date").property("state") == "error"
    assert page.sections.current.cells["birth_date"].noted()
    assert page.rail.line("identity").hard >= 1


def test_the_problem_panel_leads_to_the_field(qtbot, page, person):
    page.show_record(person(salary_step={"raw": "ba"}))
    shown = page.panels.problems.list
    places = [shown.item(at).data(Qt.ItemDataRole.UserRole) for at in range(shown.count())]
    shown.itemClicked.emit(shown.item(places.index("salary_step")))
    assert focused() == "salary_step"
    assert page.rail.currentIndex().data() == page.rail.line("pay").title


def test_the_next_record_is_shown_only_after_the_field_is_saved(qtbot, session, page, person):
    first, second = person(full_name="Zz Aa"), person(full_name="Zz Ab")
    page.show_record(first, "phone")
    qtbot.keyClicks(field(page, "phone"), "0912345678")
    press(qtbot, Key.Key_Down, CTRL)
    assert page.record_id == second
    assert session.records.open(first).record.payload["phone"] == "0912345678"
    assert focused() == "phone"
    assert field(page, "phone").text() == ""
    press(qtbot, Key.Key_Up, CTRL)
    assert page.record_id == first
    assert field(page, "phone").text() == "0912345678"


def test_leaving_the_page_saves_the_field_being_typed(qtbot, session, page, person):
    page.show_record(person(), "phone")
    qtbot.keyClicks(field(page, "phone"), "0912345678")
    with qtbot.waitSignal(page.back_wanted):
        press(qtbot, Key.Key_Escape)
    assert stored(session, page, "phone") == "0912345678"


def test_escape_closes_an_open_list_before_it_leaves_the_page(qtbot, page, person):
    page.show_record(person(), "sex")
    left = []
    page.back_wanted.connect(lambda: left.append(True))
    press(qtbot, Key.Key_F4)
    assert field(page, "sex").is_open
    press(qtbot, Key.Key_Escape)
    assert (field(page, "sex").is_open, left, focused()) == (False, [], "sex")
    press(qtbot, Key.Key_Escape)
    assert left == [True]


def test_closing_saves_the_field_being_typed(qtbot, session, page, person):
    page.show_record(person(), "phone")
    qtbot.keyClicks(field(page, "phone"), "0912345678")
    assert page.leave()
    assert stored(session, page, "phone") == "0912345678"


def test_a_long_text_is_stored_while_one_rests(qtbot, session, page, person):
    page.show_record(person(), "note")
    with qtbot.waitSignal(page.saved, timeout=5000):
        qtbot.keyClicks(field(page, "note"), "dang viet ")
    assert stored(session, page, "note") == "dang viet"
    assert field(page, "note").toPlainText() == "dang viet "


def test_undo_takes_back_typing_first_and_then_the_last_change(qtbot, session, page, person):
    page.show_record(person(phone="0911111111"), "phone")
    field(page, "phone").selectAll()
    qtbot.keyClicks(field(page, "phone"), "0922222222")
    press(qtbot, Key.Key_Z, CTRL)
    assert field(page, "phone").text() == "0911111111"
    assert stored(session, page, "phone") == "0911111111"
    field(page, "phone").selectAll()
    qtbot.keyClicks(field(page, "phone"), "0933333333")
    press(qtbot, Key.Key_Tab)
    assert stored(session, page, "phone") == "0933333333"
    press(qtbot, Key.Key_Z, CTRL)
    assert stored(session, page, "phone") == "0911111111"
    assert field(page, "phone").text() == "0911111111"
    assert focused() == "phone"
    press(qtbot, Key.Key_Y, CTRL)
    assert stored(session, page, "phone") == "0933333333"


def test_undoing_the_making_of_a_record_leaves_its_page(qtbot, session, page):
    page.new_record("person")
    qtbot.keyClicks(field(page, "full_name"), "Le Van An")
    press(qtbot, Key.Key_Tab)
    made = page.record_id
    with qtbot.waitSignal(page.back_wanted):
        press(qtbot, Key.Key_Z, CTRL)
    with pytest.raises(AppError):
        session.records.open(made)


def test_an_entry_of_the_history_can_be_taken_back(qtbot, session, page, person):
    page.show_record(person(), "phone")
    qtbot.keyClicks(field(page, "phone"), "0912345678")
    press(qtbot, Key.Key_Tab)
    page.panels.tabs.setCurrentIndex(1)
    assert page.panels.history.list.count() == 2
    page.panels.history.list.setCurrentRow(0)
    page.panels.history.undo.click()
    assert stored(session, page, "phone") is None
    assert page.panels.history.list.count() == 3


def test_the_last_field_never_wraps_to_the_first(qtbot, session, page, person):
    last = list(session.forms["person"].fields)[-1].name
    page.show_record(person(), last)
    qtbot.keyClicks(field(page, last), "xong")
    press(qtbot, Key.Key_Tab)
    assert focused() == last
    assert stored(session, page, last) == "xong"


def test_the_end_of_a_section_leads_into_the_next(qtbot, page, person):
    page.show_record(person(), "note")
    press(qtbot, Key.Key_Tab)
    ids = [section.id for section in page.form.sections]
    assert page.sections.section_id == ids[ids.index("remark") + 1]


def test_help_follows_the_cursor(qtbot, page, person):
    page.show_record(person())
    page.panels.tabs.setCurrentIndex(2)
    press(qtbot, Key.Key_Tab)
    assert page.panels.help.title.text() == page.form.field("birth_date").label["vi"]


def test_only_the_first_section_is_built_and_its_widgets_serve_the_next_record(page, person):
    page.show_record(person())
    assert len(page.findChildren(SectionView)) == 1
    widget = field(page, "full_name")
    page.show_record(person(full_name="Vũ Văn Cường"))
    assert field(page, "full_name") is widget
    assert widget.text() == "Vũ Văn Cường"


def test_a_new_record_does_not_complain_of_fields_not_reached_yet(qtbot, page):
    page.new_record("person")
    qtbot.keyClicks(field(page, "full_name"), "Le Van An")
    press(qtbot, Key.Key_Tab)
    missing = {problem.place for problem in page._desk.problems if problem.code is Code.REQUIRED}
    assert {"birth_date", "national_id"} <= missing
    assert page.sections.current.cells["national_id"].noted() == ""
    press(qtbot, Key.Key_Tab)
    assert page.sections.current.cells["birth_date"].noted()


def fail_with(monkeypatch, session, code):
    def fail(*_arguments):
        raise AppError(code, folder="D:/so")

    monkeypatch.setattr(session.records, "save", fail)


def test_nothing_typed_is_lost_when_the_disk_is_full(qtbot, session, page, person, monkeypatch):
    page.show_record(person(), "phone")
    saved = []
    page.saved.connect(saved.append)
    with monkeypatch.context() as patch:
        fail_with(patch, session, "disk_full")
        qtbot.keyClicks(field(page, "phone"), "0912345678")
        press(qtbot, Key.Key_Tab)
        assert field(page, "phone").text() == "0912345678"
        assert "D:/so" in page.sections.current.cells["phone"].noted()
        assert page.header.saved_at.property("role") == "error"
        assert saved == []
        assert stored(session, page, "phone") is None
    press(qtbot, Key.Key_Tab)
    assert stored(session, page, "phone") == "0912345678"
    assert page.sections.current.cells["phone"].noted() == ""
    assert len(saved) == 1


def test_the_page_is_not_left_with_unsaved_text_unless_one_says_so(qtbot, session, page, person, monkeypatch):
    page.show_record(person(), "phone")
    first = page.record_id
    answers = [False, True]
    monkeypatch.setattr("desktop.ui.pages.record_page.ask", lambda *_arguments: answers.pop(0))
    with monkeypatch.context() as patch:
        fail_with(patch, session, "disk_full")
        qtbot.keyClicks(field(page, "phone"), "0912345678")
        assert not page.show_record(person(full_name="Vũ Văn Cường"))
        assert page.record_id == first
        assert field(page, "phone").text() == "0912345678"
        assert page.show_record(person(full_name="Vũ Văn Cường"))
    assert answers == []
    assert page.record_id != first


@pytest.mark.parametrize("keeps_mine", [True, False])
def test_a_clash_shows_both_values_and_the_clerk_chooses(
    qtbot, session, page, person, monkeypatch, keeps_mine
):
    page.show_record(person(phone="0911111111"), "phone")
    change_elsewhere(session, page, phone="0922222222", note="khác")
    seen = []

    def answer(dialog):
        seen.extend(radio.text() for radio in dialog._radios)
        dialog._radios[0 if keeps_mine else 1].setChecked(True)
        return dialog.DialogCode.Accepted

    monkeypatch.setattr("desktop.ui.pages.stale_dialog.StaleDialog.exec", answer)
    field(page, "phone").selectAll()
    qtbot.keyClicks(field(page, "phone"), "0933333333")
    press(qtbot, Key.Key_Tab)
    assert "0933333333" in seen[0]
    assert "0922222222" in seen[1]
    expected = "0933333333" if keeps_mine else "0922222222"
    assert stored(session, page, "phone") == expected
    assert field(page, "phone").text() == expected
    assert stored(session, page, "note") == "khác"


def test_a_clash_put_off_keeps_the_typed_text_on_the_screen(qtbot, session, page, person, monkeypatch):
    page.show_record(person(phone="0911111111"), "phone")
    change_elsewhere(session, page, phone="0922222222")
    monkeypatch.setattr(
        "desktop.ui.pages.stale_dialog.StaleDialog.exec", lambda dialog: dialog.DialogCode.Rejected
    )
    field(page, "phone").selectAll()
    qtbot.keyClicks(field(page, "phone"), "0933333333")
    press(qtbot, Key.Key_Tab)
    assert field(page, "phone").text() == "0933333333"
    assert page.sections.current.cells["phone"].noted()
    assert stored(session, page, "phone") == "0922222222"


def test_a_change_of_another_field_elsewhere_asks_nothing(qtbot, session, page, person, monkeypatch):
    page.show_record(person(), "phone")
    change_elsewhere(session, page, old_id="012345678")
    monkeypatch.setattr(
        "desktop.ui.pages.stale_dialog.StaleDialog.exec", lambda _dialog: pytest.fail("asked")
    )
    qtbot.keyClicks(field(page, "phone"), "0933333333")
    press(qtbot, Key.Key_Tab)
    assert stored(session, page, "phone") == "0933333333"
    assert field(page, "old_id").text() == "012345678"


def change_elsewhere(session, page, **values):
    record = session.records.open(page.record_id).record
    session.records.save(record.id, record.revision, values)


def test_a_change_elsewhere_is_shown_unless_something_is_being_typed(qtbot, session, page, person):
    page.show_record(person(), "full_name")
    record = session.records.open(page.record_id).record
    _, changes = session.records.save(record.id, record.revision, {"phone": "0912345678"})
    page.reload(changes)
    assert field(page, "phone").text() == "0912345678"
    with suppress(AppError):
        page.undo()
    assert field(page, "phone").text() == ""


def test_going_to_another_form_takes_nothing_of_the_former_along(qtbot, session, page, person):
    page.show_record(person())
    page.show_section("cv_identity")
    unit = session.records.page("unit", Query(limit=1)).rows[0]
    page.show_record(unit.id)
    assert page.form.id == "unit"
    assert focused() == page.form.sections[0].fields[0].name


def test_on_a_narrow_screen_the_fields_stand_in_one_column_and_none_is_cut_off(qtbot, page, person):
    page.show_record(person(birth_date={"raw": "3/85"}))
    cells = page.sections.current.cells.values()
    for width, columns in ((1200, 2), (750, 1), (1200, 2), (750, 1)):
        page.resize(width, 470)
        qtbot.waitUntil(lambda columns=columns: len({cell.x() for cell in cells}) == columns)
    qtbot.waitUntil(lambda: page.sections.widget().width() <= page.sections.viewport().width())

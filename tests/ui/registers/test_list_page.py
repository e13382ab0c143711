import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.services import start
from desktop.ui.pages.list_page import ListPage
from desktop.ui.tables.list_model import PAGE

NAMES = ("Lê Văn Ánh", "Trần Thị An", "Nguyễn Thị Bình", "Phạm Đức Bỉnh")
MANY = PAGE + 20


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    """Four named people, one with an unreadable telephone, and many more of another division."""
    session = start.create(
        tmp_path_factory.mktemp("list") / "so", "00004", "Lan", "mat khau thu nghiem"
    ).session
    for at, name in enumerate(NAMES):
        values = {"full_name": name, "org_unit": "Văn phòng", "birth_date": f"198{at}"}
        session.records.create("person", values | ({"phone": {"raw": "khong"}} if at == 2 else {}))
    for at in range(MANY):
        session.records.create("person", {"full_name": f"{at:04d} Zu", "org_unit": "Phòng Kinh tế"})
    yield session
    session.close()


@pytest.fixture
def page(qtbot, register):
    made = ListPage(register, "person")
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    return made


def names(page, count=4):
    return [page.model.index(at, 1).data() for at in range(min(count, page.model.rowCount()))]


def test_the_list_is_in_the_order_of_given_names(page):
    assert names(page) == ["Trần Thị An", "Lê Văn Ánh", "Nguyễn Thị Bình", "Phạm Đức Bỉnh"]


def test_only_the_pages_that_are_looked_at_are_fetched(page, register, monkeypatch):
    asked = []
    fetch = register.records.page
    monkeypatch.setattr(
        register.records, "page", lambda form, query: asked.append(query.offset) or fetch(form, query)
    )
    page.model.ask(page.query())
    assert page.model.rowCount() == MANY + len(NAMES)
    page.view.scrollToBottom()
    QApplication.processEvents()
    page.view.scrollToTop()
    QApplication.processEvents()
    assert asked == [0, PAGE]


def test_search_finds_without_marks_within_a_frame_of_typing(qtbot, page):
    qtbot.keyClick(page.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is page.search
    qtbot.keyClicks(page.search, "binh")
    qtbot.waitUntil(lambda: page.model.total == 2)
    assert names(page) == ["Nguyễn Thị Bình", "Phạm Đức Bỉnh"]
    assert "2" in page.count.text()


def test_enter_in_the_search_goes_to_the_list_and_enter_there_opens(qtbot, page):
    qtbot.keyClicks(page.search, "nguyen thi binh")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.view
    with qtbot.waitSignal(page.record_wanted) as opened:
        qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert opened.args == [page.model.row(0).id]


def test_a_chip_filters_and_says_by_what(page):
    chip = next(chip for chip in page.chips if chip.name == "org_unit")
    value, text, count = next(one for one in chip._values() if one[1] == "Văn phòng")
    assert count == len(NAMES)
    chip.tick(value, text, ticked=True)
    assert page.model.total == len(NAMES)
    assert "Văn phòng" in chip.text()
    chip.tick(value, text, ticked=False)
    assert page.model.total == MANY + len(NAMES)


def test_records_with_problems_are_marked_and_can_be_shown_alone(page):
    assert page.model.row(2).hard_problems > page.model.row(0).hard_problems
    total = page.model.total
    page.problems.setChecked(True)
    assert 0 < page.model.total <= total


def test_a_click_on_a_heading_sorts_up_then_down_then_as_before(page):
    before = names(page)
    column = 1 + [field.name for field in page.model.fields].index("birth_date")
    page.view.horizontalHeader().sectionClicked.emit(column)
    page.view.horizontalHeader().sectionClicked.emit(column)
    assert names(page, 2) == ["Phạm Đức Bỉnh", "Nguyễn Thị Bình"]
    page.view.horizontalHeader().sectionClicked.emit(column)
    assert names(page) == before


def test_nothing_found_offers_to_clear_the_filters(qtbot, page):
    qtbot.keyClicks(page.search, "khong ai ca")
    qtbot.waitUntil(lambda: page.model.total == 0)
    button = page.findChild(QPushButton, "clear_filters")
    assert button.isVisible()
    button.click()
    assert page.model.total == MANY + len(NAMES)
    assert page.view.isVisible()


def test_an_empty_register_says_what_to_do_first(qtbot, session, tmp_path):
    made = start.create(tmp_path / "so", "00004", "Lan", "mat khau thu nghiem").session
    page = ListPage(made, "person")
    qtbot.addWidget(page)
    page.show()
    for name, signal in (("empty_import", page.import_wanted), ("empty_new", page.new_wanted)):
        button = page.findChild(QPushButton, name)
        assert button.isVisible()
        with qtbot.waitSignal(signal):
            button.click()
    made.close()


def test_delete_asks_first_and_undo_brings_the_record_back(qtbot, page, register, monkeypatch):
    answers = [False, True]
    monkeypatch.setattr("desktop.ui.pages.list_page.ask", lambda *_arguments: answers.pop(0))
    page.search.setText("0019 Zu")
    page._ask()
    page.view.select_line(0)
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    assert page.model.total == 1
    with qtbot.waitSignal(page.changed):
        qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    assert page.model.total == 0
    page.reload(register.records.undo())
    assert page.model.total == 1


def test_after_a_delete_the_cursor_stands_on_the_record_that_took_its_place(
    qtbot, page, register, monkeypatch
):
    monkeypatch.setattr("desktop.ui.pages.list_page.ask", lambda *_arguments: True)
    following = page.model.row(3).id
    page.view.select_line(2)
    with qtbot.waitSignal(page.changed):
        qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    assert page.model.row(page.view.currentIndex().row()).id == following
    page.reload(register.records.undo())


def test_a_change_elsewhere_reloads_and_keeps_the_cursor_on_its_record(page, register):
    page.view.select_line(2)
    current = page.model.row(2).id
    view, changes = register.records.create("person", {"full_name": "Bùi Văn A"})
    page.reload(changes)
    assert page.model.row(page.view.currentIndex().row()).id == current
    page.reload(register.records.delete(view.record.id, view.record.revision))
    assert page.model.row(page.view.currentIndex().row()).id == current


def test_the_menu_prints_the_selected_records(page):
    page.view.selectAll()
    assert len(page.view.selected_ids()) == page.model.total


def test_control_n_asks_for_a_new_record(qtbot, page):
    with qtbot.waitSignal(page.new_wanted):
        qtbot.keyClick(page.view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.services.assessment_rows import OWN, REVIEWED

CONTROL = Qt.KeyboardModifier.ControlModifier
LEADERS = 6  # the first of the sixty


@pytest.fixture
def press(qtbot):
    def one(key, modifier=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    return one


def open_sheet(page):
    page.tabs.setCurrentIndex(1)
    return page.person


def payload(page, session, row):
    return session.campaigns.assessments(page.desk.campaign.id)[row].payload


def test_two_people_are_reviewed_by_digits_and_control_down(short, session, press):
    person = open_sheet(short)
    for row in range(2):
        for key in "11112133":
            press(key)
        told = payload(short, session, row)
        assert [told[name] for name in ("management", "law", "responsibility", "meets", "plan")] == [
            "meets",
            "meets",
            "meets",
            "no",
            "transfer",
        ]
        assert "Ctrl+↓" in person.foot.said.text()
        press(Qt.Key.Key_Down, CONTROL)
    assert person.at == 2
    assert person.name.text() == short.desk.rows[2].person


def test_the_column_one_types_in_is_kept_from_person_to_person(short, session, press):
    person = open_sheet(short)
    press(Qt.Key.Key_Left)
    press("2")
    press(Qt.Key.Key_Down, CONTROL)
    press("3")
    assert payload(short, session, 0)["self_management"] == "needs_training"
    assert payload(short, session, 1)["self_management"] == "not_met"
    assert person.model.kinds[person.view.currentIndex().column()] == OWN


def test_whoever_does_not_lead_begins_with_the_law(short, session, press):
    person = open_sheet(short)
    person.show_person(LEADERS)
    press("1")
    told = payload(short, session, LEADERS)
    assert (told.get("management"), told.get("law")) == (None, "meets")
    assert person.model.index(0, person.model.kinds.index(REVIEWED)).data() == "–"


def test_the_full_sheet_tells_required_own_reviewed_and_gap(full, session, press):
    person = open_sheet(full)
    row = [question.id for question in full.desk.questions].index("NLC1")
    cells = [person.model.index(row, column) for column in range(4)]
    assert [cell.data() for cell in cells] == ["3", "", "", ""]
    press("5")
    assert [cell.data() for cell in cells] == ["3", "", "5", "+2"]
    person.view.go_to(cells[2])
    press("1")
    assert [cell.data() for cell in cells] == ["3", "", "1", "−2"]
    assert "1 năng lực" in person.post.text()


def test_the_list_tells_how_far_each_person_is(short, session, press):
    person = open_sheet(short)
    press("1")
    first, last = (person.people.model().index(at, 0).data() for at in (0, LEADERS))
    assert "Rà soát 1/8" in first
    assert "Rà soát 0/7" in last
    record = short.desk.rows[0].record.id
    session.approval.submit([record])
    session.approval.approve([record])
    short.reload()
    assert person.people.model().index(0, 0).data().endswith("Đã duyệt")
    press("2")
    assert payload(short, session, 0)["management"] == "meets"
    assert "trả lại phiếu" in person.post.text()


def test_both_tabs_show_the_same_person(short, press):
    short.grid.view.go_to(short.grid.model.index(4, 1))
    person = open_sheet(short)
    assert person.at == 4
    press(Qt.Key.Key_Down, CONTROL)
    short.tabs.setCurrentIndex(0)
    assert short.grid.view.currentIndex().row() == 5


def test_without_a_campaign_the_page_says_what_to_do_first(qtbot, tmp_path, tasks):
    from desktop.services import start
    from desktop.ui.pages.assessment_page import AssessmentPage

    session = start.create(tmp_path / "leer", "15865", "Lan", "mat khau thu nghiem").session
    page = AssessmentPage(session, tasks)
    qtbot.addWidget(page)
    page.show()
    assert page._empty.start.isVisible()
    assert not page.chooser.isVisible()
    session.close()


def test_the_top_tells_how_the_campaign_stands(short, session):
    assert "60 chưa nộp" in short.summary.text()
    assert "30/11/2026" in short.summary.text()
    person = open_sheet(short)
    assert person.people.model().index(0, 0).data().splitlines()[1] == "Chưa nộp · Rà soát 0/8"
    person.paper.click()
    assert "1 đã nộp · 59 chưa nộp" in short.summary.text()
    assert person.people.model().index(0, 0).data().splitlines()[1] == "Rà soát 0/8"
    assert not person.paper.isEnabled()
    short.desk.undo()
    assert "60 chưa nộp" in short.summary.text()
    assert person.paper.isEnabled()


def test_a_text_that_could_not_be_stored_stays_and_goes_with_the_next(short, session, press, monkeypatch):
    from desktop.errors import AppError

    real = session.assessments.write

    def full(_asked):
        raise AppError("stale_save")

    person = open_sheet(short)
    monkeypatch.setattr(session.assessments, "write", full)
    press("1")
    assert person.view.currentIndex().data() == "Đạt"
    assert short.desk.unsaved
    monkeypatch.setattr(session.assessments, "write", real)
    press(Qt.Key.Key_Down)
    press("2")
    told = payload(short, session, 0)
    assert (told["management"], told["law"]) == ("meets", "needs_training")
    assert not short.desk.unsaved

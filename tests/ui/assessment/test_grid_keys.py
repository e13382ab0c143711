import time

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication

PEOPLE = 60
LEADERS = 6  # the first of them
CONTROL = Qt.KeyboardModifier.ControlModifier
POINTS = ("management", "law", "profession", "digital", "creativity", "responsibility")
INSTANT = 1.0  # s, for what must feel so on a clerk's machine


class Keys:
    """Sends keys to what has the focus, and counts them."""

    def __init__(self, qtbot):
        self._qtbot = qtbot
        self.sent = 0

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self._qtbot.keyClick(QApplication.focusWidget(), key, modifier)
        self.sent += 1

    def write(self, text):
        for one in text:
            self.press(one)


@pytest.fixture
def keys(qtbot):
    return Keys(qtbot)


def stored(session, page):
    found = session.campaigns.assessments(page.desk.campaign.id)
    return [one.payload for one in found]


def column(page, question_id):
    ids = [page.desk.questions[at].id for at, _ in page.grid.model.columns]
    return ids.index(question_id)


def at(page, row, question_id):
    page.grid.view.go_to(page.grid.model.index(row, column(page, question_id)))


def select(page, first, last):
    view, model = page.grid.view, page.grid.model
    at(page, *first)
    chosen = QItemSelectionModel.SelectionFlag
    start, end = (model.index(row, column(page, name)) for row, name in (first, last))
    view.selectionModel().select(QItemSelection(start, end), chosen.ClearAndSelect)


def test_sixty_people_are_answered_by_one_key_a_cell_from_the_first_to_the_last(short, session, keys):
    answers = {"management": "1", "law": "d", "profession": "2", "digital": "c", "creativity": "3"}
    answers |= {"responsibility": "k", "meets": "2", "plan": "4"}
    cells = 0
    for row in range(PEOPLE):
        for name, key in answers.items():
            if name == "management" and row >= LEADERS:
                continue
            keys.press(key)
            cells += 1
    assert keys.sent == cells <= 2 * cells
    expected = {
        "law": "meets",
        "profession": "needs_training",
        "digital": "needs_training",
        "creativity": "not_met",
        "responsibility": "not_met",
        "meets": "partly",
        "plan": "train",
    }
    found = stored(session, short)
    assert len(found) == PEOPLE
    for row, payload in enumerate(found):
        assert {name: payload.get(name) for name in expected} == expected
        assert payload.get("management") == ("meets" if row < LEADERS else None)


def test_down_the_column_the_last_person_leads_to_the_next_question(short, session, keys):
    short.grid.down.click()
    at(short, 0, "law")
    for _ in range(PEOPLE):
        keys.press("1")
    keys.press("3")
    found = stored(session, short)
    assert [one.get("law") for one in found] == ["meets"] * PEOPLE
    assert found[0]["profession"] == "not_met"


def test_levels_of_the_full_sheet_are_one_digit_each_and_show_their_gap(full, session, keys):
    asked = [question for question in full.desk.questions if question.is_level]
    for row in (0, LEADERS):
        at(full, row, "NLC1")
        first = full.grid.view.currentIndex()
        for number in range(len(asked) if row == 0 else len(asked) - 5):
            keys.press("42"[number % 2])
        payload = stored(session, full)[row]
        told = {one["competency"]: one.get("reviewed") for one in payload["competencies"]}
        assert told["NLC1"] == 4
        assert told["NLC2"] == 2
        assert sum(level is not None for level in told.values()) == (17 if row == 0 else 12)
        assert first.data() == "4 (+1)"
    model = full.grid.model
    assert model.index(LEADERS, column(full, "NLC2")).data() == "2 (0)"
    assert model.index(LEADERS, column(full, "NLQ1")).data() == "–"
    at(full, LEADERS, "NLC1")
    keys.press("2")
    face = model.face_at(model.index(LEADERS, column(full, "NLC1")))
    assert (face.text, face.tone, face.aside) == ("2 (−1)", "error", "YC 3")


def test_a_digit_beyond_the_levels_changes_nothing_and_says_what_fits(full, session, keys):
    at(full, 0, "NLC1")
    keys.press("7")
    assert "7" in full.grid.foot.said.text()
    assert "1–5" in full.grid.foot.said.text()
    assert all("reviewed" not in row for row in stored(session, full)[0]["competencies"])


def test_a_text_is_typed_over_and_enter_goes_down(short, session, keys):
    at(short, 3, "training_needs")
    keys.write("Tin hoc")
    keys.press(Qt.Key.Key_Return)
    assert stored(session, short)[3]["training_needs"] == "Tin hoc"
    assert short.grid.view.currentIndex().row() == 4


def test_what_an_input_method_hands_over_counts_as_its_key(short, session):
    at(short, 8, "law")
    event = QInputMethodEvent()
    event.setCommitString("đ")
    QApplication.sendEvent(short.grid.view, event)
    assert stored(session, short)[8]["law"] == "meets"


def test_delete_clears_and_control_z_brings_back_and_control_y_clears_again(short, session, keys):
    at(short, 2, "law")
    keys.press("1")
    at(short, 2, "law")
    keys.press(Qt.Key.Key_Delete)
    assert "law" not in stored(session, short)[2]
    keys.press(Qt.Key.Key_Z, CONTROL)
    assert stored(session, short)[2]["law"] == "meets"
    keys.press(Qt.Key.Key_Y, CONTROL)
    assert "law" not in stored(session, short)[2]


def test_undo_in_the_grid_leaves_what_was_done_elsewhere(short, session, keys):
    session.records.create("person", {"full_name": "Bùi Văn A"})
    keys.press(Qt.Key.Key_Z, CONTROL)
    assert session.records.count("person") == PEOPLE + 1
    assert "hoàn tác" in short.grid.foot.said.text()


def test_a_block_of_a_spreadsheet_is_one_change_and_one_undo(short, session, keys):
    line = "Đạt\tcần bồi dưỡng\t3\tnot_met\tk\tĐáp ứng một phần"
    QGuiApplication.clipboard().setText("\n".join([line] * PEOPLE) + "\n")
    before = session.records.history(limit=1)[0].n
    at(short, 0, "law")
    began = time.perf_counter()
    keys.press(Qt.Key.Key_V, CONTROL)
    assert time.perf_counter() - began < INSTANT
    names = (*POINTS[1:], "meets")
    told = ("meets", "needs_training", "not_met", "not_met", "not_met", "partly")
    assert [tuple(map(one.get, names)) for one in stored(session, short)] == [told] * PEOPLE
    assert session.records.history(limit=1)[0].n == before + 1
    keys.press(Qt.Key.Key_Z, CONTROL)
    assert [tuple(map(one.get, names)) for one in stored(session, short)] == [(None,) * 6] * PEOPLE


def test_what_cannot_be_read_is_kept_as_it_was_and_marked(short, session, keys):
    QGuiApplication.clipboard().setText("tạm được\tĐạt")
    at(short, 1, "law")
    keys.press(Qt.Key.Key_V, CONTROL)
    payload = stored(session, short)[1]
    assert payload["law"] == {"raw": "tạm được"}
    assert payload["profession"] == "meets"
    cell = short.grid.model.index(1, column(short, "law"))
    assert cell.data() == "tạm được"
    assert short.grid.model.note_at(cell).state == "error"
    assert {note.state for note in short.desk.notes(short.desk.rows[1]).values()} == {"error"}


def test_an_empty_line_within_a_block_stays_a_line(short, session, keys):
    QGuiApplication.clipboard().setText("1\r\n\r\n3\r\n")
    at(short, 0, "law")
    keys.press(Qt.Key.Key_V, CONTROL)
    assert [one.get("law") for one in stored(session, short)[:3]] == ["meets", None, "not_met"]


def test_one_copied_value_fills_the_selection(short, session, keys):
    QGuiApplication.clipboard().setText("Cần bồi dưỡng")
    select(short, (10, "law"), (19, "digital"))
    keys.press(Qt.Key.Key_V, CONTROL)
    found = stored(session, short)
    names = ("law", "profession", "digital")
    assert {one.get(name) for one in found[10:20] for name in names} == {"needs_training"}
    assert {one.get(name) for one in found[:10] + found[20:] for name in names} == {None}


def test_control_d_fills_the_topmost_answers_down(short, session, keys):
    at(short, 0, "law")
    keys.write("12")
    select(short, (0, "law"), (PEOPLE - 1, "profession"))
    keys.press(Qt.Key.Key_D, CONTROL)
    found = stored(session, short)
    assert {(one["law"], one["profession"]) for one in found} == {("meets", "needs_training")}


def test_what_is_copied_can_be_pasted_elsewhere(short, session, keys):
    at(short, 0, "law")
    keys.write("12312")
    select(short, (0, "law"), (0, "responsibility"))
    keys.press(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text().split("\t")[0] == "Đạt"
    at(short, 9, "law")
    keys.press(Qt.Key.Key_V, CONTROL)
    found = stored(session, short)
    assert [found[9].get(name) for name in POINTS] == [None, *(found[0].get(name) for name in POINTS[1:])]


def test_what_is_pasted_beyond_the_table_or_where_it_does_not_apply_is_counted(short, session, keys):
    QGuiApplication.clipboard().setText("Đạt\tĐạt\nĐạt\tĐạt")
    at(short, PEOPLE - 1, "management")
    keys.press(Qt.Key.Key_V, CONTROL)
    payload = stored(session, short)[PEOPLE - 1]
    assert (payload.get("management"), payload.get("law")) == (None, "meets")
    assert "1 ô" in short.grid.foot.said.text()
    assert "3 ô" in short.grid.foot.said.text()


def test_an_approved_assessment_is_read_only_and_says_why(short, session, keys):
    record = short.desk.rows[5].record.id
    session.approval.submit([record])
    session.approval.approve([record])
    short.reload()
    at(short, 5, "law")
    keys.press("1")
    assert "law" not in stored(session, short)[5]
    assert "đã duyệt" in short.grid.foot.said.text()
    QGuiApplication.clipboard().setText("1\n1\n1")
    at(short, 4, "law")
    keys.press(Qt.Key.Key_V, CONTROL)
    assert [one.get("law") for one in stored(session, short)[4:7]] == ["meets", None, "meets"]


def test_the_own_view_is_typed_on_its_side_and_stands_faint_on_the_other(short, session, keys):
    short.grid.sides["own"].click()
    at(short, 0, "law")
    keys.press("2")
    assert stored(session, short)[0]["self_law"] == "needs_training"
    short.grid.sides["reviewed"].click()
    face = short.grid.model.face_at(short.grid.model.index(0, column(short, "law")))
    assert (face.text, face.aside) == ("", "TĐG: Cần bồi dưỡng")


def test_a_cell_is_saved_in_an_instant(short, keys):
    at(short, 0, "law")
    keys.press("1")
    began = time.perf_counter()
    keys.write("123123123")
    assert (time.perf_counter() - began) / 9 < INSTANT / 4


def test_somebody_elses_change_of_another_answer_does_not_stop_a_key(short, session, keys):
    row = short.desk.rows[0].record
    session.records.save(row.id, row.revision, {"reviewer": "Trần Văn Bình"})
    at(short, 0, "law")
    keys.press("1")
    payload = stored(session, short)[0]
    assert (payload["law"], payload["reviewer"]) == ("meets", "Trần Văn Bình")


def test_somebody_elses_change_of_the_same_answer_is_not_overwritten_unseen(short, session, keys):
    row = short.desk.rows[0].record
    session.records.save(row.id, row.revision, {"law": "not_met"})
    at(short, 0, "law")
    keys.press("1")
    assert stored(session, short)[0]["law"] == "not_met"
    assert short.grid.foot.said.property("role") == "error"
    assert short.desk.unsaved

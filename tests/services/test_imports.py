from datetime import datetime, time
from random import Random

import openpyxl
import pytest

from desktop import paths
from desktop.domain.problems import Code
from desktop.errors import AppError, UserCancelled
from desktop.services.import_preview import STATES
from desktop.services.records import Query

COUNTED = ("created", "updated", "same", "skipped", "failed")
ROSTER = paths.resources() / "sample" / "danh-sach-can-bo.xlsx"
HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Chức vụ", "Phòng, đơn vị", "Ghi chú")


def row(number, name, born, sex="Nam", national_id=None, **rest):
    rest = {"post": "Chuyên viên", "office": "Phòng Kinh tế", "note": None} | rest
    return (number, name, born, sex, national_id, *rest.values())


PEOPLE = (
    row(1, "Nguyễn Văn An", "01/05/1980", national_id="038080001234"),
    row(2, "Trần Thị Bình", "02/06/1985", "Nữ", "038185005678"),
    row(3, "Lê Văn Cường", "31/02/1985", national_id="038085000001"),
    row(4, "Phạm Thị Dung", "1990", "Nữ", "038190000002"),
)


def payloads(session):
    rows = session.records.page("person", Query()).rows
    return {row.id: session.records.payload(row.id) for row in rows}


def import_(session, path, *, only_good=False, targets=None):
    preview = session.imports.preview(session.imports.read(path), targets)
    return preview, session.imports.apply(preview, only_good=only_good)


def test_the_roster_comes_in_whole_and_the_counts_add_up(session):
    reading = session.imports.read(ROSTER)
    assert (reading.form_id, reading.seen_before) == ("person", None)
    preview, applied = import_(session, ROSTER)
    assert preview.counts == {"read": 41, "new": 41, "changed": 0, "same": 0, "wrong": 0, "merged": 0}
    assert (applied.read, applied.created, applied.updated, applied.same, applied.skipped) == (
        41,
        41,
        0,
        0,
        0,
    )
    assert session.records.count("person") == len(applied.changes.records) == 41
    assert session.check() == ()


def test_a_preview_writes_nothing(session):
    before = session.records.history()
    session.imports.preview(session.imports.read(ROSTER))
    assert session.records.count("person") == 0
    assert session.records.history() == before


def test_every_row_has_a_state_and_the_states_add_up(session, sheet):
    import_(session, sheet([HEADINGS, *PEOPLE[:2]], "truoc.xlsx"))
    changed = row(2, "Trần Thị Bình", "02/06/1985", "Nữ", "038185005678", office="Phòng Văn hóa - Xã hội")
    preview = session.imports.preview(
        session.imports.read(sheet([HEADINGS, PEOPLE[0], changed, *PEOPLE[2:]]))
    )
    assert [one.state for one in preview.rows] == ["same", "changed", "wrong", "new"]
    assert preview.counts == {"read": 4, "new": 1, "changed": 1, "same": 1, "wrong": 1, "merged": 0}
    (difference,) = preview.rows[1].differences
    assert (difference.place, difference.old, difference.new) == (
        "org_unit", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội",
    )  # fmt: skip
    assert [one.number for one in preview.rows] == [2, 3, 4, 5]


def test_what_was_done_is_what_the_store_then_holds(session, sheet):
    import_(session, sheet([HEADINGS, *PEOPLE[:2]], "truoc.xlsx"))
    changed = row(2, "Trần Thị Bình", "02/06/1985", "Nữ", "038185005678", office="Phòng Văn hóa - Xã hội")
    _, applied = import_(session, sheet([HEADINGS, PEOPLE[0], changed, *PEOPLE[2:]]))
    assert (applied.created, applied.updated, applied.same, applied.skipped) == (2, 1, 1, 0)
    assert (
        applied.created + applied.updated + applied.same + applied.skipped + applied.failed
        == applied.read
        == 4
    )
    assert session.records.count("person") == 4
    assert session.records.history(limit=1)[0].n == applied.change_n
    assert session.records.history(limit=1)[0].records == 3


def test_one_undo_gives_back_exactly_what_was_there(full, sheet):
    row_ = full.records.page("person", Query(text="phúc")).rows[0]
    full.records.save(row_.id, row_.revision, {"phone": "0912345678"})
    before = payloads(full)
    known = before[row_.id]
    changed = row(9, known["full_name"], known["birth_date"][:4], national_id=known.get("national_id"))
    _, applied = import_(full, sheet([HEADINGS, *PEOPLE, changed]))
    assert (applied.created, applied.updated) == (4, 1)
    assert payloads(full) != before
    full.records.undo()
    assert payloads(full) == before
    assert full.check() == ()
    full.records.redo()
    assert full.records.count("person") == 45


def test_the_same_file_a_second_time_changes_nothing(full):
    before, head = payloads(full), full.records.history(limit=1)[0].n
    assert full.imports.read(ROSTER).seen_before
    preview, applied = import_(full, ROSTER)
    assert preview.counts["same"] == applied.same == applied.read == 41
    assert (applied.change_n, applied.created, applied.updated, applied.skipped) == (None, 0, 0, 0)
    assert (payloads(full), full.records.history(limit=1)[0].n) == (before, head)


def test_an_untidy_file_a_second_time_changes_nothing_either(session, sheet):
    untidy = sheet(
        [
            HEADINGS,
            *PEOPLE,
            row(5, "Nguyễn Văn An", "01/05/1980", national_id="038080001234", office="Phòng Tư pháp"),
            row(6, "Hoàng Văn Em", None),
            row(7, "Hoàng Văn Em", None),
            row(8, "Vũ Thị Giang", "1992", "Nữ"),
            row(9, "Vũ Thị Giang", "1992", "Nữ", office="Phòng Tư pháp"),
            row(10, "Đỗ Văn Hải", "1970", national_id="7,9085E+10"),
            row(11, None, "1971"),
        ]
    )
    _, first = import_(session, untidy)
    assert (first.created, first.skipped) == (10, 1)
    before = payloads(session)
    preview, again = import_(session, untidy)
    assert sorted(one.state for one in preview.rows) == ["merged", *["same"] * 10]
    assert (again.change_n, again.same, again.skipped) == (None, 10, 1)
    assert payloads(session) == before


def test_a_number_that_stands_twice_in_a_file_is_shown_and_bars_both(session, sheet):
    twice = sheet([HEADINGS, *PEOPLE[:2], row(3, "Nguyễn Văn Anh", "1981", national_id="038080001234")])
    preview, applied = import_(session, twice)
    assert [one.state for one in preview.rows] == ["new", "new", "wrong"]
    problem = next(one for one in preview.rows[2].problems if one.code is Code.DUPLICATE_KEY)
    assert "Nguyễn Văn An" in str(problem.facts["other"])
    assert applied.created == 3
    listed = session.records.page("person", Query(text="038080001234")).rows
    assert [one.hard_problems for one in listed] == [1 + len(_others(session, one.id)) for one in listed]
    assert {one.record_id for one in session.packages.ready().left_out} >= {one.id for one in listed}


def _others(session, record_id):
    problems = session.records.open(record_id).problems
    return [one for one in problems if one.is_hard and one.code is not Code.DUPLICATE_KEY]


def test_two_rows_about_one_known_person_are_not_written_over_each_other(session, sheet):
    import_(session, sheet([HEADINGS, PEOPLE[0]], "truoc.xlsx"))
    twice = [
        row(1, "Nguyễn Văn An", "01/05/1980", national_id="038080001234", office="Phòng Tư pháp"),
        row(2, "Nguyễn Văn An", "01/05/1980", national_id="038080001234", office="Phòng Nội vụ"),
    ]
    preview, applied = import_(session, sheet([HEADINGS, *twice]))
    assert [one.state for one in preview.rows] == ["changed", "merged"]
    assert (applied.updated, applied.created, applied.skipped) == (1, 0, 1)
    (kept,) = payloads(session).values()
    assert kept["org_unit"] == "Phòng Tư pháp"
    assert [note["text"] for note in kept["imported_notes"]] == ["Phòng Nội vụ"]
    session.records.undo()
    assert [payload["org_unit"] for payload in payloads(session).values()] == ["Phòng Kinh tế"]


def test_with_only_good_rows_with_errors_stay_out_and_are_counted(session, sheet):
    preview, applied = import_(session, sheet([HEADINGS, *PEOPLE]), only_good=True)
    assert preview.counts["wrong"] == applied.failed == 1
    assert (applied.created, session.records.count("person")) == (3, 3)
    assert not session.packages.ready().left_out


def test_without_it_unreadable_cells_come_in_as_they_stand(session, sheet):
    import_(session, sheet([HEADINGS, *PEOPLE]))
    (found,) = session.records.page("person", Query(text="cuong")).rows
    assert session.records.payload(found.id)["birth_date"] == {"raw": "31/02/1985"}
    assert found.hard_problems == 1


def test_a_row_without_a_number_is_the_one_person_with_its_name_and_birth_date(session, sheet):
    import_(session, sheet([HEADINGS, PEOPLE[0]], "truoc.xlsx"))
    preview, applied = import_(session, sheet([HEADINGS, row(1, "NGUYEN VAN AN", "01/05/1980", note="mới")]))
    assert [one.state for one in preview.rows] == ["changed"]
    assert (applied.updated, session.records.count("person")) == (1, 1)
    someone_else = row(1, "Nguyễn Văn An", "01/05/1980", national_id="038080009999")
    preview = session.imports.preview(session.imports.read(sheet([HEADINGS, someone_else])))
    assert [one.state for one in preview.rows] == ["new"]


def test_stopping_the_import_leaves_the_store_as_it_was(session):
    reading = session.imports.read(ROSTER)
    before = session.records.history()
    with pytest.raises(UserCancelled):
        session.imports.preview(reading, progress=lambda *_: False)
    preview = session.imports.preview(reading)
    with pytest.raises(UserCancelled):
        session.imports.apply(preview, only_good=False, progress=lambda *_: False)
    assert (session.records.count("person"), session.records.history()) == (0, before)
    assert session.imports.read(ROSTER).seen_before is None


def test_progress_is_told_and_never_runs_over(session):
    told = []

    def progress(done, total):
        told.append((done, total))
        return True

    session.imports.preview(session.imports.read(ROSTER), progress=progress)
    assert told[0] == (0, 41)
    assert all(done <= total for done, total in told)


def test_a_record_changed_since_the_preview_is_not_written_over(session, sheet):
    import_(session, sheet([HEADINGS, PEOPLE[0]], "truoc.xlsx"))
    changed = row(1, "Nguyễn Văn An", "01/05/1980", national_id="038080001234", office="Phòng Tư pháp")
    preview = session.imports.preview(session.imports.read(sheet([HEADINGS, changed, PEOPLE[1]])))
    (known,) = session.records.page("person", Query()).rows
    session.records.save(known.id, known.revision, {"org_unit": "Phòng Nội vụ"})
    with pytest.raises(AppError, match="stale_save"):
        session.imports.apply(preview, only_good=False)
    assert [payload["org_unit"] for payload in payloads(session).values()] == ["Phòng Nội vụ"]


ODD = (
    None, "", " ", "-", "nt", 0, -1, 1e300, 3.14, True, "31/02/1985", "1/13/1990", datetime(1899, 12, 31),
    time(3, 4), "=1+1", "@x", "+84912345678", "\u200b", "e\u0301", "😀" * 50, "a" * 32000, "\n\n", "0" * 12,
    "123456789012", "7,9085E+10", "NỮ", "A/B", "498", "#REF!", "NaN", '{"raw": "x"}', "<b>x</b>", "{0}",
    "%s {name}", "\u202eabc",
)  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_stands_in_the_cells_nothing_is_lost_and_all_adds_up(full, sheet, seed):
    random = Random(seed)
    heading, *people = openpyxl.load_workbook(ROSTER).active.iter_rows(values_only=True)
    rows = [list(person) for person in people[:20]]
    for person in rows:
        for _ in range(random.randint(0, 8)):
            person[random.randrange(len(person))] = random.choice(ODD)
    path, before = sheet([heading, *rows]), payloads(full)
    preview, applied = import_(full, path)
    assert sum(preview.counts[state] for state in STATES) == preview.counts["read"] == applied.read
    assert sum(getattr(applied, name) for name in COUNTED) == applied.read
    assert full.records.count("person") == 41 + applied.created
    listed = {row.id: (row.hard_problems, row.warnings) for row in full.records.page("person", Query()).rows}
    found = {record_id: full.records.open(record_id).problems for record_id in listed}
    assert listed == {
        record_id: (sum(one.is_hard for one in problems), sum(not one.is_hard for one in problems))
        for record_id, problems in found.items()
    }
    assert import_(full, path)[0].counts["same"] == applied.read
    full.records.undo(applied.change_n)
    assert payloads(full) == before
    assert full.check() == ()

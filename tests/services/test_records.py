import pytest

from desktop.domain.problems import Code
from desktop.domain.reading import read
from desktop.domain.values import raw
from desktop.errors import AppError
from desktop.services.records import Query

AN = {
    "full_name": "Nguyễn Văn An",
    "birth_date": "1980-05-01",
    "sex": "male",
    "national_id": "038080001234",
    "position_title": "Chuyên viên",
    "org_unit": "Phòng Kinh tế",
}


def person(session, **values):
    return session.records.create("person", AN | values)[0]


def hard_of(session, record_id):
    row = next(row for row in session.records.page("person", Query()).rows if row.id == record_id)
    return row.hard_problems


def test_a_new_record_is_listed_found_and_named(session):
    view, changes = session.records.create("person", AN)
    assert view.label == "Nguyễn Văn An, 01/05/1980"
    assert (changes.forms, changes.records) == ({"person"}, {view.record.id})
    assert session.records.page("person", Query(text="nguyen an")).total == 1
    assert session.records.page("person", Query(text="binh")).total == 0
    again = session.records.open(view.record.id)
    assert again.record.payload == AN


def test_a_saved_field_is_there_and_nothing_else_changed(session):
    view = person(session)
    saved, changes = session.records.save(view.record.id, view.record.revision, {"phone": "0912345678"})
    assert saved.record.payload == AN | {"phone": "0912345678"}
    assert saved.record.revision == view.record.revision + 1
    assert changes.change_n == session.records.history()[0].n


def test_saving_what_is_there_already_is_no_change(session):
    view = person(session)
    before = session.records.history()[0].n
    _, changes = session.records.save(view.record.id, view.record.revision, {"sex": "male"})
    assert (changes.change_n, changes.records) == (None, frozenset())
    assert session.records.history()[0].n == before


def test_a_save_on_an_older_revision_is_refused_and_loses_nothing(session):
    view = person(session)
    session.records.save(view.record.id, view.record.revision, {"phone": "0912345678"})
    with pytest.raises(AppError, match="stale_save") as refused:
        session.records.save(view.record.id, view.record.revision, {"phone": "0900000000"})
    assert refused.value.facts["by"] == session.user.name
    assert session.records.open(view.record.id).record.payload["phone"] == "0912345678"


def test_what_cannot_be_read_is_kept_as_typed_and_bars_the_record(session):
    field = session.forms["person"].field("birth_date")
    stored = read(field, "31/02/1985")
    assert stored == raw("31/02/1985")
    view = person(session, birth_date=stored)
    assert session.records.open(view.record.id).record.payload["birth_date"] == {"raw": "31/02/1985"}
    assert (Code.DATE_INVALID, "birth_date") in [
        (one.code, one.place) for one in view.problems if one.is_hard
    ]
    assert hard_of(session, view.record.id) >= 1
    assert "31/02/1985" in view.label
    mended, _ = session.records.save(view.record.id, 1, {"birth_date": read(field, "28/02/1985")})
    assert not [one for one in mended.problems if one.place == "birth_date" and one.is_hard]


def test_a_place_the_form_does_not_have_is_a_bug_not_a_save(session):
    view = person(session)
    with pytest.raises(KeyError):
        session.records.save(view.record.id, view.record.revision, {"shoe_size": "42"})
    with pytest.raises(KeyError):
        session.records.save(view.record.id, view.record.revision, {"shoes/0a0a0a0a": {"size": 42}})
    assert session.records.open(view.record.id).record.payload == AN


def test_rows_of_tables_are_added_changed_and_removed_by_place(session):
    view = person(session)
    row = "status_history/0000000a"
    added, _ = session.records.save(view.record.id, 1, {row: {"status": "working"}})
    assert added.record.payload["status_history"] == [{"_id": "0000000a", "status": "working"}]
    changed, _ = session.records.save(view.record.id, 2, {f"{row}/status": "left"})
    assert changed.record.payload["status_history"][0]["status"] == "left"
    assert changed.values["status"] == "left"
    removed, _ = session.records.save(view.record.id, 3, {row: None})
    assert "status_history" not in removed.record.payload
    session.records.undo()
    assert session.records.open(view.record.id).record.payload == changed.record.payload


def test_undo_and_redo_go_step_by_step_and_back(session):
    view = person(session)
    states = [view.record.payload]
    for phone in ("0911111111", "0922222222", "0933333333"):
        saved, _ = session.records.save(view.record.id, len(states), {"phone": phone})
        states.append(saved.record.payload)

    def payload():
        return session.records.open(view.record.id).record.payload

    for expected in (states[2], states[1], states[0]):
        session.records.undo()
        assert payload() == expected
    for expected in (states[1], states[2], states[3]):
        session.records.redo()
        assert payload() == expected
    with pytest.raises(AppError, match="nothing_to_redo"):
        session.records.redo()
    session.records.undo()
    session.records.redo()
    assert payload() == states[3]
    assert session.check() == ()


def test_a_new_change_after_an_undo_ends_what_could_be_redone(session):
    view = person(session)
    session.records.save(view.record.id, 1, {"phone": "0911111111"})
    session.records.undo()
    session.records.save(view.record.id, 3, {"phone": "0922222222"})
    with pytest.raises(AppError, match="nothing_to_redo"):
        session.records.redo()


def test_an_older_change_is_undone_by_its_number_unless_a_later_one_rests_on_it(session):
    view = person(session)
    first = session.records.save(view.record.id, 1, {"phone": "0911111111"})[1].change_n
    other = session.records.save(view.record.id, 2, {"ethnic_group": "01"})[1].change_n
    session.records.save(view.record.id, 3, {"phone": "0922222222"})
    session.records.undo(other)
    assert "ethnic_group" not in session.records.open(view.record.id).record.payload
    with pytest.raises(AppError, match="undo_conflict"):
        session.records.undo(first)
    with pytest.raises(AppError, match="already_undone"):
        session.records.undo(other)
    with pytest.raises(AppError, match="change_missing"):
        session.records.undo(999)


def test_a_deleted_record_is_gone_until_it_is_undone(session):
    view = person(session)
    session.records.delete(view.record.id, view.record.revision)
    assert session.records.page("person", Query()).total == session.records.count("person") == 0
    with pytest.raises(AppError, match="record_missing"):
        session.records.open(view.record.id)
    session.records.undo()
    assert session.records.open(view.record.id).record.payload == AN
    with pytest.raises(AppError, match="stale_save"):
        session.records.delete(view.record.id, 1)


def test_a_second_record_with_the_same_number_bars_both_until_one_is_mended(session):
    first, second = person(session), person(session, full_name="Trần Thị Bình")
    assert [one.code for one in second.problems if one.is_hard] == [Code.DUPLICATE_KEY]
    assert (hard_of(session, first.record.id), hard_of(session, second.record.id)) == (1, 1)
    _, changes = session.records.save(second.record.id, 1, {"national_id": "038080005678"})
    assert changes.records == {first.record.id, second.record.id}
    assert (hard_of(session, first.record.id), hard_of(session, second.record.id)) == (0, 0)


def test_the_count_of_same_numbers_follows_deleting_undoing_and_other_saves(session):
    first, second = person(session), person(session, full_name="Trần Thị Bình")
    session.records.save(second.record.id, 1, {"phone": "0911111111"})
    session.records.undo()
    assert (hard_of(session, first.record.id), hard_of(session, second.record.id)) == (1, 1)
    changes = session.records.delete(second.record.id, 3)
    assert first.record.id in changes.records
    assert hard_of(session, first.record.id) == 0
    session.records.undo()
    assert (hard_of(session, first.record.id), hard_of(session, second.record.id)) == (1, 1)


def test_the_history_says_who_changed_what_from_what_to_what(session):
    view = person(session)
    session.records.save(view.record.id, 1, {"sex": "female"})
    entry = session.records.history(view.record.id)[0]
    assert (entry.by, entry.kind, entry.undoes, entry.undone_by) == (session.user.name, "edit", None, None)
    assert [(line.place, line.label, line.old, line.new) for line in entry.lines] == [
        ("sex", "Giới tính", "Nam", "Nữ")
    ]
    assert entry.at.utcoffset() is not None
    session.records.undo()
    undo, edit = session.records.history(view.record.id, limit=2)
    assert (undo.kind, undo.undoes, edit.undone_by) == ("undo", edit.n, undo.n)
    assert [one.n for one in session.records.history(view.record.id, before=edit.n)] == [edit.n - 1]


def test_neighbours_follow_the_order_and_the_filter_of_the_list(full):
    query = Query(filters={"sex": ("female",)})
    ids = [row.id for row in full.records.page("person", query).rows]
    assert full.records.neighbours("person", query, ids[0]) == (None, ids[1])
    assert full.records.neighbours("person", query, ids[3]) == (ids[2], ids[4])
    assert full.records.neighbours("person", query, ids[-1]) == (ids[-2], None)
    men = full.records.page("person", Query(filters={"sex": ("male",)})).rows
    assert full.records.neighbours("person", query, men[0].id) == (None, None)


def test_filter_values_count_every_record_once(full):
    values = full.records.filter_values("person", "sex")
    assert {text for _, text, _ in values} == {"Nam", "Nữ"}
    assert sum(count for _, _, count in values) == full.records.count("person") == 41


def test_pages_put_together_are_the_whole_list(full):
    whole = [row.id for row in full.records.page("person", Query()).rows]
    parts = [full.records.page("person", Query(offset=at, limit=10)) for at in range(0, 50, 10)]
    assert [row.id for part in parts for row in part.rows] == whole
    assert {part.total for part in parts[:4]} == {41}


def test_the_store_opened_again_holds_what_was_saved(full, tmp_path):
    from desktop.services import start

    row = full.records.page("person", Query(text="phúc")).rows[0]
    full.records.save(row.id, row.revision, {"phone": "0912345678"})
    full.close()
    again = start.open_(tmp_path / "full", "mật khẩu của sổ thử")
    assert again.records.open(row.id).record.payload["phone"] == "0912345678"
    assert again.check() == ()
    again.close()

"""Saving and reading back: what is written comes back, and nothing is written over unseen."""

from collections.abc import Callable

import pytest

from desktop.domain.catalog import Catalogs
from desktop.domain.form import Form
from desktop.domain.places import PlaceError
from desktop.errors import AppError
from desktop.storage import checks, database
from desktop.storage.database import Store
from desktop.storage.model import NewChange, Query, Write
from desktop.storage.records import RecordStore

CHANGE = NewChange("edit", "Sửa", "Lan", "PC-01")
ANH = {
    "full_name": "Đặng Thị Ánh",
    "number": "001",
    "birth_date": "1985-02",
    "sex": "female",
    "division": "H",
    "pay": "4.98",
    "telephone": "0912345678",
    "home": {"text": "xã Cũ, huyện Cũ"},
    "party": True,
    "children": 2,
    "unit": "A",
    "jobs": [{"_id": "0000000a", "since": "2010", "place": "Xã A"}, {"_id": "0000000b", "place": "Xã B"}],
}


def test_a_record_comes_back_as_it_was_saved_even_from_another_process(
    store: Store, records: RecordStore, forms: dict[str, Form], catalogs: Catalogs
) -> None:
    saved = records.save_many(CHANGE, [Write("staff", payload=ANH)])[0]
    assert saved.change_n == 1
    store.close()
    again = database.open_store(store.folder, store.key)
    found = RecordStore(again.engine, forms, catalogs).get(saved.record.id)
    again.close()
    assert found == saved.record
    assert (found.payload, found.revision, found.unit, found.updated_by) == (ANH, 1, "00001", "Lan")


def test_one_field_is_saved_with_its_delta(records: RecordStore) -> None:
    made = records.save("staff", None, None, {"full_name": "Lê Văn Bình"}, CHANGE)
    saved = records.save("staff", made.record.id, 1, {"number": "007"}, CHANGE)
    assert saved.delta == {"number": [None, "007"]}
    assert saved.record.payload == {"full_name": "Lê Văn Bình", "number": "007"}
    assert (saved.record.revision, saved.change_n) == (2, 2)


def test_a_stale_save_is_refused_and_writes_nothing(records: RecordStore) -> None:
    made = records.save("staff", None, None, {"full_name": "Lê Văn Bình"}, CHANGE)
    records.save("staff", made.record.id, 1, {"number": "1"}, CHANGE)
    fresh = Write("staff", payload={"full_name": "Mới"})
    with pytest.raises(AppError, match="stale_save") as refused:
        records.save_many(CHANGE, [fresh, Write("staff", made.record.id, 1, {"number": "2"})])
    assert refused.value.facts["revision"] == 2
    assert records.get(made.record.id).payload["number"] == "1"
    assert (records.count("staff"), len(records.history())) == (1, 2)


def test_saving_what_is_there_makes_no_change(records: RecordStore) -> None:
    made = records.save("staff", None, None, {"full_name": "Lê Văn Bình"}, CHANGE)
    again = records.save("staff", made.record.id, 1, {"full_name": "Lê Văn Bình"}, CHANGE)
    assert (again.change_n, again.delta, again.record) == (None, {}, made.record)
    assert len(records.history()) == 1


def test_a_whole_payload_is_saved_as_its_differences(records: RecordStore) -> None:
    made = records.save_many(CHANGE, [Write("staff", payload=ANH)])[0].record
    rows = [{"_id": "0000000c", "place": "Xã C"}, {"_id": "0000000b", "place": "Xã B mới"}]
    wanted = {**ANH, "jobs": rows, "children": 3}
    del wanted["pay"]
    saved = records.save_many(CHANGE, [Write("staff", made.id, 1, payload=wanted)])[0]
    assert saved.record.payload == wanted
    assert saved.delta.keys() == {"pay", "children", "jobs/0000000a", "jobs/0000000b/place", "jobs/0000000c"}


def test_rows_put_in_another_order_are_one_difference_and_can_be_undone(records: RecordStore) -> None:
    made = records.save_many(CHANGE, [Write("staff", payload=ANH)])[0].record
    turned = {**ANH, "jobs": list(reversed(ANH["jobs"]))}
    saved = records.save_many(CHANGE, [Write("staff", made.id, 1, payload=turned)])[0]
    assert saved.record.payload == turned
    assert saved.delta == {"@order/jobs": [["0000000a", "0000000b"], ["0000000b", "0000000a"]]}
    assert records.undo(None, "Lan")[0].record.payload == ANH
    assert checks.check_store(records) == []


def test_a_place_the_form_does_not_have_is_a_bug(records: RecordStore) -> None:
    for values in ({"nonsense": 1}, {"jobs/0000000a/nonsense": 1}, {"nonsense/0000000a": {}}):
        with pytest.raises(PlaceError):
            records.save("staff", None, None, values, CHANGE)


def test_a_deleted_record_is_gone_from_lists_and_kept_in_the_history(records: RecordStore) -> None:
    made = records.save_many(CHANGE, [Write("staff", payload=ANH)])[0].record
    records.delete(made.id, 1, CHANGE)
    with pytest.raises(AppError, match="record_missing"):
        records.get(made.id)
    with pytest.raises(AppError, match="record_missing"):
        records.save("staff", made.id, 2, {"number": "2"}, CHANGE)
    assert records.get(made.id, deleted_too=True).payload == ANH
    assert records.page("staff", Query()).total == records.page("staff", Query("anh")).total == 0
    assert [info.n for info in records.history(made.id)] == [2, 1]


def test_a_record_received_keeps_its_id(records: RecordStore) -> None:
    saved = records.save_many(CHANGE, [Write("staff", "abc", 0, payload={"number": "1"}, unit="00002")])[0]
    assert (saved.record.id, saved.record.unit) == ("abc", "00002")
    with pytest.raises(AppError, match="stale_save"):
        records.save_many(CHANGE, [Write("staff", "abc", 0, payload={"number": "2"})])


def test_an_unknown_record_is_missing(records: RecordStore) -> None:
    with pytest.raises(AppError, match="record_missing"):
        records.save("staff", "nobody", 3, {"number": "1"}, CHANGE)
    with pytest.raises(AppError, match="record_missing"):
        records.get("nobody")


def test_unreadable_text_is_kept_and_null_in_the_typed_table(records: RecordStore) -> None:
    raw = {"birth_date": {"raw": "31/02/1985"}, "children": {"raw": "hai"}, "full_name": "A"}
    made = records.save_many(CHANGE, [Write("staff", payload=raw)])[0].record
    assert records.get(made.id).payload == raw
    row = records.page("staff", Query(filters={}, text="a")).rows[0]
    assert row.values["birth_date"] is None
    assert row.hard_problems == 2


def test_problem_counts_come_from_the_caller_or_from_the_form(records: RecordStore) -> None:
    own = records.save("staff", None, None, {"number": "1"}, CHANGE, problem_counts=(0, 4)).record
    records.save("staff", None, None, {"full_name": "B"}, CHANGE)
    wrong = records.page("staff", Query(problems_only=True)).rows
    assert [(row.id, row.hard_problems, row.warnings, row.problems) for row in wrong] == [(own.id, 0, 4, 4)]
    records.set_problem_counts("staff", {own.id: (0, 0)})
    assert records.page("staff", Query(problems_only=True)).total == 0


def test_many_records_are_one_change(records: RecordStore) -> None:
    writes = [Write("staff", payload={"full_name": f"Nguyễn {n}", "number": str(n)}) for n in range(700)]
    saved = records.save_many(NewChange("import", "Nhập", "Lan"), writes)
    assert {one.change_n for one in saved} == {1}
    assert len({one.record.id for one in saved}) == records.count("staff") == 700
    again = [Write("staff", one.record.id, 1, {"children": 1}) for one in saved]
    records.save_many(CHANGE, again)
    assert records.history()[0].records == 700
    assert [record.payload["number"] for record in records.all_records("staff")][::100] == [
        "0", "100", "200", "300", "400", "500", "600",
    ]  # fmt: skip
    assert checks.check_store(records) == []


def test_only_records_changed_since_are_given_when_asked(records: RecordStore) -> None:
    made = [records.save("staff", None, None, {"number": str(n)}, CHANGE).record for n in range(3)]
    records.save("staff", made[0].id, 1, {"children": 1}, CHANGE)
    assert [record.id for record in records.all_records("staff", since=3)] == [made[0].id]


def test_records_can_be_read_as_they_stood_at_an_earlier_change(records: RecordStore) -> None:
    made = records.save_many(CHANGE, [Write("staff", payload=ANH)])[0].record
    records.save("staff", made.id, 1, {"jobs/0000000a": None, "children": 5}, CHANGE)
    records.save("staff", None, None, {"number": "2"}, CHANGE)
    records.delete(made.id, 2, CHANGE)
    assert [record.payload for record in records.all_records_at("staff", 1)] == [ANH]
    assert [record.payload.get("children") for record in records.all_records_at("staff", 3)] == [5, None]
    assert [record.payload for record in records.all_records_at("staff", 4)] == [{"number": "2"}]


def test_the_typed_tables_made_anew_are_the_same(
    store: Store, records: RecordStore, load: Callable[..., dict[str, Form]], catalogs: Catalogs
) -> None:
    records.save_many(CHANGE, [Write("staff", payload=ANH), Write("staff", payload={"number": "2"})])
    before = _typed_rows(store, records)
    again = RecordStore(store.engine, load(), catalogs, stamp="catalogues of 2026")
    assert _typed_rows(store, again) == before
    assert checks.check_store(again) == []


def test_a_form_with_a_new_field_has_its_tables_made_anew(
    store: Store,
    records: RecordStore,
    load: Callable[..., dict[str, Form]],
    staff_toml: str,
    catalogs: Catalogs,
) -> None:
    made = records.save_many(CHANGE, [Write("staff", payload=ANH)])[0].record
    end = ']\n\n[[section]]\nid = "jobs"'
    field = '{ name = "note", type = "text", label = { vi = "Ghi chú", en = "Note" } },\n'
    wider = load(staff_toml.replace(end, field + end))
    again = RecordStore(store.engine, wider, catalogs)
    again.save("staff", made.id, 1, {"note": "mới"}, CHANGE)
    assert "note" in again.typed["staff"].main.c
    assert checks.check_store(again) == []


def _typed_rows(store: Store, records: RecordStore) -> list[list[tuple[object, ...]]]:
    with database.reading(store.engine) as connection:
        return [
            [tuple(row) for row in connection.execute(table.select().order_by(table.c.n))]
            for table in records.typed["staff"].tables
        ]

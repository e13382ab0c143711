"""Taking back: every undo is a new change, refused where something later stands on what it would remove."""

import pytest

from desktop.errors import AppError
from desktop.storage import checks
from desktop.storage.model import NewChange, Write
from desktop.storage.records import RecordStore

CHANGE = NewChange("edit", "Sửa", "Lan", "PC-01")


@pytest.fixture
def one(records: RecordStore) -> str:
    return records.save("staff", None, None, {"full_name": "Lê Văn Bình", "number": "1"}, CHANGE).record.id


def number_of(records: RecordStore, record_id: str) -> object:
    return records.get(record_id).payload.get("number")


def test_undo_takes_the_latest_changes_back_one_after_the_other(records: RecordStore, one: str) -> None:
    records.save("staff", one, None, {"number": "2"}, CHANGE)
    records.save("staff", one, None, {"number": "3"}, CHANGE)
    assert records.undo(None, "Minh", "PC-02")[0].delta == {"number": ["3", "2"]}
    records.undo(None, "Minh")
    assert number_of(records, one) == "1"
    latest = records.history(one)[0]
    assert (latest.kind, latest.by, latest.undoes, latest.n) == ("undo", "Minh", 2, 5)
    assert [info.undone_by for info in records.history(one)] == [None, None, 4, 5, None]
    assert checks.check_store(records) == []


def test_an_undo_can_be_undone_and_undone_again(records: RecordStore, one: str) -> None:
    records.save("staff", one, None, {"number": "2"}, CHANGE)
    records.undo(2, "Lan")
    records.undo(3, "Lan")
    assert number_of(records, one) == "2"
    records.undo(4, "Lan")
    assert number_of(records, one) == "1"
    records.undo(5, "Lan")
    assert number_of(records, one) == "2"
    records.undo(2, "Lan")
    assert number_of(records, one) == "1"
    assert checks.check_store(records) == []


def test_an_import_is_undone_as_a_whole_and_brought_back(records: RecordStore, one: str) -> None:
    writes = [Write("staff", payload={"full_name": f"Trần {n}"}) for n in range(50)]
    writes.append(Write("staff", one, 1, {"number": "9"}))
    records.save_many(NewChange("import", "Nhập danh sách", "Lan"), writes)
    assert len(records.undo(None, "Lan")) == 51
    assert (records.count("staff"), number_of(records, one)) == (1, "1")
    records.undo(3, "Lan")
    assert (records.count("staff"), number_of(records, one)) == (51, "9")
    assert checks.check_store(records) == []


def test_a_deletion_is_undone(records: RecordStore, one: str) -> None:
    records.delete(one, 1, CHANGE)
    records.undo(None, "Lan")
    assert number_of(records, one) == "1"
    assert records.count("staff") == 1


def test_a_change_built_upon_cannot_be_undone_before_what_stands_on_it(
    records: RecordStore, one: str
) -> None:
    records.save("staff", one, None, {"number": "2"}, CHANGE)
    records.save("staff", one, None, {"number": "3"}, CHANGE)
    with pytest.raises(AppError, match="undo_conflict") as refused:
        records.undo(2, "Lan")
    assert refused.value.facts["n"] == 3
    assert number_of(records, one) == "3"
    records.undo(3, "Lan")
    records.undo(2, "Lan")
    assert number_of(records, one) == "1"


def test_a_change_elsewhere_in_the_record_is_no_conflict(records: RecordStore, one: str) -> None:
    records.save("staff", one, None, {"number": "2"}, CHANGE)
    records.save("staff", one, None, {"children": 3}, CHANGE)
    assert records.undo(2, "Lan")[0].record.payload == {
        "full_name": "Lê Văn Bình",
        "number": "1",
        "children": 3,
    }


def test_a_creation_is_not_undone_under_later_entries(records: RecordStore, one: str) -> None:
    records.save("staff", one, None, {"children": 3}, CHANGE)
    with pytest.raises(AppError, match="undo_conflict"):
        records.undo(1, "Lan")


def test_a_field_of_a_deleted_record_is_not_undone(records: RecordStore, one: str) -> None:
    records.save("staff", one, None, {"number": "2"}, CHANGE)
    records.delete(one, None, CHANGE)
    with pytest.raises(AppError, match="undo_conflict"):
        records.undo(2, "Lan")


def test_a_removed_row_comes_back_at_its_place(records: RecordStore, one: str) -> None:
    rows = {f"jobs/0000000{n}": {"place": f"Xã {n}"} for n in range(3)}
    records.save("staff", one, None, rows, CHANGE)
    before = records.get(one).payload
    records.save("staff", one, None, {"jobs/00000001": None}, CHANGE)
    assert records.undo(None, "Lan")[0].record.payload == before


def test_typing_into_a_new_row_is_undone_without_leaving_an_empty_row(records: RecordStore, one: str) -> None:
    before = records.get(one).payload
    records.save("staff", one, None, {"jobs/0000000a/place": "Xã A"}, CHANGE)
    assert records.undo(None, "Lan")[0].record.payload == before
    assert records.undo(3, "Lan")[0].record.payload["jobs"] == [{"_id": "0000000a", "place": "Xã A"}]


def test_what_cannot_be_undone_says_why(records: RecordStore) -> None:
    with pytest.raises(AppError, match="nothing_to_undo"):
        records.undo(None, "Lan")
    with pytest.raises(AppError, match="change_missing"):
        records.undo(7, "Lan")
    records.save("staff", None, None, {"number": "1"}, CHANGE)
    records.undo(1, "Lan")
    with pytest.raises(AppError, match="already_undone"):
        records.undo(1, "Lan")
    with pytest.raises(AppError, match="nothing_to_undo"):
        records.undo(None, "Lan")


def test_the_history_is_read_in_parts(records: RecordStore, one: str) -> None:
    for n in range(5):
        records.save("staff", one, None, {"children": n}, CHANGE)
    assert [info.n for info in records.history(limit=2)] == [6, 5]
    assert [info.n for info in records.history(one, limit=10, before_n=4)] == [3, 2, 1]
    first = records.history(one)[-1]
    assert first.places == {one: {"full_name": [None, "Lê Văn Bình"], "number": [None, "1"]}}


def test_a_change_to_very_many_records_is_only_counted(records: RecordStore) -> None:
    records.save_many(CHANGE, [Write("staff", payload={"number": str(n)}) for n in range(30)])
    assert (records.history()[0].records, records.history()[0].places) == (30, {})

"""Lists: order, search, filters, pages."""

import pytest

from desktop.storage import checks
from desktop.storage.model import NewChange, Query, Write
from desktop.storage.records import RecordStore

CHANGE = NewChange("import", "Nhập", "Lan")
PEOPLE = [
    {"full_name": "Đặng Văn Cường", "number": "001185000123", "division": "H", "sex": "male", "pay": "4.98"},
    {
        "full_name": "Nguyễn Thị Ánh",
        "number": "002",
        "division": "K",
        "sex": "female",
        "telephone": "0912345678",
    },
    {"full_name": "Nguyễn Văn An", "division": "H", "sex": "male", "pay": "10.00"},
    {"full_name": "Trần Thúy Ân", "birth_date": "1985-02-03", "pay": "2.34"},
    {"full_name": "Hoàng Đức Bình", "division": "K", "birth_date": "1979"},
]


@pytest.fixture
def people(records: RecordStore) -> RecordStore:
    records.save_many(CHANGE, [Write("staff", payload=person) for person in PEOPLE])
    return records


def names(records: RecordStore, **query: object) -> list[str]:
    return [row.values["full_name"] for row in records.page("staff", Query(**query)).rows]  # type: ignore[arg-type]


def test_a_list_is_in_the_order_of_given_names(people: RecordStore) -> None:
    assert names(people) == [
        "Nguyễn Văn An", "Nguyễn Thị Ánh", "Trần Thúy Ân", "Hoàng Đức Bình", "Đặng Văn Cường",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("dang", ["Đặng Văn Cường"]),
        ("ĐẶNG", ["Đặng Văn Cường"]),
        ("nguy", ["Nguyễn Văn An", "Nguyễn Thị Ánh"]),
        ("thi nguyen", ["Nguyễn Thị Ánh"]),
        ("thuy", ["Trần Thúy Ân"]),
        ("hanh chinh", ["Nguyễn Văn An", "Đặng Văn Cường"]),
        ("001185", ["Đặng Văn Cường"]),
        ("0912 345", ["Nguyễn Thị Ánh"]),
        ("03/02/1985", ["Trần Thúy Ân"]),
        ('" OR *', []),
        ("khong co ai", []),
    ],
)
def test_words_are_found_by_their_beginnings_without_marks(
    people: RecordStore, text: str, found: list[str]
) -> None:
    assert names(people, text=text) == found
    assert people.page("staff", Query(text)).total == len(found)


def test_blank_text_finds_all(people: RecordStore) -> None:
    assert len(names(people, text="  ")) == 5


def test_search_follows_every_save(people: RecordStore) -> None:
    row = people.page("staff", Query("cuong")).rows[0]
    people.save("staff", row.id, row.revision, {"full_name": "Đặng Văn Dũng"}, CHANGE)
    assert names(people, text="cuong") == []
    assert names(people, text="dung") == ["Đặng Văn Dũng"]
    people.undo(None, "Lan")
    assert names(people, text="dung") == []


def test_filters_take_several_values_and_empty(people: RecordStore) -> None:
    assert names(people, filters={"division": ("K",)}) == ["Nguyễn Thị Ánh", "Hoàng Đức Bình"]
    assert names(people, filters={"division": ("K", None)}) == [
        "Nguyễn Thị Ánh", "Trần Thúy Ân", "Hoàng Đức Bình",
    ]  # fmt: skip
    assert names(people, filters={"division": ()}) == []
    assert names(people, filters={"division": ("H",), "sex": ("male",)}, text="van cu") == ["Đặng Văn Cường"]


def test_a_list_is_sorted_by_what_a_column_means(people: RecordStore) -> None:
    by_pay = people.page("staff", Query(sort=("pay", True), limit=3)).rows
    assert [row.values["pay"] for row in by_pay] == ["10.00", "4.98", "2.34"]
    by_birth = people.page("staff", Query(sort=("birth_date", True), limit=2)).rows
    assert [row.values["birth_date"] for row in by_birth] == ["1985-02-03", "1979"]
    by_division = people.page("staff", Query(sort=("division", False))).rows
    assert [row.values["division"] for row in by_division] == [None, "H", "H", "K", "K"]


def test_pages_join_without_gap_or_overlap(people: RecordStore) -> None:
    parts = [people.page("staff", Query(offset=start, limit=2)) for start in (0, 2, 4, 6)]
    assert [part.total for part in parts] == [5, 5, 5, 5]
    assert [row.values["full_name"] for part in parts for row in part.rows] == names(people)


def test_the_values_of_a_filter_are_counted(people: RecordStore) -> None:
    assert people.distinct("staff", "division") == [("H", 2), ("K", 2), (None, 1)]


def test_records_are_found_by_their_key(people: RecordStore) -> None:
    ids = people.find_by_key("staff", {"number": "002"})
    assert people.labels("staff", ids) == {ids[0]: "Nguyễn Thị Ánh"}
    assert people.find_by_key("staff", {"number": None}) == []
    assert people.find_by_key("staff", {"number": {"raw": "?"}}) == []
    assert people.find_by_key("staff", {"number": "002"}, unit="elsewhere") == []
    assert people.keys("staff") == {
        ("001185000123",): people.find_by_key("staff", {"number": "001185000123"}),
        ("002",): ids,
    }


def test_a_second_record_of_the_same_key_is_kept(people: RecordStore) -> None:
    people.save("staff", None, None, {"number": "002"}, CHANGE)
    assert len(people.find_by_key("staff", {"number": "002"})) == 2


def test_a_link_is_shown_sorted_and_found_by_what_it_leads_to(people: RecordStore) -> None:
    by_name = {row.values["full_name"]: row.id for row in people.page("staff", Query()).rows}
    for task, name in (("Đất đai", "Đặng Văn Cường"), ("Hộ tịch", "Nguyễn Thị Ánh")):
        people.save("post", None, None, {"task": task, "holder": by_name[name]}, CHANGE)
    rows = people.page("post", Query()).rows
    assert [row.links["holder"] for row in rows] == ["Nguyễn Thị Ánh", "Đặng Văn Cường"]
    assert [row.values["task"] for row in people.page("post", Query("dang dat")).rows] == ["Đất đai"]
    holder = by_name["Nguyễn Thị Ánh"]
    people.save("staff", holder, None, {"full_name": "Nguyễn Thị Yến"}, CHANGE)
    assert [row.values["task"] for row in people.page("post", Query("yen")).rows] == ["Hộ tịch"]
    assert [place for _, place in people.linked_from(holder)] == ["holder"]


def test_a_link_to_what_has_not_come_is_tied_when_it_comes(people: RecordStore) -> None:
    people.save("post", None, None, {"task": "Hộ tịch", "holder": "later"}, CHANGE)
    assert people.linked_from("later") == []
    people.save_many(CHANGE, [Write("staff", "later", 0, payload={"full_name": "Vũ Thị Sau"})])
    assert len(people.linked_from("later")) == 1
    assert people.page("post", Query("sau")).rows[0].links == {"holder": "Vũ Thị Sau"}
    assert checks.check_store(people) == []


def test_a_link_to_a_deleted_record_has_no_label(people: RecordStore) -> None:
    holder = people.page("staff", Query("cuong")).rows[0].id
    people.save("post", None, None, {"holder": holder}, CHANGE)
    people.delete(holder, None, CHANGE)
    assert people.page("post", Query()).rows[0].links == {}
    assert checks.check_store(people) == []


def test_very_many_found_are_walked_in_order(records: RecordStore) -> None:
    writes = [
        Write("staff", payload={"full_name": f"Nguyễn Văn {n % 7}", "number": str(n)}) for n in range(2100)
    ]
    records.save_many(CHANGE, writes)
    page = records.page("staff", Query("nguyen", offset=2050, limit=100))
    assert (page.total, len(page.rows)) == (2100, 50)
    assert {row.values["full_name"] for row in page.rows} == {"Nguyễn Văn 6"}
    first = records.page("staff", Query("ngu v", limit=100))
    assert (first.total, {row.values["full_name"] for row in first.rows}) == (2100, {"Nguyễn Văn 0"})
    assert records.page("staff", Query("guyen", limit=100)).total == 0

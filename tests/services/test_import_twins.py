"""Who stands twice: in one list, across lists, against the register; decided once and remembered."""

import openpyxl
import pytest

from desktop.services import start
from desktop.services.duplicates import ALIKE, NAME_AND_DATE, NUMBER, SURE, Party, find_pairs, groups
from desktop.services.import_twins import DIFFERENT, REAPPOINTED, SAME, Settlement

HEADINGS = ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Số điện thoại", "Chức vụ", "Phòng"]


@pytest.fixture
def session(tmp_path):
    made = start.create(tmp_path / "store", "15865", "Người thử", "mật khẩu để thử").session
    yield made
    made.close()


@pytest.fixture
def write(tmp_path):
    def book(name, *rows):
        path, made = tmp_path / name, openpyxl.Workbook()
        for number, row in enumerate([HEADINGS, *rows]):
            made.active.append([number or "STT", *row[1:]] if number else row)
        made.save(path)
        return path

    return book


def person(name, born, number=None, phone=None, post="Chuyên viên", unit="Phòng Kinh tế"):
    return [None, name, born, number, phone, post, unit]


def look(session, *paths, settled=None):
    return session.imports.preview(session.imports.read(*paths), settled=settled)


def put_in(session, *paths, settled=None):
    preview = look(session, *paths, settled=settled)
    return preview, session.imports.apply(preview, only_good=False)


def people(session):
    return [session.records.payload(one) for one in session.records.in_order_of_entry("person")]


@pytest.fixture
def form(session):
    return session.forms["person"]


def pairs(form, *values):
    found = find_pairs(form, [Party(str(place), one) for place, one in enumerate(values)])
    return [(pair.one, pair.other, pair.reason) for pair in found]


AN = {"full_name": "Nguyễn Văn An", "birth_date": "1985-09-05", "national_id": "038085000011"}


def test_a_number_makes_one_of_two_names(form):
    assert pairs(form, AN, AN | {"full_name": "Nguyen Van An", "birth_date": "1985"}) == [("0", "1", NUMBER)]


def test_names_without_marks_and_birth_dates_make_one(form):
    other = {"full_name": "NGUYEN VAN AN", "birth_date": "1985-09-05"}
    assert pairs(form, AN, other) == [("0", "1", NAME_AND_DATE)]


def test_day_and_month_exchanged_are_the_same_day(form):
    assert pairs(form, AN, {"full_name": "Nguyễn Văn An", "birth_date": "1985-05-09"}) == [
        ("0", "1", NAME_AND_DATE)
    ]


@pytest.mark.parametrize("name", ["N. Văn An", "Nguyễn Văn Ân", "Nguyễn Văng An"])
def test_names_that_look_alike_on_one_birth_date_are_suspected(form, name):
    reason = NAME_AND_DATE if name == "Nguyễn Văn Ân" else ALIKE  # marks aside it is the same name
    assert pairs(form, AN, {"full_name": name, "birth_date": "1985-09-05"}) == [("0", "1", reason)]


@pytest.mark.parametrize(
    "other",
    [
        AN | {"national_id": "038085000099"},
        {"full_name": "Nguyễn Văn An", "birth_date": "1986-10-06"},
        {"full_name": "Nguyễn Văn An"},
        {"full_name": "Trần Thị Bình", "birth_date": "1985-09-05"},
    ],
    ids=["another number", "another birth date", "no birth date", "another name"],
)
def test_namesakes_and_others_are_left_alone(form, other):
    assert pairs(form, AN, other) == []


@pytest.mark.parametrize("size", [200, 1000])
def test_of_very_many_with_one_birth_date_those_who_stand_twice_are_found_and_nobody_else(form, size):
    words = ["An", "Bình", "Cúc", "Dũng", "Giang", "Hà", "Khoa", "Lan", "Minh", "Nga"]
    names = [
        f"Nguyễn {a} {b} {c}"
        for a in words
        for b in words
        for c in ("Thủy", "Sơn", "Quý", "Phúc", "Yến", *words)
    ][:size]
    parties = [
        Party(str(at), {"full_name": name, "birth_date": "1980-01-01"})
        for at, name in enumerate([*names, names[3]])
    ]
    sure = [(pair.one, pair.other) for pair in find_pairs(form, parties) if pair.score >= SURE]
    assert sure == [("3", str(size))]


def test_a_row_repeated_hundreds_of_times_is_one_person_by_few_pairs(form):
    values = {"full_name": "Lê Thị Hoa", "birth_date": "1980-01-01"}
    parties = [Party(str(at), values) for at in range(500)]
    pairs = find_pairs(form, parties)
    assert set(groups((pair.one, pair.other) for pair in pairs).values()) == {"0"}
    assert len(pairs) < 10_000


def test_what_agrees_beside_decides_where_only_the_year_is_known(form):
    born = {"full_name": "Lê Thị Hoa", "birth_date": "1979"}
    same, differs = {"phone": "0912000001"}, {"phone": "0912000002", "party_date": "2001-02-03"}
    ((_, _, _),) = pairs(form, born | same, born | same)
    assert pairs(form, born | same | {"party_date": "1999-01-01"}, born | differs) == []


def test_lists_of_two_communes_become_one_person(session, write):
    one = write("xa-a.xlsx", person("Nguyễn Văn An", "1985", "038085000011", None, "Chủ tịch UBND"))
    other = write("xa-b.xlsx", person("NGUYỄN VĂN AN", "05/09/1985", "038085000011", "0912000001"))
    preview, applied = put_in(session, one, other)
    assert [row.state for row in preview.rows] == ["new", "merged"]
    assert (applied.created, applied.skipped) == (1, 1)
    (an,) = people(session)
    assert (an["full_name"], an["birth_date"], an["phone"]) == ("Nguyễn Văn An", "1985-09-05", "0912000001")
    assert [note["text"] for note in an["imported_notes"]] == ["Chuyên viên"]


def test_files_of_one_name_from_two_folders_are_told_apart(session, write, tmp_path):
    write("ds.xlsx", person("Lê Văn Tám", "05/09/1985"))
    (tmp_path / "xã cũ").mkdir()
    first = (tmp_path / "ds.xlsx").rename(tmp_path / "xã cũ" / "ds.xlsx")
    second = write("ds.xlsx", person("Trần Thị Bảy", "06/10/1986"), person("Lê Văn Tám", "05/09/1985"))
    preview, applied = put_in(session, first, second)
    assert (applied.read, applied.created, applied.skipped) == (3, 2, 1)
    assert sorted(one["full_name"] for one in people(session)) == ["Lê Văn Tám", "Trần Thị Bảy"]
    assert preview.file == "ds.xlsx, ds.xlsx (2)"


def test_the_user_takes_the_other_value_field_by_field(session, write):
    rows = (person("Nguyễn Văn An", "05/09/1985", "038085000011", None, "Chủ tịch UBND"),
            person("Nguyễn Văn An", "05/09/1985", "038085000011", None, "Bí thư Đảng ủy"))  # fmt: skip
    path = write("a.xlsx", *rows)
    (twin,) = look(session, path).twins
    put_in(session, path, settled={twin.key: Settlement(SAME, frozenset({"position_title"}))})
    (an,) = people(session)
    assert an["position_title"] == "Bí thư Đảng ủy"
    assert [note["text"] for note in an["imported_notes"]] == ["Chủ tịch UBND"]


def test_who_was_told_apart_stays_apart_the_next_time(session, write):
    rows = (
        person("Lê Thị Hoa", "1979", None, "0912000001"),
        person("Lê Thị Hoa", "1979", None, "0912000001"),
    )
    path = write("a.xlsx", *rows)
    (twin,) = look(session, path).twins
    _, applied = put_in(session, path, settled={twin.key: Settlement(DIFFERENT)})
    assert applied.created == 2
    (again,) = look(session, path).twins
    assert (again.settlement.verdict, again.remembered) == (DIFFERENT, True)


def test_a_proposal_that_nobody_looked_at_is_not_remembered(session, write):
    path = write("a.xlsx", *[person("Lê Thị Hoa", "05/06/1979", "038179000001")] * 2)
    put_in(session, path)
    (twin,) = look(session, path).twins
    assert not twin.remembered


def test_somebody_of_the_register_who_only_looks_alike_is_shown_beside_the_row(session, write):
    put_in(session, write("cu.xlsx", person("Lưu Thị Thanh Xuân", "19/04/1991", "038191006404")))
    path = write("moi.xlsx", person("L. Thị Thanh Xuân", "19/04/1991", None, "0912000001"))
    preview = look(session, path)
    (twin,) = preview.twins
    assert (twin.is_record, twin.settlement.verdict, [row.state for row in preview.rows]) == (
        True,
        DIFFERENT,
        ["new"],
    )
    preview = look(session, path, settled={twin.key: Settlement(SAME, frozenset({"phone"}))})
    assert [row.state for row in preview.rows] == ["changed"]
    session.imports.apply(preview, only_good=False)
    (xuan,) = people(session)
    assert (xuan["full_name"], xuan["phone"]) == ("Lưu Thị Thanh Xuân", "0912000001")


def test_who_was_appointed_again_is_the_same_person_with_a_further_row(session, write):
    put_in(session, write("cu.xlsx", person("Lưu Thị Thanh Xuân", "19/04/1991", "038191006404")))
    path = write("moi.xlsx", person("L. Thị Thanh Xuân", "19/04/1991"))
    (twin,) = look(session, path).twins
    put_in(session, path, settled={twin.key: Settlement(REAPPOINTED)})
    (xuan,) = people(session)
    assert [row["status"] for row in xuan["status_history"]] == ["working", "working"]


def test_a_first_list_is_a_declaration_of_who_is_there(session, write):
    put_in(session, write("a.xlsx", person("Lê Thị Hoa", "05/06/1979", "038179000001")))
    (hoa,) = people(session)
    assert [{key: value for key, value in row.items() if key != "_id"} for row in hoa["status_history"]] == [
        {"status": "working"}
    ]


def test_a_row_that_was_to_go_into_one_with_errors_stays_out_with_it(session, write, tmp_path):
    rows = (person("Lê Thị Hoa", "31/02/1979", "038179000001"), person("Lê Thị Hoa", "1979", "038179000001"))
    preview = look(session, write("a.xlsx", *rows))
    assert [row.state for row in preview.rows] == ["wrong", "merged"]
    assert session.imports.write_failed(preview, tmp_path / "loi.xlsx") == 2
    applied = session.imports.apply(preview, only_good=True)
    assert (applied.read, applied.skipped, applied.failed, applied.created) == (2, 0, 2, 0)


def test_two_rows_that_look_like_one_of_the_register_change_it_once(session, write):
    put_in(session, write("cu.xlsx", person("Lưu Thị Thanh Xuân", "19/04/1991", "038191006404")))
    path = write(
        "moi.xlsx", person("L. Thị Thanh Xuân", "19/04/1991"), person("Lưu T. Thanh Xuân", "19/04/1991")
    )
    settled = {twin.key: Settlement(SAME) for twin in look(session, path).twins if twin.is_record}
    settled |= {twin.key: Settlement(DIFFERENT) for twin in look(session, path).twins if not twin.is_record}
    _, applied = put_in(session, path, settled=settled)
    assert (applied.created, len(people(session))) == (1, 2)

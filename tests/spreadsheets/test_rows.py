import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.problems import Code
from desktop.spreadsheets.layout import find_tables
from desktop.spreadsheets.mapping import guess_columns, mapping_of
from desktop.spreadsheets.rows import read_rows
from desktop.spreadsheets.table import Column, DataRow, Table
from desktop.spreadsheets.workbook import Merge, Sheet

N = None


@pytest.fixture
def read(form, headings, lists):
    """The records of a sheet as the guessed columns read them, with a few columns decided otherwise."""

    def records(rows, merged=(), changed=N):
        width = max(map(len, rows))
        full = tuple((*row, *[N] * (width - len(row))) for row in rows)
        (table,) = find_tables(Sheet("DS", full, tuple(merged)))
        mapping = mapping_of(guess_columns(table, headings, form)) | (changed or {})
        return list(read_rows(table, mapping, headings, form, lists))

    return records


def test_what_cannot_be_read_stays_as_typed_with_its_problem(read):
    (row, _) = read([["STT", "Họ và tên", "Ngày sinh"], [1, "Lê An", "31/02/1974"], [2, "Lê Na", "1980"]])
    assert row.values["birth_date"] == {"raw": "31/02/1974"}
    assert [(problem.code, problem.place) for problem in row.problems] == [(Code.DATE_INVALID, "birth_date")]


def test_columns_of_no_field_are_kept_under_their_headings(read):
    rows = [["STT", "Họ và tên", "Ngày sinh", "Xếp loại", "Xếp loại", N], [1, "Lê An", 1980, "A", 2.0, "x"]]
    assert read([*rows, [2, "Lê Na", 1981, N, N, "y"]])[0].unmapped == {
        "Xếp loại": "A",
        "Xếp loại (E)": "2",
        "F": "x",
    }


def test_texts_become_clean_and_whole_numbers_lose_their_point(read):
    rows = [
        ["STT", "Họ và tên", "Chức vụ", "Số CCCD", "Bậc"],
        [1, " Lê\u200b  An ".replace("ê", "e\u0302"), "  CV\xa0 NV ", 40073001417.0, 3.0],
    ]
    values = read([*rows, [2, "Lê Na", "CV", "040073001417", 2]])[0].values
    assert (values["full_name"], values["position_title"]) == ("Lê An", "Chuyên viên nội vụ")
    assert (values["national_id"], values["salary_step"]) == ("040073001417", 3)


def test_a_birth_date_under_a_sex_gives_the_sex(read):
    rows = [
        ["TT", "Họ và tên", "Năm sinh", N],
        [N, N, "Nam", "Nữ"],
        [1, "Lê An", 1980, N],
        [2, "Lê Na", N, "05/07/1981"],
        [3, "Lê Ca", 1982, 1983],
    ]
    first, second, both = read(rows, [Merge(1, 0, 2, 0), Merge(1, 1, 2, 1), Merge(1, 2, 1, 3)])
    assert (first.values["sex"], first.values["birth_date"]) == ("male", "1980")
    assert (second.values["sex"], second.values["birth_date"]) == ("female", "1981-07-05")
    assert both.unmapped == {"Năm sinh / Nữ": "1983"}


def test_marks_for_women_tell_the_sex_of_all(read):
    rows = [
        ["TT", "Họ và tên", "Nữ", "Chức vụ"],
        [1, "Lê An", N, "CV"],
        [2, "Lê Na", "x", "CV"],
        [3, "Lê Ca", "?", "CV"],
    ]
    first, second, third = read(rows)
    assert [row.values.get("sex") for row in (first, second, third)] == ["male", "female", N]
    assert third.unmapped == {"Nữ": "?"}


def test_an_empty_column_for_women_tells_nothing(read):
    rows = [["TT", "Họ và tên", "Nữ (x)", "Chức vụ"], [1, "Lê An", N, "CV"], [2, "Lê Na", N, "CV"]]
    assert [row.values.get("sex") for row in read(rows)] == [N, N]


def test_family_and_given_names_are_joined(read):
    rows = [
        ["TT", "Họ và chữ đệm", "Tên", "Chức vụ"],
        [1, "Lê Thị Minh", "Hương", "CV"],
        [2, "Vũ", "Quân", "CV"],
    ]
    assert [row.values["full_name"] for row in read(rows)] == ["Lê Thị Minh Hương", "Vũ Quân"]


def test_a_birth_date_in_three_columns_is_one(read):
    rows = [
        ["TT", "Họ và tên", "Ngày, tháng, năm sinh", N, N],
        [N, N, "Ngày", "Tháng", "Năm"],
        [1, "Lê An", 5, 7, 1980],
        [2, "Lê Na", N, 3, 1981],
    ]
    merged = [Merge(1, 0, 2, 0), Merge(1, 1, 2, 1), Merge(1, 2, 1, 4)]
    assert [row.values["birth_date"] for row in read(rows, merged)] == ["1980-07-05", "1981-03"]


def test_the_innermost_unit_is_the_unit_where_no_column_is(read):
    rows = [
        ["TT", "Họ và tên", "Ngày sinh", "Chức vụ"],
        ["A. PHÒNG KINH TẾ"],
        ["I", "Công chức"],
        [1, "Lê An", 1980, "CV"],
        [2, "Lê Na", 1981, "CV"],
    ]
    (row, _) = read(rows)
    assert (row.values["org_unit"], row.groups) == ("Phòng Kinh tế", ("PHÒNG KINH TẾ", "Công chức"))


def test_a_column_of_units_goes_before_groups(read):
    rows = [
        ["TT", "Họ và tên", "Đơn vị", "Chức vụ"],
        ["PHÒNG KINH TẾ"],
        [1, "Lê An", "Văn phòng", "CV"],
        [2, "Lê Na", "Văn phòng", "CV"],
    ]
    assert read(rows)[0].values["org_unit"] == "Văn phòng"


def test_people_may_decide_otherwise(read):
    rows = [["TT", "Họ và tên", "Ngày sinh", "Cột lạ"], [1, "Lê An", 1980, "abc"], [2, "Lê Na", 1981, "def"]]
    row = read(rows, changed={3: "note", 2: "@secret"})[0]
    assert (row.values.get("note"), "birth_date" in row.values, row.unmapped) == ("abc", False, {})


def test_equal_cells_do_not_share_what_can_be_changed(read):
    rows = [["TT", "Họ và tên", "Địa chỉ"], [1, "Lê An", "Xóm 5"], [2, "Lê Na", "Xóm 5"]]
    first, second = read(rows)
    assert first.values["address"] == second.values["address"]
    assert first.values["address"] is not second.values["address"]


@pytest.fixture(scope="module")
def read_table(form, headings, lists):
    """The records of a table, mapped as told."""
    return lambda table, mapping: read_rows(table, mapping, headings, form, lists)


CELLS = st.one_of(
    st.none(), st.text(max_size=12), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(),
    st.times(), st.sampled_from(["nt", "-", "#REF!", "Nam", "x", "1/2/1980", " "]),
)  # fmt: skip
TARGETS = [
    "full_name", "birth_date", "birth_date@male", "birth_date@female", "sex", "sex@female", "national_id",
    "phone", "address", "education_level", "rank_code", "salary_step", "salary_coefficient", "note",
    "full_name@family", "full_name@given", N,
]  # fmt: skip


@given(
    st.lists(st.sampled_from(TARGETS), min_size=1, max_size=6, unique=True),
    st.lists(st.lists(CELLS, min_size=6, max_size=6), min_size=1, max_size=3),
)
def test_whatever_stands_in_a_cell_is_a_value_or_a_problem(read_table, targets, rows):
    columns = tuple(Column(index, f"Cột {index}", (f"Cột {index}",)) for index in range(len(targets)))
    table = Table(
        "DS", range(1, 2), columns, tuple(DataRow(n, tuple(row)) for n, row in enumerate(rows, 2)), ()
    )
    mapping = {index: target for index, target in enumerate(targets) if target}
    for row in read_table(table, mapping):
        raw = {name for name, value in row.values.items() if isinstance(value, dict) and "raw" in value}
        assert raw <= {problem.place for problem in row.problems}


def test_dates_of_excel_are_days(read):
    rows = [
        ["TT", "Họ và tên", "Ngày sinh"],
        [1, "Lê An", dt.date(1980, 7, 5)],
        [2, "Lê Na", dt.datetime(1981, 7, 5)],
    ]
    assert [row.values["birth_date"] for row in read(rows)] == ["1980-07-05", "1981-07-05"]

"""Lists as communes draw them up, each written as a workbook and read back."""

import json

import pytest

from desktop.spreadsheets.layout import find_tables
from desktop.spreadsheets.reader import read_book
from desktop.spreadsheets.table import RowKind
from desktop.spreadsheets.values.numbers import scale_of
from desktop.spreadsheets.workbook import Sheet

AN, BINH, CUC, DUNG = "Nguyễn Văn An", "Trần Thị Bình", "Lê Thu Cúc", "Phạm Tiến Dũng"
HEAD = ["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "SĐT"]
N = None


def numbers(table):
    return [row.number for row in table.rows]


def kinds(table):
    return {row.number: str(row.kind) for row in table.others if row.kind is not RowKind.BLANK}


def units(table):
    return ["".join(row.groups[-1:]) for row in table.rows]


@pytest.mark.parametrize("name", ["01_danh_sach_sach", "02_trich_ngang_cbcc"])
def test_every_row_of_the_sample_lists_is_told_apart(corpus, name):
    expected = json.loads((corpus / f"{name}.expected.json").read_text("utf-8"))["sheets"][0]
    (sheet,) = read_book(corpus / f"{name}.xlsx").sheets
    (table,) = find_tables(sheet)
    assert numbers(table) == [record["row"] for record in expected["records"]]
    assert sorted(kinds(table)) == expected["not_records"]


def test_the_headings_above_each_other_make_a_path(corpus):
    (sheet,) = read_book(corpus / "02_trich_ngang_cbcc.xlsx").sheets
    (table,) = find_tables(sheet)
    assert table.header == range(6, 9)
    assert table.columns[3].path == ("Ngày, tháng, năm sinh", "Nữ")
    assert table.columns[6].path == ("Trình độ", "Đào tạo, bồi dưỡng", "LLCT")
    assert table.columns[0].path == ("TT",)


def test_names_of_groups_lose_number_and_count(corpus):
    (sheet,) = read_book(corpus / "02_trich_ngang_cbcc.xlsx").sheets
    (table,) = find_tables(sheet)
    found = {row.number: row.groups for row in table.rows}
    assert found[11] == ("LÃNH ĐẠO UBND",)
    assert found[15] == ("VĂN PHÒNG HĐND VÀ UBND",)
    assert found[58] == ("BAN CHỈ HUY QUÂN SỰ",)


def test_a_list_may_begin_far_down_and_to_the_right(tables):
    rows = [[]] * 17 + [
        [N, N, N, *HEAD],
        [N, N, N, 1, AN, "1980", "CV", "09"],
        [N, N, N, 2, BINH, "1981", "CV", "09"],
    ]
    (table,) = tables(rows)
    assert (numbers(table), table.columns[0].index) == ([19, 20], 3)


def test_groups_without_number_stand_in_the_column_of_names(tables):
    rows = [
        HEAD[1:],
        ["PHÒNG KINH TẾ"],
        [AN, 1980, "CV", "09"],
        [BINH, 1981, "CV", N],
        ["Một cửa"],
        [CUC, 1990, "CV", N],
    ]
    (table,) = tables(rows)
    assert (numbers(table), units(table)) == ([3, 4, 6], ["PHÒNG KINH TẾ", "PHÒNG KINH TẾ", "Một cửa"])


def test_groups_nest_and_close_each_other(tables):
    people = [[1, AN, "1980", "CV", "09"], [2, BINH, "1981", "CV", "09"]]
    rows = [
        HEAD, ["A. KHỐI CHÍNH QUYỀN"], ["I", "Phòng Kinh tế", N, N, "2 người"], *people,
        ["II", "Văn phòng"], *people, ["B. KHỐI ĐẢNG"], *people,
    ]  # fmt: skip
    (table,) = tables(rows)
    assert [row.groups for row in table.rows] == [
        *[("KHỐI CHÍNH QUYỀN", "Phòng Kinh tế")] * 2,
        *[("KHỐI CHÍNH QUYỀN", "Văn phòng")] * 2,
        *[("KHỐI ĐẢNG",)] * 2,
    ]


def test_after_the_letter_h_comes_the_letter_i(tables):
    rows = [HEAD]
    for letter in "GHIK":
        rows += [[f"{letter}. PHÒNG {letter}"], [1, AN, "1980", "CV", "09"]]
    (table,) = tables(rows)
    assert [row.groups for row in table.rows] == [(f"PHÒNG {letter}",) for letter in "GHIK"]


def test_groups_may_be_numbered_like_records(tables):
    rows = [HEAD, [1, "Phòng Kinh tế"], [1.1, AN, "1980", "CV", "0"], [1.2, BINH, "1981", "CV", "0"]]
    rows += [[2, "Một cửa"], [2.1, CUC, "1982", "CV", "0"]]
    (table,) = tables(rows)
    assert (numbers(table), units(table)) == ([3, 4, 6], ["Phòng Kinh tế", "Phòng Kinh tế", "Một cửa"])


def test_counts_beside_a_group_do_not_make_it_a_record(tables):
    head = ["TT", "Họ và tên", "Nam", "Nữ", "Đảng viên", "Ghi chú"]
    rows = [head, ["I", "Phòng Kinh tế", 3, 2, 4, N], [1, AN, "1980", N, "x", N], [2, BINH, N, "1990", N, N]]
    (table,) = tables(rows)
    assert numbers(table) == [3, 4]


@pytest.mark.parametrize(
    "marks", [["1a", "NV2", "x"], ["I", "II", "III"], [N, N, N], ["01", "02.", "3)"], [1, N, 3]]
)
def test_running_numbers_may_be_missing_or_strange(tables, marks):
    rows = [
        HEAD,
        [marks[0], AN, "1980", "CV", N],
        [marks[1], BINH, "1981", "CV", "0"],
        [marks[2], CUC, "1982", N, N],
    ]
    (table,) = tables(rows)
    assert numbers(table) == [2, 3, 4]


def test_a_name_alone_with_its_number_is_a_record(tables):
    (table,) = tables([HEAD, [1, AN, "1980", "CV", "0"], [2, BINH], [3, CUC, "1982", "CV", "0"]])
    assert numbers(table) == [2, 3, 4]


def test_a_record_may_lack_its_name(tables):
    (table,) = tables(
        [HEAD, [1, AN, "1980", "CV", "0"], [2, N, "1981", "CV", "0"], [N, N, "1982", "CV", "0"]]
    )
    assert numbers(table) == [2, 3, 4]


def test_rows_numbered_beforehand_are_blank(tables):
    (table,) = tables([HEAD, [1, AN, "1980", "CV", "0"], [2, N], [3, "…", "..."]])
    assert numbers(table) == [2]


def test_the_family_name_tong_is_no_total(tables):
    rows = [HEAD[1:], ["Tống Văn Nam", 1980, "CV", "09"], ["Cộng", 1, N, N], ["TỔNG CỘNG: 1 người"]]
    (table,) = tables(rows)
    assert (numbers(table), kinds(table)) == ([2], {1: "header", 3: "total", 4: "total"})


def test_a_sum_without_a_word_is_a_total(tables):
    (table,) = tables(
        [["STT", "Họ và tên", "Hệ số", "PC"], [1, AN, 2.34, 0.2], [2, BINH, 3, 1], [N, N, 5.34, 1.2]]
    )
    assert kinds(table)[4] == "total"


def test_signatures_in_a_narrow_list_are_no_people(tables):
    rows = [
        ["STT", "Họ và tên", "Chức vụ"],
        [1, AN, "Chủ tịch"],
        [2, BINH, N],
        [N, "NGƯỜI LẬP", "CHỦ TỊCH"],
        [],
        [N, CUC, AN],
    ]
    (table,) = tables(rows)
    assert (numbers(table), kinds(table)) == ([2, 3], {1: "header", 4: "signature", 6: "signature"})


def test_signatures_below_a_list_without_numbers_are_no_people(tables):
    rows = [
        HEAD[1:],
        [AN, 1980, "CV", "09"],
        [BINH, 1981, "CV", "09"],
        ["Người lập", N, "Chủ tịch"],
        [],
        [CUC, N, DUNG],
    ]
    (table,) = tables(rows)
    assert (numbers(table), kinds(table)) == ([2, 3], {1: "header", 4: "signature", 6: "signature"})


def test_remarks_below_are_no_people(tables):
    rows = [
        HEAD,
        [1, AN, "1980", "CV", "0"],
        [2, BINH, "1981", "CV", "0"],
        ["Ghi chú: * biệt phái"],
        ["- Đồng chí Cúc đi học"],
    ]
    (table,) = tables(rows)
    assert kinds(table) == {1: "header", 4: "note", 5: "note"}


def test_a_second_line_belongs_to_the_record_above(tables):
    head = ["STT", "Họ và tên", "Trình độ", "Chức vụ"]
    rows = [head, [1, AN, "ĐH Luật", "CV"], [N, N, "TCLL", N], [2, BINH, "ĐH", N], [3, CUC, "ThS", "CV"]]
    (table,) = tables(rows)
    assert (numbers(table), kinds(table)[3]) == ([2, 4, 5], "continued")
    assert table.rows[0].cells == (1, AN, "ĐH Luật\nTCLL", "CV")


def test_a_name_merged_over_two_rows_is_one_record(tables):
    rows = [HEAD, [1, AN, "1980", "CV", "0911"], [N, N, N, N, "0922"], [2, BINH, "1981", "CV", "0"]]
    (table,) = tables(rows, ["A2:A3", "B2:B3"])
    assert numbers(table) == [2, 4]
    assert table.rows[0].cells[4] == "0911\n0922"


def test_merged_cells_give_their_value_to_every_row(tables):
    rows = [
        ["Khối", *HEAD[1:]],
        ["UBND", AN, "1980", "CV", "0"],
        [N, BINH, "1981", "CV", "0"],
        ["MTTQ", CUC, "1982", "CV", "0"],
    ]
    (table,) = tables(rows, ["A2:A3"])
    assert [row.cells[0] for row in table.rows] == ["UBND", "UBND", "MTTQ"]


def test_two_lists_in_one_sheet(tables):
    rows = [["I. Công chức"], HEAD, [1, AN, "1980", "CV", "0"], ["Cộng", 1], [], ["II. Hợp đồng"]]
    rows += [
        ["STT", "Họ và tên", "Công việc", "Điện thoại"],
        [1, CUC, "Bảo vệ", "09"],
        [2, DUNG, "Tạp vụ", "08"],
    ]
    first, second = tables(rows)
    assert (numbers(first), numbers(second)) == ([3], [8, 9])
    assert [column.heading for column in second.columns] == ["STT", "Họ và tên", "Công việc", "Điện thoại"]


def test_headings_repeated_on_each_page_are_no_records(tables):
    record = [1, AN, "1980", "CV", "0"]
    (table,) = tables(
        [HEAD, ["(1)", "(2)", "(3)", "(4)", "(5)"], record, record, HEAD, [1, 2, 3, 4, 5], record]
    )
    assert numbers(table) == [3, 4, 7]
    assert kinds(table) == {1: "header", 2: "numbers", 5: "header", 6: "numbers"}


def test_blocks_named_above_the_headings_belong_to_them(tables):
    rows = [
        ["Thông tin chung", N, N, "Trình độ", N], ["STT", "Họ và tên", "Ngày sinh", "Chuyên môn", "LLCT"],
        [1, AN, "1980", "ĐH", "TC"], [2, BINH, "1981", "ĐH", "TC"],
    ]  # fmt: skip
    for merged in ([], ["A1:C1", "D1:E1"]):
        (table,) = tables(rows, merged)
        assert table.header == range(1, 3)
        assert table.columns[4].path == ("Trình độ", "LLCT")


def test_years_may_be_headings(tables):
    rows = [
        ["STT", "Họ và tên", "Xếp loại", N, N],
        [N, N, 2023, 2024, 2025],
        [1, AN, "A", "B", "A"],
        [2, BINH, "A", "A", "A"],
    ]
    (table,) = tables(rows, ["C1:E1", "A1:A2", "B1:B2"])
    assert table.columns[3].path == ("Xếp loại", "2024")


def test_a_column_without_heading_is_kept_when_it_holds_something(tables):
    (table,) = tables(
        [[*HEAD, N, N], [1, AN, "1980", "CV", "0", N, "sửa"], [2, BINH, "1981", "CV", "0", N, N]]
    )
    assert [column.index for column in table.columns] == [0, 1, 2, 3, 4, 6]


def test_unknown_headings_are_found_by_their_look(tables):
    (table,) = tables(
        [["BẢNG KÊ"], ["Mã", "Diễn giải", "Khối lượng"], ["a", "Thép", 3.5], ["b", "Xi măng", 7]]
    )
    assert (table.header, numbers(table)) == (range(2, 3), [3, 4])


def test_a_summary_is_no_table(tables):
    assert tables([["BIỂU TỔNG HỢP SỐ LƯỢNG"], [], ["TT Bút Sơn", 20], ["Hoằng Đạo", 16], ["Cộng", 36]]) == ()


def test_names_alone_make_a_list(tables):
    (table,) = tables(
        [["TT", "Họ và tên"], ["I", "Phòng Kinh tế"], [1, AN], [2, BINH], ["II", "Văn phòng"], [1, CUC]]
    )
    assert (numbers(table), units(table)) == ([3, 4, 6], ["Phòng Kinh tế", "Phòng Kinh tế", "Văn phòng"])


def test_what_sums_are_counted_in_holds_for_the_tables_beneath():
    things, cars = ["STT", "Tên tài sản", "Số lượng", "Nguyên giá"], ["STT", "Biển số", "Nguyên giá"]
    one, car, houses = (
        [1, "Máy tính", 1, 15],
        [1, "36A-001.23", 999],
        ["STT", "Tên nhà", "Địa chỉ", "Nguyên giá"],
    )
    rows = [
        ["ĐVT: triệu đồng"], things, one, [], ["B. Xe"], cars, car, [],
        ["C. Nhà (ĐVT: đồng)"], houses, [1, "Trụ sở", "Thôn 2", 5],
    ]  # fmt: skip
    sheet = Sheet("KK", tuple((*row, *[N] * (4 - len(row))) for row in rows))
    scales = [scale_of(reversed(table.above)) for table in find_tables(sheet)]
    assert scales == [1_000_000, 1_000_000, 1]

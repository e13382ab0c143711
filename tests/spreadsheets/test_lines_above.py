"""What the title of a table, or the heading of a group, tells of its rows: month, decision, division."""

import pytest

from desktop import paths
from desktop.domain.loader import load_form
from desktop.domain.problems import Code
from desktop.spreadsheets.headings import load_headings
from desktop.spreadsheets.layout import find_tables
from desktop.spreadsheets.mapping import guess_columns, mapping_of
from desktop.spreadsheets.rows import read_rows
from desktop.spreadsheets.workbook import Merge, Sheet

N = None
ONE_STOP = [
    ["STT", "Lĩnh vực", "Tiếp nhận", N, N, "Đã giải quyết", N, N, N, "Đang giải quyết", N],
    [
        N, N, "Tổng số", "Trong kỳ", "Kỳ trước chuyển qua", "Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn",
        "Tổng số", "Quá hạn",
    ],
    [1, "Hộ tịch", 160, 152, 8, 149, 100, 47, 2, 11, 1],
    [2, "Chứng thực", 312, 312, 0, 312, 300, 12, 0, 0, 0],
]  # fmt: skip
MERGED = [(2, 4), (5, 8), (9, 10)]
ANNEX = [
    ["TT", "Tên vị trí việc làm", "Mã", "Phòng", "Số lượng", "Ngạch", "Trình độ", "Chuyên ngành"],
    ["I", "Vị trí việc làm lãnh đạo, quản lý", N, N, 1, N, N, N],
    ["1", "Chủ tịch UBND xã", "LĐ.01", "UBND", 1, "Chuyên viên chính", "Đại học", "Luật"],
    ["2", "Phó Chủ tịch UBND xã", "LĐ.02", N, 1, "Chuyên viên", "Đại học", "Luật"],
    ["II", "Phòng Kinh tế", N, N, 2, N, N, N],
    ["1", "Chuyên viên về quản lý đất đai", "KT.01", N, 2, "Chuyên viên", "Đại học", "Quản lý đất đai"],
    [N, "Tổng cộng", N, N, 4, N, N, N],
]


@pytest.fixture
def read(lists):
    """The records of a sheet as a form, beneath some lines."""

    def records(form_id, lines, rows, merged=()):
        form = load_form(paths.forms() / f"{form_id}.toml", lists)
        headings = load_headings(paths.forms() / "headings" / f"{form_id}.toml")
        width = max(map(len, rows))
        full = [*([line] for line in lines), [], *rows]
        top = len(lines) + 2
        merges = tuple(Merge(top, left, top, right) for left, right in merged)
        sheet = Sheet("Sheet1", tuple((*row, *[N] * (width - len(row))) for row in full), merges)
        (table,) = find_tables(sheet)
        mapping = mapping_of(guess_columns(table, headings, form, lists))
        return list(read_rows(table, mapping, headings, form, lists))

    return records


@pytest.mark.parametrize(
    ("lines", "month"),
    [
        (["UBND XÃ HOẰNG HÓA", "TỔNG HỢP HỒ SƠ", "Tháng 7 năm 2026"], "2026-07"),
        (["TÌNH HÌNH GIẢI QUYẾT HỒ SƠ THÁNG 07/2026"], "2026-07"),
        (["TỔNG HỢP HỒ SƠ", "(Từ ngày 01/07/2026 đến ngày 31/07/2026)"], "2026-07"),
        (["Tháng 7 năm 2026", "(từ ngày 01/07/2026 đến hết ngày 31/07/2026)"], "2026-07"),
        (["Hoằng Hóa, ngày 02 tháng 8 năm 2026", "TỔNG HỢP HỒ SƠ"], None),
        (["TỔNG HỢP HỒ SƠ", "Từ tháng 1 năm 2026 đến tháng 7 năm 2026"], None),
        (["TỔNG HỢP HỒ SƠ", "(Từ ngày 01/01/2026 đến ngày 31/07/2026)"], None),
        (["Tháng 7 năm 2026 so với tháng 6 năm 2026"], None),
        (["TỔNG HỢP HỒ SƠ 6 tháng đầu năm 2026"], None),
        (["TỔNG HỢP HỒ SƠ tháng 13/2026"], None),
    ],
)
def test_the_month_of_a_table_stands_in_its_title(read, lines, month):
    rows = read("workload", lines, ONE_STOP, MERGED)
    assert [row.values.get("month") for row in rows] == [month, month]
    assert [row.values["received"] for row in rows] == [152, 312]


def test_what_the_title_tells_is_said_and_a_column_goes_before_it(read):
    (row, _) = read("workload", ["Tháng 7 năm 2026"], ONE_STOP, MERGED)
    (problem,) = [one for one in row.problems if one.code is Code.TOLD_ABOVE]
    assert (problem.place, problem.facts["value"], problem.is_repair) == ("month", "07/2026", True)
    heads, sub, *rows = ONE_STOP
    table = [[*heads, "Tháng"], [*sub, N], *([*row, "06/2026"] for row in rows)]
    assert {row.values["month"] for row in read("workload", ["Tháng 7 năm 2026"], table, MERGED)} == {
        "2026-06"
    }


def test_the_annex_of_a_decision_tells_its_number_and_day(read):
    lines = ["PHỤ LỤC", "(Kèm theo Quyết định số 215/QĐ-UBND ngày 15 tháng 01 năm 2026 của Chủ tịch UBND xã)"]
    told = {
        (row.values["decision_number"], row.values["decision_date"]) for row in read("position", lines, ANNEX)
    }
    assert told == {("215/QĐ-UBND", "2026-01-15")}
    blank = ["(Kèm theo Quyết định số      /QĐ-UBND ngày      tháng     năm 2026)"]
    assert not any("decision_number" in row.values for row in read("position", blank, ANNEX))


def test_a_group_gives_the_division_where_it_is_one_and_the_cell_is_empty(read):
    rows = read("position", [], ANNEX)
    assert [row.values.get("division") for row in rows] == ["UBND", None, "Phòng Kinh tế"]


def test_a_position_named_behind_its_code_leaves_groups_groups(read):
    rows = read(
        "position",
        [],
        [
            ["STT", "Mã VTVL", "Vị trí việc làm", "Biên chế", "Ngạch tối thiểu", "Trình độ", "Chuyên ngành"],
            ["A", N, "PHÒNG VĂN HÓA - XÃ HỘI", 3],
            [1, "VH01", "Trưởng phòng", 1, "Chuyên viên chính", "Đại học", "Luật"],
            [2, "VH02", "Phó trưởng phòng", 2, "Chuyên viên", "Đại học", "Luật"],
            ["B", N, "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", 1],
            [1, "TT01", "Giám đốc", 1, "Chuyên viên", "Đại học", N],
        ],
    )
    assert [(row.values["name"], row.values["division"]) for row in rows] == [
        ("Trưởng phòng", "Phòng Văn hóa - Xã hội"),
        ("Phó trưởng phòng", "Phòng Văn hóa - Xã hội"),
        ("Giám đốc", "Trung tâm Phục vụ hành chính công"),
    ]

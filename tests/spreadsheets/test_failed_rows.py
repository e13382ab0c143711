"""The workbook of failed rows holds exactly these rows, and is mended and imported as it is."""

from datetime import date, datetime

import openpyxl
import pytest

from desktop import paths
from desktop.domain.catalog import Catalogs
from desktop.spreadsheets import marks
from desktop.spreadsheets.failed_rows import FailedTable, write_failed_rows
from desktop.spreadsheets.layout import find_tables
from desktop.spreadsheets.mapping import guess_columns, mapping_of
from desktop.spreadsheets.reader import read_book
from desktop.spreadsheets.rows import read_rows
from desktop.spreadsheets.standing_alone import standing_alone

PEOPLE = (
    "01_danh_sach_sach.xlsx",
    "02_trich_ngang_cbcc.xlsx",
    "03_xa_hoang_duc_tcvn3.xls",
    "04_ba_xa_cu_hop_nhat.xlsx",
)
FILES = (*PEOPLE, "05_kiem_ke_trang_thiet_bi.xlsx", "06_tru_so_nha_dat_xe.xlsx")
SENTENCE = "Ngày sinh: ngày này không có trong lịch."
N = None
LISTS = Catalogs(paths.forms() / "catalogs")


@pytest.fixture
def failed(tmp_path):
    """Writes the failed rows of tables (each with the problems by row), and gives the tables found again."""

    def written(*tables):
        path = tmp_path / "chua-nhap.xlsx"
        write_failed_rows(path, [FailedTable(table, problems) for table, problems in tables])
        return tables_of(path), path

    return written


def tables_of(path):
    return [table for sheet in read_book(path).sheets for table in find_tables(sheet)]


def some(table, step):
    """A problem in the second column of every so many rows."""
    second = table.columns[1].index
    return {row.number: [(second, SENTENCE), (N, "Dòng này trùng.")] for row in table.rows[::step]}


def values(table, headings, form):
    """What the import reads of each record: values by field."""
    mapping = {
        index: target
        for index, target in mapping_of(guess_columns(table, headings, form, LISTS)).items()
        if target != "@number"
    }
    lists = Catalogs(paths.forms() / "catalogs")
    return [dict(row.values) for row in read_rows(table, mapping, headings, form, lists)]


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("step", [1, 3, 11])
def test_the_rows_are_found_again_under_their_headings_and_groups(corpus, failed, file, step):
    for table in tables_of(corpus / file):
        problems = some(table, step)
        (again,), _ = failed((table, problems))
        *columns, reason = again.columns
        assert [column.path for column in columns] == [column.path for column in table.columns]
        assert marks.is_reason_heading(reason.heading)
        wanted = [row for row in table.rows if row.number in problems]
        assert [row.groups for row in again.rows] == [row.groups for row in wanted]
        assert again.above == table.above
        cells = standing_alone(table, problems.keys())
        assert [[row.cells[column.index] for column in columns] for row in again.rows] == [
            [cells[row.number][column.index] for column in table.columns] for row in wanted
        ]


# Of few rows none may be marked in a column that marks women only: who is a man is then asked for again.
@pytest.mark.parametrize("file", PEOPLE)
@pytest.mark.parametrize("step", [1, 3, 5])
def test_the_import_reads_the_same_of_the_rows_alone(corpus, failed, headings, form, file, step):
    for table in tables_of(corpus / file):
        problems = some(table, step)
        (again,), _ = failed((table, problems))
        read = zip(table.rows, values(table, headings, form), strict=True)
        assert values(again, headings, form) == [one for row, one in read if row.number in problems]


def test_the_reason_is_told_in_the_last_column_and_on_the_cell(tables, failed):
    (table,) = tables([["STT", "Họ và tên", "Ngày sinh"], [1, "Lê An", "31/02/1985"], [2, "Lê Na", "1986"]])
    _, path = failed((table, {2: [(2, SENTENCE), (N, "Dòng này trùng.")]}))
    sheet = openpyxl.load_workbook(path).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows == [
        ("STT", "Họ và tên", "Ngày sinh", marks.reason_heading()),
        (1, "Lê An", "31/02/1985", f"{SENTENCE}\nDòng này trùng."),
    ]
    assert sheet["C2"].comment.text == SENTENCE
    assert sheet["B2"].comment is None
    assert sheet["C2"].fill.fgColor.rgb != sheet["B2"].fill.fgColor.rgb


def test_numbers_as_text_stay_text_and_dates_dates(tables, failed):
    row = [1, "Lê An", "038082009455", datetime(1985, 9, 25), 4.98, "+1+1"]
    (table,) = tables([["STT", "Họ và tên", "Số CCCD", "Ngày sinh", "Hệ số", "Ghi chú"], row])
    (again,), path = failed((table, {2: [(5, "Có dấu bằng.")]}))
    assert again.rows[0].cells[:6] == (1, "Lê An", "038082009455", date(1985, 9, 25), 4.98, "+1+1")
    assert openpyxl.load_workbook(path).active["F2"].data_type == "s"


def test_a_list_that_failed_twice_has_one_column_of_reasons(tables, failed):
    (table,) = tables([["STT", "Họ và tên", "Ngày sinh"], [1, "Lê An", "1985"]])
    (first,), _ = failed((table, {2: [(N, "Lần một.")]}))
    (second,), _ = failed((first, {2: [(N, "Lần hai.")]}))
    assert [column.heading for column in second.columns] == [
        "STT",
        "Họ và tên",
        "Ngày sinh",
        marks.reason_heading(),
    ]
    assert second.rows[0].cells[-1] == "Lần hai."


def test_a_ditto_becomes_what_it_stands_for(tables, failed):
    (table,) = tables(
        [
            ["STT", "Họ và tên", "Chức vụ"],
            [1, "Lê An", "Công chức"],
            [2, "Lê Na", "nt"],
            [3, "Lê Ba", '"'],
        ]
    )
    (again,), _ = failed((table, {4: [(N, "Sai.")]}))
    assert [row.cells[2] for row in again.rows] == ["Công chức"]


def test_dates_that_excel_exchanged_are_written_as_they_were_meant(tables, failed):
    exchanged = [datetime(1980, 3, 4), datetime(1981, 5, 6), datetime(1982, 7, 8), datetime(1983, 9, 10)]
    texts = ["25/12/1984", "17/03/1985", "19/08/1986", "31/12/1987"]
    people = [
        [at, f"Lê Văn {name}", day]
        for at, (name, day) in enumerate(zip("ABCDEGHI", [*exchanged, *texts], strict=True), 1)
    ]
    (table,) = tables([["STT", "Họ và tên", "Ngày sinh"], *people])
    (again,), _ = failed((table, {2: [(N, "Sai.")]}))
    assert again.rows[0].cells[2] == "03/04/1980"


def test_few_rows_do_not_look_exchanged_where_the_list_does_not(tables, failed):
    days = [datetime(1980, 3, day) for day in (1, 2, 4, 5, 6, 7)]
    people = [
        [at, f"Lê Văn {name}", day] for at, (name, day) in enumerate(zip("ABCDEG", days, strict=True), 1)
    ]
    (table,) = tables(
        [
            ["STT", "Họ và tên", "Ngày sinh"],
            *people,
            [7, "Lê Văn H", "31/02/1985"],
            [8, "Lê Văn I", datetime(1980, 3, 25)],
        ]
    )
    (again,), _ = failed((table, {number: [(N, "Sai.")] for number in range(2, 9)}))
    assert [row.cells[2] for row in again.rows][:2] == ["01/03/1980", "02/03/1980"]


def test_groups_within_groups_are_named_again(tables, failed):
    (table,) = tables(
        [
            ["TT", "Họ và tên", "Ngày sinh", "Chức vụ", "Ghi chú"],
            ["A", "KHỐI ĐẢNG", N, N, N],
            ["I", "Văn phòng Đảng ủy", N, N, N],
            [1, "Lê An", "1985", "CV", "x"],
            [2, "Lê Na", "1986", "CV", "x"],
            ["B", "KHỐI CHÍNH QUYỀN", N, N, N],
            ["I", "Phòng Kinh tế", N, N, N],
            [3, "Lê Ba", "1987", "CV", "x"],
        ]
    )
    failing = {row.number: [(N, "Sai.")] for row in table.rows if row.cells[1] != "Lê Na"}
    (again,), _ = failed((table, failing))
    assert [row.groups for row in again.rows] == [
        ("KHỐI ĐẢNG", "Văn phòng Đảng ủy"),
        ("KHỐI CHÍNH QUYỀN", "Phòng Kinh tế"),
    ]


def test_several_tables_make_a_sheet_each(corpus, failed):
    tables = [tables_of(corpus / file)[0] for file in PEOPLE[:2]]
    again, path = failed(*((table, some(table, 5)) for table in [*tables, tables[0]]))
    assert openpyxl.load_workbook(path).sheetnames == ["DanhSach", "Trich ngang", "DanhSach (2)"]
    assert [len(table.rows) for table in again] == [9, 9, 9]

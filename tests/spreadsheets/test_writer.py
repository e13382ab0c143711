"""What is written is what is read: texts stay texts, and a file is there whole or not at all."""

import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import AppError, UserCancelled
from desktop.spreadsheets.cell_xml import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, RowWriter
from desktop.spreadsheets.input_rules import Bounds, InputRule
from desktop.spreadsheets.looks import GENERAL, GROUPED, TEXT, Styles
from desktop.spreadsheets.reader import read_book
from desktop.spreadsheets.titles import sheet_titles
from desktop.spreadsheets.workbook import Merge
from desktop.spreadsheets.writer import Dress, Note, OutColumn, OutSheet, Styled, write_workbook

PAYLOADS = (
    "=1+1",
    "=cmd|'/c calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",  # full-width
    "＋1+1",
    "－1+1",
    "＠SUM(A1)",
    '=HYPERLINK("file:///c:/x","bấm")',
    "#REF!",
)


@pytest.fixture
def write(tmp_path):
    """Writes one sheet of these rows, and gives the path."""

    def made(*rows, columns=None, **more):
        path = tmp_path / "ra.xlsx"
        wide = max(map(len, rows), default=1)
        columns = columns or [OutColumn() for _ in range(wide)]
        write_workbook(path, [OutSheet("Trang", columns, rows, **more)])
        return path

    return made


def parts_of(path):
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name).decode() for name in book.namelist() if name.endswith((".xml", ".vml"))}


def rows_of(path):
    (sheet,) = read_book(path).sheets
    return [list(row) for row in sheet.rows]


def test_no_text_becomes_a_formula_wherever_it_stands(write):
    dressed = [[Styled(text, dress) for text in PAYLOADS] for dress in Dress]
    rule = InputRule(0, 2, "=1+1", "=2+2", Bounds("list", "'Trang'!$A$1:$A$2", error="=3+3"))
    notes = [Note(1, at, text) for at, text in enumerate(PAYLOADS)]
    path = write(PAYLOADS, *dressed, notes=notes, rules=[rule])
    assert [name for name, text in parts_of(path).items() if "<f>" in text or "<f " in text] == []
    cells = [cell for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert len(cells) == len(PAYLOADS) * (len(Dress) + 1)


def test_a_text_that_excel_would_run_stays_text_when_it_is_edited(write):
    path = write([*PAYLOADS, "Nguyễn An", "0123"])
    cells = openpyxl.load_workbook(path).active[1]
    assert {cell.number_format for cell in cells} == {TEXT}
    prefixed = [cell.value for cell in cells if cell.quotePrefix]
    assert prefixed == [text.replace("\r", "\n") for text in PAYLOADS if text != "#REF!"]


def test_payloads_are_read_back_as_they_were(write):
    assert rows_of(write(PAYLOADS)) == [[text.replace("\r", "\n") for text in PAYLOADS]]


def test_values_keep_their_kind(write):
    row = [
        12,
        4.98,
        True,
        False,
        date(1985, 9, 5),
        datetime(2020, 2, 29, 13, 45),
        time(7, 30),
        "012345678901",
        None,
        "Đỗ Ánh",
    ]
    assert rows_of(write(row)) == [row]


def test_days_before_excels_calendar_and_long_numbers_are_written_out(write):
    row = [date(1899, 12, 31), datetime(1890, 1, 2, 3, 4), 123456789012345678, float("nan"), date(1900, 3, 1)]
    assert rows_of(write(row)) == [
        ["31/12/1899", "02/01/1890 03:04", "123456789012345678", "nan", date(1900, 3, 1)]
    ]


def test_an_id_number_kept_as_a_number_is_shown_in_full(write):
    cells = openpyxl.load_workbook(write([38082009455, 138082009455])).active[1]
    assert [cell.number_format for cell in cells] == [GENERAL, "0"]


def test_numbers_have_the_format_of_their_column_and_texts_are_text(write):
    columns = [OutColumn(20, GROUPED), OutColumn(10, TEXT)]
    path = write([1500000, 7], ["chưa rõ", "7"], columns=columns)
    sheet = openpyxl.load_workbook(path).active
    formats = [[cell.number_format for cell in row] for row in sheet.iter_rows()]
    assert formats == [[GROUPED, "0"], [TEXT, TEXT]]
    assert sheet.column_dimensions["A"].width == 20
    assert sheet.column_dimensions["B"].number_format == TEXT


def test_what_xml_cannot_hold_is_replaced_and_escapes_of_excel_are_kept(write):
    row = ["a\x00b\x0bc\ufffe\ud800d", "_x0041_ & <b>", " hai  đầu ", "dòng\r\nhai"]
    assert rows_of(write(row)) == [["a�b�c��d", "_x0041_ & <b>", " hai  đầu ", "dòng\nhai"]]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"))))
def test_any_text_comes_back_unchanged(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("ra") / "ra.xlsx"
    wanted = [text for text in texts if text]
    write_workbook(path, [OutSheet("A", [OutColumn()], [["đầu"], *([text] for text in wanted)])])
    assert rows_of(path) == [["đầu"], *([text] for text in wanted)]


@pytest.mark.parametrize("letter", ["ă", "\U0001f33e"])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(tmp_path, letter):
    sheet = OutSheet("A", [OutColumn()], [[letter * 40_000], ["ngắn"]])
    assert write_workbook(tmp_path / "dai.xlsx", [sheet]).cut == 1
    (text,), _ = rows_of(tmp_path / "dai.xlsx")
    assert text.startswith(letter * 1000)
    assert text.endswith("ký tự)")
    assert MOST_CHARACTERS - 2 < len(text.encode("utf-16-le")) // 2 <= MOST_CHARACTERS


def test_more_rows_than_excel_has_are_refused():
    writer = RowWriter([OutColumn()], Styles(openpyxl.Workbook(), ()))
    assert writer.row(MOST_ROWS, [1])
    with pytest.raises(AppError) as refused:
        writer.row(MOST_ROWS + 1, [1])
    assert refused.value.code == "sheet_full"


def test_more_columns_than_excel_has_are_refused(tmp_path):
    columns = [OutColumn()] * (MOST_COLUMNS + 1)
    with pytest.raises(AppError) as refused:
        write_workbook(tmp_path / "rong.xlsx", [OutSheet("A", columns, [])])
    assert refused.value.code == "sheet_full"
    assert list(tmp_path.iterdir()) == []


def test_work_that_is_stopped_leaves_the_old_file(write, tmp_path):
    path = write(["cũ"])

    def rows():
        yield ["mới"]
        raise UserCancelled

    with pytest.raises(UserCancelled):
        write_workbook(path, [OutSheet("A", [OutColumn()], rows())])
    assert rows_of(path) == [["cũ"]]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("place", "code"), [("khong-co/ra.xlsx", "folder_missing"), ("thu-muc.xlsx", "file_in_use")]
)
def test_a_place_that_cannot_be_written_is_named(tmp_path, place, code):
    (tmp_path / "thu-muc.xlsx").mkdir()
    with pytest.raises(AppError) as refused:
        write_workbook(tmp_path / place, [OutSheet("A", [OutColumn()], [["x"]])])
    assert refused.value.code == code
    assert [path.name for path in tmp_path.iterdir()] == ["thu-muc.xlsx"]


def test_panes_merges_notes_and_hidden_sheets_are_in_the_file(tmp_path):
    path = tmp_path / "ra.xlsx"
    shown = OutSheet(
        "Hiện",
        [OutColumn()] * 3,
        [[Styled("Tiêu đề", Dress.HEADING)], ["a", "b", "c"]],
        frozen=(1, 2),
        merged=[Merge(1, 0, 1, 2)],
        notes=[Note(2, 1, "xem lại")],
    )
    write_workbook(path, [shown, OutSheet("Ẩn", [OutColumn()], [["x"]], is_hidden=True)])
    first, second = openpyxl.load_workbook(path).worksheets
    assert first.freeze_panes == "C2"
    assert [str(area) for area in first.merged_cells.ranges] == ["A1:C1"]
    assert first["B2"].comment.text == "xem lại"
    assert second.sheet_state == "hidden"


def test_a_wrapped_heading_has_room_for_its_lines(write):
    path = write([Styled("Số định danh cá nhân của người kê khai", Dress.HEADING)], ["ngắn"])
    heights = openpyxl.load_workbook(path).active.row_dimensions
    assert heights[1].height > 2 * (heights[2].height or 16)


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        ("Hồ sơ nhân sự", "Hồ sơ nhân sự"),
        ("a/b\\c?d*e[f]:g", "a b c d e f g"),
        ("'=1+1'", "=1+1"),
        ("History", "History (2)"),
        ("", "(2)"),
        ("Đào tạo chuyên môn (từ trung cấp trở lên)", "Đào tạo chuyên môn"),
        ("Bồi dưỡng: quản lý nhà nước, chức danh nghề nghiệp", "Bồi dưỡng quản lý nhà nước"),
        ("x" * 40, "x" * 31),
    ],
)
def test_a_sheet_has_a_name_that_excel_allows(wanted, title):
    assert sheet_titles([wanted]) == (title,)


def test_no_two_sheets_have_one_name():
    titles = sheet_titles(["Danh sách", "DANH SÁCH", "x" * 31, "x" * 32])
    assert titles == ("Danh sách", "DANH SÁCH (2)", "x" * 31, "x" * 27 + " (2)")

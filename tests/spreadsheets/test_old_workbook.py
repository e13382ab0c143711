import datetime as dt
import json
import struct

import pytest
import xlwt

from desktop.errors import AppError
from desktop.spreadsheets import limits
from desktop.spreadsheets.reader import read_book
from desktop.spreadsheets.workbook import Merge

DAY = xlwt.easyxf(num_format_str="DD/MM/YYYY")
MOMENT = xlwt.easyxf(num_format_str="DD/MM/YYYY HH:MM")
CLOCK = xlwt.easyxf(num_format_str="HH:MM")


def in_font(name):
    style = xlwt.XFStyle()
    style.font.name = name
    return style


@pytest.fixture
def read(tmp_path):
    """Write the sheets that a function fills, and read them again."""

    def through(fill, *names):
        book = xlwt.Workbook()
        fill(book, *[book.add_sheet(name) for name in names or ("DS",)])
        path = tmp_path / "cu.xls"
        book.save(str(path))
        return read_book(path).sheets

    return through


def code_of(path):
    with pytest.raises(AppError) as error:
        read_book(path)
    return error.value.code


def test_values_keep_their_kinds_and_places(read):
    def fill(book, sheet):
        for column, (value, *style) in enumerate(
            [
                ("Họ tên",),
                (1,),
                (1.5,),
                (True,),
                (dt.date(2020, 1, 2), DAY),
                (dt.datetime(2020, 1, 2, 3, 4), MOMENT),
            ]
        ):
            sheet.write(4, column + 2, value, *style)
        sheet.write(5, 2, dt.time(3, 4), CLOCK)
        sheet.write(5, 3, xlwt.Formula("1/0"))
        sheet.write_merge(6, 7, 2, 3, "chung")

    (sheet,) = read(fill)
    assert sheet.rows[:4] == ((None,) * 8,) * 4
    assert sheet.rows[4][2:] == ("Họ tên", 1, 1.5, True, dt.date(2020, 1, 2), dt.datetime(2020, 1, 2, 3, 4))
    assert sheet.rows[5][2] == dt.time(3, 4)
    assert sheet.merged == (Merge(7, 2, 8, 3),)
    assert [type(cell) for cell in sheet.rows[4][2:5]] == [str, int, float]


def test_days_of_a_mac_workbook_are_not_four_years_early(read):
    def fill(book, sheet):
        book.dates_1904 = True
        sheet.write(0, 0, dt.date(2020, 1, 2), DAY)

    assert read(fill)[0].rows == ((dt.date(2020, 1, 2),),)


def test_error_values_stay_to_be_seen(tmp_path):
    book = xlwt.Workbook()
    row = book.add_sheet("DS").row(0)
    row.set_cell_error(0, 0x17)
    row.set_cell_error(1, 0x07)
    book.save(str(tmp_path / "loi.xls"))
    assert read_book(tmp_path / "loi.xls").sheets[0].rows == (("#REF!", "#DIV/0!"),)


def test_hidden_rows_and_sheets_are_read_and_marked(read):
    def fill(book, sheet, other):
        for number in range(4):
            sheet.write(number, 0, number)
        sheet.row(1).hidden = True
        other.write(0, 0, "x")
        other.visibility = 1

    first, second = read(fill, "DS", "An")
    assert first.hidden_rows == {2}
    assert first.rows == ((0,), (1,), (2,), (3,))
    assert (first.visible, second.visible) == (True, False)


def test_text_is_read_in_the_font_of_its_cell_and_of_its_runs(read):
    old, capital, new = (in_font(name) for name in (".VnTime", ".VnTimeH", "Times New Roman"))

    def fill(book, sheet):
        sheet.write(0, 0, "NguyÔn ThÞ ¸nh", old)
        sheet.write(0, 1, "ubnd x·", capital)
        sheet.write(0, 2, "Traàn Vaên Ñöùc", in_font("VNI-Times"))
        sheet.write(0, 3, "Võ Thị Thò", new)
        sheet.write_rich_text(0, 4, [("Hä vµ tªn ", old.font), ("Võ ", new.font), ("v¨n", capital.font)])

    assert read(fill)[0].rows == (
        ("Nguyễn Thị ánh", "UBND XÃ", "Trần Văn Đức", "Võ Thị Thò", "Họ và tên Võ VĂN"),
    )


def test_the_list_of_2015_comes_out_as_people_read_it(corpus):
    (sheet,) = read_book(corpus / "03_xa_hoang_duc_tcvn3.xls").sheets
    texts = dict(enumerate(sheet.rows, 1))
    expected = json.loads((corpus / "03_xa_hoang_duc_tcvn3.expected.json").read_text("utf-8"))
    (wanted,) = expected["sheets"]
    assert sheet.name == wanted["name"]
    for record in wanted["records"]:
        name = " ".join(str(texts[record["row"]][1]).split())
        wrongly_small = any(one["kind"] == "lost_capital" for one in record["problems"])
        assert name.title() == record["values"]["full_name"]
        assert name.islower() == (name[0].islower() and wrongly_small)
    assert texts[7][:5] == ("TT", "Họ và tên", "Năm sinh", None, "Chức vụ")
    assert [texts[row][1] for row in (9, 12, 15, 19, 25)] == [
        "ĐẢNG ỦY",
        "HĐND",
        "UBND",
        "MTTQ VÀ CÁC ĐOÀN THỂ",
        "CÔNG CHỨC CHUYÊN MÔN",
    ]
    assert texts[17][1] == "Vũ Ngọc Tài"
    assert "xã Hoằng Đức, huyện Hoằng Hóa, tỉnh Thanh Hóa" in texts[17]
    assert texts[30][1] == "Hà  Thị Mai"
    assert texts[30][-1] == "Đang học ĐH tại chức"


def test_a_list_whose_fonts_were_lost_is_read_the_same(corpus, tmp_path):
    given = corpus / "03_xa_hoang_duc_tcvn3.xls"
    data = given.read_bytes()
    assert data.count(b".VnTime") > 1
    lost = tmp_path / "mat_phong.xls"
    lost.write_bytes(data.replace(b".VnTime", b"xVnTime"))
    (right,), (guessed,) = read_book(given).sheets, read_book(lost).sheets

    def folded(rows):
        return [[cell.lower() if isinstance(cell, str) else cell for cell in row] for row in rows]

    assert folded(guessed.rows) == folded(right.rows)


def test_a_protected_workbook_is_named(corpus, tmp_path):
    data = bytearray((corpus / "03_xa_hoang_duc_tcvn3.xls").read_bytes())
    begin = data.index(struct.pack("<HH", 0x809, 16))
    struct.pack_into("<HH", data, begin + 20, 0x2F, struct.unpack_from("<H", data, begin + 22)[0])
    path = tmp_path / "khoa.xls"
    path.write_bytes(data)
    assert code_of(path) == "sheet_password"


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9])
def test_a_workbook_cut_short_is_damaged(corpus, tmp_path, kept):
    data = (corpus / "03_xa_hoang_duc_tcvn3.xls").read_bytes()
    path = tmp_path / "cut.xls"
    path.write_bytes(data[: int(len(data) * kept)])
    assert code_of(path) in {"sheet_unreadable", "sheet_not_workbook"}


def test_too_many_cells_are_refused_before_they_are_read(corpus, monkeypatch):
    monkeypatch.setattr(limits, "MAX_OLD_CELLS", 50)
    assert code_of(corpus / "03_xa_hoang_duc_tcvn3.xls") == "sheet_too_large"

import codecs
import contextlib
import datetime as dt
import hashlib
import io
import re
import zipfile
import zlib

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from desktop.errors import AppError
from desktop.spreadsheets import limits, unpacking
from desktop.spreadsheets.reader import read_book
from desktop.spreadsheets.workbook import Merge, column_letters

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def book(tmp_path):
    """A small sound workbook that does not begin at A1."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["C5"], sheet["D5"], sheet["E5"], sheet["F5"] = 1, 1.5, dt.datetime(2020, 1, 2), "Họ tên"
    sheet["C6"], sheet["D6"], sheet["E6"] = True, dt.datetime(2020, 1, 2, 3, 4), dt.time(3, 4)
    sheet["C7"] = "chung"
    sheet.merge_cells("C7:D8")
    hidden = book.create_sheet("An")
    hidden["A1"], hidden.sheet_state = "x", "hidden"
    book.create_chartsheet("Hinh")
    path = tmp_path / "so.xlsx"
    book.save(path)
    return path


def rewritten(path, edit, part=SHEET):
    """The same file with one part changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = edit(parts.get(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def code_of(path):
    with pytest.raises(AppError) as error:
        read_book(path)
    return error.value.code


def test_cells_stand_in_their_excel_rows_and_columns(book):
    sheet = read_book(book).sheets[0]
    assert sheet.rows[:4] == ((None,) * 6,) * 4
    assert sheet.rows[4] == (None, None, 1, 1.5, dt.date(2020, 1, 2), "Họ tên")
    assert sheet.rows[5][2:] == (True, dt.datetime(2020, 1, 2, 3, 4), dt.time(3, 4), None)
    assert sheet.merged == (Merge(7, 2, 8, 3),)


def test_whole_numbers_come_as_whole_numbers(book):
    cell = read_book(book).sheets[0].rows[4][2]
    assert (cell, type(cell)) == (1, int)


def test_hidden_sheets_are_read_and_marked_and_charts_left_out(book):
    assert [(sheet.name, sheet.visible) for sheet in read_book(book).sheets] == [
        ("Sheet", True),
        ("An", False),
    ]


def test_a_book_names_its_file_and_the_hash_of_its_bytes(book):
    read = read_book(book)
    assert (read.name, read.sha256) == ("so.xlsx", hashlib.sha256(book.read_bytes()).hexdigest())


def test_error_values_stay_to_be_seen(book):
    edit = rewritten(
        book, lambda xml: xml.replace(b'<c r="D5" t="n"><v>1.5</v>', b'<c r="D5" t="e"><v>#REF!</v>')
    )
    assert read_book(edit).sheets[0].rows[4][3] == "#REF!"


def test_missing_file(tmp_path):
    assert code_of(tmp_path / "none.xlsx") == "file_missing"


def test_folder(tmp_path):
    assert code_of(tmp_path) == "sheet_is_folder"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheet_empty"),
        (b"\xef\xbb\xbf  <HTML><body><table></table>", "sheet_is_web_page"),
        (b"<?xml version='1.0'?><Workbook/>", "sheet_is_xml"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "sheet_not_workbook"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"), "sheet_password"),
        (codecs.BOM_UTF16_LE + "<html><table>".encode("utf-16-le"), "sheet_is_web_page"),
        (b"\n\n", "sheet_empty"),
        (b"%PDF-1.7", "sheet_not_workbook"),
        (b"{\\rtf1 STT", "sheet_not_workbook"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "sheet_not_workbook"),
        (b"STT,Ho ten\n1,\x01\x02\n", "sheet_not_workbook"),
        (b"PK\x03\x04 and no more", "sheet_unreadable"),
    ],
)
def test_what_is_no_workbook_is_named(tmp_path, content, code):
    path = tmp_path / "tep.xlsx"
    path.write_bytes(content)
    assert code_of(path) == code


def test_other_zips_are_no_workbooks(tmp_path):
    path = tmp_path / "van_ban.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert code_of(path) == "sheet_not_workbook"


def test_a_workbook_without_a_value_is_empty(tmp_path):
    path = tmp_path / "trong.xlsx"
    openpyxl.Workbook().save(path)
    assert code_of(path) == "sheet_empty"


def test_a_file_cut_short_is_damaged(book):
    book.write_bytes(book.read_bytes()[:-200])
    assert code_of(book) == "sheet_unreadable"


@pytest.mark.parametrize(
    "far",
    [
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        b'<row r="9"><c r = "XFD1048576"><v>1</v></c></row>',
        b'<row r="1048576"><c><v>1</v></c></row>',
        b'<row r="1048575"><c r="A1048575"><v>1</v></c><c r="AAA1048575"><v>1</v></c></row>',
    ],
)
def test_a_cell_at_the_far_end_is_refused_before_a_grid_is_built(book, far):
    edit = rewritten(book, lambda xml: xml.replace(b"</sheetData>", far + b"</sheetData>"))
    assert code_of(edit) == "sheet_too_large"


def test_empty_formatted_cells_far_away_do_no_harm(book):
    far = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    assert len(read_book(rewritten(book, lambda xml: xml.replace(b"</sheetData>", far))).sheets[0].rows) == 7


def test_cells_without_addresses_are_read(book):
    edit = rewritten(book, lambda xml: re.sub(rb' r="[A-Z]*\d+"', b"", xml))
    assert read_book(edit).sheets[0].rows[0][3] == "Họ tên"


def test_a_bomb_is_not_unpacked(book, monkeypatch):
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 1_000_000)
    rewritten(book, lambda xml: xml.replace(b"</worksheet>", b" " * 2_000_000 + b"</worksheet>"))
    assert book.stat().st_size < 50_000
    assert code_of(book) == "sheet_unpacks_too_large"


def test_a_part_larger_than_it_says_is_not_believed(book):
    with zipfile.ZipFile(book) as archive:
        size = archive.getinfo(SHEET).file_size
    data = book.read_bytes().replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    book.write_bytes(data)
    assert code_of(book) == "sheet_unreadable"


def test_a_huge_file_is_refused_unread(book, monkeypatch):
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 1000)
    assert code_of(book) == "sheet_file_too_large"


def test_many_sheets_together_count(tmp_path, monkeypatch):
    book = openpyxl.Workbook()
    for place in range(4):
        book.create_sheet(f"s{place}")["J50"] = 1
    path = tmp_path / "nhieu.xlsx"
    book.save(path)
    monkeypatch.setattr(limits, "MAX_CELLS", 1500)
    assert code_of(path) == "sheet_too_large"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6),
    st.booleans(),
)
def test_damage_is_an_error_of_the_world_never_a_crash(corpus, tmp_path, damage, is_cut):
    data = bytearray((corpus / "02_trich_ngang_cbcc.xlsx").read_bytes())
    for place, byte in damage:
        data[int(place * len(data))] = byte
    path = tmp_path / "hong.xlsx"
    path.write_bytes(data[: len(data) // 2] if is_cut else data)
    with contextlib.suppress(AppError):
        assert read_book(path).sheets


@given(st.integers(0, 16_383))
def test_column_names_are_those_of_excel(index):
    assert column_letters(index) == openpyxl.utils.get_column_letter(index + 1)


def test_only_what_was_measured_is_parsed(book):
    data = book.read_bytes()
    parts = unpacking.xml_parts("so.xlsx", data)
    assert unpacking.holds_only(data, parts)
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("xl/worksheets/sheet9.dat", b"x")
    assert not unpacking.holds_only(book.read_bytes(), unpacking.xml_parts("so.xlsx", book.read_bytes()))
    with zipfile.ZipFile(io.BytesIO(unpacking.plain_zip(parts))) as plain:
        assert plain.namelist() == list(parts)


def test_a_file_with_pictures_and_macros_is_read_without_them(book):
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x" * 10_000)
        archive.writestr("xl/media/image1.png", b"x" * 10_000)
    assert read_book(book).sheets[0].rows[4][5] == "Họ tên"


def test_a_part_that_unpacks_beyond_the_length_it_tells_is_not_believed(book):
    with zipfile.ZipFile(book) as archive:
        part = archive.read(SHEET)
        entry = archive.getinfo(SHEET)
    data = book.read_bytes()
    short = len(part) - 20
    lies = data.replace(entry.file_size.to_bytes(4, "little"), short.to_bytes(4, "little"))
    book.write_bytes(
        lies.replace(entry.CRC.to_bytes(4, "little"), zlib.crc32(part[:short]).to_bytes(4, "little"))
    )
    assert code_of(book) == "sheet_unreadable"


def test_a_binary_workbook_is_named(tmp_path):
    path = tmp_path / "nhi_phan.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.bin", b"x")
    assert code_of(path) == "sheet_is_xlsb"


def test_rows_that_are_hidden_or_have_no_height_are_told(tmp_path):
    book = openpyxl.Workbook()
    for number in range(1, 6):
        book.active.append([number])
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["C"].hidden = True
    path = tmp_path / "an.xlsx"
    book.save(path)
    rewritten(path, lambda xml: xml.replace(b'<row r="4"', b'<row r="4" ht="0" customHeight="1"'))
    assert read_book(path).sheets[0].hidden_rows == {2, 4}


def test_formulas_without_a_result_are_told(book):
    cells = (
        b'<c r="A9"><f>1+1</f></c><c r="B9"><f>1+1</f><v></v></c><c r="C9"><f>1+1</f><v>2</v></c>'
        b'<c r="D9" t="str"><f>""</f><v></v></c><c r="E9"><f t="shared" si="0"/><v/></c>'
    )
    far = b'<row r="9">' + cells + b"</row></sheetData>"
    sheet = read_book(rewritten(book, lambda xml: xml.replace(b"</sheetData>", far))).sheets[0]
    assert sheet.unvalued == {(9, 0), (9, 1), (9, 4)}
    assert sheet.rows[8] == (None, None, 2, None, None, None)


def test_a_file_whose_tags_all_have_a_prefix_is_read_the_same(book):
    def prefixed(xml):
        xml = re.sub(rb"<(/?)(?=[A-Za-z])", rb"<\1x:", xml)
        xml = xml.replace(b"xmlns=", b"xmlns:x=")
        return xml.replace(b'<x:row r="6"', b'<x:row hidden="1" r="6"')

    sheet = read_book(rewritten(book, prefixed)).sheets[0]
    assert sheet.rows[4][2:4] == (1, 1.5)
    assert sheet.hidden_rows == {6}


def test_days_of_a_mac_workbook_are_not_four_years_early(tmp_path):
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["A1"] = dt.datetime(2020, 1, 2)
    path = tmp_path / "mac.xlsx"
    book.save(path)
    assert read_book(path).sheets[0].rows == ((dt.date(2020, 1, 2),),)


def test_sheets_that_share_a_part_are_not_read_again_and_again(book):
    def shared(xml):
        return re.sub(rb'(<sheet [^>]*name=")An("[^>]*r:id=")rId\d+', rb"\1An\2rId1", xml)

    assert code_of(rewritten(book, shared, "xl/workbook.xml")) == "sheet_unreadable"


def test_too_many_sheets_are_refused(book, monkeypatch):
    monkeypatch.setattr(limits, "MAX_SHEETS", 2)
    assert code_of(book) == "sheet_too_many_sheets"


@pytest.fixture
def fonts(tmp_path):
    """Write cells, each (font, text or runs of (font, text)), in one row of an .xlsx file."""

    def write(*cells):
        book = openpyxl.Workbook()
        for column, (font, text) in enumerate(cells, 1):
            cell = book.active.cell(1, column)
            runs = text if isinstance(text, list) else []
            cell.value = CellRichText(*[TextBlock(InlineFont(rFont=name), run) for name, run in runs]) or text
            cell.font = Font(name=font)
        path = tmp_path / "phong.xlsx"
        book.save(path)
        return path

    return write


def test_text_is_read_in_the_font_of_its_cell(fonts):
    path = fonts(
        (".VnTime", "NguyÔn ThÞ ¸nh"),
        (".VnTimeH", "ubnd x·"),
        ("VNI-Times", "Traàn Vaên Ñöùc"),
        ("Times New Roman", "Võ Thị Thò"),
        (".VnTime", "038201234567"),
        (".VnTime", 12),
    )
    assert read_book(path).sheets[0].rows == (
        ("Nguyễn Thị ánh", "UBND XÃ", "Trần Văn Đức", "Võ Thị Thò", "038201234567", 12),
    )


RUNS = [(".VnTime", "Hä vµ tªn "), ("Arial", "Võ"), (".VnTimeH", " v¨n")]


def test_runs_of_a_cell_are_read_each_in_its_font(fonts):
    path = fonts((".VnTime", "Hµ"), ("Arial", RUNS))
    assert read_book(path).sheets[0].rows == (("Hà", "Họ và tên Võ VĂN"),)


def test_runs_of_shared_texts_are_read_each_in_its_font(fonts):
    path = fonts(("Arial", "Võ"), ("Arial", RUNS))
    (inline,) = re.findall(rb"<is>(<r>.*?)</is>", zipfile.ZipFile(path).read(SHEET))
    shared = b"<sst><si><t>x</t></si><si>" + inline + b"<rPh><t>y</t></rPh></si></sst>"
    rewritten(path, lambda _: shared, "xl/sharedStrings.xml")
    cell = b't="s"><v>1</v></c>'
    rewritten(path, lambda xml: re.sub(rb't="inlineStr"><is><r>.*?</is></c>', cell, xml))
    assert read_book(path).sheets[0].rows[0][1] == "Họ và tên Võ VĂN"

import contextlib
import datetime as dt
import hashlib
import io
import re
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import AppError
from desktop.spreadsheets import reader, unpacking
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
    parts[part] = edit(parts[part])
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
        (b"<?xml version='1.0'?><Workbook/>", "sheet_is_web_page"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "sheet_not_xlsx"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"), "sheet_password"),
        (b"STT;Ho ten\r\n1;An\r\n", "sheet_not_xlsx"),
        (b"%PDF-1.7", "sheet_not_xlsx"),
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
    assert code_of(path) == "sheet_not_xlsx"


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
    monkeypatch.setattr(unpacking, "MAX_UNPACKED_BYTES", 1_000_000)
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
    monkeypatch.setattr(reader, "MAX_FILE_BYTES", 1000)
    assert code_of(book) == "sheet_file_too_large"


def test_many_sheets_together_count(tmp_path, monkeypatch):
    book = openpyxl.Workbook()
    for place in range(4):
        book.create_sheet(f"s{place}")["J50"] = 1
    path = tmp_path / "nhieu.xlsx"
    book.save(path)
    monkeypatch.setattr(reader, "MAX_CELLS", 1500)
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
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("xl/media/image1.png", b"x" * 100_000)
    with zipfile.ZipFile(io.BytesIO(unpacking.measured_parts("so.xlsx", book.read_bytes()))) as plain:
        assert SHEET in plain.namelist()
        assert not [name for name in plain.namelist() if not name.endswith((".xml", ".rels"))]

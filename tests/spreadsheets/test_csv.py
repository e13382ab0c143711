import codecs
import unicodedata

import pytest

from desktop.errors import AppError
from desktop.spreadsheets import limits
from desktop.spreadsheets.legacy import to_unicode
from desktop.spreadsheets.reader import read_book

TEXT = 'STT;Họ và tên;Ghi chú\r\n1;Nguyễn Thị Hà;"Thôn Đông;\r\nxã Hoằng Đức"\r\n\r\n2;Trần Văn Thưởng;\r\n'
ROWS = (
    ("STT", "Họ và tên", "Ghi chú"),
    ("1", "Nguyễn Thị Hà", "Thôn Đông;\r\nxã Hoằng Đức"),
    (None, None, None),
    ("2", "Trần Văn Thưởng", None),
)


@pytest.fixture
def rows(tmp_path):
    """The rows of a file with these bytes."""

    def read(data):
        path = tmp_path / "danh-sach.csv"
        path.write_bytes(data)
        (sheet,) = read_book(path).sheets
        assert sheet.name == "csv"
        return sheet.rows

    return read


def in_cp1258(text):
    """Text in the code page of Vietnamese Windows, whose tones are letters of their own."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    parts = []
    for letter in text:
        base = unicodedata.normalize(
            "NFC", "".join(c for c in unicodedata.normalize("NFD", letter) if c not in tones)
        )
        parts += [base, *(c for c in unicodedata.normalize("NFD", letter) if c in tones)]
    return "".join(parts).encode("cp1258")


def in_old(text, encoding):
    """Text written with the letters of an old font, found by reading them."""
    signs = [chr(code) for code in range(0xA1, 0x100)]
    if encoding == "vni":
        signs = [base + sign for base in "aeiouyAEIOUYôöÔÖ" for sign in signs] + signs
    letters = {to_unicode(sign, encoding): sign for sign in reversed(signs)}
    return "".join(letters.get(letter, letter) if not letter.isascii() else letter for letter in text).encode(
        "latin-1"
    )


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), id="utf-8 marked"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), id="utf-16"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), id="utf-16 be"),
        pytest.param(TEXT.encode("utf-16-le"), id="utf-16 unmarked"),
        pytest.param(TEXT.encode("utf-16-be"), id="utf-16 be unmarked"),
        pytest.param(in_cp1258(TEXT), id="cp1258"),
        pytest.param(in_old(TEXT, "tcvn3"), id="tcvn3"),
        pytest.param(in_old(TEXT, "vni"), id="vni"),
        pytest.param(in_old(TEXT, "tcvn3").decode("latin-1").encode(), id="tcvn3 in utf-8"),
        pytest.param(in_old(TEXT, "vni").decode("latin-1").encode(), id="vni in utf-8"),
    ],
)
def test_every_encoding_gives_the_same_rows(rows, data):
    assert rows(data) == ROWS


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_guessed(rows, separator):
    lines = [
        ["DANH SÁCH, năm 2024"],
        ["STT", "Họ tên", "Hệ số"],
        ["1", "Lê Hà", "4.98"],
        ["2", "Vũ An", "3.66"],
    ]
    text = "\n".join(
        separator.join(f'"{cell}"' if separator in cell else cell for cell in line) for line in lines
    )
    assert rows(text.encode())[1:] == (
        ("STT", "Họ tên", "Hệ số"),
        ("1", "Lê Hà", "4.98"),
        ("2", "Vũ An", "3.66"),
    )


def test_commas_inside_numbers_and_places_do_not_separate(rows):
    text = "STT;Nơi ở;Hệ số\n1;Thôn A, xã B;4,98\n2;Thôn C, xã D;3,66\n"
    assert rows(text.encode())[1] == ("1", "Thôn A, xã B", "4,98")


def test_a_line_that_tells_the_separator_is_obeyed_and_is_no_row(rows):
    assert rows(b"sep=|\r\na,b|c\r\n") == (("a,b", "c"),)


def test_a_tidy_file_of_an_old_mac_has_rows(rows):
    assert rows(b"a,b\rc,d\r") == (("a", "b"), ("c", "d"))


def test_numbers_and_formulas_stay_text(rows):
    assert rows(b"0123,=1+1,1.50\n") == (("0123", "=1+1", "1.50"),)


def test_a_quotation_mark_that_is_never_closed_swallows_nothing(rows):
    text = "".join(
        f'{number},"Thôn A,x\n' if number == 3 else f"{number},Thôn B,x\n" for number in range(200)
    )
    read = rows(text.encode())
    assert len(read) == 200
    assert read[3] == ("3", '"Thôn A', "x")


def test_a_file_cut_in_the_middle_of_a_letter_is_read(rows):
    assert rows("Họ tên,Nơi ở\nNguyễn Văn Thưởng,xã Hoằng Đức, Đ".encode()[:-1])[1][0] == "Nguyễn Văn Thưởng"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a," * 40_000, "sheet_too_large"),
        ("x" * 200_000, "sheet_long_cell"),
        ("a,b\n" * 600, "sheet_too_large"),
    ],
)
def test_what_is_too_much_is_refused(rows, monkeypatch, text, code):
    monkeypatch.setattr(limits, "MAX_CELLS", 1500)
    with pytest.raises(AppError) as error:
        rows(text.encode())
    assert error.value.code == code


def test_digits_guarded_as_the_text_of_a_formula_are_digits(rows):
    assert rows(b'"=""0123""",=1+1\r\n') == (("0123", "=1+1"),)

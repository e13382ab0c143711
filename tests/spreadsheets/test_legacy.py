import csv
import unicodedata

import pytest

from desktop import paths
from desktop.spreadsheets.legacy import ENCODINGS, in_font, is_unicode, is_written_in, old_font, to_unicode
from desktop.spreadsheets.syllables import is_syllable


def table(encoding):
    path = paths.resources() / "encodings" / f"{encoding}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield "".join(chr(int(code, 16)) for code in row["codes"].split()), row["letter"]


@pytest.mark.parametrize(
    ("font", "encoding", "is_capital"),
    [
        (".VnTime", "tcvn3", False),
        (".VnTimeH", "tcvn3", True),
        (".VNARIALH", "tcvn3", True),
        (" .vnArial Narrow", "tcvn3", False),
        ("VNI-Times", "vni", False),
        ("vni-helve", "vni", False),
    ],
)
def test_old_fonts_are_known_by_name(font, encoding, is_capital):
    found = old_font(font)
    assert (found.encoding, found.is_capital) == (encoding, is_capital)


@pytest.mark.parametrize("font", ["Times New Roman", "Arial", "VnTime", "", None, "Calibri"])
def test_other_fonts_are_no_old_fonts(font):
    assert old_font(font) is None


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_letter_of_the_tables_comes_out_composed(encoding):
    wrong = [
        (source, letter)
        for source, letter in table(encoding)
        if to_unicode(source, encoding) != letter or not unicodedata.is_normalized("NFC", letter)
    ]
    assert wrong == []


def test_all_letters_of_the_alphabet_can_be_written():
    small = set("àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ")
    assert {letter for _, letter in table("tcvn3")} >= small
    assert {letter for _, letter in table("vni")} >= small | {letter.upper() for letter in small} - {"Ĩ"}


@pytest.mark.parametrize(
    ("font", "text", "meant"),
    [
        (".VnTime", "Lª ThÞ Ngäc HiÒn", "Lê Thị Ngọc Hiền"),
        (".VnTime", "Tr\xad¬ng ThÞ ¸nh", "Trương Thị ánh"),
        (".VnTime", "TRÇN V¡N ¸NH", "TRẦN VĂN ÁNH"),
        (".VnTime", "Sè CMND", "Số CMND"),
        (".VnTime", "§ç Hµ", "Đỗ Hà"),
        (".VnTimeH", "ñy ban nh©n d©n x·", "ỦY BAN NHÂN DÂN XÃ"),
        (".VnTimeH", "Hoµng Anh Qu©n", "HOÀNG ANH QUÂN"),
        (".VnTimeH", "ubnd", "UBND"),
        ("VNI-Times", "Nguyeãn Thò Haø", "Nguyễn Thị Hà"),
        ("VNI-Times", "TRAÀN VAÊN ÑÖÙC", "TRẦN VĂN ĐỨC"),
        ("VNI-Times", "Aùnh, Yù", "Ánh, Ý"),
    ],
)
def test_text_is_what_a_reader_sees_in_the_font(font, text, meant):
    assert in_font(text, font) == meant


@pytest.mark.parametrize("font", [".VnTime", "VNI-Times"])
@pytest.mark.parametrize(
    "text", ["038201234567", "01.003", "4,98", "", "VP-TK", "25 m²", "Vũ Ngọc Tài", "Nguyễn Thị Hà", "Hà Võ"]
)
def test_plain_text_and_unicode_text_stay_in_any_font(font, text):
    assert in_font(text, font) == text


@pytest.mark.parametrize(("font", "encoding"), [(".VnTime", "tcvn3"), ("VNI-Times", "vni")])
def test_signs_that_windows_took_for_vietnamese_are_understood(font, encoding):
    for source, letter in table(encoding):
        taken = source.encode("latin-1").decode("cp1258")
        assert to_unicode(taken, encoding) == letter


@pytest.mark.parametrize(
    "word", ["Nguyễn", "quyết", "GIỮA", "gì", "khuỷu", "Đắk", "Lăk", "ước", "Ý", "nghiêng"]
)
def test_syllables_are_known(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["NguyÔn", "ThÞ", "ngưc", "Müller", "Leâ", "HĐND", "hôtel", "đ", "ả" * 200])
def test_what_is_no_syllable_is_known(word):
    assert not is_syllable(word)


def test_a_word_speaks_for_an_encoding_only_with_signs():
    assert is_written_in("NguyÔn", "tcvn3")
    assert is_written_in("Nguyeãn", "vni")
    assert not is_written_in("Lan", "tcvn3")
    assert not is_unicode("Lan")
    assert not is_written_in("Ø", "tcvn3")

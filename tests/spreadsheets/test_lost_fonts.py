import pytest

from desktop.spreadsheets.lost_fonts import likely_encoding, without_old_letters

TCVN3 = (
    ("STT", "Hä vµ tªn", "Chøc vô"),
    (1, "NguyÔn ThÞ Hµ", "Chñ tÞch UBND"),
    (2, "TrÇn V¨n §øc", "Phã Chñ tÞch"),
    (3, "Võ", "CT"),
    (4, "Vũ Ngọc Tài", "Bí thư"),
    (5, "Võ", "Bí thư Đảng uỷ"),
)


def test_a_sheet_that_lost_its_old_font_is_read_by_its_letters():
    assert without_old_letters(TCVN3) == (
        ("STT", "Họ và tên", "Chức vụ"),
        (1, "Nguyễn Thị Hà", "Chủ tịch UBND"),
        (2, "Trần Văn Đức", "Phó Chủ tịch"),
        (3, "Vừ", "CT"),
        (4, "Vũ Ngọc Tài", "Bí thư"),
        (5, "Võ", "Bí thư Đảng uỷ"),
    )


def test_vni_is_told_from_tcvn3():
    rows = (("Hoï vaø teân",), ("Nguyeãn Thò Haø",), ("Traàn Vaên Ñöùc",), ("Leâ Thò Thu",))
    assert [row[0] for row in without_old_letters(rows)] == [
        "Họ và tên",
        "Nguyễn Thị Hà",
        "Trần Văn Đức",
        "Lê Thị Thu",
    ]


def test_some_rows_in_an_old_encoding_do_not_change_the_others():
    rows = tuple(("Nguyễn Thị Hà", "Võ Đức", f"{number} m²") for number in range(300))
    old = (("NguyÔn ThÞ Hµ", "Vâ §øc", "x· Ho»ng §øc"),)
    assert without_old_letters(rows[:150] + old + rows[150:]) == (
        *rows[:150],
        ("Nguyễn Thị Hà", "Võ Đức", "xã Hoằng Đức"),
        *rows[150:],
    )


@pytest.mark.parametrize(
    "row",
    [
        ("Nguyễn Thị Hà", "Ống thép Ø100", "5 µm", "© 2024 ® §"),
        ("Müller, Straße", "hôtel, café", "El Niño", "naïve"),
        ("· Vũ Ngọc Tài", "25 °C ± 1", "2 × 3 ½", "Ðặng Thị Mai"),
        ("Ngun", None, 5, 1.5, True),
    ],
)
def test_signs_and_foreign_names_in_unicode_text_stay(row):
    rows = (row,) * 50
    assert without_old_letters(rows) is rows


def test_few_words_are_no_evidence():
    assert likely_encoding({"NguyÔn", "ThÞ"}) is None
    assert likely_encoding({"NguyÔn", "ThÞ", "Hµ"}) == "tcvn3"

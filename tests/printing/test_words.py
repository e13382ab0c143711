import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.printing.answers import printable
from desktop.printing.fonts import face
from desktop.printing.grammar import Paragraph
from desktop.printing.line import break_lines, filled, words
from desktop.printing.names import date_names
from desktop.printing.tables import roman

LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
STYLES = ["regular", "bold", "italic", "bold_italic"]
TEXTS = st.text(st.sampled_from(LETTERS + LETTERS.upper() + "  -/.,"), max_size=120)


@pytest.mark.parametrize("style", STYLES)
def test_the_typeface_has_every_letter(style):
    known = face(style)._letters
    assert [letter for letter in LETTERS + LETTERS.upper() + "₫²–…“”" if ord(letter) not in known] == []


def test_letters_are_as_wide_as_those_of_times_new_roman():
    widths = {letter: round(face("regular").width(letter, 2048)) for letter in " AaW"}
    assert {letter: pytest.approx(wide, abs=1) for letter, wide in widths.items()} == {
        " ": 512,
        "A": 1479,
        "a": 909,
        "W": 1933,
    }


@pytest.mark.parametrize("style", STYLES)
def test_every_letter_copies_out_of_the_pdf_as_it_went_in(put, prints, style):
    text = " ".join([*LETTERS, *LETTERS.upper(), "₫²–…“”"])
    template = replace(prints["cv_tt06_2023"], blocks=(Paragraph(text, style=style),), foot="")
    assert put(template, [{}]).text.split() == text.split()


def test_decomposed_text_is_printed_composed(put):
    name = unicodedata.normalize("NFD", "Nguyễn Thị Phượng")
    text = put("cv_tt06_2023", [{"full_name": "x", "other_names": name}]).text
    assert "Nguyễn Thị Phượng" in text
    assert unicodedata.is_normalized("NFC", text)


def test_invisible_signs_are_not_printed():
    assert printable("Ba\u200b Chẽ\ufeff\tA\nB") == "Ba Chẽ A\nB"


@given(TEXTS, st.integers(20, 300))
@settings(max_examples=150, deadline=None)
def test_wrapped_lines_fit_and_lose_nothing(text, width):
    lines = face("regular").wrap(text, 10, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert [line for line in lines if face("regular").width(line, 10) > width + 0.01] == []


@given(TEXTS, st.integers(40, 300))
@settings(max_examples=100, deadline=None)
def test_lines_of_words_fit_and_lose_nothing(text, room):
    lines = break_lines(words(text, face("bold"), 13), 13, room)
    assert "".join(token.text for line in lines for _, token in line) == text.replace(" ", "")
    assert all(x + token.width <= room + 0.1 for line in lines for x, token in line)


def test_a_long_word_breaks_after_a_hyphen_where_it_can():
    pieces = face("regular").break_word("vanphong-thongke-xabache", 10, 45)
    assert pieces == ["vanphong-", "thongke-", "xabache"]


def test_missing_values_become_dots():
    tokens = filled("ngày {day} tháng {month}", {"day": "05"}, face("regular"), 13)
    assert [token.text for token in tokens] == ["ngày", "05", "tháng", ""]


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2026-02-05", ("05", "02", "02", "2026")),
        ("2026-09", ("", "9", "09", "2026")),
        ("1985", ("", "", "", "1985")),
        ("", ("", "", "", "")),
    ],
)
def test_days_and_months_are_written_as_the_decree_says(iso, shown):
    assert tuple(date_names(iso).values()) == shown


def test_roman_figures():
    assert [roman(number) for number in (1, 4, 9, 14, 40, 99)] == ["I", "IV", "IX", "XIV", "XL", "XCIX"]

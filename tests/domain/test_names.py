import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.names import clean, fold, sort_key


def test_names_sort_by_vietnamese_letter_then_tone():
    order = [
        "An",
        "Ánh",
        "Ân",
        "Ấn",
        "Bình",
        "Bỉnh",
        "Bĩnh",
        "Bính",
        "Bịnh",
        "Dũng",
        "Đức",
        "Oanh",
        "Ông",
        "Ơn",
    ]
    assert sorted(sorted(order), key=sort_key) == order


def test_people_sort_by_given_then_family_then_middle_name():
    order = ["Lê Thị An", "Nguyễn An", "Nguyễn Văn An", "Trần Văn An", "An Bình", "Đặng Ánh Bình"]
    assert sorted(sorted(order), key=sort_key) == order


def test_a_shorter_syllable_comes_before_the_longer_one_it_begins():
    assert sort_key("Lê An") < sort_key("Lê Anh") < sort_key("Lê Ân")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("dang", "Đặng"),
        ("nguyen thi anh", "Nguyễn Thị Ánh"),
        ("hoa", "Hoà"),
        ("hoà", "hòa"),
        ("li", "Lý"),
        ("thuy", "Thủi"),
        ("Ðặng", "Đặng"),
    ],
)
def test_search_ignores_marks_tone_placement_and_i_or_y(typed, name):
    assert fold(typed) == fold(name)


def test_fold_is_the_same_for_decomposed_text():
    assert fold(unicodedata.normalize("NFD", "Nguyễn Thị Ưởng")) == fold("Nguyễn Thị Ưởng")


@pytest.mark.parametrize(
    ("messy", "neat"),
    [
        ("  Nguyễn   Xuân  Bình ", "Nguyễn Xuân Bình"),
        ("Nguyễn\u00a0Thanh Thành", "Nguyễn Thanh Thành"),
        ("Dương \u200bHồng", "Dương Hồng"),
        ("Ðặng Văn Khánh", "Đặng Văn Khánh"),
        (unicodedata.normalize("NFD", "Phạm Thị Thủy"), "Phạm Thị Thủy"),
    ],
)
def test_text_is_cleaned(messy, neat):
    assert clean(messy) == neat


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)

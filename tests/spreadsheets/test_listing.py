"""Cells of a list say what is stored, in the way that reads back."""

from datetime import date

import pytest

from desktop.domain.reading import read
from desktop.spreadsheets.field_cells import FieldCells
from desktop.spreadsheets.listing import list_sheet


def cell(form, name, value, language="vi"):
    return FieldCells(form.field(name), language).cell(value)


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("salary_coefficient", "4.98", 4.98),
        ("salary_coefficient", "5.00", 5.0),
        ("salary_step", 3, 3),
        ("birth_date", "1985-09-05", date(1985, 9, 5)),
        ("birth_date", "1985-09", "09/1985"),
        ("birth_date", "1985", "1985"),
        ("birth_date", {"raw": "31/02/1985"}, "31/02/1985"),
        ("sex", "female", "Nữ"),
        ("digital_specialist", False, "Không"),
        ("rank_code", "01.003", "01.003"),
        ("rank_code", "mã lạ", "mã lạ"),
        ("national_id", "038082009455", "038082009455"),
        ("native_place", {"text": "Thôn 3", "commune": "15865"}, "Thôn 3 [15865]"),
        ("native_place", {"commune": "15865"}, "[15865]"),
        ("native_place", {"text": "Thôn 3"}, "Thôn 3"),
        ("note", "dòng một\ndòng hai", "dòng một\ndòng hai"),
        ("note", None, None),
    ],
)
def test_a_stored_value_is_written_so_that_it_reads_back(form, name, value, written):
    made = cell(form, name, value)
    assert (made, made.__class__) == (written, written.__class__)
    assert read(form.field(name), made) == value


def test_a_number_with_more_digits_than_a_cell_reads_is_written_out(form):
    long = "12345678901.25"
    made = cell(form, "land_own_area", long)
    assert made == "12345678901,25"
    assert read(form.field("land_own_area"), made) == long


def test_words_follow_the_language(form):
    assert cell(form, "sex", "female", "en") == "Female"
    assert list_sheet(form, [], "en").title == "Personnel record"


def days_of(form, values):
    """The cells of a column of dates in a list of these people."""
    _, *rows = list_sheet(form, [{"salary_since": value} for value in values], "vi").rows
    place = 1 + [field.name for field in form.fields if not field.computed and field.name != "photo"].index(
        "salary_since"
    )
    return [row[place] for row in rows]


def test_a_list_of_first_days_is_not_taken_for_american_because_of_one_unreadable_text(form):
    first_days = [f"20{year}-0{month}-01" for year, month in ((10, 2), (11, 3), (12, 4), (13, 5), (14, 6))]
    assert days_of(form, first_days)[0] == date(2010, 2, 1)
    assert days_of(form, [*first_days, {"raw": "31/02/2015"}])[0] == "01/02/2010"

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain import dates
from desktop.domain.problems import Code


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("05/09/1985", "1985-09-05"),
        ("5.9.1985", "1985-09-05"),
        ("5-9-1985", "1985-09-05"),
        ("05091985", "1985-09-05"),
        ("09/1985", "1985-09"),
        ("T5/1990", "1990-05"),
        ("1985", "1985"),
        ("Năm 1985", "1985"),
        ("tháng 9 năm 1985", "1985-09"),
        ("ngày 05 tháng 9 năm 1985", "1985-09-05"),
        (1985.0, "1985"),
        ("../../1985", "1985"),
        ("1985-09-05", "1985-09-05"),
        (date(1985, 9, 5), "1985-09-05"),
        (datetime(1985, 9, 5, 7, 30), "1985-09-05"),
    ],
)
def test_what_people_write_is_read_at_its_own_precision(typed, iso):
    assert dates.parse_partial(typed) == iso


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("31/02/1985", Code.DATE_INVALID),
        ("12/15/1997", Code.DATE_INVALID),
        ("13/1985", Code.DATE_INVALID),
        ("09/12/77", Code.DATE_TWO_DIGIT_YEAR),
        ("hôm qua", Code.NOT_A_DATE),
        ("99999", Code.NOT_A_DATE),
        ("0001", Code.DATE_INVALID),
    ],
)
def test_what_is_no_date_says_why(typed, code):
    with pytest.raises(dates.DateError) as caught:
        dates.parse_partial(typed)
    assert caught.value.code is code


def test_a_partial_date_knows_its_first_and_last_day():
    assert (dates.first_day("2024-02"), dates.last_day("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (dates.first_day("2024"), dates.last_day("2024")) == (date(2024, 1, 1), date(2024, 12, 31))


@settings(max_examples=200, deadline=None)
@given(st.dates(min_value=date(1850, 1, 1), max_value=date(2150, 1, 1)))
def test_every_day_is_read_back_as_it_is_shown(day):
    assert dates.parse_partial(dates.show(day.isoformat())) == day.isoformat()

"""Who belongs to the staff on a day: the edges of dated rows."""

from datetime import date

import pytest

from desktop.domain.staff import (
    NeedRow,
    PersonFacts,
    PositionFacts,
    StandingRules,
    StatusRow,
    holds,
    need_on,
    standing,
)


def day(text):
    return date.fromisoformat(text)


@pytest.fixture(scope="module")
def rules(catalogs):
    return StandingRules.of(catalogs)


@pytest.fixture
def stands(rules):
    """(category, status, on the books, present) of rows `category status since until`, - for empty."""

    def say(on, *rows):
        told = [[None if cell == "-" else cell for cell in row.split()] for row in rows]
        found = standing(PersonFacts("p", "p", tuple(StatusRow(*row) for row in told)), day(on), rules)
        return found.category, found.status, found.in_quota, found.present

    return say


NOBODY = None, None, False, False


@pytest.mark.parametrize(
    ("since", "until", "on", "expected"),
    [
        ("2025-07-01", "2025-07-31", "2025-06-30", False),
        ("2025-07-01", "2025-07-31", "2025-07-01", True),
        ("2025-07-01", "2025-07-31", "2025-07-31", True),
        ("2025-07-01", "2025-07-31", "2025-08-01", False),
        ("2025-07", "2025-07", "2025-07-01", True),
        ("2025-07", "2025-07", "2025-07-31", True),
        ("2025-07", "2025-07", "2025-08-01", False),
        ("2025", "2025", "2024-12-31", False),
        ("2025", "2025", "2025-12-31", True),
        (None, "2024-02", "2024-02-29", True),
        (None, None, "1900-01-01", True),
        ("2025-07-01", None, "2199-12-31", True),
        ("không rõ", "chưa rõ", "2025-07-01", True),
    ],
)
def test_a_row_holds_from_the_first_day_told_to_the_last_one_told(since, until, on, expected):
    assert holds(since, until, day(on)) is expected


def test_of_two_rows_of_one_day_the_one_entered_last_counts(stands):
    rows = "CC working 2025-07-01", "CC seconded_out 2025-07-01"
    assert stands("2025-07-01", *rows) == ("CC", "seconded_out", True, False)
    assert stands("2025-07-01", *reversed(rows)) == ("CC", "working", True, True)


def test_a_row_of_the_future_says_nothing_yet(stands):
    rows = "CC working 2020", "CC retired 2026-03-01"
    assert stands("2026-02-28", *rows)[2:] == (True, True)
    assert stands("2026-03-01", *rows)[2:] == (False, False)


def test_somebody_without_rows_or_with_a_row_that_ended_is_not_of_the_staff(stands):
    assert stands("2025-07-31") == NOBODY
    assert stands("2025-07-31", "HD173 working 2024 2025-06-30") == NOBODY
    assert stands("2025-07-31", "CC working 2020", "CC-BP-DEN working 2024 2025-06") == NOBODY


def test_who_left_is_not_back_when_the_row_of_leaving_has_ended(stands):
    assert stands("2025-07-31", "CC working 2010", "CC left 2024-01-01 2024-12-31") == NOBODY


@pytest.mark.parametrize("status", ["long_leave", "seconded_out", "suspended"])
@pytest.mark.parametrize("working", ["CC working 2010", "CC working 2010 2025-02-28", "CC - 2025-03-01"])
def test_whoever_was_away_up_to_a_day_is_back_after_it(stands, status, working):
    rows = working, f"CC {status} 2025-03-01 2025-08-31"
    assert stands("2025-08-31", *rows) == ("CC", status, True, False)
    assert stands("2025-09-01", *rows)[2:] == (True, True)


def test_one_absence_after_another_still_ends_in_coming_back(stands):
    rows = "HD111 working 2020 2025-02", "- long_leave 2025-03 2025-05", "- suspended 2025-06 2025-07"
    assert stands("2025-07-31", *rows) == ("HD111", "suspended", False, False)
    assert stands("2025-08-01", *rows) == ("HD111", "working", False, True)


def test_a_contract_that_ran_out_during_an_absence_is_over(stands):
    rows = "HD173 working 2024 2025-06-30", "HD173 long_leave 2025-03-01 2025-08-31"
    assert stands("2025-09-01", *rows) == NOBODY


def test_an_absence_that_is_all_that_is_told_ends_in_coming_back_too(stands):
    assert stands("2025-09-01", "CC long_leave 2025-03-01 2025-08-31") == ("CC", None, True, True)


def test_a_row_without_a_category_keeps_the_last_one(stands):
    assert stands("2025-07-31", "HD111 working 2020", "- long_leave 2025-07") == (
        *("HD111", "long_leave"),
        *(False, False),
    )


def test_what_a_roster_leaves_open_excludes_nobody(stands):
    assert stands("2025-07-31", "- -") == (None, None, True, True)


def test_seconded_in_counts_as_present_alone_and_seconded_out_on_the_books_alone(stands):
    assert stands("2025-07-31", "CC-BP-DEN working 2025")[2:] == (False, True)
    assert stands("2025-07-31", "CC seconded_out 2025")[2:] == (True, False)


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2025-06-30", 2), ("2025-07-01", 3), ("2025-12-31", 3), ("2026-01-01", 1), ("2026-03-01", 0)],
)
def test_the_need_is_that_of_the_last_change_until_the_position_is_closed(on, expected):
    changes = NeedRow("2026", 1), NeedRow("2025-07-01", 9), NeedRow("2025-07", 3), NeedRow("2025-08", None)
    position = PositionFacts("v", "v", "v", need=2, need_history=changes, closed_on="2026-03")
    assert need_on(position, day(on)) == expected


def test_a_position_that_tells_no_number_needs_nobody():
    assert need_on(PositionFacts("v", "v", "v"), day("2025-07-31")) == 0

"""Opening + arrivals - departures = closing, for any two days."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.movements import Move, movements
from desktop.domain.staff import PersonFacts, StandingRules, StatusRow

POINTS = [None, "2024", "2025", "2025-07", "2025-07-01", "2025-07-31", "2025-08-01", "2025-12", "2026-01-01"]
ROWS = st.builds(
    StatusRow,
    category=st.sampled_from([None, "CC", "HD111"]),
    status=st.sampled_from([None, "working", "long_leave", "seconded_out", "left"]),
    since=st.sampled_from(POINTS),
    until=st.sampled_from(POINTS),
)
PEOPLE = st.lists(st.lists(ROWS, max_size=4), max_size=4).map(
    lambda several: [PersonFacts(f"p{n}", "", tuple(rows)) for n, rows in enumerate(several)]
)
DAYS = st.integers(0, 1000).map(lambda n: date(2023, 12, 1) + timedelta(days=n))


@pytest.fixture(scope="module")
def rules(catalogs):
    return StandingRules.of(catalogs)


def in_quota(stands):
    return stands.in_quota


@given(people=PEOPLE, days=st.tuples(DAYS, DAYS, DAYS).map(sorted))
@settings(deadline=None)
def test_opening_and_arrivals_less_departures_are_the_closing_and_intervals_chain(rules, people, days):
    first, second, third = days
    whole = movements(people, first, third, rules, in_quota)
    parts = [movements(people, *pair, rules, in_quota) for pair in ((first, second), (second, third))]
    for one in (whole, *parts):
        assert len(one.opening) + len(one.arrivals) - len(one.departures) == len(one.closing)
        counted = set(one.opening)
        for move in one.moves:
            assert (move.person in counted) is not move.is_arrival
            counted ^= {move.person}
        assert counted == set(one.closing)
    assert parts[0].closing == parts[1].opening
    assert whole.moves == parts[0].moves + parts[1].moves
    assert (whole.opening, whole.closing) == (parts[0].opening, parts[1].closing)


def test_who_came_and_left_between_two_days_is_an_arrival_and_a_departure(rules):
    person = PersonFacts("p", "", (StatusRow("CC", "working", "2025-07-02", "2025-07-30"),))
    found = movements([person], date(2025, 7, 1), date(2025, 7, 31), rules, in_quota)
    assert (found.opening, found.closing) == ((), ())
    assert found.moves == (
        Move("p", date(2025, 7, 2), is_arrival=True),
        Move("p", date(2025, 7, 31), is_arrival=False),
    )


def test_a_move_on_the_first_day_is_already_in_the_opening_and_one_on_the_last_counts(rules):
    person = PersonFacts(
        "p", "", (StatusRow("CC", "working", "2025-07-01"), StatusRow("CC", "left", "2025-08"))
    )
    found = movements([person], date(2025, 7, 1), date(2025, 8, 1), rules, in_quota)
    assert (found.opening, found.closing) == (("p",), ())
    assert [(move.on, move.is_arrival) for move in found.moves] == [(date(2025, 8, 1), False)]


def test_a_change_of_category_that_counts_all_the_same_is_no_move(rules):
    rows = StatusRow("CC", "working", "2020"), StatusRow("CB", "working", "2025-07-01")
    assert (
        movements([PersonFacts("p", "", rows)], date(2025, 6, 30), date(2025, 7, 31), rules, in_quota).moves
        == ()
    )

"""Each cause of a gap by an example; together they are the gap."""

import pytest

from desktop.domain.fit import NOT
from desktop.domain.gaps import (
    Cause,
    NeedGaps,
    Part,
    need_change_parts,
    quota_change_parts,
    quota_parts,
    summed,
)
from desktop.domain.seats import Seating
from desktop.domain.staff import NeedRow, StandingRules, StatusRow
from tests.domain.staffed import AWAY, DAY, person, position, seat, staff


@pytest.fixture
def gaps_of(catalogs):
    def build(*facts, verdicts=None):
        return NeedGaps(Seating(staff(*facts), DAY, StandingRules.of(catalogs)), verdicts or {})

    return build


def told(found, where="v"):
    parts = [(str(part.cause), part.amount, *part.people) for part in found.parts(where)]
    assert sum(amount for _, amount, *_ in parts) == found.gap(where)
    return parts


def test_a_post_that_nobody_holds_is_vacant(gaps_of):
    found = gaps_of([person("a")], [position("v", 2, field="YTE")], [seat("a", "v")])
    assert told(found) == [("vacant", -100)]


def test_a_post_in_a_field_in_which_nobody_works_lacks_for_want_of_anybody(gaps_of):
    assert told(gaps_of([], [position("v", field="YTE")])) == [("none_for_field", -100)]


@pytest.mark.parametrize(
    ("people", "assignments"),
    [
        ([person("a")], [seat("a", "w")]),
        ([person("a")], [seat("a", "x", field="YTE")]),
        ([person("a", field="YTE")], []),
    ],
)
def test_somebody_works_in_a_field_by_the_position_the_post_or_the_record(gaps_of, people, assignments):
    posts = [position("v", field="YTE"), position("w", field="YTE"), position("x", field="NOIVU")]
    found = gaps_of(people, posts, assignments)
    assert told(found) == [("vacant", -100)]
    assert "YTE" not in found.fields_without_anybody


def test_a_field_whose_positions_need_nobody_any_more_is_not_missed(gaps_of):
    closed = position("v", field="YTE", closed_on="2025-07-31")
    assert gaps_of([], [closed, position("w", 0, field="NOIVU")]).fields_without_anybody == frozenset()


def test_who_holds_the_post_but_is_away_is_named_before_it_is_called_vacant(gaps_of):
    found = gaps_of([person("a", AWAY), person("b")], [position("v", 3)], [seat("a", "v"), seat("b", "v")])
    assert told(found) == [("away", -100, "a"), ("vacant", -100)]


def test_what_somebody_with_several_posts_cannot_give_is_told_after_who_is_away(gaps_of):
    people = [person("a", AWAY), person("b")]
    held = [seat("a", "v", 60), seat("b", "v", 30), seat("b", "w", 70)]
    assert told(gaps_of(people, [position("v", 2), position("w")], held)) == [
        ("away", -60, "a"),
        ("concurrent", -70, "b"),
        ("vacant", -40),
    ]


def test_a_cause_takes_no_more_than_what_lacks(gaps_of):
    people = [person("a", AWAY), person("b", AWAY), person("c")]
    held = [seat("a", "v"), seat("b", "v"), seat("c", "v", 60), seat("c", "w", 40)]
    assert told(gaps_of(people, [position("v"), position("w")], held)) == [("away", -40, "a", "b")]


def test_a_part_of_a_post_held_by_somebody_with_no_other_is_not_overload(gaps_of):
    assert told(gaps_of([person("a")], [position("v")], [seat("a", "v", 50)])) == [("vacant", -50)]


def test_more_present_than_needed_are_too_many_and_nobody_lacks(gaps_of):
    found = gaps_of([person("a"), person("b")], [position("v")], [seat("a", "v"), seat("b", "v", 50)])
    assert told(found) == [("over_need", 50, "a", "b")]


def test_whoever_stays_in_a_closed_position_is_too_many(gaps_of):
    found = gaps_of([person("a")], [position("v", closed_on="2025-07")], [seat("a", "v")])
    assert told(found) == [("over_need", 100, "a")]


def test_as_many_as_needed_is_no_gap_and_has_no_cause(gaps_of):
    assert told(gaps_of([person("a")], [position("v")], [seat("a", "v")])) == []


def test_those_present_whose_training_does_not_fit_are_lost_besides(gaps_of):
    people, held = [person("a"), person("b", AWAY)], [seat("a", "v", 60), seat("b", "v")]
    found = gaps_of(people, [position("v")], held, verdicts={"a-v": NOT, "b-v": NOT})
    assert list(found.untrained("v")) == [Part(Cause.UNTRAINED, -60, ("a",), ("v",))]


def test_the_later_gap_differs_by_who_leaves_who_comes_and_by_the_need(catalogs):
    leaves = [StatusRow("CC", "working", "2020"), StatusRow("CC", "left", "2026-01-01")]
    facts = staff(
        [person("a", leaves), person("b"), person("c")],
        [position("v", need_history=(NeedRow("2026", 3),)), position("w")],
        [
            *(seat("a", "v"), seat("b", "v", 40, until="2025"), seat("b", "v", 70, since="2026", id="later")),
            seat("c", "w", since="2026-07-31"),
        ],
    )
    now, ahead = (
        Seating(facts, day, StandingRules.of(catalogs)) for day in (DAY, DAY.replace(year=DAY.year + 1))
    )
    assert list(need_change_parts(now, ahead, ["v", "w"])) == [
        Part(Cause.LEAVING, -100, ("a",), ("v",)),
        Part(Cause.ARRIVING, 130, ("b", "c"), ("v", "w")),
        Part(Cause.NEED_CHANGE, -200, (), ("v",)),
    ]


def test_against_the_quota_people_are_too_many_or_posts_free_or_neither():
    assert list(quota_parts(("a", "b"), 1)) == [Part(Cause.OVER_QUOTA, 1, ("a", "b"))]
    assert list(quota_parts(("a",), 3)) == [Part(Cause.UNFILLED_QUOTA, -2)]
    assert list(quota_parts(("a",), 1)) == []


def test_a_smaller_quota_makes_the_later_gap_larger():
    assert list(quota_change_parts("ab", "bcd", -2)) == [
        Part(Cause.LEAVING, -1, ("a",)),
        Part(Cause.ARRIVING, 2, ("c", "d")),
        Part(Cause.QUOTA_CHANGE, 2),
    ]


def test_surplus_and_lack_of_one_cause_are_not_netted_and_everybody_is_named_once():
    parts = [
        Part(Cause.NEED_CHANGE, 100, (), ("v",)),
        Part(Cause.AWAY, -50, ("a",), ("v",)),
        Part(Cause.NEED_CHANGE, -100, (), ("w",)),
        Part(Cause.AWAY, -20, ("a", "b"), ("w",)),
    ]
    assert summed(parts) == (
        Part(Cause.AWAY, -70, ("a", "b"), ("v", "w")),
        Part(Cause.NEED_CHANGE, -100, (), ("w",)),
        Part(Cause.NEED_CHANGE, 100, (), ("v",)),
    )

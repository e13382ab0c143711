"""How many may be excellent: ND 335/2025/NĐ-CP, art. 20.5."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import paths
from desktop.domain.catalog import Catalogs
from desktop.domain.rating_cap import Rated, allowance, caps

LISTS = Catalogs(paths.forms() / "catalogs")
BEST, GOOD, DONE = "hoan_thanh_xuat_sac", "hoan_thanh_tot", "hoan_thanh"


def people(*ratings, division="Phòng Kinh tế", **changed):
    return [
        Rated(**{"name": f"Người {at}", "division": division, "rating": rating, "group": "cong_chuc",
                 "rated_by": "commune", **changed})
        for at, rating in enumerate(ratings)
    ]  # fmt: skip


def result(*ratings, outstanding=frozenset(), **changed):
    (found,) = caps(people(*ratings, **changed), 2026, LISTS, outstanding)
    return found


@pytest.mark.parametrize(
    ("good", "at_20", "at_25"),
    [(0, 0, 0), (3, 0, 0), (4, 0, 1), (5, 1, 1), (7, 1, 1), (8, 1, 2), (9, 1, 2), (10, 2, 2), (12, 2, 3)],
)
def test_article_20_5_allows_a_fifth_or_a_quarter_of_those_rated_good_rounded_down(good, at_20, at_25):
    ratings = [BEST, *[GOOD] * good]
    assert (allowance(good, 20), allowance(good, 25)) == (at_20, at_25)
    usual = result(*ratings)
    assert (usual.base, usual.allowed, usual.exceeds) == (good, at_20, at_20 < 1)
    outstanding = result(*ratings, outstanding=frozenset({"Phòng Kinh tế"}))
    assert (outstanding.percent, outstanding.allowed) == (25, at_25)


def test_a_second_excellent_one_of_nine_good_ones_is_too_many_and_named():
    found = result(BEST, BEST, *[GOOD] * 9)
    assert found.exceeds
    assert [one.name for one in found.excellent] == ["Người 0", "Người 1"]
    assert found.evidence.code == "cap_exceeded"
    assert found.evidence.facts == {
        "group": "Phòng Kinh tế",
        "excellent": 2,
        "base": 9,
        "percent": 20,
        "allowed": 1,
    }
    assert "Điều 20.5" in found.evidence.legal_basis


def test_the_higher_share_is_said_to_be_less_sure():
    assert result(BEST, outstanding=frozenset({"Phòng Kinh tế"})).evidence.certainty == "medium"
    assert result(BEST).evidence.certainty == "high"


def test_those_rated_otherwise_are_no_part_of_the_base():
    assert result(BEST, *[GOOD] * 5, *[DONE] * 20).allowed == 1


def test_people_whom_another_authority_rates_are_not_counted():
    ours = people(BEST, *[GOOD] * 4)
    theirs = people(*[GOOD] * 6, BEST, rated_by="higher")
    (found,) = caps(ours + theirs, 2026, LISTS)
    assert (len(found.excellent), found.base, found.allowed) == (1, 4, 0)


def test_officials_and_contracts_have_no_cap():
    for group in ("can_bo", "vien_chuc", "hop_dong"):
        assert caps(people(BEST, BEST, group=group), 2026, LISTS) == ()


def test_the_cap_begins_with_2026():
    assert caps(people(BEST, BEST), 2025, LISTS) == ()


def test_similar_tasks_are_counted_across_divisions_and_else_each_division_by_itself():
    mixed = [*people(BEST, *[GOOD] * 3, task_group="Chuyên viên"),
             *people(*[GOOD] * 2, division="Phòng VHXH", task_group="Chuyên viên"),
             *people(BEST, GOOD, division="Văn phòng")]  # fmt: skip
    found = {one.task_group: one for one in caps(mixed, 2026, LISTS)}
    assert (found["Chuyên viên"].base, found["Chuyên viên"].allowed) == (5, 1)
    assert found["Văn phòng"].exceeds


def test_one_division_that_is_not_outstanding_keeps_a_group_at_the_usual_share():
    mixed = [*people(BEST, *[GOOD] * 4, task_group="CV"), *people(*[GOOD] * 4, division="B", task_group="CV")]
    (found,) = caps(mixed, 2026, LISTS, frozenset({"B"}))
    assert found.percent == 20
    (found,) = caps(mixed, 2026, LISTS, frozenset({"B", "Phòng Kinh tế"}))
    assert (found.percent, found.allowed) == (25, 2)


def test_a_group_without_an_excellent_one_needs_no_word():
    assert caps(people(GOOD, GOOD), 2026, LISTS) == ()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([BEST, GOOD, DONE]), max_size=60))
def test_the_allowance_is_the_greatest_number_within_the_share(ratings):
    for found in caps(people(*ratings), 2026, LISTS):
        assert found.allowed * 100 <= found.base * found.percent < (found.allowed + 1) * 100
        assert found.exceeds == (ratings.count(BEST) * 100 > ratings.count(GOOD) * 20)

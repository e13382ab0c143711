"""Where people count, what is assigned, who leads: the rules of seats, quotas and figures by example."""

from datetime import date

import pytest

from desktop.domain import quotas
from desktop.domain.fit import Override
from desktop.domain.seats import Place, Seating
from desktop.domain.staff import StandingRules, StatusRow
from desktop.domain.staffing import months_later, staffing
from tests.domain.staffed import AWAY, DAY, WORKING, person, position, seat, staff, subunit


@pytest.fixture
def seats_of(catalogs):
    def build(*facts, **more):
        return Seating(staff(*facts), DAY, StandingRules.of(catalogs), **more)

    return build


@pytest.mark.parametrize(
    "held",
    [
        [seat("a", "main", 30), seat("a", "other", 100, is_concurrent=True, since="2019")],
        [seat("a", "main", 60), seat("a", "other", 40)],
        [seat("a", "main", 50, since="2024"), seat("a", "other", 50, since="2024-01-02")],
        [seat("a", "main", 50, since="2024-01-01", id="1"), seat("a", "other", 50, since="2024", id="2")],
    ],
)
def test_the_main_post_is_full_time_the_largest_the_longest_held_then_the_first(seats_of, held):
    posts = [position("main"), position("other")]
    for order in (held, held[::-1]):
        assert seats_of([person("a")], posts, order).main("a").position == "main"


def test_whoever_is_away_keeps_the_post_and_whoever_left_does_not(seats_of):
    left = [*WORKING, StatusRow("CC", "left", "2025-07-31")]
    found = seats_of(
        [person("a", AWAY), person("b", left)], [position("v")], [seat("a", "v"), seat("b", "v")]
    )
    assert [one.person for one in found.held] == ["a"]
    assert found.filled("v") == 0


def test_whoever_reaches_the_age_by_the_day_is_gone_where_that_is_expected(seats_of):
    people = [person("a", retires_on="2025-07-31"), person("b", retires_on="2025-08-01")]
    assert seats_of(people, expect_retirements=True).present == {"b"}
    assert seats_of(people).present == {"a", "b"}


def test_a_person_counts_where_the_main_post_is_and_without_one_where_the_words_say(seats_of):
    people = [
        person("a", org_unit="Văn phòng", field="KETOAN", block="dang"),
        person("b", org_unit="phong KINH TẾ", field="KETOAN", block="dang"),
        person("c", [StatusRow("CC", "working", "2020", None, "Phòng Nội vụ")], org_unit="Văn phòng"),
    ]
    post = position("v", division="Phòng  kinh tế", field="NOIVU")
    unit = subunit("Phòng Kinh tế", block="chinh_quyen")
    found = seats_of(people, [post], [seat("a", "v", field="YTE")], [unit])
    assert found.place_of_person("a") == Place("Phòng Kinh tế", "YTE", "chinh_quyen")
    assert found.place_of_person("b") == Place("Phòng Kinh tế", "KETOAN", "chinh_quyen")
    assert found.place_of_person("c") == Place("Phòng Nội vụ", None, None)
    assert found.place_of_position("v") == Place("Phòng Kinh tế", "NOIVU", "chinh_quyen")


def test_a_division_that_is_in_no_list_is_spelled_as_positions_write_it_whoever_is_asked_first(seats_of):
    facts = [person("a", org_unit="PHÒNG KINH TẾ")], [position("v", division="Phòng Kinh tế")]
    assert seats_of(*facts).place_of_person("a").division == "Phòng Kinh tế"
    assert seats_of(*facts).place_of_position("v").division == "Phòng Kinh tế"


@pytest.mark.parametrize(
    ("level", "key", "on", "expected"),
    [
        ("commune", "", "2024-12-31", None),
        ("commune", "", "2025-01-01", 60),
        ("commune", "", "2026-01-01", 58),
        ("commune", "", "2030-01-01", 58),
        ("block", "dang", "2025-12-31", 20),
        ("block", "mttq", "2025-12-31", None),
        ("block", None, "2025-12-31", None),
        ("division", "Văn phòng", "2024-12-31", None),
        ("division", "Văn phòng", "2025-12-31", 4),
        ("division", "Văn phòng", "2026-03-31", 5),
        ("division", "Văn phòng", "2026-04-01", 0),
        ("division", "Phòng Kinh tế", "2026-04-01", None),
        ("division", None, "2026-04-01", None),
        ("field", "YTE", "2026-04-01", None),
    ],
)
def test_the_quota_is_that_of_the_latest_year_that_tells_one(level, key, on, expected):
    told = [(2025, None, 61), (2025, None, 60), (2026, None, 58), (2025, "dang", 20), (None, None, 1)]
    units = [
        subunit("Văn phòng", allocations={2025: 4, 2026: 5}, closed_on="2026-04"),
        subunit("Phòng Kinh tế", closed_on="2026"),
    ]
    assert quotas.assigned(staff(subunits=units, quotas=told), level, key, date.fromisoformat(on)) == expected


def test_a_block_or_a_division_with_a_quota_has_its_line_also_where_nobody_works(catalogs):
    units = [subunit("Văn phòng", allocations={2025: 3}), subunit("Đã nghỉ", allocations={2025: 0})]
    found = staffing(staff(subunits=units, quotas=[(2025, "dang", 2)]), DAY, catalogs)
    assert [(row.key, row.quota.gap) for row in found.rows("block")] == [("dang", -2)]
    assert [(row.key, row.quota.gap) for row in found.rows("division")] == [("Văn phòng", -3)]


def test_an_override_is_of_the_position_that_was_assessed_else_of_the_main_post(catalogs):
    posts = [position("v", majors="Luật"), position("w", majors="Luật"), position("x", majors="Luật")]
    held = [seat("a", "v", 60), seat("a", "w", 20), seat("a", "x", 20)]
    told = Override("not", "", "1"), Override("near", "", "2", "w"), Override("fits", "", "3")
    found = staffing(staff([person("a", major="Thú y")], posts, held), DAY, catalogs, {"a": told})
    assert {key: one.verdict for key, one in found.fits.items()} == {
        "a-v": "fits",
        "a-w": "near",
        "a-x": "not",
    }


def test_on_leave_up_to_a_day_is_not_leaving_within_the_twelve_months(catalogs):
    away = [*WORKING, StatusRow("CC", "long_leave", "2025-05-01", "2025-10-31")]
    gone = [*WORKING, StatusRow("CC", "retired", "2026-07-31")]
    people = [person("a", away), person("b", gone), person("c", retires_on="2026-07-31")]
    (row,) = staffing(staff(people), DAY, catalogs).rows("commune")
    assert row.people.leaving == ("b", "c")


def test_leaders_present_fill_their_posts_once_each_and_no_post_twice(catalogs):
    lead = {"kind": "lanh_dao_quan_ly"}
    posts = [
        position("v", 2, **lead),
        position("w", **lead),
        position("x", **lead),
        position("y"),
        position("z", 0, **lead),
    ]
    held = [
        seat("a", "v", 50),
        seat("a", "v", 50, id="again"),
        seat("b", "w"),
        seat("c", "w"),
        seat("d", "x"),
    ]
    people = [person("a"), person("b"), person("c"), person("d", AWAY)]
    found = staffing(staff(people, posts, held), DAY, catalogs).leadership
    assert (found.required, found.filled, found.vacant, found.vacant_in) == (4, 2, 2, ("v", "x"))


@pytest.mark.parametrize(
    ("on", "months", "expected"),
    [
        ("2025-07-31", 12, "2026-07-31"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2023-02-28", 12, "2024-02-28"),
        ("2025-12-31", 12, "2026-12-31"),
        ("2025-11-30", 1, "2025-12-30"),
        ("2025-12-31", 2, "2026-02-28"),
        ("2025-01-31", 0, "2025-01-31"),
        ("9998-12-31", 12, "9999-12-31"),
        ("9999-06-30", 12, "9999-12-31"),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(on, months, expected):
    assert months_later(date.fromisoformat(on), months).isoformat() == expected

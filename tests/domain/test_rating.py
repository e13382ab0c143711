"""One sheet by Decree 335/2025/NĐ-CP: articles 14 to 16 (points for tasks) and 20 (classes)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import paths
from desktop.domain.catalog import Catalogs
from desktop.domain.computed import COMPUTED
from desktop.domain.rating import judge, rounded, shares
from desktop.domain.rating_law import Way, law_of
from desktop.domain.rating_sheet import Product, sheet_of
from tests.domain.rating_sheets import FULL, criteria, payload, product, rows

LISTS = Catalogs(paths.forms() / "catalogs")
LAW = law_of("cong_chuc", sheet_of(payload(), LISTS).on, LISTS)


def verdict(**changed):
    return judge(sheet_of(payload(**changed), LISTS), LISTS)


def codes(found):
    return [one.code for one in found.evidence]


@pytest.mark.parametrize(
    ("points", "rating"),
    [
        ("100", "hoan_thanh_xuat_sac"),
        ("90.01", "hoan_thanh_xuat_sac"),
        ("90", "hoan_thanh_xuat_sac"),
        ("89.995", "hoan_thanh_xuat_sac"),
        ("89.994999", "hoan_thanh_tot"),
        ("89.99", "hoan_thanh_tot"),
        ("70", "hoan_thanh_tot"),
        ("69.995", "hoan_thanh_tot"),
        ("69.9949", "hoan_thanh"),
        ("69.99", "hoan_thanh"),
        ("50", "hoan_thanh"),
        ("49.995", "hoan_thanh"),
        ("49.994", "khong_hoan_thanh"),
        ("49.99", "khong_hoan_thanh"),
        ("0", "khong_hoan_thanh"),
    ],
)
def test_article_20_gives_the_class_of_the_total_rounded_half_up_to_two_places(points, rating):
    found = verdict(total_points=points)
    assert found.rating == rating
    assert found.total == Decimal(points).quantize(Decimal("0.01"), "ROUND_HALF_UP")
    why = next(one for one in found.evidence if one.code == "by_points")
    assert why.legal_basis.startswith("ND 335/2025/NĐ-CP, Điều 20.")


def test_articles_14_and_16_give_all_points_for_all_that_was_assigned():
    found = verdict(common_criteria=criteria(), products=rows(product("12", "12"), product("3.5", "3.5")))
    assert (found.common, found.task, found.total) == (30, 70, 100)
    assert found.rating == "hoan_thanh_xuat_sac"


@pytest.mark.parametrize(
    ("products", "task"),
    [
        # one failure of two equal products: b = (10 + 7.5) / 20 = 87.5 %
        ([product("10", "10", failures=1), product("10", "10")], "67.08"),
        # one failure takes 25 % of that product alone: b = (15 + 5) / 25 = 80 %
        ([product("20", "20", failures=1), product("5", "5")], "65.33"),
        ([product("10", "10", failures=1, delays=1)], "58.33"),
        ([product("10", "10", failures=4)], "46.67"),
        ([product("10", "10", failures=9)], "46.67"),
        ([product("10", "10", delays=4), product("10", "10", delays=7)], "46.67"),
        ([product("10", "10", failures=4, delays=4)], "23.33"),
        ([product("10", "5")], "35.00"),
        ([product("10", "0")], "0.00"),
        ([product("10", "0", failures=2, delays=2)], "0.00"),
        ([product("3", "1"), product("3", "1"), product("3", "1")], "23.33"),
    ],
)
def test_article_14_takes_a_quarter_of_that_products_points_for_each_failure_or_delay(products, task):
    assert verdict(common_criteria=criteria(), products=rows(*products)).task == Decimal(task)


def test_article_14_counts_more_than_was_assigned_as_all_of_it():
    assert verdict(products=rows(product("10", "25"))).task == 70
    made_up = verdict(products=rows(product("10", "12"), product("10", "8")))
    assert made_up.task == 70


def test_nothing_assigned_gives_no_points_rather_than_none():
    found = verdict(common_criteria=criteria(), products=[])
    assert (found.common, found.task, found.total, found.rating) == (30, None, None, None)
    assert verdict(products=rows(product("0", "0"))).task is None


def test_a_product_without_an_amount_done_counts_as_not_done():
    half = {"name": "Báo cáo", "assigned": "10"}
    assert verdict(products=rows(product("10", "10"), half)).task == 35


def test_article_16_takes_six_parts_for_leaders():
    found = verdict(
        leader=True,
        common_criteria=criteria(),
        products=rows(product("10", "10", failures=1)),
        unit_percent="50",
        organising_percent="100",
        unity_percent="100",
    )
    # (100 + 75 + 100 + 50 + 100 + 100) / 6 × 70 = 61.25
    assert (found.task, found.total, found.rating) == (
        Decimal("61.25"),
        Decimal("91.25"),
        "hoan_thanh_xuat_sac",
    )
    why = next(one for one in found.evidence if one.code == "task_of_leader")
    assert why.facts["unit"] == 50
    assert "Điều 15" in why.legal_basis


def test_a_leader_without_the_three_further_parts_has_no_points_and_is_told_which():
    found = verdict(leader=True, common_criteria=criteria(), **FULL, unity_percent="100")
    assert found.total is None
    (why,) = (one for one in found.evidence if one.code == "parts_missing")
    assert why.facts["parts"] == ["unit", "organising"]


def test_percentages_of_the_paper_serve_where_no_product_is_listed():
    found = verdict(
        common_points="28.5", quantity_percent="100", quality_percent="92.5", progress_percent="110"
    )
    assert found.task == Decimal("68.25")
    assert found.total == Decimal("96.75")


@pytest.mark.parametrize("given", ["30", "27.33", "12.5", "0"])
def test_what_stands_on_paper_adds_up(given):
    found = verdict(common_points=given, products=rows(product("3", "2"), product("7", "5", delays=1)))
    assert found.common + found.task == found.total


def test_headings_of_groups_bear_no_points():
    assert verdict(common_criteria=criteria()).common == 30
    assert verdict(common_criteria=criteria(**{"III.4": "0", "I.1": "4.5"})).common == 27


@pytest.mark.parametrize("case", ["suy_thoai", "ky_luat", "tham_nhung"])
def test_article_20_4_overrides_the_points_in_a_statutory_case(case):
    found = verdict(total_points="98", not_completed_case=case)
    assert (found.total, found.rating) == (98, "khong_hoan_thanh")
    assert codes(found)[-1] == "statutory_case"
    assert "Điều 20.4" in found.evidence[-1].legal_basis


def test_a_statutory_case_needs_no_points():
    assert verdict(not_completed_case="ky_luat").rating == "khong_hoan_thanh"


@pytest.mark.parametrize(
    ("changed", "way", "code"),
    [
        ({"year": 2025}, Way.CLASS, "class_alone"),
        ({"year": 2020, "category": "CB"}, Way.CLASS, "class_alone"),
        ({"category": "CB"}, Way.RECORDED, "recorded"),
        ({"category": "VC"}, Way.VERIFY, "verify"),
        ({"category": "HD111"}, Way.RECORDED, "recorded"),
        ({"category": "HD173"}, Way.RECORDED, "recorded"),
        ({"category": "KCT-THON"}, Way.RECORDED, "recorded"),
        ({"scope": "division", "category": None}, Way.RECORDED, "recorded"),
    ],
)
def test_where_no_points_are_reckoned_the_class_is_as_it_was_decided(changed, way, code):
    found = verdict(total_points="20", final_class="hoan_thanh_tot", **changed)
    assert (found.law.way, found.total, found.rating) == (way, None, "hoan_thanh_tot")
    assert codes(found) == [code]


def test_points_begin_with_2026_for_every_category_of_civil_servants():
    for category in ("CC", "CC-BP-DEN", "CC-TC", "CC-DD"):
        assert verdict(category=category).law.way is Way.POINTS
        assert verdict(category=category, year=2025).law.way is Way.CLASS


def test_an_unknown_category_is_recorded_and_said_to_have_no_scheme():
    found = verdict(category=None, final_class="hoan_thanh")
    assert (found.law, found.rating, codes(found)) == (None, "hoan_thanh", ["no_scheme"])


def test_unreadable_answers_count_as_none():
    found = verdict(
        total_points={"raw": "chín mươi"},
        year={"raw": "hai sáu"},
        products=rows({"name": {"raw": ""}, "assigned": {"raw": "x"}, "done": "-3"}),
    )
    assert found.total is None


def test_the_computed_fields_say_the_same_as_the_verdict():
    stored = payload(common_criteria=criteria(**{"I.1": "4"}), products=rows(product("10", "10", delays=1)))
    names = (
        "self_common",
        "reckoned_common",
        "reckoned_task",
        "self_total",
        "reckoned_total",
        "reckoned_class",
    )
    found = {name: COMPUTED[f"rating_{name}"](stored, LISTS) for name in names}
    assert found == {
        "self_common": "29.00",
        "reckoned_common": "29.00",
        "reckoned_task": "64.17",
        "self_total": "93.17",
        "reckoned_total": "93.17",
        "reckoned_class": "hoan_thanh_xuat_sac",
    }
    assert {
        COMPUTED[f"rating_{name}"](payload(year=2025, final_class="hoan_thanh"), LISTS) for name in found
    } == {None}


AMOUNTS = st.decimals(min_value=0, max_value=500, places=2)
PRODUCTS = st.lists(
    st.builds(Product, st.just(""), AMOUNTS, AMOUNTS, st.integers(0, 6), st.integers(0, 6)), max_size=8
)


@settings(max_examples=150, deadline=None)
@given(PRODUCTS)
def test_every_share_lies_between_none_and_all_and_failures_never_help(products):
    found = shares(products, LAW)
    if found is None:
        assert sum(one.assigned for one in products) == 0
        return
    assert all(0 <= share <= 100 for share in found.values())
    assert found["quality"] <= found["quantity"]
    assert found["progress"] <= found["quantity"]
    worse = [Product(one.name, one.assigned, one.done, one.failures + 1, one.delays) for one in products]
    assert shares(worse, LAW)["quality"] <= found["quality"]
    assert shares(worse, LAW)["progress"] == found["progress"]


@settings(max_examples=150, deadline=None)
@given(st.fractions(min_value=0, max_value=100, max_denominator=10_000))
def test_rounding_is_half_up_and_never_off_by_more_than_half_a_hundredth(points):
    found = Fraction(rounded(points, LAW))
    assert found == Fraction(int((points * 200 + 1) // 2), 100)

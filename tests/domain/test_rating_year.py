"""The year as the average of its months or quarters, some of former units: ND 335/2025/NĐ-CP, art. 19."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import paths
from desktop.domain.catalog import Catalogs
from desktop.domain.rating_sheet import sheet_of
from desktop.domain.rating_year import year_of
from tests.domain.rating_sheets import payload, rows

LISTS = Catalogs(paths.forms() / "catalogs")
QUARTERS = ("Q1", "Q2", "Q3", "Q4")


def sheets(points, **year_sheet):
    """Sheets of these periods, and one of the year where it says something."""
    made = [payload(period=period, total_points=value) for period, value in points.items()]
    made += [payload(period="nam", **year_sheet)] if year_sheet else []
    return [sheet_of(one, LISTS, str(at)) for at, one in enumerate(made)]


def year(points, number=2026, **year_sheet):
    return year_of(sheets(points, **year_sheet), number, LISTS)


def of_code(found, code):
    return [one.facts for one in found.evidence if one.code == code]


def test_four_quarters_make_their_average():
    found = year({"Q1": "92", "Q2": "88.5", "Q3": "90.25", "Q4": "91"})
    assert (found.average, found.reckoned, found.missing) == (Decimal("90.44"), "hoan_thanh_xuat_sac", ())
    assert of_code(found, "average") == [
        {"points": Decimal("90.44"), "periods": ["Q1", "Q2", "Q3", "Q4"], "months": 12}
    ]


def test_twelve_months_make_their_average_which_is_rounded_half_up():
    months = {f"M{month:02d}": "89.99" for month in range(1, 12)} | {"M12": "90.05"}
    found = year(months)  # 89.995
    assert (found.average, found.reckoned) == (Decimal("90.00"), "hoan_thanh_xuat_sac")


def test_a_quarter_weighs_three_months_beside_months():
    found = year({"Q1": "90", "M04": "50"})
    assert found.average == Decimal("80.00")
    assert found.missing == tuple(range(5, 13))


def test_a_quarters_sheet_counts_before_its_months_and_that_is_said():
    found = year({"Q1": "90", "M02": "10", "Q2": "70"})
    assert found.average == Decimal("80.00")
    assert of_code(found, "already_covered") == [{"period": "M02", "unit": ""}]


def test_months_without_result_are_named_and_those_explained_are_not_asked_again():
    found = year(
        {"Q1": "80", "Q4": "90"},
        missing=rows(
            {"period": "Q2", "reason": "Nghỉ thai sản"}, {"period": "M07", "reason": "Nghỉ thai sản"}
        ),
    )
    assert found.average == Decimal("85.00")
    assert found.missing == (4, 5, 6, 7, 8, 9)
    assert found.unexplained == (8, 9)
    assert of_code(found, "months_missing")[0]["months"] == [8, 9]
    assert [one["period"] for one in of_code(found, "absence_explained")] == ["Q2", "M07"]


def test_results_of_two_former_units_fill_the_months_that_are_not_ours():
    sent = rows(
        {"unit": "UBND xã A", "period": "Q1", "points": "70", "document": "Phiếu số 3"},
        {"unit": "Sở Tài chính", "period": "M04", "points": "100"},
        {"unit": "UBND xã A", "period": "Q3", "points": "10"},
    )
    found = year({"Q3": "90", "Q4": "92"}, taken_in=sent)
    # (3 × 70 + 100 + 3 × 90 + 3 × 92) / 10
    assert found.average == Decimal("85.60")
    assert [(one.unit, one.period) for one in found.periods if one.unit] == [
        ("UBND xã A", "Q1"),
        ("Sở Tài chính", "M04"),
    ]
    assert found.unexplained == (5, 6)
    assert of_code(found, "taken_in")[0]["document"] == "Phiếu số 3"
    assert of_code(found, "already_covered") == [{"period": "Q3", "unit": "UBND xã A"}]


def test_what_a_former_unit_sent_without_points_fills_nothing():
    found = year(
        {"Q2": "80"}, taken_in=rows({"unit": "UBND xã A", "period": "Q1", "class": "hoan_thanh_tot"})
    )
    assert found.average == Decimal("80.00")
    assert 1 in found.unexplained


def test_a_year_sheet_alone_gives_its_own_points_and_says_that_nothing_was_averaged():
    found = year({}, total_points="88")
    assert (found.average, found.reckoned) == (88, "hoan_thanh_tot")
    assert of_code(found, "no_periods") == [{}]
    assert len(found.unexplained) == 12


def test_another_total_on_the_sheet_of_the_year_is_named():
    found = year(dict.fromkeys(QUARTERS, "85"), total_points="86")
    assert of_code(found, "average_differs") == [{"recorded": Decimal("86.00"), "points": Decimal("85.00")}]
    assert found.contradicts
    assert not year(dict.fromkeys(QUARTERS, "85"), total_points="85").contradicts


@pytest.mark.parametrize(
    ("decided", "code", "contradicts"),
    [
        ("hoan_thanh_xuat_sac", "class_differs", True),
        ("hoan_thanh_tot", None, False),
        ("hoan_thanh", "class_lower", False),
        ("khong_hoan_thanh", "class_differs", True),
    ],
)
def test_a_class_better_than_the_points_contradicts_and_one_step_worse_does_not(decided, code, contradicts):
    found = year(dict.fromkeys(QUARTERS, "85"), final_class=decided)
    assert (found.rating, found.reckoned, found.contradicts) == (decided, "hoan_thanh_tot", contradicts)
    assert [one.code for one in found.evidence if one.code.startswith("class_")] == ([code] if code else [])


def test_a_statutory_case_in_one_month_decides_the_year_by_article_20_4():
    made = [payload(period=quarter, total_points="95") for quarter in QUARTERS]
    made[1]["not_completed_case"] = "ky_luat"
    found = year_of([sheet_of(one, LISTS) for one in made], 2026, LISTS)
    assert (found.average, found.reckoned) == (95, "khong_hoan_thanh")


def test_up_to_2025_the_class_of_the_year_stands_alone():
    made = [payload(period="nam", year=2025, final_class="hoan_thanh_tot")]
    found = year_of([sheet_of(one, LISTS) for one in made], 2025, LISTS)
    assert (found.average, found.rating, found.missing) == (None, "hoan_thanh_tot", ())
    assert [one.code for one in found.evidence] == ["class_alone"]


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([f"M{month:02d}" for month in range(1, 13)]),
        st.decimals(min_value=0, max_value=100, places=2).map(str),
        min_size=1,
    )
)
def test_an_average_lies_between_the_least_and_the_most_and_every_month_is_told_once(points):
    found = year(points)
    values = [Decimal(value) for value in points.values()]
    assert min(values) <= found.average <= max(values)
    told = [month for one in found.periods for month in one.months]
    assert sorted([*told, *found.missing]) == list(range(1, 13))

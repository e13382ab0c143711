import pytest

from desktop import paths
from desktop.domain.loader import load_form
from desktop.domain.problems import Code, Severity
from desktop.domain.validation import validate
from tests.domain.rating_sheets import FULL, criteria, payload, product, rows


@pytest.fixture(scope="module")
def rating(catalogs):
    return load_form(paths.forms() / "rating.toml", catalogs)


def problems(rating, catalogs, **changed):
    return [(one.code, one.place) for one in validate(rating, payload(**changed), catalogs)]


def test_a_sound_sheet_has_no_problem(rating, catalogs):
    sound = {
        "common_criteria": criteria(),
        "products": rows(product("10", "10", failures=1)),
        "total_points": "94.17",
        "final_class": "hoan_thanh_xuat_sac",
    }
    assert problems(rating, catalogs, **sound) == []


@pytest.mark.parametrize(
    ("changed", "code", "place"),
    [
        ({"common_criteria": criteria(**{"II.1": "3"})}, Code.RATING_POINTS_ABOVE_MOST, "common_points"),
        ({"common_points": "30.5"}, Code.RATING_RECORDED_ABOVE_MOST, "common_points"),
        ({"task_points": "70.01"}, Code.RATING_RECORDED_ABOVE_MOST, "task_points"),
        ({"common_points": "30", **FULL, "total_points": "99.99"}, Code.RATING_TOTAL_DIFFERS, "total_points"),
        (
            {"total_points": "89.99", "final_class": "hoan_thanh_xuat_sac"},
            Code.RATING_CLASS_DIFFERS,
            "final_class",
        ),
        ({"total_points": "95", "final_class": "hoan_thanh"}, Code.RATING_CLASS_DIFFERS, "final_class"),
        ({"final_class": "hoan_thanh_tot"}, Code.RATING_POINTS_MISSING, "total_points"),
        ({"leader": True, **FULL}, Code.RATING_PARTS_MISSING, "unit_percent"),
        ({"year": 2025, "total_points": "80"}, Code.RATING_POINTS_NOT_ASKED, "total_points"),
        ({"not_completed_case": "tham_nhung"}, Code.RATING_CASE_OF_LEADERS, "not_completed_case"),
        ({"period": "nam", "final_class": "hoan_thanh"}, Code.RATING_YEAR_WITHOUT_PERIODS, "total_points"),
    ],
)
def test_what_contradicts_itself_is_told_at_its_field(rating, catalogs, changed, code, place):
    assert (code, place) in problems(rating, catalogs, **changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"total_points": "95", "final_class": "hoan_thanh_tot"},
        {"total_points": "95", "final_class": "khong_hoan_thanh", "not_completed_case": "ky_luat"},
        {"category": "CB", "total_points": "20", "final_class": "hoan_thanh_xuat_sac"},
        {"year": 2025, "final_class": "hoan_thanh_xuat_sac"},
        {
            "leader": True,
            "total_points": "95",
            "not_completed_case": "tham_nhung",
            "final_class": "khong_hoan_thanh",
        },
        {"scope": "division", "category": None, "period": "nam", "final_class": "hoan_thanh_tot"},
    ],
)
def test_what_the_law_allows_is_no_problem(rating, catalogs, changed):
    assert problems(rating, catalogs, **changed) == []


def test_the_rules_only_warn(rating, catalogs):
    found = validate(rating, payload(total_points="10", final_class="hoan_thanh_tot"), catalogs)
    assert {one.severity for one in found} == {Severity.WARNING}


def test_a_person_needs_a_category_and_a_division_does_not(rating, catalogs):
    assert problems(rating, catalogs, category=None) == [(Code.REQUIRED, "category")]
    assert problems(rating, catalogs, scope="division", category=None) == []

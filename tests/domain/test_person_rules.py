import dataclasses
from datetime import date
from decimal import Decimal

import pytest

from desktop import paths
from desktop.domain import completeness, salary
from desktop.domain.catalog import Catalogs
from desktop.domain.computed import COMPUTED
from desktop.domain.loader import load_form, load_forms
from desktop.domain.problems import Code, Severity
from desktop.domain.rules.registry import RULES
from desktop.domain.validation import computed_values, nothing_known, validate

SOUND = {
    "full_name": "Nguyễn Mạnh Phúc",
    "birth_date": "1982-01-22",
    "sex": "male",
    "national_id": "038082009455",
    "position_title": "Chủ tịch UBND",
    "org_unit": "Lãnh đạo UBND",
    "rank_code": "01.002",
    "salary_step": 3,
    "salary_coefficient": "5.08",
    "recruitment_date": "2009-08-01",
    "party_date": "2005-03-03",
    "status_history": [{"_id": "aaaaaaaa", "status": "working", "category": "CB"}],
}


@pytest.fixture(scope="module")
def person(catalogs):
    return load_form(paths.forms() / "person.toml", catalogs)


def problems(person, catalogs, **changed):
    found = validate(person, {**SOUND, **changed}, catalogs)
    return {(problem.code, problem.place) for problem in found}


def test_a_sound_record_has_no_problem(person, catalogs):
    assert problems(person, catalogs) == set()


@pytest.mark.parametrize(
    ("changed", "code", "place"),
    [
        ({"sex": "female"}, Code.ID_SEX_MISMATCH, "national_id"),
        ({"birth_date": "1983"}, Code.ID_BIRTH_YEAR_MISMATCH, "national_id"),
        ({"full_name": None}, Code.REQUIRED, "full_name"),
        ({"birth_date": {"raw": "31/02/1982"}}, Code.DATE_INVALID, "birth_date"),
        ({"salary_step": 4}, Code.COEFFICIENT_STEP_MISMATCH, "salary_coefficient"),
        ({"salary_coefficient": "498.00"}, Code.COEFFICIENT_OUT_OF_RANGE, "salary_coefficient"),
        ({"salary_step": 9}, Code.STEP_NOT_IN_SCALE, "salary_coefficient"),
        ({"recruitment_date": "1999-12"}, Code.AGE_AT_RECRUITMENT, "recruitment_date"),
        ({"party_official_date": "2004"}, Code.DATES_OUT_OF_ORDER, "party_official_date"),
        (
            {"social_insurance_number": "038082009456"},
            Code.INSURANCE_NUMBER_DIFFERS,
            "social_insurance_number",
        ),
        ({"rank_code": "V.99.99"}, Code.CODE_UNKNOWN, "rank_code"),
        (
            {"status_history": [{"_id": "aaaaaaaa", "since": {"raw": "hôm qua"}, "status": "working"}]},
            Code.NOT_A_DATE,
            "status_history/aaaaaaaa/since",
        ),
    ],
)
def test_each_rule_reports_at_its_place(person, catalogs, changed, code, place):
    assert (code, place) in problems(person, catalogs, **changed)


def test_what_an_id_number_says_is_only_a_warning(person, catalogs):
    found = validate(person, {**SOUND, "sex": "female"}, catalogs)
    assert [problem.severity for problem in found] == [Severity.WARNING]


def test_a_step_is_held_against_the_scale_of_its_own_day(person, catalogs):
    unknown_then = problems(person, catalogs, salary_since="2001-01-01", salary_step=4)
    assert Code.COEFFICIENT_STEP_MISMATCH not in {code for code, _ in unknown_then}


@pytest.mark.parametrize(
    ("sex", "born", "retires"),
    [
        ("male", "1963-12-31", "2025-01-01"),
        ("male", "1964-01-01", "2025-05-01"),
        ("male", "1966-04-15", "2028-05-01"),
        ("male", "1982-01-22", "2044-02-01"),
        ("female", "1968-08", "2025-01-01"),
        ("female", "1970-09-30", "2028-06-01"),
        ("female", "1975-05-01", "2035-06-01"),
        ("female", "1975", "2036-01-01"),
    ],
)
def test_retirement_follows_the_month_of_birth(catalogs, sex, born, retires):
    assert COMPUTED["retirement_date"]({"birth_date": born, "sex": sex}, catalogs) == retires


def test_retirement_is_unknown_without_a_readable_birth_date(catalogs):
    assert COMPUTED["retirement_date"]({"birth_date": {"raw": "?"}, "sex": "male"}, catalogs) is None
    assert COMPUTED["retirement_date"]({"birth_date": "1970"}, catalogs) is None


def test_status_and_category_are_those_of_the_latest_row(person, catalogs):
    rows = [
        {"_id": "bbbbbbbb", "status": "retired", "category": "CC", "since": "2026-01"},
        {"_id": "aaaaaaaa", "status": "working", "category": "CB", "since": "2020-05-01"},
    ]
    values = computed_values(person, {**SOUND, "status_history": rows}, catalogs)
    assert (values["status"], values["category"]) == ("retired", "CC")


def test_a_row_without_a_category_keeps_the_last_one_told(person, catalogs):
    rows = [
        {"_id": "aaaaaaaa", "status": "working", "category": "CC", "since": "2020-05-01"},
        {"_id": "bbbbbbbb", "status": "long_leave", "since": "2026-01"},
    ]
    values = computed_values(person, {**SOUND, "status_history": rows}, catalogs)
    assert (values["status"], values["category"]) == ("long_leave", "CC")


def test_the_core_counts_and_the_cv_has_its_own_ring(person):
    core = completeness.of_group(person, "core", SOUND)
    cv = completeness.of_group(person, "cv", SOUND)
    assert 0 < core.share < 1
    assert cv.answered == 0
    assert core.asked + cv.asked > 100
    unreadable = completeness.of_group(person, "core", {**SOUND, "birth_date": {"raw": "?"}})
    assert unreadable.answered == core.answered - 1


def test_every_rule_declares_fields_that_its_form_has(catalogs):
    forms = load_forms(paths.forms(), catalogs)
    for form_id, rules in RULES.items():
        form = forms[form_id]
        known = {one.name for one in form.fields} | {section.id for section in form.tables}
        for rule in rules:
            assert set(rule.fields) <= known, rule
            assert form.has_field(rule.fields[0]), rule
            made = rule.facts(**dict.fromkeys(rule.fields))
            assert {field.name for field in dataclasses.fields(made)} == set(rule.fields)
            assert list(rule.test(made, catalogs)) == []


def test_a_list_is_judged_as_each_of_its_records_alone(person, catalogs):
    records = [
        SOUND,
        {**SOUND, "birth_date": "2999-01-01", "salary_step": 1},
        {**SOUND, "birth_date": "2999-01-01", "salary_step": True, "address": {"text": "x" * 501}},
        {**SOUND, "full_name": None, "sex": "Nam", "party_date": {"raw": "?"}},
        {**SOUND, "sex": "Nam", "recruitment_date": "2999-01-01", "party_date": "2005"},
        SOUND,
    ]
    known = nothing_known(person)
    alone = [validate(person, record, catalogs) for record in records]
    assert [validate(person, record, catalogs, known) for record in records] == alone
    assert [bool(found) for found in alone] == [False, True, True, True, True, False]


def test_pay_scales_hold_from_the_first_day_to_the_last_that_their_list_tells(tmp_path):
    scales = (
        "scale_code,step,coefficient,months_to_next_step,valid_from,valid_to\n"
        "A1,1,2.34,36,2004-10-01,2026-06-30\nA1,1,3.00,36,2026-08-01,\n"
    )
    (tmp_path / "salary_scales.csv").write_text(scales, "utf-8")
    lists = Catalogs(tmp_path)
    first = {
        day: [scale.coefficients[1] for scale in salary.all_scales(date.fromisoformat(day), lists)]
        for day in ("2004-09-30", "2004-10-01", "2026-06-30", "2026-07-01", "2026-07-31", "2026-08-01")
    }
    old, new = [Decimal("2.34")], [Decimal("3.00")]
    assert list(first.values()) == [[], old, old, [], [], new]

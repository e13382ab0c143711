"""The ratings of a year, read from records as clerks enter them."""

from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from desktop import messages
from desktop.services import rating_reports, rating_words, ratings
from desktop.services.records import Query
from tests.domain.rating_sheets import payload


@pytest.fixture
def people(full):
    """The record ids of the sample people by name."""
    return {row.values["full_name"]: row.id for row in full.records.page("person", Query(limit=100)).rows}


@pytest.fixture
def rate(full):
    """Enters a sheet; tables are given as lists of rows."""

    def rate(**answers):
        values = {}
        for name, value in payload(**answers).items():
            if isinstance(value, list):
                values |= {f"{name}/{at:08x}": row for at, row in enumerate(value)}
            else:
                values[name] = value
        return full.records.create("rating", values)[0]

    return rate


def of(found, name):
    (one,) = (one for one in found.people if one.name == name)
    return one


def test_the_quarters_of_a_person_make_the_year_though_the_division_changed(full, people, rate):
    person = people["Trịnh Văn Phong"]
    rate(subject="Trịnh Văn Phong", person=person, period="Q1", total_points="92")
    rate(subject="Trịnh Văn Phong", person=person, division="Văn phòng", period="Q2", total_points="89")
    found = of(ratings.summary(full, 2026), "Trịnh Văn Phong")
    assert (found.result.average, found.division) == (Decimal("90.50"), "Văn phòng")
    assert found.result.unexplained == tuple(range(7, 13))


def test_a_sheet_without_link_belongs_to_the_one_person_of_that_name(full, people, rate):
    rate(subject="trịnh văn phong", period="Q1", total_points="92")
    rate(subject="Trịnh Văn Phong", person=people["Trịnh Văn Phong"], period="Q2", total_points="90")
    found = ratings.summary(full, 2026)
    assert of(found, "Trịnh Văn Phong").result.average == Decimal("91.00")
    assert people["Trịnh Văn Phong"] not in {one.record_id for one in found.without}


def test_a_name_that_nobody_has_is_a_subject_of_its_own(full, rate):
    rate(subject="Người đã chuyển đi", total_points="75")
    found = ratings.summary(full, 2026)
    assert of(found, "Người đã chuyển đi").person is None
    assert len(found.without) == 41


def test_sheets_of_other_years_are_left_out(full, rate):
    rate(year=2025, period="nam", final_class="hoan_thanh_tot")
    assert ratings.summary(full, 2026).people == ()
    assert len(ratings.summary(full, 2025).people) == 1


def test_results_from_elsewhere_are_told_with_unit_and_document(full, rate):
    sent = [{"unit": "Sở Tài chính", "period": "Q1", "points": "80.00", "document": "Phiếu số 3"}]
    rate(period="nam", taken_in=sent)
    result = ratings.summary(full, 2026).people[0].result
    assert result.average == Decimal("80.00")
    said = [rating_words.said(one, full.catalogs) for one in result.evidence]
    assert any("Sở Tài chính" in text and "Phiếu số 3" in text and "80,00" in text for text in said)


def test_the_cap_is_counted_over_those_whom_the_commune_rates(full, rate):
    for at in range(6):
        rate(subject=f"Người {at}", total_points="95" if at < 2 else "80")
    rate(subject="Người cấp trên xếp loại", total_points="99", rated_by="higher")
    found = ratings.summary(full, 2026)
    (cap,) = found.caps
    assert (cap.base, cap.allowed, [one.name for one in cap.excellent]) == (4, 0, ["Người 0", "Người 1"])
    assert cap.exceeds
    assert not found.is_clean


def test_an_outstanding_division_has_the_higher_share(full, rate):
    for at in range(5):
        rate(subject=f"Người {at}", total_points="95" if at == 0 else "80")
    division = {"scope": "division", "subject": "Phòng Kinh tế", "category": None, "period": "nam"}
    rate(**division, final_class="hoan_thanh_tot", outstanding=True)
    found = ratings.summary(full, 2026)
    assert (found.caps[0].percent, found.caps[0].exceeds) == (25, False)
    assert [one.name for one in found.divisions] == ["Phòng Kinh tế"]
    assert found.is_clean


def test_who_left_before_the_end_of_the_year_is_not_asked_for(full, people):
    record = full.records.open(people["Trịnh Văn Nam"]).record
    values = {"status_history/0000000f": {"status": "retired", "since": "2025-06-01"}}
    full.records.save(record.id, record.revision, values)
    assert len(ratings.summary(full, 2024).without) == 41
    assert people["Trịnh Văn Nam"] not in {one.record_id for one in ratings.summary(full, 2026).without}


def test_a_new_sheet_begins_with_what_the_register_knows(full, people):
    record = full.records.open(people["Trịnh Văn Phong"]).record
    values = {"status_history/0000000e": {"status": "working", "category": "CC", "since": "2025-11-01"}}
    full.records.save(record.id, record.revision, values)
    view, _ = full.records.create("rating", ratings.first_values(full, record.id, 2026, "Q1"))
    stored = view.record.payload
    assert (stored["subject"], stored["division"], stored["category"]) == (
        "Trịnh Văn Phong",
        "Phòng Kinh tế",
        "CC",
    )
    assert (
        sum(Decimal(row["max_points"]) for row in stored["common_criteria"] if "." in row["criterion"]) == 30
    )
    assert [one for one in view.problems if one.is_hard] == []
    assert not any("/" in place for place in ratings.first_values(full, record.id, 2025, "nam"))


def test_the_same_person_cannot_have_two_sheets_of_one_period(rate):
    rate(total_points="90")
    assert [one.code for one in rate(total_points="90").problems if one.is_hard] == ["duplicate_key"]


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_workbook_has_a_sheet_of_each_kind_with_points_by_month(full, rate, tmp_path, language):
    rate(period="Q1", total_points="92.5")
    rate(subject="Người khác", total_points="80")
    messages.use(language)
    try:
        written = rating_reports.write_workbook(
            tmp_path / "x.xlsx", ratings.summary(full, 2026), full.catalogs
        )
    finally:
        messages.use("vi")
    assert written.cut == 0
    people, divisions, caps, without = openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets
    _, first, *_ = people.iter_rows(values_only=True)
    assert first[4:16] == (*(92.5,) * 3, *(None,) * 9)
    assert "92.5" in str(first[16])
    assert len(list(divisions.iter_rows(min_row=2))) == 0
    assert next(caps.iter_rows(min_row=2, values_only=True))[1] == "Phòng Kinh tế"
    assert without.max_row == 1 + 40


def test_every_evidence_of_a_varied_year_has_its_sentence_in_both_languages(full, rate):
    rate(subject="A", category="VC", period="nam", final_class="hoan_thanh_tot")
    rate(
        subject="B", leader=True, quantity_percent="100", total_points="80", final_class="hoan_thanh_xuat_sac"
    )
    rate(subject="C", not_completed_case="ky_luat", total_points="95")
    rate(subject="D", period="M02", total_points="70")
    rate(subject="D", period="Q1", total_points="70")
    rate(
        subject="D",
        period="nam",
        total_points="71",
        final_class="hoan_thanh_xuat_sac",
        missing=[{"period": "Q2", "reason": "Nghỉ thai sản"}],
    )
    rate(subject="E", common_points="30", quantity_percent="100", quality_percent="90", progress_percent="90")
    found = ratings.summary(full, 2026)
    for language in messages.LANGUAGES:
        messages.use(language)
        try:
            told = rating_reports.document(found, full.catalogs)["people"]
        finally:
            messages.use("vi")
        evidence = [each for one in told for part in (one, *one["sheets"]) for each in part["evidence"]]
        assert all(each["text"] and not {"{", "_"} & set(each["text"]) for each in evidence)
        assert {each["code"] for each in evidence} >= {
            *("verify", "statutory_case", "already_covered", "average", "average_differs", "parts_missing"),
            *("class_differs", "absence_explained", "months_missing", "by_points", "task_of_staff"),
            "total_recorded",
        }


def test_a_year_far_off_has_nothing_but_those_without(full):
    found = ratings.summary(full, date.max.year)
    assert (found.people, found.divisions, found.caps) == ((), (), ())

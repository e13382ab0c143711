"""The words by which columns are known name fields that exist, and know the headings that papers have."""

import pytest

from desktop import paths
from desktop.domain.catalog import Catalogs
from desktop.domain.loader import load_forms
from desktop.spreadsheets.headings import load_headings

FORMS = load_forms(paths.forms(), Catalogs(paths.forms() / "catalogs"))
FILES = sorted((paths.forms() / "headings").glob("*.toml"))
HEADINGS = {path.stem: load_headings(path) for path in FILES}


def test_every_register_that_lists_are_imported_into_has_its_words():
    written_by_the_program = {"assignment", "campaign", "assessment", "remedy", "norm_override", "stocktake"}
    assert HEADINGS.keys() == FORMS.keys() - {"unit"} - written_by_the_program


@pytest.mark.parametrize("form_id", HEADINGS)
def test_every_word_leads_to_a_field_of_its_form(form_id):
    named = {target.field for target in HEADINGS[form_id].targets} - {""}
    fields = {field.name for field in FORMS[form_id].fields if not field.computed}
    assert named <= fields
    assert set(HEADINGS[form_id].identify) <= named


@pytest.mark.parametrize("form_id", sorted(HEADINGS.keys() - {"person"}))
def test_every_field_of_a_register_of_things_has_words(form_id):
    named = {target.field for target in HEADINGS[form_id].targets}
    assert {field.name for field in FORMS[form_id].fields if not field.computed} <= named


@pytest.mark.parametrize("form_id", sorted(HEADINGS.keys() - {"person"}))
def test_the_label_of_a_field_is_among_its_words(form_id):
    for field in (field for field in FORMS[form_id].fields if not field.computed):
        assert target_of(form_id, field.label.vi) == field.name, field.label.vi


@pytest.mark.parametrize(
    ("form_id", "headings", "field"),
    [
        ("equipment", ("Giá trị", "Nguyên giá"), "price_vnd"),
        ("equipment", ("Giá trị", "Còn lại"), "remaining_vnd"),
        ("equipment", ("Theo kiểm kê", "Số lượng"), "quantity"),
        ("equipment", ("Năm đưa vào SD",), "year_in_use"),
        ("equipment", ("Mã TS",), "asset_code"),
        ("equipment", ("ĐVT",), "unit"),
        ("building", ("Diện tích (m2)", "Đất"), "land_area_m2"),
        ("building", ("Diện tích (m2)", "Sàn xây dựng"), "floor_area_m2"),
        ("building", ("Số QĐ",), "decision_number"),
        ("vehicle", ("BKS",), "plate"),
        ("vehicle", ("Năm SX",), "year"),
        ("vehicle", ("Năm SD",), "year_in_use"),
        ("position", ("Tên VTVL",), "name"),
        ("position", ("Ngạch công chức tương ứng",), "rank"),
        ("position", ("Số lượng biên chế",), "need"),
        ("rating", ("Họ và tên",), "subject"),
        ("rating", ("Mức xếp loại chất lượng",), "final_class"),
        ("workload", ("Lĩnh vực",), "procedure_group"),
        ("workload", ("Số hồ sơ tiếp nhận", "Tổng số"), "total"),
        ("workload", ("Số hồ sơ tiếp nhận", "Trong kỳ", "Trực tuyến"), "received_online"),
        ("workload", ("Số hồ sơ tiếp nhận", "Từ kỳ trước"), "carried_over"),
        ("workload", ("Số lượng hồ sơ đã giải quyết", "Tổng số"), "resolved"),
        ("workload", ("Số lượng hồ sơ đã giải quyết", "Đúng hạn"), "on_time"),
        ("workload", ("Số lượng hồ sơ đã giải quyết", "Quá hạn"), "late"),
        ("workload", ("Số lượng hồ sơ đang giải quyết", "Tổng số"), "in_progress"),
        ("workload", ("Số lượng hồ sơ đang giải quyết", "Quá hạn"), "overdue"),
    ],
)
def test_headings_of_papers_are_known(form_id, headings, field):
    assert target_of(form_id, *headings) == field


def target_of(form_id, *headings):
    scores = HEADINGS[form_id].scores(headings)
    return max(scores, key=scores.__getitem__).name if scores else None

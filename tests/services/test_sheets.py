"""Registers and templates as workbooks: what goes out comes back and changes nothing."""

import openpyxl
import pytest

from desktop import messages
from desktop.errors import AppError, UserCancelled
from desktop.services import sheets
from desktop.services.records import Query

FULL = {
    "full_name": "Đỗ Thị Ánh",
    "birth_date": "1985-09",
    "sex": "female",
    "national_id": "038185009455",
    "recruitment_date": {"raw": "31/02/2010"},
    "native_place": {"text": "Thôn 3, xã Hoằng Đạo", "commune": "15865"},
    "rank_code": "mã lạ",
    "salary_coefficient": "4.98",
    "note": "=1+1\n@dòng hai",
}


@pytest.fixture(params=messages.LANGUAGES)
def language(request):
    messages.use(request.param)
    yield request.param
    messages.use("vi")


def column(path, place=2):
    rows = openpyxl.load_workbook(path).active.iter_rows(min_row=2, values_only=True)
    return [row[place - 1] for row in rows]


def test_a_whole_register_comes_back_and_changes_nothing(full, tmp_path, language):
    full.records.create("person", FULL)
    before = full.records.history(limit=1)[0].n
    written = sheets.write_list(full, "person", Query(), tmp_path / "ds.xlsx")
    assert (written.records, written.cut) == (42, 0)
    imports = full.imports
    preview = imports.preview(imports.read(written.path))
    assert preview.counts | {"same": 42} == preview.counts
    assert preview.counts["read"] == 42
    assert imports.apply(preview, only_good=False).change_n is None
    assert full.records.history(limit=1)[0].n == before


def test_the_list_of_a_form_that_has_no_import_is_not_taken_for_people(full, tmp_path, language):
    written = sheets.write_list(full, "unit", Query(), tmp_path / "don-vi.xlsx")
    with pytest.raises(AppError) as refused:
        full.imports.preview(full.imports.read(written.path))
    assert refused.value.code == "no_table"


def test_the_rows_are_in_the_order_of_the_list_and_only_those_found(full, tmp_path):
    query = Query("le", sort=("birth_date", True), limit=2)
    found = [
        row.values["full_name"]
        for row in full.records.page("person", Query("le", sort=("birth_date", True))).rows
    ]
    written = sheets.write_list(full, "person", query, tmp_path / "le.xlsx")
    assert len(found) > 2
    assert column(written.path) == found


def test_chosen_records_are_written_in_the_order_given(full, tmp_path):
    rows = full.records.page("person", Query(limit=3)).rows
    chosen = [rows[2].id, rows[0].id]
    written = sheets.write_list(full, "person", chosen, tmp_path / "chon.xlsx")
    assert column(written.path) == [rows[2].values["full_name"], rows[0].values["full_name"]]


def test_an_empty_register_gives_the_headings(session, tmp_path):
    written = sheets.write_list(session, "person", Query(), tmp_path / "trong.xlsx")
    assert written.records == 0
    assert column(written.path) == []


def test_progress_is_told_and_stopping_leaves_no_file(full, tmp_path):
    told = []

    def progress(done, total):
        told.append((done, total))
        return done < 5

    with pytest.raises(UserCancelled):
        sheets.write_list(full, "person", Query(), tmp_path / "dung.xlsx", progress)
    assert told == [(done, 41) for done in range(6)]
    assert list(tmp_path.glob("*.xlsx")) == []
    assert list(tmp_path.glob(".*")) == []


def test_a_record_of_another_form_is_refused(full, tmp_path):
    (unit,) = full.records.page("unit", Query()).rows
    with pytest.raises(AppError) as refused:
        sheets.write_list(full, "person", [unit.id], tmp_path / "sai.xlsx")
    assert refused.value.code == "record_missing"
    assert not (tmp_path / "sai.xlsx").exists()


def test_templates_of_all_forms_have_names_of_their_own(session, tmp_path):
    written = sheets.write_templates(tmp_path)
    assert len(set(written)) == len(session.forms)
    assert all(path.name.isascii() and path.is_file() for path in written)


def test_a_form_that_is_not_there_has_no_template(tmp_path):
    with pytest.raises(AppError) as refused:
        sheets.write_template("khong_co", tmp_path / "mau.xlsx")
    assert refused.value.code == "form_unknown"


def test_a_template_speaks_the_language_of_the_session(tmp_path, language):
    sheets.write_template("person", tmp_path / "mau.xlsx")
    first = openpyxl.load_workbook(tmp_path / "mau.xlsx").worksheets[0]
    assert first.title == {"vi": "Hồ sơ nhân sự", "en": "Personnel record"}[language]

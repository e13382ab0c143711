"""What single cells of a list mean, how they were mended, and what is left to the user."""

import datetime as dt

import pytest

from desktop import paths
from desktop.domain.loader import load_form
from desktop.domain.problems import Severity
from desktop.spreadsheets.cells import reader_for
from desktop.spreadsheets.headings import load_headings
from desktop.spreadsheets.values.dates import are_swapped
from desktop.spreadsheets.values.meaning import ColumnFacts
from desktop.spreadsheets.values.numbers import area_scale_of, scale_of
from desktop.spreadsheets.values.texts import looks_as_formula

PLAIN = ColumnFacts()


@pytest.fixture(scope="module")
def meaning(lists):
    """What a cell of a field says: values, and the codes told, by field; repairs marked with a star."""
    forms, headings = {}, {}

    def told(name, cell, form_id="person", facts=PLAIN):
        if form_id not in forms:
            forms[form_id] = load_form(paths.forms() / f"{form_id}.toml", lists)
            headings[form_id] = load_headings(paths.forms() / "headings" / f"{form_id}.toml")
        form = forms[form_id]
        reader = reader_for(form.field(name), headings[form_id].reader(name), form, lists, facts)
        found = reader.read(cell)
        said = {}
        for place, finding in found.findings:
            star = "*" if finding.severity is Severity.REPAIRED else ""
            said.setdefault(place, []).append(f"{finding.code}{star}")
        return dict(found.values), said, found

    return told


DATES = [
    ("05/09/1985", "1985-09-05", []), ("5-9-1985", "1985-09-05", []), ("05.09.1985", "1985-09-05", []),
    (dt.date(1985, 9, 5), "1985-09-05", []), (dt.datetime(1985, 9, 5, 0, 0), "1985-09-05", []),
    (31295, "1985-09-05", []), ("31295", "1985-09-05", []), ("19850905", "1985-09-05", []),
    ("05/09/1985 00:00:00", "1985-09-05", []), ("ngày 5 tháng 9 năm 1985", "1985-09-05", []),
    ("09/1985", "1985-09", ["date_partial*"]), ("T9/1985", "1985-09", ["date_partial*"]),
    ("tháng 9/1985", "1985-09", ["date_partial*"]), ("tháng 9 năm 1985", "1985-09", ["date_partial*"]),
    ("…/09/1985", "1985-09", ["date_partial*"]), ("../../1985", "1985", ["date_partial*"]),
    ("1985", "1985", ["date_partial*"]), (1985, "1985", ["date_partial*"]),
    (1985.0, "1985", ["date_partial*"]),
    ("Năm 1985", "1985", ["date_partial*"]), ("05/09/85", "1985-09-05", ["date_two_digit_year*"]),
    ("09/25/1985", "1985-09-25", ["date_swapped"]),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "iso", "codes"), DATES)
def test_dates_are_understood_however_they_are_written(meaning, cell, iso, codes):
    values, said, _ = meaning("birth_date", cell)
    assert (values, said.get("birth_date", [])) == ({"birth_date": iso}, codes)


@pytest.mark.parametrize(
    ("cell", "best"), [("31/02/1985", "1985"), ("30/13/1985", "1985"), ("khoảng giữa năm", None)]
)
def test_a_day_that_does_not_exist_stays_as_typed_and_its_year_is_told(meaning, cell, best):
    values, said, found = meaning("birth_date", cell)
    assert values == {"birth_date": {"raw": cell}}
    assert said["birth_date"] == ["date_invalid" if best else "not_a_date"]
    assert found.best.get("birth_date") == best


def test_a_column_with_the_marks_of_american_dates_is_turned_back(meaning):
    column = [dt.date(2009, 8, 3), dt.date(2012, 4, 5), dt.date(2014, 7, 7), "17/04/2000", "24/07/2000",
     "22/12/2007",
              "14/11/1997", "21/07/2002", "25/04/2012", "15/03/2022", "22/04/2016", "26/04/2012"]  # fmt: skip
    assert are_swapped(column)
    swapped = ColumnFacts(swapped=True)
    values, said, _ = meaning("party_date", dt.date(2009, 8, 3), facts=swapped)
    assert (values["party_date"], said["party_date"]) == ("2009-03-08", ["date_ambiguous"])
    values, said, _ = meaning("party_date", dt.date(2014, 7, 7), facts=swapped)
    assert (values["party_date"], said) == ("2014-07-07", {})


@pytest.mark.parametrize(
    "more", [dt.date(2009, 8, 13), "03/04/2001"], ids=["a true date over 12", "a text that could be one"]
)
def test_one_cell_that_no_american_date_leaves_clears_the_column(more):
    column = [dt.date(2009, 8, 3), dt.date(2012, 4, 5), *["17/04/2000"] * 20]
    assert are_swapped(column)
    assert not are_swapped([*column, more])


IDS = [
    ("040073001417", {"national_id": "040073001417"}, []),
    (40073001417.0, {"national_id": "040073001417"}, ["leading_zero_lost*"]),
    ("40073001417", {"national_id": "040073001417"}, ["leading_zero_lost*"]),
    (1069021643, {"national_id": "001069021643"}, ["leading_zero_lost*"]),
    ("040 073 001417", {"national_id": "040073001417"}, ["id_separators*"]),
    ("'040073001417", {"national_id": "040073001417"}, ["id_separators*"]),
    ("184525953", {"old_id": "184525953"}, ["old_id_9"]),
    ("040073001417\n(CMND cũ: 177753870)", {"national_id": "040073001417", "old_id": "177753870"},
     ["two_values_in_cell*"]),
    ("040073001417 - 177753870", {"national_id": "040073001417", "old_id": "177753870"},
     ["two_values_in_cell*"]),
    ("CCCD: 040073001417", {"national_id": "040073001417"}, []),
    ("Số CMND 184525953", {"old_id": "184525953"}, ["old_id_9"]),
    ("0380970032", {"national_id": "0380970032"}, []),
    ("O40073001417", {"national_id": "O40073001417"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "values", "codes"), IDS)
def test_numbers_of_cards_get_their_zeros_back_and_no_digit_more(meaning, cell, values, codes):
    found, said, _ = meaning("national_id", cell)
    assert (found, said.get("national_id", [])) == (values, codes)


PHONES = [
    ("0822.886.707", "0822886707", [], ""), (367570249.0, "0367570249", ["leading_zero_lost*"], ""),
    ("+84 382 831 776", "0382831776", ["phone_country_code*"], ""),
    ("84794080837", "0794080837", ["phone_country_code*"], ""),
    ("01662434288", "0362434288", ["phone_old_prefix*"], ""),
    ("0701543557 / 0773870138", "0701543557", ["two_values_in_cell*"], "0773870138"),
    ("077457727", "077457727", [], ""),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "number", "codes", "rest"), PHONES)
def test_telephones_are_put_right_and_a_second_one_is_left_over(meaning, cell, number, codes, rest):
    values, said, found = meaning("phone", cell)
    assert (values, said.get("phone", []), found.rest) == ({"phone": number}, codes, rest)


PAY = [
    ("rank_code", 1.003, {"rank_code": "01.003"}, ["leading_zero_lost*"]),
    ("rank_code", "6.031", {"rank_code": "06.031"}, ["leading_zero_lost*"]),
    ("rank_code", "01.003\nBậc 9/9\nHS 4,98", {"rank_code": "01.003", "salary_step": 9,
     "salary_coefficient": "4.98"}, ["two_values_in_cell*"]),
    ("rank_code", "01.003/5/3,66", {"rank_code": "01.003", "salary_step": 5, "salary_coefficient": "3.66"},
     ["two_values_in_cell*"]),
    ("salary_step", "7/9", {"salary_step": 7}, []), ("salary_step", "Bậc 3", {"salary_step": 3}, []),
    ("salary_coefficient", "4,98", {"salary_coefficient": "4.98"}, []),
    ("salary_coefficient", "6,44 + VK 5%", {"salary_coefficient": "6.44", "over_scale_percent": "5.0"},
     ["two_values_in_cell*"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "cell", "values", "codes"), PAY)
def test_pay_is_read_from_one_column_or_three(meaning, name, cell, values, codes):
    found, said, _ = meaning(name, cell)
    assert (found, said.get(name, [])) == (values, codes)


SCHOOLING = [
    ("ThS Luật", {"education_level": "thac_si", "major": "Luật"}, []),
    ("Kỹ sư Xây dựng, quản lý dự án", {"education_level": "dai_hoc", "major": "Xây dựng, quản lý dự án"}, []),
    ("Cử nhân Kế toán\nTCLLCT", {"education_level": "dai_hoc", "major": "Kế toán",
     "political_theory": "trung_cap"}, ["two_values_in_cell*"]),
    ("CĐ Kế toán; ĐH Luật", {"education_level": "dai_hoc", "major": "Luật"}, ["two_values_in_cell*"]),
    ("Đại học Luật, Cao cấp", {"education_level": "dai_hoc", "major": "Luật",
     "political_theory": "cao_cap"}, ["two_values_in_cell*"]),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "values", "codes"), SCHOOLING)
def test_a_degree_comes_with_its_major_and_certificates(meaning, cell, values, codes):
    found, said, _ = meaning("education_level", cell)
    assert (found, said.get("education_level", [])) == (values, codes)


def test_of_two_degrees_the_lower_one_is_left_over(meaning):
    _, _, found = meaning("education_level", "CĐ Kế toán; ĐH Luật")
    assert found.rest == "Cao đẳng Kế toán"


NAMES = [
    ("  Nguyễn Xuân  Bình", "Nguyễn Xuân Bình", ["whitespace*"]),
    ("Nguye\u0302\u0303n Bi\u0300nh", "Nguyễn Bình", ["nfd*"]),
    ("Dương \u200bHồng", "Dương Hồng", ["zero_width*"]),
    ("\u00d0ặng Văn Khánh", "Đặng Văn Khánh", ["eth_for_d*"]),
    ("PHAN THỊ THỦY", "Phan Thị Thủy", ["all_caps*"]),
    ("Trương Thị ánh", "Trương Thị Ánh", ["lost_capital*"]),
    ("Nguyễn Văn An", "Nguyễn Văn An", []),
]


@pytest.mark.parametrize(("cell", "name", "codes"), NAMES)
def test_names_come_out_clean_and_what_was_cleaned_is_told(meaning, cell, name, codes):
    values, said, _ = meaning("full_name", cell)
    assert (values["full_name"], said.get("full_name", [])) == (name, codes)


MONEY = [
    ("8.925.000 đ", 1, 8925000, []), ("13,650,000", 1, 13650000, []),
    ("8,075tr", 1, 8075000, ["unit_scale*"]),
    ("14,99 triệu", 1, 14990000, ["unit_scale*"]), ("1 tỷ 200 triệu", 1, 1200000000, ["unit_scale*"]),
    ("1.020", 1_000_000, 1020000000, []), ("312,5", 1_000_000, 312500000, []),
    (18.9, 1_000_000, 18900000, []),
    ("khoảng 13,5 triệu", 1, 13500000, ["approximate", "unit_scale*"]), (8500, 1_000, 8500000, []),
    ("13tr5", 1, 13500000, ["unit_scale*"]), ("8.500 nghìn", 1, 8500000, ["unit_scale*"]),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "scale", "dong", "codes"), MONEY)
def test_sums_are_reckoned_out_in_dong(meaning, cell, scale, dong, codes):
    values, said, _ = meaning("price_vnd", cell, "equipment", ColumnFacts(scale=scale))
    assert (values, said.get("price_vnd", [])) == ({"price_vnd": dong}, codes)


@pytest.mark.parametrize(
    ("heading", "scale"),
    [("ĐVT: triệu đồng", 1_000_000), ("Nguyên giá (1.000đ)", 1_000), ("Giá trị (nghìn đồng)", 1_000),
     ("ĐVT: đồng", 1), ("Nguyên giá", 0), ("Đồng chí", 0)],
)  # fmt: skip
def test_headings_tell_what_sums_are_counted_in(heading, scale):
    assert scale_of([heading]) == scale


AREAS = [
    ("3.560 m2", "3560.00", []), ("3980m²", "3980.00", []), ("5.105,8", "5105.80", []),
    ("860,5", "860.50", []),
    (6820.5, "6820.50", []), ("khoảng 655", "655.00", ["approximate"]),
    ("0,15 ha", "1500.00", ["unit_scale*"]),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "area", "codes"), AREAS)
def test_areas_lose_their_unit_not_their_size(meaning, cell, area, codes):
    values, said, _ = meaning("floor_area_m2", cell, "building")
    assert (float(values["floor_area_m2"]), said.get("floor_area_m2", [])) == (float(area), codes)


@pytest.mark.parametrize(("cell", "area"), [(0.42, 4200), ("0,42", 4200), ("450 m2", 450), (2, 20000)])
def test_a_column_of_hectares_is_reckoned_out_in_square_metres(meaning, cell, area):
    values, said, _ = meaning(
        "land_area_m2", cell, "building", ColumnFacts(scale=area_scale_of(["Đất (ha)"]))
    )
    assert (float(values["land_area_m2"]), said) == (area, {})


@pytest.mark.parametrize("heading", ["Nhà", "Đất (m2)", "Khu nhà hai tầng", "Nhà ở hạng III"])
def test_other_headings_count_square_metres(heading):
    assert area_scale_of([heading]) == 1


YEARS = [
    (2016, "2016", []), ("T11/2013", "2013-11", []), ("2003 (sửa chữa 2018)", "2003", []),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "year", "codes"), YEARS)
def test_years_of_things_are_years_or_fuller(meaning, cell, year, codes):
    values, said, _ = meaning("year_built", cell, "building")
    assert (values["year_built"], said.get("year_built", [])) == (year, codes)


@pytest.mark.parametrize(
    ("cell", "code", "best"),
    [("trước 1998", "year_unclear", None), ("2024-2025", "year_unclear", "2024"),
    ("2015 (?)", "year_unclear", None),
     ("202", "year_invalid", None)],
)  # fmt: skip
def test_what_is_no_single_year_stays_as_typed(meaning, cell, code, best):
    values, said, found = meaning("year_built", cell, "building")
    assert (values, said["year_built"]) == ({"year_built": {"raw": cell}}, [code])
    assert found.best.get("year_built") == best


@pytest.mark.parametrize(
    "text",
    ["=cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "+cmd|' /C notepad'!A1", "-2+3+cmd|' /C calc'!A0"],
)
def test_a_text_that_would_run_is_kept_as_text_and_told(meaning, text):
    values, said, _ = meaning("note", text)
    assert (values["note"], said["note"]) == (text, ["formula_injection"])


@pytest.mark.parametrize("text", ["+84 382 831 776", "-8075000", "- Phòng A", "-nt-", "1+1", "a=b"])
def test_telephones_numbers_and_dashes_are_no_formulas(text):
    assert not looks_as_formula(text)


@pytest.mark.parametrize("text", ["#REF!", "#N/A", " #DIV/0! "])
def test_the_error_of_a_formula_is_no_value(meaning, text):
    values, said, _ = meaning("full_name", text)
    assert (values, said["full_name"]) == ({}, ["formula_error"])


ODD = [
    True, False, float("nan"), float("inf"), 1e308, 10**400, dt.date(1, 1, 1), dt.datetime(1900, 1, 1),
    dt.time(23, 59), "", "\n", "\u200b", "\x00", "\ud800", "\u202e123", "😀", "مرحبا", "٣٤", "²", "½", "1e5",
    "1_000", "--1", "9" * 40, "9" * 5000, "1." * 3000, "1 tỷ" * 200, "1/" * 500, "1/1/99999", "(" * 300,
    "a" * 40_000, "1 " * 3000,
]  # fmt: skip


@pytest.mark.parametrize(
    "form_id", ["person", "equipment", "building", "vehicle", "position", "workload", "unit"]
)
def test_no_cell_however_odd_stops_an_import(lists, form_id):
    form = load_form(paths.forms() / f"{form_id}.toml", lists)
    words = paths.forms() / "headings" / f"{form_id}.toml"
    for field in form.fields:
        named = load_headings(words).reader(field.name) if words.exists() else ""
        reader = reader_for(field, named, form, lists, PLAIN)
        for cell in ODD:
            found = reader.read(cell)
            assert found.values.keys() | found.best.keys() <= {one.name for one in form.fields}


def test_a_sum_of_endless_digits_and_a_mark_stay_as_they_stand(meaning):
    assert meaning("price_vnd", "9" * 5000, "equipment")[0] == {"price_vnd": {"raw": "9" * 5000}}
    assert meaning("price_vnd", True, "equipment")[1] == {"price_vnd": ["not_a_number"]}

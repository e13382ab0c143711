"""`soxa rating` on the practice commune."""

import json

import openpyxl


def test_the_year_is_told_with_evidence_and_the_exceeded_cap_is_an_exit_of_one(soxa):
    done = soxa("rating", "--year", "2026")
    assert done.code == 1
    assert "Trịnh Văn Phong (Phòng Kinh tế): 89,31 điểm, Hoàn thành tốt nhiệm vụ" in done.out
    assert "ND 335/2025/NĐ-CP, Điều 20.2" in done.out
    assert "! Lãnh đạo phòng: 1 người xuất sắc, vượt mức 0" in done.out


def test_the_json_leads_from_each_figure_to_its_records(soxa):
    found = json.loads(soxa("rating", "--year", "2026", "--json").out)
    one = next(one for one in found["people"] if one["name"] == "Lê Minh Cường")
    assert (one["average"], one["rating"]) == ("92.80", "hoan_thanh_xuat_sac")
    assert len(one["records"]) == 2
    sheet = json.loads(soxa("show", one["records"][0], "--json").out)
    assert sheet["payload"]["person"] == one["person"]
    assert [cap["exceeds"] for cap in found["caps"]] == [False, True]
    without = {one["record_id"] for one in found["without"]}
    assert without
    assert not without & {one["person"] for one in found["people"]}


def test_a_year_up_to_2025_is_the_class_alone_and_clean(soxa):
    done = soxa("rating", "--year", "2025", "--json")
    assert done.code == 0
    found = json.loads(done.out)
    assert [one["average"] for one in found["people"] + found["divisions"]] == [None, None, None]
    assert [one["evidence"][0]["code"] for one in found["people"]] == ["class_alone", "recorded"]


def test_the_workbook_is_written(soxa, tmp_path):
    done = soxa("rating", "--year", "2026", "--xlsx", "-o", tmp_path / "xl.xlsx")
    assert done.code == 1
    assert "xl.xlsx" in done.out
    book = openpyxl.load_workbook(tmp_path / "xl.xlsx")
    assert book.sheetnames == ["Cá nhân", "Tập thể", "Tỷ lệ xuất sắc", "Chưa có phiếu"]
    assert book.worksheets[0].max_row == 9


def test_a_workbook_needs_a_file_and_a_year_is_needed(soxa, tmp_path):
    assert soxa("rating", "--year", "2026", "--xlsx").code == 2
    assert soxa("rating", "--year", "2026", "--xlsx", "--json", "-o", tmp_path / "x").code == 2
    assert soxa("rating").code == 2
    assert soxa("rating", "--year", "26").code == 2
    assert soxa("rating", "--year", "2026", "--xlsx", "-o", tmp_path / "no" / "x.xlsx").code == 2
    assert list(tmp_path.glob("x*")) == []


def test_the_sheets_of_the_practice_commune_print_without_a_gap(soxa, tmp_path):
    for template in ("rating_sheet", "rating_transfer"):
        done = soxa("print", template, "--all", "-o", tmp_path / f"{template}.pdf")
        assert (done.code, done.err) == (0, "")

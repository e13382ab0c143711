"""`soxa norms` on the practice commune: figures in words, as a document with ids, as a workbook."""

import json

import openpyxl
import pytest

AT = ("--at", "30/09/2026")


@pytest.fixture
def told(soxa):
    return json.loads(soxa("norms", *AT, "--json").out)


def test_the_main_figures_are_told_with_how_sure_they_are(soxa):
    lines = soxa("norms", *AT).out.splitlines()
    assert "Diện tích làm việc: cần 609 m², có 754 m² (chưa chắc chắn)" in lines
    assert any(line.startswith("Máy vi tính") and "thiếu 11 (cần đối chiếu)" in line for line in lines)
    assert "Trụ sở UBND xã Hoằng Đạo (cũ): quá hạn xử lý 92 ngày" in lines
    assert "Trụ sở UBND xã Hoằng Đức (cũ): xuống cấp, phân tán" in lines


def test_every_figure_leads_to_people_and_things_that_are_in_the_registers(soxa, told):
    known = {
        form_id: {row["id"] for row in json.loads(soxa("list", form_id, "--json").out)}
        for form_id in ("person", "equipment", "building", "workload", "vehicle")
    }
    for item in told["items"]:
        assert set(item["people"]) <= known["person"]
        assert set(item["assets"]) <= known["equipment"]
    assert {one["person"] for one in told["area"]["need"]["people"]} <= known["person"]
    assert {one["building"]["id"] for one in told["facilities"]} == known["building"]
    assert {row for one in told["loads_by_month"] for row in one["rows"]} == known["workload"]
    assert {*told["cars"]["cars"], *told["cars"]["others"]} < known["vehicle"]  # one is disposed of


def test_a_day_before_the_norms_began_has_no_need_to_tell(soxa):
    told = json.loads(soxa("norms", "--at", "2025-06-30", "--json").out)
    assert told["cars"]["most"] is None
    assert told["area"]["working_gap"] is None


def test_a_disposed_asset_is_there_until_that_day(soxa, told):
    before = json.loads(soxa("norms", "--at", "2026-08-30", "--json").out)
    assert len(before["assets"]) == len(told["assets"]) + 1


def test_the_workbook_has_a_sheet_for_each_table_with_the_same_figures(soxa, told, tmp_path):
    result = soxa("norms", *AT, "--xlsx", "-o", tmp_path / "dinh-muc.xlsx")
    assert "KHÔNG được mã hóa" in result.out
    book = openpyxl.load_workbook(tmp_path / "dinh-muc.xlsx")
    assert len(book.sheetnames) == 8
    (line,) = [row for row in book.worksheets[1].values if str(row[0]).startswith("Máy vi tính")]
    (item,) = [one for one in told["items"] if one["item"] == "may_vi_tinh"]
    assert line[1:8] == (
        *(item["need"], item["have"], item["usable"], item["broken"], item["unfit"], item["shortage"]),
        item["surplus"],
    )


def test_a_day_that_is_none_and_a_workbook_without_a_place_are_refused(soxa):
    assert soxa("norms", "--at", "09/2026").code == 2
    assert soxa("norms", "--xlsx").code == 2

"""`soxa composition`."""

import json

import openpyxl


def test_numbers_and_quality_of_a_day_as_lines(soxa):
    done = soxa("composition", "--at", "2026-06-30", "--by", "block")
    assert done.code == 0
    lines = [line.split("\t") for line in done.out.splitlines()]
    assert lines[0] == ["Số lượng, chất lượng đội ngũ tại ngày 30/06/2026"]
    headings, first, *_, unknown, total = [line for line in lines if len(line) > 1]
    assert headings[:3] == ["Khối", "Tổng số", "Nữ"]
    assert unknown[0] == "Chưa rõ"
    assert total[0] == "Tổng số"
    assert int(total[1]) >= int(first[1]) > 0


def test_two_dimensions_crossed_as_json_name_the_people(soxa):
    done = soxa("composition", "--at", "30/06/2026", "--by", "sex", "--cross", "party", "--json")
    assert done.code == 0
    told = json.loads(done.out)
    for row in told["rows"]:
        total, *cells = row["cells"]
        assert total["count"] == sum(cell["count"] for cell in cells) == len(total["people"])
    known = {record["id"]: record["values"] for record in json.loads(soxa("list", "person", "--json").out)}
    women = next(row for row in told["rows"] if row["code"] == "female")
    assert {known[one]["sex"] for one in women["cells"][0]["people"]} == {"female"}


def test_the_workbook_says_how_many_it_holds(soxa, tmp_path):
    out = tmp_path / "co-cau.xlsx"
    done = soxa("composition", "--at", "2026-06-30", "--who", "quota", "--xlsx", "-o", out)
    assert done.code == 0
    people = openpyxl.load_workbook(out).worksheets[1]
    assert f" {people.max_row - 1} " in done.out


def test_what_cannot_be_done_is_said(soxa, tmp_path):
    unknown = soxa("composition", "--by", "height")
    assert unknown.code == 2
    assert "height" in unknown.err
    assert "education" in unknown.err
    assert soxa("composition", "--xlsx").code == 2
    assert soxa("composition", "--xlsx", "--json", "-o", tmp_path / "a.xlsx").code == 2
    assert soxa("composition", "--at", "31/02/2026").code == 2
    assert soxa("composition", "--xlsx", "-o", tmp_path / "none" / "a.xlsx").code == 2

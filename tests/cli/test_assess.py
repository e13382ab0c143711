"""Campaigns from the command line: files out, files in, and who is missing."""

import json

import openpyxl
import pytest


def fill(path, answer):
    book = openpyxl.load_workbook(path)
    rows = book["so-xa"].iter_rows(max_col=3, values_only=True)
    cell = next(address for kind, address, place in rows if kind == "a" and place == "self_law")
    book.worksheets[0][cell] = answer
    book.save(path)


@pytest.fixture
def campaign(soxa, tmp_path):
    """A campaign of the practice commune with its files made, as the command tells it."""
    told = ("--name", "Đợt 1", "--as-of", "2026-11-20", "--deadline", "30/11/2026", "-o", tmp_path / "phat")
    return json.loads(soxa("assess", "campaign", *told, "--by-division", "--json").out)


def test_a_campaign_makes_a_file_a_person_and_a_workbook_a_division(soxa, campaign, tmp_path):
    files = {path.name for path in (tmp_path / "phat" / "phieu").iterdir()}
    assert files == set(campaign["sheets"])
    assert len(files) > 30
    assert len(list((tmp_path / "phat" / "ra-soat").iterdir())) == len(campaign["divisions"]) > 3
    row = json.loads(soxa("assess", "list", "--json").out)[0]
    assert (row["name"], row["people"], row["returned"]) == ("Đợt 1", len(files), 0)
    assert "Đợt 1" in soxa("assess", "list").out


def test_people_are_counted_not_files(soxa, tmp_path):
    told = ("--name", "Đợt 2", "--as-of", "2026-11-20", "-o", tmp_path / "phat")
    result = soxa("assess", "campaign", *told, "--pdf")
    people = len(list((tmp_path / "phat" / "phieu").glob("*.pdf")))
    assert f" {people} phiếu" in result.out


def test_files_come_back_and_the_exit_code_tells_whether_all_were_taken(soxa, campaign, tmp_path):
    folder = tmp_path / "phat" / "phieu"
    first, second = (folder / name for name in campaign["sheets"][:2])
    fill(first, "Đạt")
    fill(second, "Chưa đạt")
    result = soxa("assess", "take-in", "Đợt 1", first, second)
    assert result.code == 0
    assert result.out.count("Đã thu") == 3
    fill(first, "Chưa đạt")
    waits = soxa("assess", "take-in", "Đợt 1", first, "--json")
    assert waits.code == 1
    assert [one["outcome"] for one in json.loads(waits.out)["files"]] == ["newer"]
    accepted = soxa("assess", "take-in", campaign["campaign"], first, "--accept-newer", "--json")
    assert accepted.code == 0
    assert json.loads(accepted.out)["missing"] == len(campaign["sheets"]) - 2
    assert soxa("assess", "take-in", "Đợt 1", tmp_path / "khong-co.xlsx").code == 1


def test_who_is_missing_is_told_as_text_as_json_and_as_a_pdf(soxa, campaign, tmp_path):
    result = soxa("assess", "missing", "Đợt 1")
    assert result.code == 1
    missing = json.loads(soxa("assess", "missing", "Đợt 1", "--json").out)
    assert len(missing) == len(campaign["sheets"])
    assert all(one["name"] in result.out for one in missing)
    soxa("assess", "missing", "Đợt 1", "-o", tmp_path / "chua-nop.pdf")
    assert (tmp_path / "chua-nop.pdf").read_bytes().startswith(b"%PDF")
    assert "Đợt 9" in soxa("assess", "missing", "Đợt 9").err


def test_a_closed_campaign_takes_no_sheet_until_it_is_opened_again(soxa, campaign, tmp_path):
    sheet = tmp_path / "phat" / "phieu" / campaign["sheets"][0]
    fill(sheet, "Đạt")
    assert soxa("assess", "close", "Đợt 1").code == 0
    assert soxa("assess", "take-in", "Đợt 1", sheet).code == 1
    assert soxa("assess", "close", "Đợt 1", "--reopen").code == 0
    assert soxa("assess", "take-in", "Đợt 1", sheet).code == 0
    assert soxa("assess", "close", "no such campaign").code == 2

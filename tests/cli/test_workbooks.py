"""`soxa template` and `soxa list --xlsx`."""

import openpyxl

from desktop.domain.names import fold


def test_a_template_is_written_without_a_store(soxa, tmp_path):
    done = soxa.bare("template", "person", "-o", tmp_path / "mau.xlsx")
    assert done.code == 0
    assert "mau.xlsx" in done.out
    assert openpyxl.load_workbook(tmp_path / "mau.xlsx").worksheets[0]["B1"].value.startswith("Họ và tên")


def test_a_template_is_written_in_the_language_asked_for(soxa, tmp_path):
    assert soxa.bare("--language", "en", "template", "person", "-o", tmp_path / "m.xlsx").code == 0
    assert openpyxl.load_workbook(tmp_path / "m.xlsx").worksheets[0]["A2"].value == "Example"


def test_all_templates_go_into_a_folder(soxa, tmp_path):
    folder = tmp_path / "mau"
    folder.mkdir()
    done = soxa.bare("template", "--all", "-o", folder)
    assert done.code == 0
    assert len(list(folder.glob("*.xlsx"))) == len(done.out.splitlines()) > 1


def test_a_template_needs_a_form_or_all_and_a_place(soxa, tmp_path):
    assert soxa.bare("template", "-o", tmp_path / "x.xlsx").code == 2
    assert soxa.bare("template", "person", "--all", "-o", tmp_path).code == 2
    assert soxa.bare("template", "person").code == 2
    assert soxa.bare("template", "khong-co", "-o", tmp_path / "x.xlsx").code == 2
    assert soxa.bare("template", "person", "-o", tmp_path / "khong-co" / "x.xlsx").code == 2
    assert soxa.bare("template", "--all", "-o", tmp_path / "khong-co").code == 2
    assert list(tmp_path.rglob("*.xlsx")) == []


def test_a_list_goes_out_and_comes_back_unchanged(soxa, tmp_path):
    out = tmp_path / "ds.xlsx"
    done = soxa("list", "person", "--xlsx", "-o", out)
    assert done.code == 0
    assert "41" in done.out
    again = soxa("import", out)
    assert again.code == 0
    assert "thêm 0, sửa 0, giữ nguyên 41" in again.out


def test_a_search_holds_for_the_workbook_too(soxa, tmp_path):
    assert (
        soxa("list", "person", "--search", "nguyen manh phuc", "--xlsx", "-o", tmp_path / "mot.xlsx").code
        == 0
    )
    rows = list(openpyxl.load_workbook(tmp_path / "mot.xlsx").active.iter_rows(min_row=2, values_only=True))
    assert [fold(row[1]) for row in rows] == [fold("Nguyễn Mạnh Phúc")]


def test_a_workbook_of_a_list_needs_a_file(soxa, unwritable, tmp_path):
    assert soxa("list", "person", "--xlsx").code == 2
    assert soxa("list", "person", "--xlsx", "--json", "-o", tmp_path / "x.xlsx").code == 2
    assert soxa("list", "khong-co", "--xlsx", "-o", tmp_path / "x.xlsx").code == 2
    assert soxa("list", "person", "--xlsx", "-o", unwritable / "x.xlsx").code == 2
    assert list(tmp_path.glob("*.xlsx")) == []

"""LibreOffice, which knows nothing of us, opens our workbooks: texts are texts, whatever they begin with."""

import csv
import io
import subprocess
from datetime import date
from pathlib import Path

import pytest

from desktop import paths
from desktop.domain.catalog import Catalogs
from desktop.domain.loader import load_form
from desktop.spreadsheets.template import write_template
from desktop.spreadsheets.writer import OutColumn, OutSheet, write_workbook

PAYLOADS = ["=1+1", "+1+1", "-1+1", "@SUM(A1:A2)", "\t=1+1", "＝1+1", "=cmd|'/c calc'!A0", "'=1+1", "#REF!"]
# Comma, quotes around texts, UTF-8, from the first line, as shown, each sheet into a file of its own.
TO_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,true,false,false,-1"


@pytest.fixture
def sheets(tmp_path):
    """What LibreOffice shows of the sheets of a workbook, row by row, by the sheet's name."""

    def shown(path: Path) -> dict[str, list[list[str]]]:
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            TO_CSV,
            "--outdir",
            str(tmp_path),
            str(path),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr
        files = sorted(tmp_path.glob(f"{path.stem}-*.csv"))
        return {
            file.stem.removeprefix(f"{path.stem}-"): list(csv.reader(io.StringIO(file.read_text("utf-8"))))
            for file in files
        }

    return shown


def test_texts_are_shown_not_run(tmp_path, sheets):
    path = tmp_path / "ra.xlsx"
    rows = [[text, date(2020, 2, 29), 4.5, "0123"] for text in PAYLOADS]
    columns = [OutColumn(), OutColumn(), OutColumn(format="0.00"), OutColumn()]
    write_workbook(path, [OutSheet("Trang", columns, rows)])
    shown = sheets(path)["Trang"]
    assert [row[0] for row in shown] == PAYLOADS
    assert {tuple(row[1:]) for row in shown} == {("29/02/2020", "4.50", "0123")}


def test_a_template_opens_with_all_its_sheets(tmp_path, sheets):
    form = load_form(paths.forms() / "person.toml", Catalogs(paths.forms() / "catalogs"))
    path = tmp_path / "mau.xlsx"
    write_template(path, form, "vi", date(2026, 3, 1))
    shown = sheets(path)
    assert len(shown) == len(list(form.tables)) + 3
    assert shown["Hồ sơ nhân sự"][0][:2] == ["STT", "Họ và tên khai sinh *"]
    assert shown["Hồ sơ nhân sự"][1][0] == "Ví dụ"

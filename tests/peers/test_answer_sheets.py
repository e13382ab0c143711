"""LibreOffice saves a sheet that was handed out: nothing in it counts as changed; it prints on one page."""

import subprocess
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from desktop.domain import sheet_codes
from desktop.domain.answer_sheet import AnswerSheet, AnswerTable, Ask
from desktop.spreadsheets.answer_book import fingerprint, write_answer_sheet
from desktop.spreadsheets.answer_reading import read_answer_sheet

CHOICES = ("Đạt", "Cần bồi dưỡng", "Chưa đạt")
SHEET = AnswerSheet(
    code=sheet_codes.new(()),
    code_label="Mã phiếu:",
    unit="Xã Thử",
    title="PHIẾU THỬ",
    subtitle="=1+1",
    facts=(("Họ và tên", "Nguyễn Văn Thử"), ("Hạn nộp", "30/11/2026"), ("Số", "00123")),
    notes=("@SUM(A1:A2)  hai  dấu cách",),
    tables=(
        AnswerTable(
            ("TT", "Nội dung", "Trả lời"),
            (6, 44, 50),
            (("1", "-1+1", Ask("law", CHOICES)), ("2", "'trích", Ask("day")), ("3", "", Ask("own", CHOICES))),
        ),
    ),
    signs=("NGƯỜI GHI",),
    sign_hint="(Ký)",
)
ANSWERS = {"law": "Đạt", "day": "05/09/2026", "own": "khác"}


@pytest.fixture
def saved(tmp_path: Path):
    """The file as LibreOffice saves it in that format."""

    def save(path: Path, suffix: str) -> Path:
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        out = tmp_path / suffix
        command = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(out), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr
        return out / f"{path.stem}.{suffix}"

    return save


def test_a_sheet_saved_by_libreoffice_is_the_sheet_that_went_out(tmp_path: Path, saved) -> None:
    path = tmp_path / "phieu.xlsx"
    write_answer_sheet(path, SHEET, "Phiếu")
    book = openpyxl.load_workbook(path)
    memory = book["so-xa"].iter_rows(max_col=3, values_only=True)
    for address, place in [(address, place) for kind, address, place in memory if kind == "a"]:
        book.worksheets[0][address] = ANSWERS[place]
    book.save(path)

    for suffix in ("xlsx", "ods"):
        back = read_answer_sheet(saved(path, suffix))
        assert back is not None
        assert (back.code, back.fingerprint, back.changed) == (SHEET.code, fingerprint(SHEET), ())
        assert back.answers == ANSWERS
    rules = openpyxl.load_workbook(saved(path, "xlsx")).worksheets[0].data_validations.dataValidation
    assert [rule.type for rule in rules] == ["list"]


def test_a_sheet_prints_on_one_page(tmp_path: Path, saved) -> None:
    path = tmp_path / "phieu.xlsx"
    write_answer_sheet(path, SHEET, "Phiếu")
    document = pypdfium2.PdfDocument(saved(path, "pdf"))
    text = document[0].get_textpage().get_text_range()
    assert len(document) == 1
    document.close()
    assert "=1+1" in text  # shown, not reckoned
    assert "Nguyễn Văn Thử" in text

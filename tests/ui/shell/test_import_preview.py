"""What every row would do, on screen: counts that filter, and everything about one row."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.services.import_preview import STATES
from desktop.services.session import Session
from desktop.ui.wizards.import_details import lines_of
from desktop.ui.wizards.import_places import Places
from desktop.ui.wizards.import_preview import DOUBTFUL, REPAIRED, PreviewStep
from desktop.ui.wizards.import_preview_model import ALL

CORPUS = paths.program() / "tests" / "data" / "corpus"
MESSY = CORPUS / "02_trich_ngang_cbcc.xlsx"
THREE_COMMUNES = CORPUS / "04_ba_xa_cu_hop_nhat.xlsx"
Make = Callable[[Path], PreviewStep]


@pytest.fixture
def make(qtbot: QtBot, session: Session) -> Make:
    def show(file: Path) -> PreviewStep:
        step = PreviewStep(session.forms)
        qtbot.addWidget(step)
        step.show_preview(session.imports.preview(session.imports.read(file)), "", "")
        step.resize(920, 620)
        step.show()
        return step

    return show


def shown(step: PreviewStep) -> list[tuple[str, ...]]:
    table = step.details
    return [
        tuple(table.item(line, at).text() for at in range(table.columnCount()))
        for line in range(table.rowCount())
    ]


def mark(step: PreviewStep, number: int) -> list[tuple[str, ...]]:
    line = next(line for line, row in enumerate(step.model.rows) if row.number == number)
    step.table.setCurrentIndex(step.model.index(line, 0))
    return shown(step)


def test_the_counts_add_up_and_filter_the_rows(make: Make) -> None:
    step = make(THREE_COMMUNES)
    counts = step.preview.counts
    assert counts[ALL] == sum(counts[state] for state in STATES) == 55
    for state, chip in step.counts.items():
        chip.click()
        if chip.isEnabled():
            assert step.model.rowCount() == counts[state]
            assert str(counts[state]) in chip.text()


def test_further_filters_narrow_a_state(make: Make) -> None:
    step = make(MESSY)
    everything = step.model.rowCount()
    step.further[REPAIRED].click()
    repaired = step.model.rowCount()
    assert 0 < repaired < everything
    assert all(row.repairs for row in step.model.rows)
    step.counts["wrong"].click()
    assert 0 < step.model.rowCount() < repaired
    step.counts[ALL].click()
    step.further[REPAIRED].click()
    step.further[DOUBTFUL].click()
    assert all(any(not one.is_repair for one in row.problems) for row in step.model.rows)
    step.further[DOUBTFUL].click()
    assert step.model.rowCount() == everything


def test_a_row_tells_what_the_sheet_says_and_how_it_is_understood(make: Make) -> None:
    step = make(MESSY)
    lines = mark(step, 15)
    assert lines[0][0] == "✗ Lỗi"
    assert ("02/1979", "02/1979") in [line[2:4] for line in lines]
    kinds = [line[0] for line in lines]
    assert kinds == sorted(kinds, key=[*dict.fromkeys(kinds)].index)
    notes = [line for line in lines if line[0] == "Ghi chú"]
    assert [(line[2], line[3]) for line in notes] == [("HTXSNV", "giữ làm ghi chú")]
    assert ("Ghi vào sổ", "Giới tính", "", "Nam") in [line[:4] for line in lines]


def test_unreadable_text_is_shown_as_it_will_be_kept(make: Make) -> None:
    lines = mark(make(MESSY), 16)
    assert ("✗ Lỗi", "31/02/1974", "31/02/1974") in [(line[0], line[2], line[3]) for line in lines]


def test_a_merged_row_says_into_which(make: Make) -> None:
    step = make(THREE_COMMUNES)
    step.counts["merged"].click()
    first = shown(step)[0]
    row = step.model.rows[0]
    assert first[0] == "→ Gộp"
    assert Places(step.preview).place(row.into) in first[1]


def test_a_change_is_shown_field_by_field_from_old_to_new(
    make: Make, session: Session, tmp_path: Path
) -> None:
    session.records.create(
        "person", {"full_name": "Lê Văn Nam", "birth_date": "1985-09-05", "phone": "0912345678"}
    )
    file = tmp_path / "sua.xlsx"
    book = openpyxl.Workbook()
    book.active.append(("Họ và tên", "Ngày sinh", "Điện thoại"))
    book.active.append(("Lê Văn Nam", "05/09/1985", "0987654321"))
    book.save(file)
    step = make(file)
    assert not step.details.isColumnHidden(4)
    (change,) = (line for line in shown(step) if line[0] == "~ Thay đổi")
    assert change[1:] == ("Số điện thoại liên hệ: sẽ thay đổi", "", "0987654321", "0912345678")


def test_the_table_is_named_only_where_there_are_several(make: Make) -> None:
    assert make(MESSY).table.isColumnHidden(1)
    step = make(THREE_COMMUNES)
    assert not step.table.isColumnHidden(1)
    assert {step.model.index(line, 1).data() for line in range(55)} == {"TT But Son", "Hoang Dao", "Sheet3"}


def test_without_rows_with_errors_so_many_fewer_come_in(make: Make) -> None:
    step = make(MESSY)
    wrong = step.preview.counts["wrong"]
    everything = step.to_write()
    step.only_good.setChecked(True)
    assert step.to_write() == everything - wrong
    assert str(everything - wrong) in step.next_text()


def test_keys_reach_the_counts_the_rows_and_the_details(qtbot: QtBot, make: Make) -> None:
    step = make(MESSY)
    step.activateWindow()
    qtbot.waitUntil(step.isActiveWindow)
    step.counts["wrong"].setFocus()
    qtbot.keyClick(step.counts["wrong"], Qt.Key.Key_Space)
    assert step.model.rowCount() == step.preview.counts["wrong"]
    step.enter()
    before = shown(step)
    qtbot.keyClick(step.table, Qt.Key.Key_Down)
    assert shown(step) != before


def test_five_thousand_rows_are_shown_and_filtered_at_once(
    make: Make, session: Session, tmp_path: Path
) -> None:
    file = tmp_path / "lon.xlsx"
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("DS")
    page.append(("STT", "Họ và tên", "Ngày sinh", "Điện thoại", "Chức vụ"))
    for at in range(5000):
        born = f"{at % 28 + 1:02}/{at % 12 + 1:02}/{1960 + at % 40}"
        page.append((at + 1, f"Lê Văn {_word(at)}", born, f"09{at:08}", "Công chức"))
    book.save(file)
    step = make(file)
    assert step.model.rowCount() == 5000
    begun = perf_counter()
    step.further[DOUBTFUL].click()
    step.counts[ALL].click()
    step.table.setCurrentIndex(step.model.index(2500, 0))
    assert perf_counter() - begun < 1.0
    form = session.form("person")
    assert lines_of(step.preview.rows[0], form, form, Places(step.preview))


def _word(at: int) -> str:
    letters = "bcdghklmnt"
    return "".join(letters[int(digit)] + "a" for digit in f"{at:04}").title()

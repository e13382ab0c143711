from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.services.session import Session
from desktop.ui.dialogs.error_dialog import ErrorDialog
from desktop.ui.navigation import Destination
from desktop.ui.tasks import Tasks
from desktop.ui.wizards.import_wizard import ImportWizard

from .conftest import ROSTER

PEOPLE = 41


@pytest.fixture
def wizard(qtbot: QtBot, session: Session, tasks: Tasks) -> ImportWizard:
    made = ImportWizard(session, tasks)
    qtbot.addWidget(made)
    made.show()
    return made


def preview(qtbot: QtBot, wizard: ImportWizard, file: Path = ROSTER) -> None:
    wizard.read(file)
    qtbot.waitUntil(lambda: wizard.step is wizard.columns, timeout=20_000)
    wizard.go_on()
    qtbot.waitUntil(lambda: wizard.step is wizard.preview, timeout=20_000)


def test_a_list_comes_in_and_one_undo_takes_it_out(
    qtbot: QtBot, wizard: ImportWizard, session: Session
) -> None:
    preview(qtbot, wizard)
    assert session.records.count("person") == 0
    assert wizard.preview.to_write() == PEOPLE
    with qtbot.waitSignal(wizard.changed, timeout=20_000) as changed:
        wizard.go_on()
    assert changed.args[0].forms == {"person"}
    assert session.records.count("person") == PEOPLE
    counts = [int(wizard.outcome.table.item(line, 1).text()) for line in range(5)]
    assert counts[0] == sum(counts[1:]) == PEOPLE
    wizard.outcome.undo.click()
    assert session.records.count("person") == 0
    assert not wizard.outcome.undo.isEnabled()


def test_the_counts_filter_the_rows(qtbot: QtBot, wizard: ImportWizard) -> None:
    preview(qtbot, wizard)
    counts = wizard.preview.preview.counts
    for state, chip in wizard.preview.counts.items():
        chip.click()
        if chip.isEnabled():
            assert wizard.preview.table.rowCount() == counts[state]
    assert counts["read"] == sum(counts[state] for state in counts if state != "read")


def test_a_column_kept_out_stays_out(qtbot: QtBot, wizard: ImportWizard, session: Session) -> None:
    wizard.read(ROSTER)
    qtbot.waitUntil(lambda: wizard.step is wizard.columns, timeout=20_000)
    box = next(one for one in wizard.columns.boxes[0].values() if one.currentData() == "phone")
    box.setCurrentIndex(box.findData(None))
    wizard.go_on()
    qtbot.waitUntil(lambda: wizard.step is wizard.preview, timeout=20_000)
    assert not any("phone" in row.values for row in wizard.preview.preview.rows)


def test_back_from_the_preview_keeps_the_choice_of_columns(qtbot: QtBot, wizard: ImportWizard) -> None:
    wizard.read(ROSTER)
    qtbot.waitUntil(lambda: wizard.step is wizard.columns, timeout=20_000)
    box = next(iter(wizard.columns.boxes[0].values()))
    chosen = {index: one.currentData() for index, one in wizard.columns.boxes[0].items()}
    wizard.go_on()
    qtbot.waitUntil(lambda: wizard.step is wizard.preview, timeout=20_000)
    wizard.go_back()
    assert wizard.step is wizard.columns
    assert box is next(iter(wizard.columns.boxes[0].values()))
    assert chosen == {index: one.currentData() for index, one in wizard.columns.boxes[0].items()}


def test_the_same_file_again_has_nothing_to_write(
    qtbot: QtBot, wizard: ImportWizard, session: Session, people: list[str]
) -> None:
    preview(qtbot, wizard)
    assert not wizard.columns.seen.isHidden()
    assert wizard.preview.to_write() == 0
    assert not wizard.next.isEnabled()


def test_a_file_that_is_no_list_is_refused_with_words(
    qtbot: QtBot, wizard: ImportWizard, tmp_path: Path, dialog: Callable[[type[ErrorDialog]], ErrorDialog]
) -> None:
    file = tmp_path / "anh.xlsx"
    file.write_bytes(b"khong phai bang tinh")
    wizard.read(file)
    assert "anh.xlsx" in dialog(ErrorDialog).text.text()
    assert wizard.step is wizard.file


def test_the_result_leads_to_the_list(qtbot: QtBot, wizard: ImportWizard) -> None:
    preview(qtbot, wizard)
    with qtbot.waitSignal(wizard.changed, timeout=20_000):
        wizard.go_on()
    with qtbot.waitSignals([wizard.left, wizard.wanted]) as _, qtbot.waitSignal(wizard.wanted) as wanted:
        wizard.outcome.list.click()
    assert wanted.args == [Destination("person")]

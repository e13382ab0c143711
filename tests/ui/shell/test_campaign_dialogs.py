"""A campaign in the window: opened, its files made, returned ones dropped, corrections decided."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.services.campaigns import Outcome
from desktop.services.session import Session
from desktop.ui.dialogs.campaign_dialog import CampaignDialog
from desktop.ui.dialogs.corrections_dialog import CorrectionsDialog
from desktop.ui.dialogs.error_dialog import ErrorDialog
from desktop.ui.dialogs.make_files_dialog import MakeFilesDialog
from desktop.ui.dialogs.missing_dialog import MissingDialog
from desktop.ui.dialogs.take_in_dialog import TakeInDialog
from desktop.ui.tasks import Tasks

Dialog = Callable[[type[Any]], Any]


@pytest.fixture
def shell(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def show(qtbot: QtBot, session: Session, tasks: Tasks, shell: QWidget) -> Callable[..., Any]:
    """Opens a dialog of that kind on the store."""

    def opened(kind: type[Any], *campaign: str) -> Any:
        made = kind(session, tasks, *campaign, shell)
        qtbot.addWidget(made)
        made.show()
        return made

    return opened


def fill(path: Path, answers: dict[str, str], to: Path | None = None) -> Path:
    book = openpyxl.load_workbook(path)
    rows = book["so-xa"].iter_rows(max_col=3, values_only=True)
    cells = {place: address for kind, address, place in rows if kind == "a"}
    for place, answer in answers.items():
        book.worksheets[0][cells[place]] = answer
    book.save(to or path)
    return to or path


def dropped(dialog: TakeInDialog, folder: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    at, buttons = QPoint(20, 20), Qt.MouseButton.LeftButton
    dialog.dropEvent(QDropEvent(at, Qt.DropAction.CopyAction, data, buttons, Qt.KeyboardModifier.NoModifier))


def started(session: Session, people: list[str], purpose: str, folder: Path) -> tuple[str, list[Path]]:
    from datetime import date

    campaign = session.campaigns.start("Đợt", purpose, "short", date(2026, 11, 20), None, people[:3])
    return campaign, list(session.campaigns.make_files(campaign, folder).sheets)


def test_a_campaign_is_opened_and_its_files_are_made(
    qtbot: QtBot, session: Session, show, people: list[str], dialog: Dialog, tmp_path: Path
) -> None:
    opened = show(CampaignDialog)
    assert len(opened.chosen()) == len(people)
    opened.check_all(checked=False)
    assert not opened.deed.isEnabled()
    for at in range(3):
        opened.people.item(at).setCheckState(Qt.CheckState.Checked)
    opened.sheets["full"].setChecked(True)
    with qtbot.waitSignal(opened.started) as told:
        opened.deed.click()
    files = dialog(MakeFilesDialog)
    assert not files.deed.isEnabled()
    files.folder.setText(str(tmp_path / "phat"))
    files.paper.setChecked(True)
    files.reviewers.setChecked(True)
    with qtbot.waitSignal(files.made, timeout=20_000):
        files.deed.click()
    assert len(list((tmp_path / "phat" / "phieu").iterdir())) == 6
    (row,) = session.campaigns.all()
    assert (row.id, row.people, row.sheet) == (told.args[0], 3, "full")


def test_a_name_that_is_taken_is_said_and_the_dialog_stays(
    session: Session, show, people: list[str], dialog: Dialog, tmp_path: Path
) -> None:
    started(session, people, "assessment", tmp_path)
    opened = show(CampaignDialog)
    opened.name.setText("Đợt")
    opened.deed.click()
    dialog(ErrorDialog).reject()
    assert opened.isVisible()


def test_a_dropped_folder_is_taken_in_and_every_file_named(
    qtbot: QtBot, session: Session, show, people: list[str], dialog: Dialog, tmp_path: Path
) -> None:
    campaign, sheets = started(session, people, "assessment", tmp_path / "phat")
    back = tmp_path / "thu"
    back.mkdir()
    fill(sheets[0], {"self_law": "Đạt"}, back / "1.xlsx")
    (back / "anh.pdf").write_bytes(b"%PDF-1.4")
    taking = show(TakeInDialog, campaign)
    with qtbot.waitSignal(taking.taken, timeout=20_000):
        dropped(taking, back)
    assert taking.table.rowCount() == 2
    assert {one.outcome for one in taking.found.files} == {Outcome.TAKEN, Outcome.UNREADABLE}
    assert not taking.accept_.isVisible()
    fill(sheets[0], {"self_law": "Chưa đạt"}, back / "1.xlsx")
    taking.take([back / "1.xlsx"])
    qtbot.waitUntil(taking.accept_.isVisible, timeout=20_000)
    with qtbot.waitSignal(taking.taken, timeout=20_000):
        taking.accept_.click()
    assert session.campaigns.assessments(campaign)[0].payload["self_law"] == "not_met"

    taking.missing.click()
    missing = dialog(MissingDialog)
    assert missing.table.rowCount() == 2
    missing.copy.click()
    text = QGuiApplication.clipboard().text()
    assert all(one.name in text for one in session.campaigns.not_returned(campaign))
    missing.print_to(tmp_path / "chua-nop")
    assert (tmp_path / "chua-nop.pdf").exists()


def test_corrections_are_accepted_line_by_line(
    qtbot: QtBot, session: Session, show, people: list[str], dialog: Dialog, tmp_path: Path
) -> None:
    campaign, sheets = started(session, people, "review", tmp_path)
    fill(sheets[0], {"main_work": "Quản lý đất đai", "position_title": "Công chức mới"})
    session.campaigns.take_in(campaign, sheets[0])
    taking = show(TakeInDialog, campaign)
    taking.corrections.click()
    deciding = dialog(CorrectionsDialog)
    assert deciding.table.rowCount() == 2
    line = [one.field for one in deciding.shown].index("main_work")
    person = deciding.shown[line].person_id
    deciding.table.selectRow(line)
    with qtbot.waitSignal(deciding.decided):
        deciding.deed.click()
    assert session.records.payload(person)["main_work"] == "Quản lý đất đai"
    assert session.records.payload(person).get("position_title") != "Công chức mới"
    deciding.table.selectRow(0)
    deciding.refuse.click()
    assert deciding.table.rowCount() == 0
    assert not deciding.all.isEnabled()

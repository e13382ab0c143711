from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from desktop.services.periods import Period
from desktop.services.session import Session
from desktop.ui import elements
from desktop.ui.dialogs.error_dialog import ErrorDialog
from desktop.ui.dialogs.export_dialog import ExportDialog
from desktop.ui.dialogs.period_dialog import PeriodDialog
from desktop.ui.dialogs.problems_list import ProblemsList
from desktop.ui.dialogs.verdict_dialog import VerdictDialog
from desktop.ui.pages.packages_page import PackagesPage
from desktop.ui.tasks import Tasks

from .conftest import KEY_PASSPHRASE

Dialog = Callable[[type[Any]], Any]


@pytest.fixture
def page(qtbot: QtBot, session: Session, tasks: Tasks) -> PackagesPage:
    made = PackagesPage(session, tasks)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_period_is_opened_by_name_day_and_hour(
    qtbot: QtBot, page: PackagesPage, session: Session, dialog: Dialog
) -> None:
    assert not page.export.isEnabled()
    page.open_period()
    asked = dialog(PeriodDialog)
    asked.name.clear()
    qtbot.keyClicks(asked.name, "Ky 30/9")
    asked.as_of.setDate(QDate(2026, 9, 30))
    qtbot.keyClick(asked.name, Qt.Key.Key_Return)
    period = session.periods.all()[0]
    assert (period.name, period.as_of, period.deadline.hour) == ("Ky 30/9", date(2026, 9, 30), 17)
    assert page.export.isEnabled()


@pytest.mark.usefixtures("people")
def test_a_package_goes_only_when_the_risk_is_understood(
    qtbot: QtBot, page: PackagesPage, period: Period, tmp_path: Path, dialog: Dialog
) -> None:
    page.reload()
    page.start_export()
    asked = dialog(ExportDialog)
    asked.folder.setText(str(tmp_path))
    qtbot.keyClicks(asked.passphrase, "x")
    assert not asked.deed.isEnabled()
    asked.understood.setChecked(True)
    assert asked.deed.isEnabled()
    asked.passphrase.setText(KEY_PASSPHRASE)
    with qtbot.waitSignal(asked.exported, timeout=20_000):
        qtbot.keyClick(asked.passphrase, Qt.Key.Key_Return)
    path = asked.result_.path
    assert path.parent == tmp_path
    assert path.is_file()
    assert page.sent.rowCount() == 1
    assert asked.passphrase.text() == ""
    asked.accept()
    page.verify_file(path)
    verdict = dialog(VerdictDialog)
    assert verdict.judged.code == "VALID"
    assert verdict.details.rowCount() > 5


def test_a_wrong_passphrase_of_the_key_is_told_and_nothing_is_written(
    qtbot: QtBot, page: PackagesPage, period: Period, tmp_path: Path, dialog: Dialog
) -> None:
    page.reload()
    page.start_export()
    asked = dialog(ExportDialog)
    room = asked.screen().availableGeometry()
    elements.resize(asked, 4000, 4000)
    assert asked.width() < room.width()
    assert asked.height() < room.height()
    out = tmp_path / "usb"
    out.mkdir()
    asked.folder.setText(str(out))
    asked.passphrase.setText("sai")
    asked.understood.setChecked(True)
    asked.deed.click()
    dialog(ErrorDialog).reject()
    assert list(out.iterdir()) == []
    assert asked.result_ is None


def test_what_cannot_go_leads_to_its_field(
    qtbot: QtBot, page: PackagesPage, period: Period, incomplete: str, dialog: Dialog
) -> None:
    page.reload()
    page.start_export()
    asked = dialog(ExportDialog)
    listed = asked.findChild(ProblemsList)
    line = next(at for at, (one, _, _) in enumerate(listed._lines) if one.record_id == incomplete)
    with qtbot.waitSignal(page.wanted) as wanted:
        listed.opened.emit(line)
    destination = wanted.args[0]
    assert (destination.page, destination.record_id) == ("person", incomplete)
    assert destination.place
    assert not asked.isVisible()


def test_a_damaged_package_is_named_so(
    qtbot: QtBot, page: PackagesPage, tmp_path: Path, dialog: Dialog
) -> None:
    file = tmp_path / "goi.asice"
    file.write_bytes(b"PK\x03\x04 hong")
    page.verify_file(file)
    verdict = dialog(VerdictDialog)
    assert not verdict.judged.valid
    assert verdict.judged.code != "VALID"


def test_a_file_that_is_not_there_is_an_error(page: PackagesPage, tmp_path: Path, dialog: Dialog) -> None:
    page.verify_file(tmp_path / "khong-co.asice")
    assert "khong-co.asice" in dialog(ErrorDialog).text.text()

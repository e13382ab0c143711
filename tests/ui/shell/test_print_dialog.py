from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.services.session import Session
from desktop.ui.dialogs.error_dialog import ErrorDialog
from desktop.ui.dialogs.print_dialog import PrintDialog
from desktop.ui.tasks import Tasks

Dialog = Callable[[type[Any]], Any]


@pytest.fixture
def shell(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_pages_are_shown_turned_and_saved(
    shell: QWidget, session: Session, tasks: Tasks, people: list[str], tmp_path: Path, dialog: Dialog
) -> None:
    PrintDialog(session, tasks, "name_list", (), shell).start()
    shown = dialog(PrintDialog)
    assert shown.pages > 1
    assert shown.picture.pixmap().width() <= shown.width()
    first = shown.picture.pixmap().toImage()
    shown.following.click()
    assert shown.page == 1
    assert shown.picture.pixmap().toImage() != first
    shown.save_to(tmp_path / "danh-sach")
    assert (tmp_path / "danh-sach.pdf").read_bytes().startswith(b"%PDF")


def test_a_place_that_cannot_be_written_is_told(
    shell: QWidget, session: Session, tasks: Tasks, people: list[str], tmp_path: Path, dialog: Dialog
) -> None:
    PrintDialog(session, tasks, "cv_tt06_2023", (people[0],), shell).start()
    shown = dialog(PrintDialog)
    shown.save_to(tmp_path / "khong-co" / "x.pdf")
    assert "khong-co" in dialog(ErrorDialog).text.text()
    assert shown.saved.text() == ""


def test_nothing_to_print_is_told_and_no_pages_open(
    shell: QWidget, session: Session, tasks: Tasks, dialog: Dialog
) -> None:
    PrintDialog(session, tasks, "name_list", (), shell).start()
    dialog(ErrorDialog).reject()
    assert not [one for one in shell.findChildren(PrintDialog) if one.isVisible()]

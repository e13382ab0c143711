from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop import app, paths
from desktop.errors import AppError, UserCancelled
from desktop.ui.dialogs import error_dialog
from desktop.ui.dialogs.error_dialog import ErrorDialog

Dialog = Callable[[type[ErrorDialog]], ErrorDialog]


@pytest.fixture
def shell(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_an_error_of_the_world_is_shown_with_its_facts(shell: QWidget, dialog: Dialog) -> None:
    error_dialog.show(shell, AppError("disk_full", folder="E:/goi"))
    shown = dialog(ErrorDialog)
    assert "E:/goi" in shown.text.text()
    shown.copy_details()
    assert "error.disk_full" in QGuiApplication.clipboard().text()


def test_enter_closes_an_error(shell: QWidget, dialog: Dialog) -> None:
    error_dialog.show(shell, AppError("disk_full", folder="E:/goi"))
    focused = dialog(ErrorDialog).focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.isDefault()


def test_after_a_cancel_nothing_is_said(shell: QWidget) -> None:
    error_dialog.show(shell, UserCancelled())
    assert not shell.findChildren(ErrorDialog)


def test_a_bug_goes_on(shell: QWidget) -> None:
    with pytest.raises(ZeroDivisionError):
        error_dialog.show(shell, ZeroDivisionError())


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[app.Program]:
    monkeypatch.setattr(paths, "user_log", lambda: tmp_path / "log")
    made = app.Program(qapp, tmp_path / "so")
    made.window.show()
    yield made
    made.window.close()
    made.end()
    made.window.deleteLater()


def test_a_bug_is_logged_and_shown_once_without_what_was_typed(
    program: app.Program, tmp_path: Path, dialog: Dialog
) -> None:
    for _ in range(2):
        program.report(*raised())
    shown = dialog(ErrorDialog)
    assert len(program.window.findChildren(ErrorDialog)) == 1
    log = (tmp_path / "log" / "soxa.log").read_text("utf-8")
    assert log.count("ValueError") == 2
    assert "Nguyễn Văn A" not in log + shown.shown.toPlainText()


def raised() -> tuple[type[BaseException], BaseException, object]:
    try:
        date.fromisoformat("Nguyễn Văn A")
    except ValueError as error:
        return type(error), error, error.__traceback__
    raise AssertionError

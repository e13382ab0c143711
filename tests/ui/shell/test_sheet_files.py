"""Excel files from the list: written where the user says, then told where they are."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.services.records import Query
from desktop.services.session import Session
from desktop.ui.dialogs.error_dialog import ErrorDialog
from desktop.ui.dialogs.sheet_files import SheetFiles, WrittenDialog
from desktop.ui.pages.list_page import ListPage
from desktop.ui.shell_pages import ShellPages
from desktop.ui.tasks import Tasks

Dialog = Callable[[type[Any]], Any]


@pytest.fixture
def shell(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def files(session: Session, tasks: Tasks, shell: QWidget) -> SheetFiles:
    return SheetFiles(session, tasks, "person", shell)


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """Answers the question for a file with this name; gives the names that were offered."""

    def answer(name: str) -> list[str]:
        offered: list[str] = []

        def ask(_parent: QWidget, _title: str, offer: str, _filter: str) -> tuple[str, str]:
            offered.append(offer)
            return name, ""

        monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
        return offered

    return answer


def words(dialog: WrittenDialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel))


def test_a_list_is_written_and_its_place_told(
    files: SheetFiles, people: list[str], tmp_path: Path, dialog: Dialog, named: Callable[[str], list[str]]
) -> None:
    offered = named(str(tmp_path / "danh-sach"))
    files.ask_for_list(Query())
    shown = dialog(WrittenDialog)
    assert offered[0].endswith(".xlsx")
    assert shown.path == tmp_path / "danh-sach.xlsx"
    assert str(len(people)) in words(shown)
    assert str(shown.path) in words(shown)
    assert openpyxl.load_workbook(shown.path).active.max_row == len(people) + 1


def test_chosen_records_alone_are_written(
    files: SheetFiles, people: list[str], tmp_path: Path, dialog: Dialog
) -> None:
    files.write_list(tuple(people[:2]), tmp_path / "hai.xlsx")
    dialog(WrittenDialog)
    assert openpyxl.load_workbook(tmp_path / "hai.xlsx").active.max_row == 3


def test_the_template_is_written_and_its_place_told(
    files: SheetFiles, tmp_path: Path, dialog: Dialog, named: Callable[[str], list[str]]
) -> None:
    named(str(tmp_path / "mau.xlsx"))
    files.ask_for_template()
    assert dialog(WrittenDialog).path == tmp_path / "mau.xlsx"
    assert openpyxl.load_workbook(tmp_path / "mau.xlsx").worksheets[0]["A1"].value == "STT"


def test_whoever_names_no_file_gets_none(
    files: SheetFiles, shell: QWidget, people: list[str], tmp_path: Path, named: Callable[[str], list[str]]
) -> None:
    named("")
    files.ask_for_list(Query())
    files.ask_for_template()
    assert shell.findChildren(WrittenDialog) == []
    assert list(tmp_path.glob("*.xlsx")) == []


def test_a_place_that_cannot_be_written_is_told(
    files: SheetFiles, people: list[str], tmp_path: Path, dialog: Dialog
) -> None:
    files.write_list(Query(), tmp_path / "khong-co" / "x.xlsx")
    assert "khong-co" in dialog(ErrorDialog).text.text()


def test_the_list_page_asks_for_what_it_shows_or_for_the_selected(
    qtbot: QtBot, session: Session, people: list[str]
) -> None:
    page = ListPage(session, "person")
    qtbot.addWidget(page)
    page.show()
    button = page.findChild(QPushButton, "export")
    page.search.setText("le")
    page._ask()
    with qtbot.waitSignal(page.workbook_wanted) as asked:
        button.click()
    assert asked.args == [page.query()]
    page.view.selectAll()
    with qtbot.waitSignal(page.workbook_wanted) as asked:
        button.click()
    assert asked.args == [page.view.selected_ids()]
    page.search.setText("khong ai ca")
    page._ask()
    assert not button.isEnabled()


def test_the_window_writes_what_its_list_asks_for(
    session: Session,
    tasks: Tasks,
    shell: QWidget,
    tmp_path: Path,
    dialog: Dialog,
    named: Callable[[str], list[str]],
) -> None:
    view, _ = session.records.create("person", {"full_name": "Lê An"})
    page = ShellPages(session, tasks, lambda: "", shell).page("person")
    assert isinstance(page, ListPage)
    named(str(tmp_path / "ds.xlsx"))
    page.workbook_wanted.emit((view.record.id,))
    dialog(WrittenDialog).accept()
    named(str(tmp_path / "mau.xlsx"))
    page.template_wanted.emit()
    dialog(WrittenDialog)
    assert sorted(path.name for path in tmp_path.glob("*.xlsx")) == ["ds.xlsx", "mau.xlsx"]


@pytest.mark.parametrize("name", ["template", "empty_template"])
def test_the_template_is_offered_on_a_list_and_where_there_is_none_yet(
    qtbot: QtBot, session: Session, name: str
) -> None:
    page = ListPage(session, "person")
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.template_wanted):
        page.findChild(QPushButton, name).click()

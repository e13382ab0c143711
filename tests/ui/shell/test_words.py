"""No English word reaches a Vietnamese screen: ours or Qt's."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QProgressDialog,
    QSpinBox,
    QTabBar,
    QTextEdit,
    QWidget,
    QWizard,
)
from pytestqt.qtbot import QtBot

from desktop import messages, paths
from desktop.services.periods import Period
from desktop.services.session import Session
from desktop.ui import qt_words
from desktop.ui.dialogs.export_dialog import ExportDialog
from desktop.ui.dialogs.key_dialogs import FingerprintDialog, NewKeyDialog
from desktop.ui.dialogs.keys_dialog import KeysDialog
from desktop.ui.dialogs.passphrase_dialog import PassphraseDialog
from desktop.ui.dialogs.period_dialog import PeriodDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.navigation import PAGES, TABS, Destination
from desktop.ui.pages.system_page import SystemPage
from desktop.ui.pages.unlock_page import UnlockPage
from desktop.ui.tasks import Tasks
from desktop.ui.wizards.start_wizard import StartWizard

THREE_COMMUNES = paths.program() / "tests" / "data" / "corpus" / "04_ba_xa_cu_hop_nhat.xlsx"
PATH = re.compile(r"/\S+")
WORD = re.compile(r"[A-Za-zÀ-ỹ]+")
QT_WORDS = (
    "abort all apply back bookmarks byte bytes cancel choose close commit computer continue copy could "
    "create cut date default defaults delete details detail directories directory discard done down "
    "drive file files find finish folder forward go help here hide ignore insert kind left link list "
    "location look modified name new next open page parent paste places recent redo remove rename reset "
    "restore retry right save scroll select show sidebar size step tab type undo unicode up view yes "
)
ALLOWED = {"english", "excel", "pdf", "usb", "caps", "lock", "sha", "valid"}


def tokens(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(text)}


@pytest.fixture(scope="module")
def english() -> set[str]:
    """The words of our English texts and of Qt that no Vietnamese text of ours has."""
    ours = {language: messages._texts(language) for language in ("vi", "en")}
    vietnamese = set().union(*(tokens(text) for text in ours["vi"].values()))
    said = set().union(*(tokens(text) for key, text in ours["en"].items() if key.startswith("ui.")))
    return ({word for word in said if len(word) > 3} | tokens(QT_WORDS)) - vietnamese - ALLOWED


def texts(widget: QWidget) -> Iterator[str]:
    for one in [widget, *widget.findChildren(QWidget)]:
        if one is widget or one.isVisibleTo(widget):
            yield from texts_of(one)
    for action in widget.findChildren(QAction):
        yield action.text()


def texts_of(one: QObject) -> Iterator[str]:
    if isinstance(one, QWidget):
        yield from (one.windowTitle(), one.toolTip(), one.accessibleName(), one.statusTip())
    if isinstance(one, QLabel | QAbstractButton):
        yield one.text()
    if isinstance(one, QLineEdit | QPlainTextEdit | QTextEdit):
        yield one.placeholderText()
    if isinstance(one, QGroupBox):
        yield one.title()
    if isinstance(one, QTabBar):
        yield from (one.tabText(at) for at in range(one.count()))
    if isinstance(one, QComboBox):
        yield from (one.itemText(at) for at in range(one.count()))
    if isinstance(one, QHeaderView):
        model = one.model()
        yield from (str(model.headerData(at, one.orientation()) or "") for at in range(one.count()))
    if isinstance(one, QMenu):
        yield from (action.text() for action in one.actions())


def found(widget: QWidget, english: set[str]) -> dict[str, set[str]]:
    shown = {text: tokens(PATH.sub("", text)) & english for text in texts(widget)}
    return {text: words for text, words in shown.items() if words}


def test_the_search_for_english_finds_english(qtbot: QtBot, english: set[str]) -> None:
    label = QLabel("Import finished: 3 records")
    qtbot.addWidget(label)
    assert found(label, english)


def test_pages_of_the_main_window(
    qtbot: QtBot, session: Session, tasks: Tasks, people: list[str], period: Period, english: set[str]
) -> None:
    window = MainWindow(session, tasks, str)
    qtbot.addWidget(window)
    window.show()
    for page in PAGES:
        window.go(Destination(page))
        assert found(window, english) == {}, page
    for destination in (Destination("person", people[0]), Destination("new", text="person")):
        window.go(destination)
        assert found(window, english) == {}, destination
    for tab in (tab for tabs in TABS.values() for tab in tabs):
        window.go(Destination(tab))
        assert found(window, english) == {}, tab
    system = window.pages.page("settings")
    assert isinstance(system, SystemPage)
    window.go(Destination("settings"))
    for tab in range(system.tabs.count()):
        system.tabs.setCurrentIndex(tab)
        assert found(window, english) == {}, tab


def test_the_import_wizard(qtbot: QtBot, session: Session, tasks: Tasks, english: set[str]) -> None:
    window = MainWindow(session, tasks, str)
    qtbot.addWidget(window)
    window.show()
    window.go(Destination("import"))
    wizard: Any = window.pages.page("import")
    assert found(window, english) == {}
    wizard.read("list", [THREE_COMMUNES])
    for step in (wizard.columns, wizard.duplicates, wizard.preview, wizard.outcome):
        qtbot.waitUntil(lambda step=step: wizard.step is step, timeout=20_000)
        assert found(window, english) == {}, step
        wizard.go_on()


def test_the_start_wizard_and_the_unlock_page(
    qtbot: QtBot, tmp_path: Path, tasks: Tasks, english: set[str]
) -> None:
    wizard = StartWizard(tmp_path / "so", tasks)
    page = UnlockPage(tmp_path)
    for widget in (wizard, page):
        qtbot.addWidget(widget)
        widget.show()
    assert found(page, english) == {}
    for way, button in wizard.way.buttons.items():
        button.setChecked(True)
        for at in range(len(wizard._steps)):
            wizard.show_step(at)
            assert found(wizard, english) == {}, (way, at)


def test_our_dialogs(
    qtbot: QtBot, session: Session, tasks: Tasks, period: Period, incomplete: str, english: set[str]
) -> None:
    shell = QWidget()
    qtbot.addWidget(shell)
    ready = session.packages.ready()
    for dialog in (
        PeriodDialog(session, shell),
        KeysDialog(shell),
        ExportDialog(session, tasks, period, ready, shell),
        NewKeyDialog(session, tasks, shell),
        FingerprintDialog(session, tasks, shell),
        PassphraseDialog(session, tasks, shell),
    ):
        assert found(dialog, english) == {}, type(dialog)


def message_box() -> QMessageBox:
    box = QMessageBox()
    box.setText("…")
    box.setDetailedText("…")
    for button in QMessageBox.StandardButton:
        if button.value & (button.value - 1) == 0 and button.value >= 0x400:
            box.addButton(button)
    return box


def button_box() -> QDialogButtonBox:
    box = QDialogButtonBox()
    for button in QDialogButtonBox.StandardButton:
        if button.value & (button.value - 1) == 0 and button.value >= 0x400:
            box.addButton(button)
    return box


def file_dialog(mode: QFileDialog.FileMode, accept: QFileDialog.AcceptMode) -> QFileDialog:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    dialog.setAcceptMode(accept)
    dialog.setNameFilter(messages.say("ui.import.file_filter"))
    return dialog


STANDARD: dict[str, Callable[[], QWidget]] = {
    "message": message_box,
    "buttons": button_box,
    "open file": lambda: file_dialog(QFileDialog.FileMode.ExistingFile, QFileDialog.AcceptMode.AcceptOpen),
    "open folder": lambda: file_dialog(QFileDialog.FileMode.Directory, QFileDialog.AcceptMode.AcceptOpen),
    "save file": lambda: file_dialog(QFileDialog.FileMode.AnyFile, QFileDialog.AcceptMode.AcceptSave),
    "progress": lambda: QProgressDialog("…", messages.say("ui.dialog.cancel"), 0, 1),
    "wizard": QWizard,
}


@pytest.mark.parametrize("name", STANDARD)
def test_dialogs_of_qt_speak_vietnamese(qtbot: QtBot, name: str, english: set[str]) -> None:
    dialog = STANDARD[name]()
    qtbot.addWidget(dialog)
    assert found(dialog, english) == {}


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox])
def test_context_menus_of_qt_speak_vietnamese(qtbot: QtBot, kind: type[QWidget], english: set[str]) -> None:
    widget = kind()
    qtbot.addWidget(widget)
    editor = widget.findChild(QLineEdit) or widget
    menu = editor.createStandardContextMenu(*([] if isinstance(editor, QLineEdit) else [QPoint(1, 1)]))
    assert len(menu.actions()) >= 5
    assert found(menu, english) == {}
    menu.deleteLater()


def test_scroll_bars_and_tab_bars_of_qt_are_translated_too() -> None:
    words = qt_words.read(paths.resources() / "translations" / "qtbase_vi.ts")
    for context, source in (
        ("QScrollBar", "Scroll here"),
        ("QTabBar", "Scroll Left"),
        ("QWizard", "&Finish"),
    ):
        assert QApplication.translate(context, source) == words[context, source] != source


def test_what_qt_puts_in_place_of_a_hole_is_kept() -> None:
    for (_context, source), text in qt_words.read(
        paths.resources() / "translations" / "qtbase_vi.ts"
    ).items():
        assert sorted(re.findall(r"%\d", source)) == sorted(re.findall(r"%\d", text)), source
        assert text, source


def test_in_english_qt_speaks_english(qapp: QApplication) -> None:
    messages.use("en")
    qt_words.install(qapp, paths.resources())
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
    messages.use("vi")
    qt_words.install(qapp, paths.resources())
    assert QApplication.translate("QPlatformTheme", "Cancel") != "Cancel"


def test_both_languages_have_the_same_keys_of_the_screens() -> None:
    keys = {
        language: {key for key in messages._texts(language) if key.startswith("ui.")}
        for language in ("vi", "en")
    }
    assert keys["vi"] == keys["en"]

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.services import start
from desktop.services.session import Session
from desktop.ui.dialogs.error_dialog import ErrorDialog
from desktop.ui.tasks import Tasks
from desktop.ui.wizards.secret_steps import Strength, strength
from desktop.ui.wizards.start_wizard import StartWizard

PHRASE = "mot cau dai de nho"


def wizard(qtbot: QtBot, folder: Path, tasks: Tasks, way: str = "") -> StartWizard:
    made = StartWizard(folder, tasks, way)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_from_nothing_to_an_open_store_by_keyboard(qtbot: QtBot, tmp_path: Path, tasks: Tasks) -> None:
    made = wizard(qtbot, tmp_path / "so", tasks)
    opened: list[Session] = []
    made.opened.connect(opened.append)
    qtbot.keyClick(made, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(made.commune.text, "ba dinh ha noi")
    qtbot.keyClick(made.commune.text, Qt.Key.Key_Return)
    qtbot.keyClicks(made.user.name, "Lan")
    qtbot.keyClick(made.user.name, Qt.Key.Key_Return)
    qtbot.keyClicks(made.passphrase.first, PHRASE)
    qtbot.keyClicks(made.passphrase.second, PHRASE)
    qtbot.keyClick(made.passphrase.second, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: made.step is made.recovery, timeout=20_000)
    assert not made.next.isEnabled()
    recovery = made.recovery.key.text()
    qtbot.keyClicks(made.recovery.check, recovery.split()[-1].lower())
    qtbot.keyClick(made.recovery.check, Qt.Key.Key_Return)
    assert made.step is made.signing
    made.go_on()
    session = opened[0]
    assert (session.unit.code, session.user.name, session.keys.exists()) == ("00004", "Lan", False)
    session.close()
    by_paper = start.open_by_recovery(tmp_path / "so", recovery)
    by_paper.close()


def test_looking_at_every_way_first_makes_one_store_and_shows_its_recovery_key(
    qtbot: QtBot, tmp_path: Path, tasks: Tasks
) -> None:
    made = wizard(qtbot, tmp_path / "so", tasks)
    opened: list[Session] = []
    made.opened.connect(opened.append)
    for way in ("practise", "open", "recover", "create"):
        made.way.buttons[way].setChecked(True)
    made.way.enter()
    qtbot.keyClick(made.way.buttons["create"], Qt.Key.Key_Return)
    assert made.step is made.commune
    qtbot.keyClicks(made.commune.text, "ba dinh ha noi")
    qtbot.keyClick(made.commune.text, Qt.Key.Key_Return)
    qtbot.keyClicks(made.user.name, "Lan")
    qtbot.keyClick(made.user.name, Qt.Key.Key_Return)
    qtbot.keyClicks(made.passphrase.first, PHRASE)
    qtbot.keyClicks(made.passphrase.second, PHRASE)
    qtbot.keyClick(made.passphrase.second, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: made.step is made.recovery, timeout=20_000)
    behind: list[None] = []
    tasks.run(lambda _running: None, behind.append, lambda _error: None)
    qtbot.waitUntil(lambda: bool(behind), timeout=20_000)
    assert made.step is made.recovery
    assert [folder.name for folder in tmp_path.iterdir()] == ["so"]
    qtbot.keyClicks(made.recovery.check, made.recovery.key.text().split()[-1])
    qtbot.keyClick(made.recovery.check, Qt.Key.Key_Return)
    assert (made.step, opened) == (made.signing, [])
    qtbot.keyClick(made.signing.later, Qt.Key.Key_Return)
    assert len(opened) == 1
    opened[0].close()


def test_a_passphrase_must_be_long_enough_and_typed_twice(qtbot: QtBot, tmp_path: Path, tasks: Tasks) -> None:
    step = wizard(qtbot, tmp_path / "so", tasks).passphrase
    step.first.setText("ngan")
    step.second.setText("ngan")
    assert not step.is_complete()
    step.first.setText(PHRASE)
    step.second.setText(PHRASE + "x")
    assert not step.is_complete()
    step.second.setText(PHRASE)
    assert step.is_complete()


@pytest.mark.parametrize(
    ("passphrase", "expected"),
    [
        ("abc", Strength.TOO_SHORT),
        ("aaaaaaaaaaaa", Strength.WEAK),
        ("12345678", Strength.WEAK),
        ("Hoa2026!", Strength.FAIR),
        ("mot cau dai de nho 2026", Strength.GOOD),
    ],
)
def test_the_hint_of_strength_grows_with_length_and_variety(passphrase: str, expected: Strength) -> None:
    assert strength(passphrase) is expected


def test_back_keeps_what_was_typed(qtbot: QtBot, tmp_path: Path, tasks: Tasks) -> None:
    made = wizard(qtbot, tmp_path / "so", tasks)
    made.go_on()
    made.commune.text.setText("hoang hoa thanh hoa")
    made.go_on()
    made.user.name.setText("Lan")
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    assert made.step is made.commune
    chosen = made.commune.commune
    assert chosen is not None
    assert chosen.code == "15865"
    made.go_on()
    assert made.user.name.text() == "Lan"


def test_a_lost_passphrase_is_replaced_by_the_recovery_key(
    qtbot: QtBot, tmp_path: Path, tasks: Tasks, dialog: Callable[[type[ErrorDialog]], ErrorDialog]
) -> None:
    folder = tmp_path / "so"
    created = start.create(folder, "00004", "Lan", PHRASE)
    created.session.close()
    made = wizard(qtbot, folder, tasks, "recover")
    opened: list[Session] = []
    made.opened.connect(opened.append)
    made.go_on()
    made.recovery_key.key.setText("AAAAA")
    made.go_on()
    dialog(ErrorDialog).reject()
    assert made.step is made.recovery_key
    made.recovery_key.key.setText(created.recovery.lower())
    made.go_on()
    qtbot.waitUntil(lambda: made.step is made.new_passphrase, timeout=20_000)
    made.new_passphrase.first.setText("mot cau khac han")
    made.new_passphrase.second.setText("mot cau khac han")
    made.go_on()
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
    opened[0].close()
    start.open_(folder, "mot cau khac han").close()


def test_a_new_register_never_lands_in_the_folder_of_another(
    qtbot: QtBot, session: Session, tasks: Tasks
) -> None:
    made = wizard(qtbot, session.folder, tasks)
    opened: list[Session] = []
    made.opened.connect(opened.append)
    made.go_on()
    made.commune.text.setText("ba dinh ha noi")
    made.go_on()
    made.user.name.setText("Bình")
    made.go_on()
    made.passphrase.first.setText(PHRASE)
    made.passphrase.second.setText(PHRASE)
    made.go_on()
    qtbot.waitUntil(lambda: made.step is made.recovery, timeout=20_000)
    made.recovery.check.setText(made.recovery.key.text().split()[-1])
    made.go_on()
    made.go_on()
    assert opened[0].folder != session.folder
    opened[0].close()

import shutil
from types import SimpleNamespace

import pytest

from desktop import messages, paths
from desktop.errors import AppError
from desktop.services import selftest

TRIALS = ["forms", "libraries", "fonts", "folders", "store", "sheets", "signing", "printing", "window"]


@pytest.fixture(autouse=True)
def folders(tmp_path, monkeypatch):
    """The user's folders, here and not in the tester's home."""
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "data")
    monkeypatch.setattr(paths, "user_log", lambda: tmp_path / "log")
    return tmp_path


@pytest.fixture
def only(monkeypatch):
    """Has only these trials made: a fast machine needs two seconds for all."""

    def choose(*codes):
        monkeypatch.setattr(selftest, "_TRIALS", {code: selftest._TRIALS[code] for code in codes})

    return choose


def paint(store, passphrase_file, picture):
    assert (store / "so-xa.db").is_file()
    assert passphrase_file.is_file()
    picture.write_bytes(b"a picture")


def bad(found):
    return {one.code: one.text for one in found if not one.is_good}


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_a_sound_machine_passes_every_trial(language):
    messages.use(language)
    try:
        found = list(selftest.run(paint))
    finally:
        messages.use("vi")
    assert [one.code for one in found] == TRIALS
    assert bad(found) == {}
    assert all(one.title and one.text for one in found)


def test_nothing_is_left_behind(folders):
    list(selftest.run(paint))
    assert [path for path in folders.rglob("*") if path.is_file()] == []


def test_a_trial_that_fails_hides_no_other(monkeypatch):
    monkeypatch.setattr(selftest, "_LIBRARIES", ("no_such_library",))

    def torn(_store, _passphrase_file, picture):
        raise AppError("file_not_written", file=picture.name)

    found = list(selftest.run(torn))
    assert [one.code for one in found] == TRIALS
    assert bad(found).keys() == {"libraries", "window"}
    assert "no_such_library" in bad(found)["libraries"]


def test_a_bug_within_a_slot_of_the_window_is_told(only, qapp):
    only("folders", "window")

    def painted_wrongly(_store, _passphrase_file, picture):
        from PySide6.QtCore import QObject, Signal

        class Painter(QObject):
            asked = Signal()

        painter = Painter()
        painter.asked.connect(lambda: 1 / 0)
        painter.asked.emit()
        picture.write_bytes(b"half a picture")

    assert "ZeroDivisionError" in bad(selftest.run(painted_wrongly))["window"]


def test_fonts_without_vietnamese_letters_are_told(only, monkeypatch):
    only("fonts")
    from desktop.printing import fonts

    monkeypatch.setattr(fonts.Face, "lacks", lambda _face, letters: letters[-2:])
    assert "ỹ" in bad(selftest.run(paint))["fonts"]


def test_a_full_disk_is_told(only, monkeypatch):
    only("folders")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=5_000_000))
    assert "5 MB" in bad(selftest.run(paint))["folders"]


def test_a_data_folder_that_cannot_be_written_is_told(only, folders):
    only("folders")
    (folders / "data").write_text("a file where a folder should be")
    assert "data" in bad(selftest.run(paint))["folders"]


def test_a_package_that_passes_though_changed_is_told(only, monkeypatch):
    only("folders", "store", "signing")
    from desktop.services import verdicts

    judged = verdicts.Judged(valid=True, code="VALID", text="", warnings=(), details={})
    monkeypatch.setattr(verdicts, "judge", lambda _path: judged)
    assert bad(selftest.run(paint)).keys() == {"signing"}


def test_a_store_that_any_passphrase_opens_is_told(only, monkeypatch):
    only("folders", "store")
    right = selftest.start.open_
    opened = []

    def open_to_all(store, passphrase):
        opened.append(passphrase.removesuffix("?"))
        return right(store, opened[-1])

    monkeypatch.setattr(selftest.start, "open_", open_to_all)
    assert bad(selftest.run(paint)).keys() == {"store"}

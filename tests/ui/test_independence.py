"""The window looks the same whatever language, fonts and folders the system has."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFont

ROOT = Path(__file__).resolve().parents[2]
RELEASE = ROOT / "tests" / "data" / "releases" / "2"
# Without the system's rules, which say how letters are smoothed; all fonts are there, or none.
RULES = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>{}</fontconfig>'
ALL_FONTS = "<dir>/usr/share/fonts</dir>"
# Signs that the bundled font lacks: Windows 10 takes them from its Segoe UI Symbol.
SIGNS_OF_THE_SYSTEM = set("✓✗")

SYSTEMS = {
    "german": {"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"},
    "american": {"LC_ALL": "en_US.UTF-8"},
    "vietnamese": {"LC_ALL": "vi_VN.UTF-8"},
    "arabic": {"LC_ALL": "ar_EG.UTF-8"},
}


def painted(folder, settings, fonts=ALL_FONTS):
    """The pictures that a fresh process makes in such a system."""
    rules = folder / "fonts.conf"
    rules.write_text(RULES.format(fonts))
    shutil.copytree(RELEASE / "store", folder / "store")
    passphrase = (RELEASE / "passphrase.txt").read_text("utf-8").strip()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "HOME": str(folder), "PYTHONPATH": str(ROOT)}
    environment |= {"FONTCONFIG_FILE": str(rules), **settings}
    out = folder / "pictures"
    out.mkdir()
    script = Path(__file__).with_name("painted_pages.py")
    subprocess.run([sys.executable, script, folder / "store", passphrase, out], env=environment, check=True)
    return {path.name: path.read_bytes() for path in out.iterdir()}


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """How it looks on a system without any language."""
    return painted(tmp_path_factory.mktemp("plain"), {"LC_ALL": "C"})


@pytest.mark.parametrize("settings", SYSTEMS.values(), ids=SYSTEMS)
def test_the_language_of_the_system_shows_nowhere(plain, settings, tmp_path):
    assert painted(tmp_path, settings) == plain


def test_a_record_looks_the_same_where_the_system_has_no_fonts(plain, tmp_path):
    found = painted(tmp_path, {"LC_ALL": "C"}, fonts="")
    assert found["person.png"] == plain["person.png"]


def test_every_letter_that_screens_show_is_in_the_bundled_font():
    letters = TTFont(
        "bundled", str(ROOT / "resources" / "fonts" / "LiberationSans-Regular.ttf")
    ).face.charWidths
    texts = [*(ROOT / "desktop" / "ui").rglob("*.py"), *(ROOT / "resources").rglob("*.toml")]
    texts += [*(ROOT / "resources" / "help").rglob("*.md"), *(ROOT / "forms" / "catalogs").rglob("*.csv")]
    texts += (ROOT / "forms").glob("*.toml")
    shown = {letter for path in texts for letter in path.read_text("utf-8") if letter.isprintable()}
    assert len(shown) > 200
    assert {letter for letter in shown if ord(letter) not in letters} == SIGNS_OF_THE_SYSTEM


def test_folders_may_have_vietnamese_names(plain, tmp_path):
    folder = tmp_path / "Cơ quan Đảng ủy"
    folder.mkdir()
    settings = {"LC_ALL": "C", "XDG_DATA_HOME": str(folder / "dữ liệu"), "TMPDIR": str(folder)}
    assert painted(folder, settings) == plain

"""The window looks the same whatever language, fonts and folders the system has."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RELEASE = ROOT / "tests" / "data" / "releases" / "2"
# Without the system's rules, which say how letters are smoothed; all fonts are there, or none.
RULES = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>{}</fontconfig>'
ALL_FONTS = "<dir>/usr/share/fonts</dir>"

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


def test_the_fonts_of_the_system_are_not_needed(plain, tmp_path):
    assert painted(tmp_path, {"LC_ALL": "C"}, fonts="") == plain
    assert plain["fonts.txt"] == b"Liberation Sans"


def test_folders_may_have_vietnamese_names(plain, tmp_path):
    folder = tmp_path / "Cơ quan Đảng ủy"
    folder.mkdir()
    settings = {"LC_ALL": "C", "XDG_DATA_HOME": str(folder / "dữ liệu"), "TMPDIR": str(folder)}
    assert painted(folder, settings) == plain

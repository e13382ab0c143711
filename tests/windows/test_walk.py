"""The whole way of a clerk on Windows, as far as Wine can stand for it: each step must hold."""

import io
import json
import zipfile
from contextlib import redirect_stdout
from pathlib import Path

from desktop.cli import main
from desktop.services import practice
from desktop.services.printing import page_count
from tests.windows.conftest import OFFICE

CORPUS = Path(__file__).resolve().parents[1] / "data" / "corpus"
NAME = "Nguyễn Thị Hồng Đượm"


def test_the_program_finds_itself_in_order(wine):
    about, *trials, conclusion = wine.soxa("selftest").splitlines()
    assert "Python 3.11.9 · Windows 10 · C:\\Cơ quan\\SoXa-" in about
    assert [trial.partition(" ")[0] for trial in trials] == ["[ĐẠT]"] * 9
    assert conclusion.startswith("Cả 9 phép thử đều đạt")


def test_the_practice_commune_is_made(wine, demo):
    assert len(wine.told.splitlines()) == practice.STEPS
    assert "VALID" in wine.told.splitlines()[-1]


def test_a_name_typed_into_the_window_is_found_in_the_store(wine, demo, store):
    passphrase = wine.path(demo / "passphrase.txt").read_text("ascii").strip()
    dark = wine.look()
    program = wine.start("SoXa.exe", "--store", demo / "store")
    wine.window("Sổ Xã")
    locked = wine.rest(dark, "locked")
    wine.type(passphrase)
    wine.press("Return")
    wine.window("Hoằng Hóa")
    overview = wine.rest(locked, "overview")
    wine.press("alt+2")
    people = wine.rest(overview, "people")
    wine.press("ctrl+n")
    empty = wine.rest(people, "new-person")
    wine.type(NAME)
    wine.press("Tab")
    saved = wine.rest(empty, "name-saved")
    wine.press("ctrl+p")
    menu = wine.rest(saved, "print-which")
    wine.press("Down", "Return")
    preview = wine.rest(menu, "print-preview", part=0.15)
    wine.press("Escape")
    wine.rest(preview, "back")
    wine.press("alt+F4")
    _, complained = program.communicate(timeout=60)
    assert (program.returncode, complained.decode()) == (0, "")

    found = json.loads(wine.soxa(*store, "list", "person", "--search", "hong duom", "--json"))
    assert [row["shown"]["full_name"] for row in found] == [NAME]


def test_one_cv_is_printed(wine, demo, store):
    (found,) = json.loads(wine.soxa(*store, "list", "person", "--search", "nguyen manh phuc", "--json"))
    paper = OFFICE / "Sơ yếu lý lịch.pdf"
    wine.soxa(*store, "print", "cv_tt06_2023", "--record", found["id"], "-o", paper)
    assert page_count(wine.path(paper)) == 7


def test_a_package_verifies_and_a_changed_one_does_not(wine, demo):
    (package,) = wine.path(demo).glob("*.asice")
    verdict = json.loads(wine.soxa("verify", demo / package.name, "--json"))
    assert verdict["valid"]
    data = bytearray(package.read_bytes())
    data[len(data) // 2] ^= 1
    (package.parent / "changed.asice").write_bytes(data)
    assert not json.loads(wine.soxa("verify", demo / "changed.asice", "--json", code=1))["valid"]


def test_the_store_reads_the_same_on_linux(wine, demo, store):
    """Dates, numbers and names too: Wine speaks American English, this machine whatever it likes."""
    (found,) = json.loads(wine.soxa(*store, "list", "person", "--search", "nguyen manh phuc", "--json"))
    there = wine.soxa(*store, "show", found["id"])
    folder, out = wine.path(demo), io.StringIO()
    here = ["--store", str(folder / "store"), "--passphrase-file", str(folder / "passphrase.txt")]
    with redirect_stdout(out):
        assert main([*here, "show", found["id"]]) == 0
    assert there == out.getvalue()
    assert "22/01/1982" in there


def test_old_lists_of_several_communes_come_in_and_go_out_again(wine, demo, store):
    """Old workbook, old font, look-alikes: what the libraries for them do here."""
    lists = [demo / "xã cũ.xls", demo / "ba xã.xlsx"]
    for name, there in zip(("03_xa_hoang_duc_tcvn3.xls", "04_ba_xa_cu_hop_nhat.xlsx"), lists, strict=True):
        wine.path(there).write_bytes((CORPUS / name).read_bytes())
    failed = demo / "dòng lỗi.xlsx"
    report = json.loads(
        wine.soxa(*store, "import", *lists, "--only-good", "--failed", failed, "--json", code=1)
    )
    counts = report["counts"]
    assert counts["read"] == 77
    assert counts["read"] == sum(counts[name] for name in counts if name != "read")
    assert len(report["duplicates"]) == 8
    assert wine.path(failed).is_file()
    found = json.loads(wine.soxa(*store, "list", "person", "--search", "truong thi anh", "--json"))
    assert [row["shown"]["full_name"] for row in found] == ["Trương Thị Ánh"]
    wine.soxa(*store, "undo")
    assert json.loads(wine.soxa(*store, "list", "person", "--search", "truong thi anh", "--json")) == []
    wine.soxa("template", "person", "-o", demo / "mẫu.xlsx")
    wine.soxa(*store, "list", "equipment", "--xlsx", "-o", demo / "thiết bị.xlsx")


def test_the_programs_own_folder_is_as_it_was_delivered(wine, delivered, store):
    """It may lie where nobody may write, and goes away without leaving anything."""
    wine.soxa(*store, "check", "--store")
    folder = wine.path(wine.program)
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    with zipfile.ZipFile(delivered) as archive:
        names = {name.partition("/")[2]: name for name in archive.namelist()}
        assert there.keys() == names.keys()
        assert [name for name in names if there[name].read_bytes() != archive.read(names[name])] == []

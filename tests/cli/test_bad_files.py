import json
import os
import zipfile
from pathlib import Path

import pytest

from desktop import paths

ROSTER = paths.resources() / "sample" / "danh-sach-can-bo.xlsx"
NEW = (
    ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ"),
    (1, "Người Thứ Nhất", "1990", "Nam", "Chuyên viên"),
    (2, "Người Thứ Hai", "1991", "Nữ", "Chuyên viên"),
)
OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def a_folder(path):
    path.mkdir()


def a_zip(path, **parts):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("_", "/", 1).replace("_", "."), text)


BAD = {
    "missing": Path.absolute,  # left as it is
    "folder": a_folder,
    "empty": lambda path: path.write_bytes(b""),
    "web page": lambda path: path.write_text(
        "<html><table><tr><td>Họ và tên</td></tr></table></html>", "utf-8"
    ),
    "cut short": lambda path: path.write_bytes(ROSTER.read_bytes()[:-2000]),
    "old workbook": lambda path: path.write_bytes(OLE + bytes(4096)),
    "protected workbook": lambda path: path.write_bytes(
        OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    ),
    "picture": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + os.urandom(4000)),
    "noise": lambda path: path.write_bytes(b"PK\3\4" + os.urandom(4000)),
    "other zip": lambda path: a_zip(path, hello_txt="x"),
    "broken inside": lambda path: a_zip(path, xl_workbook_xml="<workbook"),
}


@pytest.fixture(params=BAD)
def bad(request, tmp_path):
    path = tmp_path / "danh-sach.xlsx"
    BAD[request.param](path)
    return path


@pytest.mark.parametrize("option", ["--failed", "--save-mapping", "-o"])
def test_no_result_is_written_over_a_list_that_is_imported(soxa, tmp_path, option):
    path = tmp_path / "danh-sach.xlsx"
    path.write_bytes(ROSTER.read_bytes())
    refused = soxa("import", path, option, path)
    assert (refused.code, path.read_bytes()) == (2, ROSTER.read_bytes())
    assert path.name in refused.err


def test_a_file_that_is_no_workbook_is_named_and_nothing_is_imported(soxa, bad):
    before = soxa("list", "person", "--json").out
    for options in (("--json",), ("--dry-run",), ("--dry-run", "--json")):
        refused = soxa("import", bad, *options)
        assert refused.code == 2
        assert bad.name in refused.err
        assert len(refused.err.splitlines()) == 1
    assert soxa("list", "person", "--json").out == before


def test_a_list_as_text_is_read_whatever_its_name(soxa, tmp_path):
    path = tmp_path / "danh-sach.xlsx"
    path.write_text("Họ và tên;Ngày sinh;Giới tính\nNgười Thứ Nhất;1990;Nam\n", "utf-8-sig")
    understood = json.loads(soxa.bare("import", path, "--dry-run", "--json").out)
    assert understood["counts"]["read"] == 1
    assert understood["sheets"][0]["name"] == "csv"


def test_of_several_files_none_is_imported_when_one_is_bad(soxa, workbook, tmp_path):
    good = workbook(*NEW)
    before = soxa("list", "person", "--json").out
    assert soxa("import", good, tmp_path / "missing.xlsx").code == 2
    assert soxa("list", "person", "--json").out == before
    assert soxa("import", good).code == 1
    assert soxa("list", "person", "--json").out != before


@pytest.mark.parametrize("kind", ["missing", "folder"])
def test_a_package_that_cannot_be_read_is_not_judged(soxa, tmp_path, kind):
    path = tmp_path / "goi.asice"
    BAD[kind](path)
    refused = soxa.bare("verify", path, "--json")
    assert refused.code == 2
    assert path.name in refused.err


@pytest.mark.parametrize("kind", [kind for kind in BAD if kind not in {"missing", "folder"}])
def test_what_is_no_package_is_judged_so_with_a_reason(soxa, tmp_path, kind):
    path = tmp_path / "goi.asice"
    BAD[kind](path)
    judged = soxa.bare("verify", path, "--json")
    document = json.loads(judged.out)
    assert (judged.code, document["valid"]) == (1, False)
    assert document["code"] in {"NOT_A_PACKAGE", "TRUNCATED", "ZIP_STRUCTURE"}
    assert soxa.bare("verify", path).out.startswith(document["code"])


def test_a_workbook_without_a_list_is_understood_as_none_and_not_imported(soxa, workbook):
    path = workbook(("Tổng số", 41))
    understood = soxa.bare("import", "--dry-run", "--json", path)
    assert understood.code == 0
    assert json.loads(understood.out)["counts"] == {"read": 0, "duplicate_pairs": 0}
    assert soxa("import", path).code == 2
    assert soxa("import", "--form", "unit", ROSTER).code == 2


@pytest.mark.parametrize("spoiled", [40, 0.3, 0.6, 0.9, -30])
def test_a_tampered_package_is_found_out(soxa, package, spoiled):
    data = bytearray(package.read_bytes())
    data[spoiled if isinstance(spoiled, int) else int(len(data) * spoiled)] ^= 0x55
    package.write_bytes(data)
    judged = soxa.bare("verify", package, "--json")
    document = json.loads(judged.out)
    assert (judged.code, document["valid"]) == (1, False)
    assert document["code"] != "VALID"
    assert document["text"]


def test_a_package_cut_short_or_grown_is_found_out(soxa, package):
    data = package.read_bytes()
    for changed, codes in (
        (data[:-100], {"TRUNCATED"}),
        (data[: len(data) // 2], {"TRUNCATED", "NOT_A_PACKAGE"}),
        (data + b"x" * 10, {"TRAILING_DATA", "TRUNCATED", "ZIP_STRUCTURE"}),
    ):
        package.write_bytes(changed)
        judged = soxa.bare("verify", package, "--json")
        assert judged.code == 1
        assert json.loads(judged.out)["code"] in codes

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.storage import database, vault

HOLD = """
import sys
from pathlib import Path
from desktop.services import start
session = start.open_(Path(sys.argv[1]), Path(sys.argv[2]).read_text().strip())
print("open", flush=True)
sys.stdin.read()
session.close()
"""


def test_a_wrong_passphrase_is_told_with_what_to_do(soxa, tmp_path):
    wrong = tmp_path / "sai.txt"
    wrong.write_text("hoàn toàn sai", "utf-8")
    refused = soxa.bare("--store", soxa.store, "--passphrase-file", wrong, "list", "person")
    assert refused.code == 2
    assert "Mật khẩu không đúng" in refused.err
    assert "hoàn toàn sai" not in refused.err
    assert soxa("list", "person").code == 0


@pytest.mark.parametrize("content", [None, b"", b"\n\nabc\n", b"\xff\xfe\x00x", b"   \n"])
def test_a_file_without_a_passphrase_is_named(soxa, tmp_path, content):
    file = tmp_path / "mat-khau.txt"
    if content is not None:
        file.write_bytes(content)
    for refused in (
        soxa.bare("--store", soxa.store, "--passphrase-file", file, "list", "person"),
        soxa("key", "create", "--key-passphrase-file", file),
    ):
        assert refused.code == 2
        assert "mat-khau.txt" in refused.err


def test_a_passphrase_file_saved_by_notepad_opens_the_store(soxa, tmp_path):
    file = tmp_path / "mat-khau.txt"
    file.write_bytes(b"\xef\xbb\xbf" + soxa.passphrase.encode() + b"\r\n")
    assert soxa.bare("--store", soxa.store, "--passphrase-file", file, "list", "unit").code == 0


def test_a_folder_without_a_store_is_named(soxa, tmp_path):
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "nowhere", tmp_path, tmp_path / "file" / "under", tmp_path / "file"):
        refused = soxa.bare("--store", folder, "--passphrase-file", soxa.passphrase_file, "list", "person")
        assert refused.code == 2
        assert str(folder) in refused.err
    assert not (tmp_path / "nowhere").exists()


def test_an_unknown_user_is_named(soxa):
    refused = soxa("--user", "Ai đó", "list", "person")
    assert refused.code == 2
    assert "Ai đó" in refused.err


def test_a_store_open_elsewhere_names_who_has_it_and_opens_after_that(soxa):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(soxa.store), str(soxa.passphrase_file)],
        cwd=Path(__file__).resolve().parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout.readline() == b"open\n"
        refused = soxa("list", "person")
        assert refused.code == 2
        assert re.search(r"\(.+\), từ \d\d:\d\d \d\d/\d\d/\d{4}", refused.err)
        assert (
            soxa.process("--store", soxa.store, "--passphrase-file", soxa.passphrase_file, "check").code == 2
        )
        holder.stdin.close()
    assert soxa("list", "person").code == 0


def test_a_store_whose_holder_was_killed_opens_again(soxa):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(soxa.store), str(soxa.passphrase_file)],
        cwd=Path(__file__).resolve().parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout.readline() == b"open\n"
        holder.kill()
        holder.stdin.close()
    assert soxa("check", "--store").code == 0


def test_a_store_of_a_newer_program_says_to_update_and_stays_as_it_was(soxa):
    store = database.open_store(soxa.store, vault.unlock(soxa.store, soxa.passphrase).key)
    with database.writing(store.engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    before = (soxa.store / database.FILE).read_bytes()
    refused = soxa("list", "person")
    assert refused.code == 2
    assert "cập nhật chương trình" in refused.err
    assert (soxa.store / database.FILE).read_bytes() == before


def test_a_newer_key_file_says_to_update(soxa):
    path = soxa.store / "khoa.json"
    path.write_text(re.sub(r'"version": 1', '"version": 2', path.read_text("utf-8")), "utf-8")
    assert "cập nhật chương trình" in soxa("list", "person").err


@pytest.mark.parametrize(
    "spoil", [b"", b"{}", b"[1]", b'{"format": "vn.so-xa.khoa", "version": 1}', b"\xff\xff"]
)
def test_a_damaged_key_file_says_what_to_do(soxa, spoil):
    (soxa.store / "khoa.json").write_bytes(spoil)
    refused = soxa("list", "person")
    assert refused.code == 2
    assert "khoa.json" in refused.err


def test_a_key_file_with_more_rights_than_given_is_refused(soxa):
    path = soxa.store / "khoa.json"
    path.write_text(path.read_text("utf-8").replace('"clerk"', '"officer"'), "utf-8")
    assert soxa("list", "person").code == 2


def test_a_damaged_store_says_to_restore_a_backup(soxa):
    path = soxa.store / database.FILE
    data = path.read_bytes()
    for damaged in (b"\0" * 4096 + data[4096:], b"not a database", data[: len(data) // 2]):
        path.write_bytes(damaged)
        refused = soxa("check", "--store")
        assert refused.code in {1, 2}
        assert "sao lưu" in refused.out + refused.err
    path.unlink()
    assert soxa("list", "person").code == 2


def test_damage_inside_the_store_is_found_by_its_check(soxa):
    path = soxa.store / database.FILE
    data = bytearray(path.read_bytes())
    data[len(data) - 5000] ^= 0xFF
    path.write_bytes(data)
    judged = soxa("check", "--store")
    assert judged.code in {1, 2}
    assert "sao lưu" in judged.out + judged.err


def test_no_store_is_made_over_another(soxa):
    before = {path.name: path.read_bytes() for path in soxa.store.iterdir()}
    refused = soxa("init", "--commune", "15865")
    assert refused.code == 2
    assert str(soxa.store) in refused.err
    assert {path.name: path.read_bytes() for path in soxa.store.iterdir()} == before


def test_a_store_is_made_once_with_its_recovery_key(soxa, tmp_path):
    options = ("--store", tmp_path / "moi", "--passphrase-file", soxa.passphrase_file)
    for code in ("99999", "abc", ""):
        assert soxa.bare(*options, "init", "--commune", code).code == 2
    assert not (tmp_path / "moi").exists()
    made = soxa.bare(*options, "init", "--commune", "15865", "--name", "Lê Thị Lan")
    assert made.code == 0
    assert re.search(r"(?:[0-9A-Z]{5}-){12}[0-9A-Z]{5}", made.out)
    assert "Xã Hoằng Hóa" in made.out
    assert soxa.bare(*options, "check", "--store").code == 0


def test_without_a_passphrase_and_nobody_to_ask_nothing_is_done(soxa):
    asked = soxa.process("--store", soxa.store, "list", "person")
    assert asked.code == 2


def test_the_store_copied_without_its_lock_opens(soxa, tmp_path):
    shutil.copytree(soxa.store, tmp_path / "copy", ignore=shutil.ignore_patterns("*.lock"))
    opened = soxa.bare(
        "--store", tmp_path / "copy", "--passphrase-file", soxa.passphrase_file, "list", "unit"
    )
    assert opened.code == 0

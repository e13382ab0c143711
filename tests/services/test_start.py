import shutil
import unicodedata
from pathlib import Path

import pytest

from desktop.domain.catalog import Catalogs
from desktop.errors import AppError
from desktop.services import start
from desktop.services.records import Query
from desktop.storage import database, vault
from desktop.storage.vault import Cost


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("made") / "so"
    created = start.create(folder, "15865", "Lan", "một mật khẩu")
    created.session.close()
    vault.change_passphrase(
        folder, vault.unlock(folder, "một mật khẩu").key, "Lan", "một mật khẩu", Cost(64, 1)
    )
    return folder, created.recovery


@pytest.fixture
def store(made, tmp_path) -> Path:
    shutil.copytree(made[0], tmp_path / "so")
    return tmp_path / "so"


def test_a_new_store_holds_its_own_unit_and_its_user(store):
    assert start.is_store(store)
    assert [user.name for user in start.users(store)] == ["Lan"]
    session = start.open_(store, "một mật khẩu")
    assert (session.unit.code, session.unit.name, session.unit.place) == (
        "15865",
        "Xã Hoằng Hóa",
        "Hoằng Hóa",
    )
    assert session.unit.province_name == "Tỉnh Thanh Hóa"
    (row,) = session.records.page("unit", Query()).rows
    assert (row.values["commune"], row.values["unit_type"]) == ("15865", "commune")
    assert session.check() == ()
    assert session.user.name == "Lan"
    session.close()


def test_the_passphrase_is_the_same_however_its_letters_are_composed(store):
    for form in ("NFC", "NFD"):
        start.open_(store, unicodedata.normalize(form, "một mật khẩu"), "Lan").close()


def test_a_wrong_passphrase_and_an_unknown_user_are_told_apart(store):
    with pytest.raises(AppError, match="wrong_passphrase"):
        start.open_(store, "Một mật khẩu")
    with pytest.raises(AppError, match="user_unknown"):
        start.open_(store, "một mật khẩu", "Ai đó")


def test_the_recovery_sheet_opens_the_store(made, store):
    session = start.open_by_recovery(store, made[1].lower())
    assert session.unit.code == "15865"
    session.close()
    with pytest.raises(AppError, match="recovery_key_mistyped"):
        start.open_by_recovery(store, made[1][:-1])


def test_a_store_is_opened_by_one_at_a_time_and_by_the_next_after_closing(store):
    session = start.open_(store, "một mật khẩu")
    with pytest.raises(AppError, match="store_busy"):
        start.open_(store, "một mật khẩu")
    session.close()
    start.open_(store, "một mật khẩu").close()


def test_a_store_of_a_newer_program_is_refused_and_left_as_it_is(store):
    _of_a_newer_program(store)
    before = (store / database.FILE).read_bytes()
    with pytest.raises(AppError, match="store_newer"):
        start.open_(store, "một mật khẩu")
    assert (store / database.FILE).read_bytes() == before


def test_a_damaged_store_is_refused(store):
    path = store / database.FILE
    path.write_bytes(b"\0" * 4096 + path.read_bytes()[4096:])
    with pytest.raises(AppError, match="store_unreadable"):
        start.open_(store, "một mật khẩu")
    (store / "khoa.json").write_text("{}")
    with pytest.raises(AppError, match="vault_damaged"):
        start.open_(store, "một mật khẩu")


def test_no_store_is_made_over_another_nor_for_an_unknown_commune(store, tmp_path):
    before = {path.name: path.read_bytes() for path in store.iterdir()}
    with pytest.raises(AppError, match="store_exists"):
        start.create(store, "15865", "Lan", "x")
    with pytest.raises(AppError, match="unit_unknown"):
        start.create(tmp_path / "other", "99999", "Lan", "x")
    assert {path.name: path.read_bytes() for path in store.iterdir()} == before
    assert not (tmp_path / "other").exists()


def test_a_folder_without_a_store_says_so(tmp_path):
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path, tmp_path / "nowhere", tmp_path / "file" / "under"):
        assert not start.is_store(folder)
        with pytest.raises(AppError, match="store_missing"):
            start.open_(folder, "x")


def test_no_store_is_begun_where_no_folder_can_be_made(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(AppError, match="folder_not_writable"):
        start.create(tmp_path / "file" / "so", "15865", "Lan", "x")


def test_a_store_that_could_not_be_made_leaves_no_key_behind(tmp_path):
    (tmp_path / database.FILE).write_bytes(b"someone else's")
    with pytest.raises(AppError, match="store_exists"):
        start.create(tmp_path, "15865", "Lan", "x")
    assert not start.is_store(tmp_path)
    assert (tmp_path / database.FILE).read_bytes() == b"someone else's"


def test_communes_are_found_by_words_without_marks():
    lists = start.catalogs()
    found = start.communes("hoang hoa thanh hoa", lists)
    assert ("15865", "Xã Hoằng Hóa", "Tỉnh Thanh Hóa") in [
        (one.code, one.name, one.province) for one in found
    ]
    assert len(start.communes("", lists, limit=7)) == 7
    assert start.communes("không có xã này", lists) == []


def _of_a_newer_program(folder: Path) -> None:
    store = database.open_store(folder, vault.unlock(folder, "một mật khẩu").key)
    with database.writing(store.engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()


def test_shared_numbers_are_counted_again_when_the_typed_tables_are_made_anew(tmp_path, monkeypatch):
    folder = tmp_path / "store"
    session = start.create(folder, "15865", "Lan", "mot hai ba").session
    for name in ("Nguyễn An", "Trần Bình"):
        session.records.create("person", {"full_name": name, "national_id": "038082009455"})
    before = [row.hard_problems for row in session.records.page("person", Query()).rows]
    session.close()
    monkeypatch.setattr(Catalogs, "versions", lambda _self: {"another": "version"})
    session = start.open_(folder, "mot hai ba")
    after = [row.hard_problems for row in session.records.page("person", Query()).rows]
    session.close()
    assert after == before
    assert min(before) > 4

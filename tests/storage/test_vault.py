"""The key of a store: wrapped for every user and for the recovery sheet, given to nobody else."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import AppError
from desktop.storage import recovery, vault, vault_file
from desktop.storage.vault import Cost, User

CHEAP = Cost(memory=64, passes=1)
LAN = User("Lan", ("clerk",))
MINH = User("Minh", ("leader", "administrator"))


@pytest.fixture
def opened(tmp_path: Path) -> vault.Opened:
    return vault.create_vault(tmp_path, LAN, "mật khẩu của Lan", CHEAP)


def refused(code: str, action: object, *args: object) -> dict[str, object]:
    with pytest.raises(AppError) as error:
        action(*args)  # type: ignore[operator]
    assert error.value.code == code
    return error.value.facts


def test_the_passphrase_opens_whatever_keyboard_composed_it(tmp_path: Path, opened: vault.Opened) -> None:
    assert len(opened.key) == vault.KEY_BYTES
    decomposed = "mật khẩu của Lan".replace("ậ", "a\u0323\u0302")
    assert vault.unlock(tmp_path, decomposed) == vault.Unlocked(opened.key, LAN)


def test_a_wrong_passphrase_opens_nothing(tmp_path: Path, opened: vault.Opened) -> None:
    refused("wrong_passphrase", vault.unlock, tmp_path, "mat khau cua Lan")
    refused("wrong_passphrase", vault.unlock, tmp_path, "mật khẩu của Lan", "Minh")


def test_the_names_are_readable_without_the_key(tmp_path: Path, opened: vault.Opened) -> None:
    vault.add_user(tmp_path, opened.key, MINH, "khác", CHEAP)
    assert vault.users(tmp_path) == (LAN, MINH)
    assert vault.unlock(tmp_path, "khác") == vault.Unlocked(opened.key, MINH)
    assert vault.unlock(tmp_path, "khác", "Minh").user == MINH
    refused("user_exists", vault.add_user, tmp_path, opened.key, MINH, "x", CHEAP)


def test_a_new_passphrase_opens_the_same_store_and_the_former_does_not(
    tmp_path: Path, opened: vault.Opened
) -> None:
    vault.change_passphrase(tmp_path, opened.key, "Lan", "mới", CHEAP)
    assert vault.unlock(tmp_path, "mới").key == opened.key
    refused("wrong_passphrase", vault.unlock, tmp_path, "mật khẩu của Lan")
    refused("user_unknown", vault.change_passphrase, tmp_path, opened.key, "ai", "x", CHEAP)


def test_a_user_who_left_opens_nothing_but_the_last_stays(tmp_path: Path, opened: vault.Opened) -> None:
    vault.add_user(tmp_path, opened.key, MINH, "khác", CHEAP)
    vault.remove_user(tmp_path, opened.key, "Lan")
    refused("wrong_passphrase", vault.unlock, tmp_path, "mật khẩu của Lan")
    refused("user_is_last", vault.remove_user, tmp_path, opened.key, "Minh")


def test_rights_are_given_by_who_has_the_key_only(tmp_path: Path, opened: vault.Opened) -> None:
    vault.set_rights(tmp_path, opened.key, User("Lan", ("clerk", "reviewer")))
    assert vault.unlock(tmp_path, "mật khẩu của Lan").user == User("Lan", ("clerk", "reviewer"))
    path = tmp_path / vault_file.FILE
    path.write_text(path.read_text("utf-8").replace("reviewer", "administrator"), "utf-8")
    refused("vault_damaged", vault.unlock, tmp_path, "mật khẩu của Lan")
    refused("vault_damaged", vault.set_rights, tmp_path, b"x" * 48, LAN)
    with pytest.raises(ValueError, match="king"):
        vault.create_vault(tmp_path / "other", User("Lan", ("king",)), "x", CHEAP)


def test_the_recovery_sheet_opens_however_it_is_typed(tmp_path: Path, opened: vault.Opened) -> None:
    text = opened.recovery
    assert [len(group) for group in text.split("-")] == [5] * 13
    for typed in (text, text.lower(), text.replace("-", " "), text.replace("0", "O").replace("1", "l")):
        assert vault.unlock_by_recovery(tmp_path, typed) == vault.Unlocked(opened.key, None)


def test_a_new_recovery_sheet_makes_the_former_worthless(tmp_path: Path, opened: vault.Opened) -> None:
    renewed = vault.new_recovery(tmp_path, opened.key)
    assert vault.unlock_by_recovery(tmp_path, renewed).key == opened.key
    refused("recovery_key_wrong", vault.unlock_by_recovery, tmp_path, opened.recovery)


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.integers(0, 64), st.integers(1, 31))
def test_one_mistyped_character_is_named_by_its_group(key: bytes, place: int, by: int) -> None:
    text = recovery.as_text(key)
    assert recovery.from_text(text) == key
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    chars = list(text.replace("-", ""))
    was = alphabet.index(chars[place])
    chars[place] = alphabet[(was + by) % 32]
    # A remainder to 29 cannot tell values 29 apart: three of 32 characters have such a twin.
    if abs(alphabet.index(chars[place]) - was) != 29:
        assert refused("recovery_key_mistyped", recovery.from_text, "".join(chars)) == {
            "groups": str(place // 5 + 1)
        }


def test_missing_and_swapped_groups_are_mistyped() -> None:
    groups = recovery.as_text(bytes(range(32))).split("-")
    assert refused("recovery_key_mistyped", recovery.from_text, "-".join(groups[:-1])) == {"groups": "13"}
    swapped = [groups[1], groups[0], *groups[2:]]
    assert refused("recovery_key_mistyped", recovery.from_text, "-".join(swapped)) == {"groups": "1, 2"}
    refused("recovery_key_mistyped", recovery.from_text, "-".join([*groups, "AAAAA"]))
    refused("recovery_key_mistyped", recovery.from_text, "")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": "vn.so-xa.khoa"}', "\x00\xff"])
def test_a_damaged_file_says_so(tmp_path: Path, text: str) -> None:
    (tmp_path / vault_file.FILE).write_text(text, "latin-1")
    refused("vault_damaged", vault.users, tmp_path)


def test_a_file_that_asks_for_all_the_memory_is_damaged(tmp_path: Path, opened: vault.Opened) -> None:
    path = tmp_path / vault_file.FILE
    document = json.loads(path.read_text("utf-8"))
    document["slots"][0]["kdf"]["memory"] = 1 << 31
    path.write_text(json.dumps(document), "utf-8")
    refused("vault_damaged", vault.unlock, tmp_path, "mật khẩu của Lan")


def test_a_missing_and_a_newer_file_are_told_apart(tmp_path: Path, opened: vault.Opened) -> None:
    refused("store_missing", vault.users, tmp_path / "nowhere")
    refused("store_exists", vault.create_vault, tmp_path, LAN, "x", CHEAP)
    path = tmp_path / vault_file.FILE
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"version": 2}), "utf-8")
    refused("store_newer", vault.users, tmp_path)


def test_keys_are_not_shown_by_accident(opened: vault.Opened) -> None:
    assert opened.recovery not in repr(opened)
    assert repr(opened.key) not in repr(opened)

"""`khoa.json` beside the store: its random key, wrapped once for every user and once for the recovery sheet.

The names of the users are readable without the key, for the unlock page; a seal over the whole file shows
whoever opens it that nobody has changed a name, a right or a slot.
"""

import hmac
import secrets
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.errors import AppError

from . import recovery, vault_file
from .vault_file import PASSPHRASE, RECOVERY, Document, Slot, decoded, encoded

ADMINISTRATOR: Final = "administrator"
RIGHTS: Final = ("clerk", "reviewer", "leader", "officer", ADMINISTRATOR)
KEY_BYTES: Final = 32 + 16  # SQLCipher's raw key: the key itself and the salt of the file


@dataclass(frozen=True)
class Cost:
    """What Argon2id takes: KiB of memory, passes, lanes. Kept in every slot, so it may rise later."""

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 1


COST: Final = Cost()


@dataclass(frozen=True)
class User:
    """Who may open the store, and what for."""

    name: str
    rights: tuple[str, ...]


@dataclass(frozen=True)
class Unlocked:
    """The raw key, and whose passphrase opened it; no user when the recovery sheet did."""

    key: bytes = field(repr=False)
    user: User | None


@dataclass(frozen=True)
class Opened:
    """A new vault: the raw key, its first user, and the recovery key to print once and never to store."""

    key: bytes = field(repr=False)
    user: User
    recovery: str = field(repr=False)


def create_vault(folder: Path, user: User, passphrase: str, cost: Cost = COST) -> Opened:
    """A new random key in a new `khoa.json`; AppError `store_exists` where there is one."""
    if (folder / vault_file.FILE).exists():
        raise AppError("store_exists", folder=str(folder))
    key = secrets.token_bytes(KEY_BYTES)
    document: Document = {
        "format": vault_file.FORMAT,
        "version": vault_file.VERSION,
        "store": secrets.token_hex(16),
        "slots": [],
    }
    document["slots"].append(_passphrase_slot(document, key, user, passphrase, cost))
    text = _put_recovery(document, key)
    _write(folder, document, key)
    return Opened(key, user, text)


def users(folder: Path) -> tuple[User, ...]:
    """Everyone who has a slot, in the order of creation, without any key."""
    return tuple(_user(slot) for slot in _passphrase_slots(vault_file.read(folder)))


def unlock(folder: Path, passphrase: str, name: str | None = None) -> Unlocked:
    """The key by the slot of that user, or by whichever slot fits; AppError `wrong_passphrase`."""
    document = vault_file.read(folder)
    for slot in _passphrase_slots(document):
        if name in (None, slot["name"]):
            key = _unwrap(document, slot, _derived(passphrase, slot["kdf"]))
            if key is not None:
                _assert_sealed(folder, document, key)
                return Unlocked(key, _user(slot))
    raise AppError("wrong_passphrase")


def unlock_by_recovery(folder: Path, text: str) -> Unlocked:
    """The key by the printed sheet; AppError `recovery_key_mistyped` or `recovery_key_wrong`."""
    wrapping = recovery.from_text(text)
    document = vault_file.read(folder)
    for slot in document["slots"]:
        if slot["kind"] == RECOVERY:
            key = _unwrap(document, slot, wrapping)
            if key is not None:
                _assert_sealed(folder, document, key)
                return Unlocked(key, None)
    raise AppError("recovery_key_wrong")


def add_user(folder: Path, key: bytes, user: User, passphrase: str, cost: Cost = COST) -> None:
    """A further user of the same key; AppError `user_exists`."""

    def change(document: Document) -> None:
        if any(slot["name"] == user.name for slot in _passphrase_slots(document)):
            raise AppError("user_exists", name=user.name)
        document["slots"].append(_passphrase_slot(document, key, user, passphrase, cost))

    _change(folder, key, change)


def change_passphrase(folder: Path, key: bytes, name: str, passphrase: str, cost: Cost = COST) -> None:
    """Wraps the same key anew for one user; the store itself stays as it is. AppError `user_unknown`."""

    def change(document: Document) -> None:
        place = _place(document, name)
        user = _user(document["slots"][place])
        document["slots"][place] = _passphrase_slot(document, key, user, passphrase, cost)

    _change(folder, key, change)


def set_rights(folder: Path, key: bytes, user: User) -> None:
    """Gives a user these rights instead of the former; AppError `user_unknown`."""

    def change(document: Document) -> None:
        document["slots"][_place(document, user.name)]["rights"] = _rights(user)

    _change(folder, key, change)


def remove_user(folder: Path, key: bytes, name: str) -> None:
    """Takes a user's slot away; AppError `user_unknown`, `user_is_last`."""

    def change(document: Document) -> None:
        place = _place(document, name)
        if len(_passphrase_slots(document)) == 1:
            raise AppError("user_is_last", name=name)
        del document["slots"][place]

    _change(folder, key, change)


def new_recovery(folder: Path, key: bytes) -> str:
    """A new recovery key to print; the former sheet opens nothing any more."""
    made: list[str] = []
    _change(folder, key, lambda document: made.append(_put_recovery(document, key)))
    return made[0]


def _change(folder: Path, key: bytes, change: Callable[[Document], None]) -> None:
    document = vault_file.read(folder)
    _assert_sealed(folder, document, key)
    change(document)
    _write(folder, document, key)


def _put_recovery(document: Document, key: bytes) -> str:
    wrapping = secrets.token_bytes(recovery.KEY_BYTES)
    slot: Slot = {"kind": RECOVERY, "name": RECOVERY}
    others = [other for other in document["slots"] if other["kind"] != RECOVERY]
    document["slots"] = [*others, slot | _wrap(document, slot, wrapping, key)]
    return recovery.as_text(wrapping)


def _passphrase_slot(document: Document, key: bytes, user: User, passphrase: str, cost: Cost) -> Slot:
    kdf = {
        "name": "argon2id",
        "memory": cost.memory,
        "passes": cost.passes,
        "lanes": cost.lanes,
        "salt": encoded(secrets.token_bytes(16)),
    }
    slot: Slot = {"kind": PASSPHRASE, "name": user.name, "rights": _rights(user), "kdf": kdf}
    return slot | _wrap(document, slot, _derived(passphrase, kdf), key)


def _rights(user: User) -> list[str]:
    unknown = set(user.rights) - set(RIGHTS)
    if unknown:
        raise ValueError(unknown)
    return list(user.rights)


def _derived(passphrase: str, kdf: dict[str, Any]) -> bytes:
    # NFC: keyboards differ in how they compose the same Vietnamese letters.
    return hash_secret_raw(
        unicodedata.normalize("NFC", passphrase).encode(),
        decoded(kdf["salt"]),
        time_cost=kdf["passes"],
        memory_cost=kdf["memory"],
        parallelism=kdf["lanes"],
        hash_len=32,
        type=Type.ID,
    )


def _wrap(document: Document, slot: Slot, wrapping: bytes, key: bytes) -> dict[str, str]:
    nonce = secrets.token_bytes(12)
    wrapped = AESGCM(wrapping).encrypt(nonce, key, _bound_to(document, slot))
    return {"nonce": encoded(nonce), "wrapped": encoded(wrapped)}


def _unwrap(document: Document, slot: Slot, wrapping: bytes) -> bytes | None:
    try:
        nonce, wrapped = decoded(slot["nonce"]), decoded(slot["wrapped"])
        return AESGCM(wrapping).decrypt(nonce, wrapped, _bound_to(document, slot))
    except InvalidTag:
        return None


def _bound_to(document: Document, slot: Slot) -> bytes:
    return f"{document['store']}/{slot['kind']}/{slot['name']}".encode()


def _write(folder: Path, document: Document, key: bytes) -> None:
    vault_file.write(folder, document | {"seal": vault_file.seal(document, key)})


def _assert_sealed(folder: Path, document: Document, key: bytes) -> None:
    if not hmac.compare_digest(document["seal"], vault_file.seal(document, key)):
        raise AppError("vault_damaged", folder=str(folder))


def _passphrase_slots(document: Document) -> Sequence[Slot]:
    return [slot for slot in document["slots"] if slot["kind"] == PASSPHRASE]


def _place(document: Document, name: str) -> int:
    for place, slot in enumerate(document["slots"]):
        if slot["kind"] == PASSPHRASE and slot["name"] == name:
            return place
    raise AppError("user_unknown", name=name)


def _user(slot: Slot) -> User:
    return User(slot["name"], tuple(slot["rights"]))

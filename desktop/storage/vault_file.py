"""The file `khoa.json`: its shape, its seal, and writing it so that a broken write leaves the former one."""

import base64
import binascii
import errno
import hashlib
import hmac
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from desktop.errors import AppError

FILE: Final = "khoa.json"
FORMAT: Final = "vn.so-xa.khoa"
VERSION: Final = 1
PASSPHRASE: Final = "passphrase"  # noqa: S105 - the kind of a slot
RECOVERY: Final = "recovery"

Slot = dict[str, Any]
Document = dict[str, Any]

_MOST_MEMORY: Final = 1024 * 1024  # KiB; a damaged file must not ask for all there is
_MOST_PASSES: Final = 100


def read(folder: Path) -> Document:
    """The file, its shape checked.

    AppError `store_missing`, `store_unreadable`, `vault_damaged`, `store_newer`.
    """
    path = folder / FILE
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise AppError("store_missing", folder=str(folder)) from error
    except OSError as error:
        raise AppError("store_unreadable", folder=str(folder)) from error
    except ValueError as error:
        raise AppError("vault_damaged", folder=str(folder)) from error
    if isinstance(document, dict) and document.get("format") == FORMAT and _is_newer(document):
        raise AppError("store_newer", folder=str(folder))
    try:
        _check(document)
    except (KeyError, TypeError, ValueError) as error:
        raise AppError("vault_damaged", folder=str(folder)) from error
    return document  # type: ignore[no-any-return]


def write(folder: Path, document: Document) -> None:
    """Replaces the file in one step, durably; AppError `disk_full`, `folder_not_writable`."""
    text = json.dumps(document, ensure_ascii=False, indent=1)
    beside = folder / f"{FILE}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(folder / FILE)
        _sync(folder)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        code = "disk_full" if error.errno == errno.ENOSPC else "folder_not_writable"
        raise AppError(code, folder=str(folder)) from error


def seal(document: Document, key: bytes) -> str:
    """A code over all the file says, that only who has the store's key can make."""
    content = {name: value for name, value in document.items() if name != "seal"}
    sealing = hmac.digest(key, FILE.encode(), "sha256")
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hmac.new(sealing, text.encode(), hashlib.sha256).hexdigest()


def encoded(data: bytes) -> str:
    """Bytes as the file holds them."""
    return base64.b64encode(data).decode()


def decoded(text: str) -> bytes:
    """The bytes of such a text; ValueError when it is none."""
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(text) from error


def _is_newer(document: Document) -> bool:
    version = document.get("version")
    return isinstance(version, int) and version > VERSION


def _check(document: Document) -> None:
    """Raises KeyError, TypeError or ValueError when anything is missing or of the wrong kind."""
    if document["format"] != FORMAT or document["version"] != VERSION:
        raise ValueError(document["version"])
    for text in (document["store"], document["seal"]):
        _check_text(text)
    for slot in document["slots"]:
        _check_text(slot["name"])
        if len(decoded(slot["nonce"])) != 12 or not decoded(slot["wrapped"]):
            raise ValueError(slot["kind"])
        if slot["kind"] == PASSPHRASE:
            for right in slot["rights"]:
                _check_text(right)
            _check_kdf(slot["kdf"])


def _check_kdf(kdf: dict[str, Any]) -> None:
    memory, passes, lanes = kdf["memory"], kdf["passes"], kdf["lanes"]
    if kdf["name"] != "argon2id" or len(decoded(kdf["salt"])) < 8:
        raise ValueError(kdf["name"])
    if not (1 <= lanes <= 64 and 8 * lanes <= memory <= _MOST_MEMORY and 1 <= passes <= _MOST_PASSES):
        raise ValueError(kdf["name"])


def _check_text(value: object) -> None:
    if not isinstance(value, str):
        raise TypeError(value)


def _sync(folder: Path) -> None:
    """Makes the renaming durable; Windows cannot open folders and does not need it."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

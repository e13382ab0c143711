"""An open store as one thing: its user, its records, its books and its files."""

import hashlib
from collections.abc import Mapping
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import Final

from desktop.domain.catalog import Catalogs
from desktop.domain.form import Form

from . import database, vault, vault_file
from .attachments import Attachments
from .checks import Finding, check_store
from .ledger import Ledger
from .memory import Memory
from .records import RecordStore

_UNIT: Final = "unit"


class OpenStore:
    """What the folder of a store holds, opened by one user; `close` lets the next process in."""

    def __init__(
        self, store: database.Store, user: vault.User, forms: Mapping[str, Form], catalogs: Catalogs
    ) -> None:
        self._store = store
        self.folder: Path = store.folder
        self.user = user
        self.ledger = Ledger(store.engine)
        self.memory = Memory(store.engine)
        self.unit = str(self.ledger.setting(_UNIT))
        self.records = RecordStore(
            store.engine, forms, catalogs, unit=self.unit, stamp=_stamp(catalogs.versions())
        )

    @cached_property
    def attachments(self) -> Attachments:
        """Photos, scans and the bytes of packages; opened when first asked for."""
        return Attachments(self.folder, self._store.key)

    def change_passphrase(self, passphrase: str) -> None:
        """Another passphrase for the user who opened the store; the store itself stays as it is."""
        vault.change_passphrase(self.folder, self._store.key, self.user.name, passphrase)

    def users(self) -> tuple[vault.User, ...]:
        """Everyone who may open the store."""
        return vault.users(self.folder)

    def add_user(self, user: vault.User, passphrase: str) -> None:
        """A further user with an own passphrase; AppError user_exists."""
        vault.add_user(self.folder, self._store.key, user, passphrase)

    def set_rights(self, user: vault.User) -> None:
        """These rights instead of the former, at once for the user who is in; AppError user_unknown."""
        vault.set_rights(self.folder, self._store.key, user)
        if user.name == self.user.name:
            self.user = user

    def remove_user(self, name: str) -> None:
        """Takes away a user's way in; AppError user_unknown, user_is_last."""
        vault.remove_user(self.folder, self._store.key, name)

    def check(self) -> list[Finding]:
        """Everything that does not agree in the store; empty when it is whole."""
        return check_store(self.records)

    def close(self) -> None:
        """Fold the logs into the files and give the lock back."""
        if "attachments" in self.__dict__:
            self.attachments.close()
        self._store.close()


def create(
    folder: Path, user: vault.User, passphrase: str, unit: str, forms: Mapping[str, Form], catalogs: Catalogs
) -> tuple[OpenStore, str]:
    """A new store of a unit and its recovery key; AppError store_exists, folder_not_writable, disk_full."""
    opened = vault.create_vault(folder, user, passphrase)
    with ExitStack() as undo:
        undo.callback((folder / vault_file.FILE).unlink)
        store = database.create(folder, opened.key)
        undo.callback(store.close)
        Ledger(store.engine).set_setting(_UNIT, unit)
        made = OpenStore(store, opened.user, forms, catalogs)
        undo.pop_all()
    return made, opened.recovery


def open_by_passphrase(
    folder: Path, passphrase: str, user_name: str | None, forms: Mapping[str, Form], catalogs: Catalogs
) -> OpenStore:
    """The store by a user's passphrase; AppError wrong_passphrase, store_missing, store_busy, store_newer."""
    return _open(folder, vault.unlock(folder, passphrase, user_name), forms, catalogs)


def open_by_recovery(folder: Path, recovery: str, forms: Mapping[str, Form], catalogs: Catalogs) -> OpenStore:
    """The store by the printed recovery key; whoever holds it counts as the first administrator."""
    return _open(folder, vault.unlock_by_recovery(folder, recovery), forms, catalogs)


def _open(folder: Path, unlocked: vault.Unlocked, forms: Mapping[str, Form], catalogs: Catalogs) -> OpenStore:
    user = unlocked.user or _first_administrator(folder)
    with ExitStack() as undo:
        store = database.open_store(folder, unlocked.key)
        undo.callback(store.close)
        opened = OpenStore(store, user, forms, catalogs)
        undo.pop_all()
    return opened


def _first_administrator(folder: Path) -> vault.User:
    everyone = vault.users(folder)
    return next((user for user in everyone if vault.ADMINISTRATOR in user.rights), everyone[0])


def _stamp(versions: Mapping[str, str]) -> str:
    """What the typed tables depend on besides the forms: the code lists and dated tables."""
    told = "".join(f"{name}={version};" for name, version in sorted(versions.items()))
    return hashlib.sha256(told.encode()).hexdigest()

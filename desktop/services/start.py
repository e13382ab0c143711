"""Making a store, opening one, and finding those that are there."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop import messages, paths
from desktop.domain.catalog import Catalogs
from desktop.domain.form import Form
from desktop.domain.names import fold
from desktop.errors import AppError

if TYPE_CHECKING:
    from desktop.storage.open_store import OpenStore
    from desktop.storage.vault import User

    from .session import Session
    from .unit import UnitInfo


# In an office of one clerk one person holds every right of a commune; it shows on what is printed.
_FIRST_RIGHTS: Final = ("clerk", "reviewer", "leader", "administrator")


@dataclass(frozen=True)
class Created:
    """A new store, opened, and its recovery key: shown once, printed, kept in the office's safe."""

    session: "Session"
    recovery: str


@dataclass(frozen=True)
class Commune:
    """One line of the list of communes, with the name of its province."""

    code: str
    name: str
    province: str


@cache
def catalogs() -> Catalogs:
    """The bundled code lists, read once: the window reads them while the passphrase is typed."""
    return Catalogs(paths.forms() / "catalogs")


@cache
def forms(lists: Catalogs) -> Mapping[str, Form]:
    """The bundled forms, read once."""
    from desktop.domain.loader import load_forms

    return load_forms(paths.forms(), lists)


def default_folder() -> Path:
    """Where the store of this Windows user lies unless another folder is chosen."""
    return paths.user_data() / "so"


def is_store(folder: Path) -> bool:
    """Whether a store lies in the folder."""
    from desktop.storage import vault_file

    return (folder / vault_file.FILE).is_file()


def users(folder: Path) -> tuple["User", ...]:
    """Who may open the store: names and rights, readable without any passphrase."""
    from desktop.storage import vault

    return vault.users(folder)


def communes(text: str, lists: Catalogs, limit: int = 50) -> list[Commune]:
    """The communes whose name or province holds these words, marks and case aside."""
    words = fold(text).split()
    found: list[Commune] = []
    provinces = lists["provinces"]
    for item in lists["communes"].items:
        province = provinces.by_code[item.extra["province_code"]].label
        haystack = fold(f"{item.label} {province} {item.code}")
        if all(word in haystack for word in words):
            found.append(Commune(item.code, item.label, province))
            if len(found) == limit:
                break
    return found


def create(folder: Path, commune_code: str, user_name: str, passphrase: str) -> Created:
    """A new store for a commune, with its first user, who holds every right, and its own record."""
    from desktop.storage import open_store, vault

    lists = catalogs()
    unit = unit_info(commune_code, lists)
    user = vault.User(user_name, _FIRST_RIGHTS)
    made = forms(lists)
    store, recovery = open_store.create(folder, user, passphrase, unit.code, made, lists)
    session = _session(store, made, lists)
    kind = made["unit"].field("unit_type").type.parse(messages.say_in("vi", f"unit_type.{unit.kind}"))
    session.records.create("unit", {"commune": unit.code, "unit_type": kind})
    return Created(session, recovery)


def open_(folder: Path, passphrase: str, user_name: str | None = None) -> "Session":
    """The store of a folder.

    AppError wrong_passphrase, user_unknown, store_missing, store_busy, store_newer, store_unreadable.
    """
    from desktop.storage import open_store

    if user_name is not None and user_name not in {user.name for user in users(folder)}:
        raise AppError("user_unknown", name=user_name)
    lists = catalogs()
    made = forms(lists)
    return _session(open_store.open_by_passphrase(folder, passphrase, user_name, made, lists), made, lists)


def open_by_recovery(folder: Path, recovery: str) -> "Session":
    """The same by the printed recovery key."""
    from desktop.storage import open_store

    lists = catalogs()
    made = forms(lists)
    return _session(open_store.open_by_recovery(folder, recovery, made, lists), made, lists)


def unit_info(code: str, lists: Catalogs) -> "UnitInfo":
    """What the official list says of a commune; AppError unit_unknown."""
    from .unit import UnitInfo

    commune = lists["communes"].get(code)
    if commune is None:
        raise AppError("unit_unknown", unit=code)
    province = lists["provinces"].by_code[commune.extra["province_code"]]
    kind = commune.extra["type"]
    place = commune.label.removeprefix(messages.say_in("vi", f"unit_type.{kind}")).strip()
    return UnitInfo(code, commune.label, kind, place, province.code, province.label)


def _session(store: "OpenStore", made: Mapping[str, Form], lists: Catalogs) -> "Session":
    from . import printing
    from .session import Session

    session = Session(store, made, lists, unit_info(store.unit, lists))
    printing.sweep(store.folder)
    session.records.count_twins(store.records.remade)
    return session

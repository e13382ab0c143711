"""The stores that are measured: made in a temporary folder, each once, with invented people in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from desktop.services import start
from desktop.storage.model import NewChange, Write

from .people import PERSON, People

if TYPE_CHECKING:
    from desktop.services.session import Session
    from desktop.storage.open_store import OpenStore

PASSPHRASE: Final = "bench bench bench"  # noqa: S105 - these stores hold nobody and are thrown away
_COMMUNE: Final = "15865"
_USER: Final = "bench"
_AT_ONCE: Final = 2000


@dataclass(frozen=True)
class Sizes:
    """How much of everything is measured."""

    commune: int = 500
    growth: tuple[int, int, int] = (1_000, 10_000, 136_000)
    assets: tuple[int, int] = (10, 1_000)
    province: int = 136_000
    sheet_rows: int = 5_000
    sheet_columns: int = 60
    list_people: int = 880
    package_people: int = 60
    package_bytes: int = 5_000_000
    starts: int = 11
    times: int = 7
    few_times: int = 3


QUICK: Final = Sizes(
    commune=20,
    growth=(10, 20, 20),
    assets=(2, 4),
    province=20,
    sheet_rows=10,
    sheet_columns=20,
    list_people=20,
    package_people=10,
    package_bytes=50_000,
    starts=1,
    times=1,
    few_times=1,
)


@dataclass(frozen=True)
class MadeStore:
    """A store on disk; its recovery key opens it without the work that a passphrase takes by design."""

    folder: Path
    recovery: str


class Stores:
    """Stores by how many people they hold; leaving the `with` block closes all that are open."""

    def __init__(self, folder: Path, sizes: Sizes) -> None:
        self.folder = folder
        self.sizes = sizes
        self._made: dict[int, MadeStore] = {}
        self._sessions: dict[int, Session] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for session in self._sessions.values():
            session.close()

    @cached_property
    def people(self) -> People:
        """Whom the stores hold."""
        return People(start.forms(start.catalogs())[PERSON])

    def made(self, count: int) -> MadeStore:
        """A store of so many people, closed: a session that was open on it ends."""
        if count in self._sessions:
            self._sessions.pop(count).close()
        if count not in self._made:
            store = self.new(f"store-{count}")
            with self.inside(store) as opened:
                self._fill(opened, count)
            self._made[count] = store
        return self._made[count]

    def session(self, count: int) -> "Session":
        """The same, open until it is asked for closed, or the run ends."""
        if count not in self._sessions:
            made = self.made(count)
            self._sessions[count] = start.open_by_recovery(made.folder, made.recovery)
        return self._sessions[count]

    def new(self, name: str) -> MadeStore:
        """A new store without people, closed."""
        folder = self.folder / name
        created = start.create(folder, _COMMUNE, _USER, PASSPHRASE)
        created.session.close()
        return MadeStore(folder, created.recovery)

    @contextmanager
    def inside(self, store: MadeStore) -> "Iterator[OpenStore]":
        """A closed store from within: to fill it, and to copy its rows to what it is compared with."""
        from desktop.storage import open_store

        lists = start.catalogs()
        opened = open_store.open_by_recovery(store.folder, store.recovery, start.forms(lists), lists)
        try:
            yield opened
        finally:
            opened.close()

    def _fill(self, store: "OpenStore", count: int) -> None:
        change = NewChange("import", _USER, _USER)
        for first in range(0, count, _AT_ONCE):
            numbers = range(first, min(first + _AT_ONCE, count))
            writes = [
                Write(PERSON, payload=self.people.core(number), problem_counts=(0, 0)) for number in numbers
            ]
            store.records.save_many(change, writes)

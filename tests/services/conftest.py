"""Real stores: one empty and one with the sample people are made once, and every test opens its own copy."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from desktop import paths
from desktop.services import practice_posts, start
from desktop.services.periods import Period
from desktop.services.session import Session
from desktop.storage import vault

COMMUNE = "15865"
USER = "Lê Thị Lan"
PASSPHRASE = "mật khẩu của sổ thử"
KEY_PASSPHRASE = "mật khẩu của khóa thử"
CHEAP = vault.Cost(memory=64, passes=1)
ROSTER = paths.resources() / "sample" / "danh-sach-can-bo.xlsx"


@pytest.fixture(scope="session")
def empty_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of a commune with its signing key and no people; opening it costs little."""
    folder = tmp_path_factory.mktemp("empty") / "store"
    session = start.create(folder, COMMUNE, USER, PASSPHRASE).session
    session.keys.create(KEY_PASSPHRASE)
    session.close()
    key = vault.unlock(folder, PASSPHRASE).key
    vault.change_passphrase(folder, key, USER, PASSPHRASE, CHEAP)
    return folder


@pytest.fixture(scope="session")
def full_model(empty_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after the import of the sample roster (41 people, none with a problem)."""
    folder = tmp_path_factory.mktemp("full") / "store"
    shutil.copytree(empty_model, folder)
    session = start.open_(folder, PASSPHRASE)
    session.imports.apply(session.imports.preview(session.imports.read(ROSTER)), only_good=False)
    session.close()
    return folder


@pytest.fixture(scope="session")
def posted_model(full_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same people in the sample positions, and 25 more who have none."""
    folder = tmp_path_factory.mktemp("posted") / "store"
    shutil.copytree(full_model, folder)
    session = start.open_(folder, PASSPHRASE)
    practice_posts.enter(session)
    for number in range(25):
        values = {"full_name": f"Nguyễn Văn Thử {number:02}", "national_id": f"0380900{number:05}"}
        values |= {f"status_history/{number:08x}": {"category": "civil_servant", "status": "working"}}
        session.records.create("person", values)
    session.close()
    return folder


@pytest.fixture
def posted(posted_model: Path, tmp_path: Path) -> Iterator[Session]:
    yield from _opened(posted_model, tmp_path / "posted")


@pytest.fixture
def session(empty_model: Path, tmp_path: Path) -> Iterator[Session]:
    yield from _opened(empty_model, tmp_path / "store")


@pytest.fixture
def full(full_model: Path, tmp_path: Path) -> Iterator[Session]:
    yield from _opened(full_model, tmp_path / "full")


@pytest.fixture
def period(full: Session) -> Period:
    return full.periods.open("Quý I", date(2026, 3, 31), datetime(2026, 4, 10, 17, 0))


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Path]:
    """Writes a workbook of one sheet: the headings, then a row a person."""

    def write(rows: Sequence[Sequence[object]], name: str = "danh-sach.xlsx") -> Path:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(list(row))
        book.save(tmp_path / name)
        return tmp_path / name

    return write


def _opened(model: Path, folder: Path) -> Iterator[Session]:
    shutil.copytree(model, folder)
    session = start.open_(folder, PASSPHRASE)
    yield session
    session.close()

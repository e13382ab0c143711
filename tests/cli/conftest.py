"""The practice commune made once by `soxa demo`; every test runs commands on a copy of its own."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from desktop import messages
from desktop.cli import main
from desktop.storage import vault


@dataclass(frozen=True)
class Result:
    """What a command gave back, as a shell sees it."""

    code: int
    out: str
    err: str


class Soxa:
    """The command line on one store; each answer is held against what holds for all of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "store"
        self.passphrase_file = folder / "passphrase.txt"
        self.passphrase = self.passphrase_file.read_text().strip()

    @property
    def key_file(self) -> tuple[str, str]:
        return "--key-passphrase-file", str(self.passphrase_file)

    def __call__(self, *arguments: object) -> Result:
        """Run a command on the store, in this process."""
        return self.bare("--store", self.store, "--passphrase-file", self.passphrase_file, *arguments)

    def bare(self, *arguments: object) -> Result:
        """Run a command as it is given, in this process."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main([str(argument) for argument in arguments])
        return self._held(Result(code, out.getvalue(), err.getvalue()))

    def process(self, *arguments: object) -> Result:
        """Run a command in a process of its own, with nobody to answer questions."""
        done = subprocess.run(
            [sys.executable, "-m", "desktop", *map(str, arguments)],
            cwd=Path(__file__).resolve().parents[2],
            env=os.environ | {"PYTHONIOENCODING": "ascii"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            start_new_session=True,
            timeout=60,
        )
        return self._held(Result(done.returncode, done.stdout.decode(), done.stderr.decode()))

    def _held(self, result: Result) -> Result:
        assert result.code in {0, 1, 2}
        assert "Traceback" not in result.err
        assert self.passphrase not in result.out + result.err
        if result.code == 2:
            assert result.err.strip()
            assert not result.out
        return result


@dataclass(frozen=True)
class Demo:
    """What `soxa demo` said and where it left everything."""

    folder: Path
    result: Result


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("demo") / "thuc-hanh"
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["demo", "-o", str(folder)])
    _open_cheaply(folder)
    return Demo(folder, Result(code, out.getvalue(), err.getvalue()))


@pytest.fixture
def soxa(demo: Demo, tmp_path: Path) -> Soxa:
    shutil.copytree(demo.folder, tmp_path / "thuc-hanh")
    return Soxa(tmp_path / "thuc-hanh")


@pytest.fixture
def package(soxa: Soxa) -> Path:
    """The package that the demo left."""
    (path,) = soxa.folder.glob("*.asice")
    return path


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Writes a workbook of one sheet with these rows."""

    def write(*rows: Sequence[object], name: str = "them.xlsx") -> Path:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(list(row))
        book.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def unwritable(tmp_path: Path) -> Path:
    """A folder that nobody may write to: for root only the system's own."""
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o555)
    return Path("/proc") if os.access(folder, os.W_OK) else folder


@pytest.fixture(autouse=True)
def vietnamese_again() -> Iterator[None]:
    yield
    messages.use("vi")


def _open_cheaply(folder: Path) -> None:
    """The same passphrase, derived at less cost: these tests open the store a hundred times."""
    passphrase = (folder / "passphrase.txt").read_text().strip()
    store = folder / "store"
    (user,) = vault.users(store)
    key = vault.unlock(store, passphrase).key
    vault.change_passphrase(store, key, user.name, passphrase, vault.Cost(memory=64, passes=1))

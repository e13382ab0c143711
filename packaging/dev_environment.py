"""The checkout's own Python environment, `.venv`, made from the locks and remade only when they change."""

import hashlib
import os
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = ROOT / "packaging" / "locks"
PYTHON = (3, 11)

_BIN = VENV / ("Scripts" if sys.platform == "win32" else "bin")
_STAMP = VENV / "installed-locks.txt"
_PLATFORM = "windows" if sys.platform == "win32" else "linux"


class EnvironmentFailedError(Exception):
    """The Python environment could not be made; the text says why."""


def tool(name: str) -> str:
    """The full path of a program of `.venv`, such as "python" or "ruff"."""
    return str(_BIN / (f"{name}.exe" if sys.platform == "win32" else name))


def require_python() -> None:
    """Refuse any Python but the one the locks were made for."""
    if sys.version_info[:2] != PYTHON:
        wanted = ".".join(map(str, PYTHON))
        found = ".".join(map(str, sys.version_info[:3]))
        raise EnvironmentFailedError(
            f"Python {wanted} is needed, this is {found} ({sys.executable}).\n"
            f"Start it with: python{wanted} packaging/dev.py test"
        )


def provide(*, development: bool) -> None:
    """Make `.venv` hold what the locks say and the program itself; quick when nothing changed."""
    locks = _locks(development=development)
    if not Path(tool("python")).exists():
        venv.EnvBuilder(with_pip=True, clear=True, symlinks=sys.platform != "win32").create(VENV)
    stamp = _stamp(development=development)
    installed = _STAMP.read_text("ascii").split() if _STAMP.exists() else []
    if stamp in installed or (not development and _stamp(development=True) in installed):
        return
    print(f"Installing {', '.join(lock.name for lock in locks)} into .venv", flush=True)
    requirements = [word for lock in locks for word in ("-r", str(lock))]
    _pip("install", "--require-hashes", *requirements)
    _pip("install", "--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT))
    _STAMP.write_text(stamp, "ascii")


def _locks(*, development: bool) -> list[Path]:
    names = (f"dev-{_PLATFORM}.txt",) if development else (f"{_PLATFORM}.txt", "build.txt")
    return [LOCKS / name for name in names]


def _stamp(*, development: bool) -> str:
    digest = hashlib.sha256((ROOT / "pyproject.toml").read_bytes())
    for lock in _locks(development=development):
        digest.update(lock.name.encode() + lock.read_bytes())
    return digest.hexdigest()


def _pip(*words: str) -> None:
    command = [tool("python"), "-m", "pip", "--disable-pip-version-check", "-qq", *words]
    if subprocess.run(command, cwd=ROOT, check=False, stdin=subprocess.DEVNULL).returncode:
        raise EnvironmentFailedError(f"pip failed: {' '.join(words)}")


def call(
    command: Sequence[str], *, timeout: float | None = None, settings: Mapping[str, str] | None = None
) -> int:
    """Run a command in the checkout with its output visible; the exit code, or 124 when time ran out."""
    print(f"$ {' '.join(command)}", flush=True)
    environment = {**os.environ, **(settings or {})}
    try:
        return subprocess.run(command, cwd=ROOT, env=environment, timeout=timeout, check=False).returncode
    except subprocess.TimeoutExpired:
        print(f"Stopped after {timeout} seconds", flush=True)
        return 124

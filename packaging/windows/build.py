"""Builds the Windows program on any machine: checked runtime, locked packages, launchers, a portable ZIP."""

import argparse
import hashlib
import importlib.metadata
import shutil
import subprocess
import sys
import time
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import fetching
import launchers
import payload
import runtime
import trimming

ROOT = payload.ROOT
BUILD = ROOT / "build" / "windows"
DIST = ROOT / "dist"
_CHOICE = Path(__file__).resolve().parent / "windows.toml"
_REFUSALS = (fetching.FetchFailedError, runtime.RuntimeRefusedError, trimming.IncompleteError)


def main() -> int:
    """0: built; 1: refused, and why."""
    parser = argparse.ArgumentParser(prog="python3 packaging/dev.py build-windows", description=__doc__)
    parser.add_argument(
        "--runtime", type=Path, metavar="ZIP", help="another CPython 3.11 (with python311.dll, DLLs, Lib)"
    )
    arguments = parser.parse_args()
    try:
        build(arguments.runtime)
    except _REFUSALS as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def build(other_runtime: Path | None) -> Path:
    """Make the payload anew and pack it; the ZIP file."""
    clock = _Clock()
    choice = tomllib.loads(_CHOICE.read_text("utf-8"))
    version = importlib.metadata.version("soxa")
    work = BUILD / "work"
    shutil.rmtree(work, ignore_errors=True)
    folder = work / "payload"
    python = _runtime(other_runtime, choice["runtime"])
    payload.add_runtime(python, folder / "runtime", work)
    clock.tell("Python, every file of it signed")
    _install(work / "installed")
    modules = trimming.qt_modules(ROOT / "desktop")
    trimming.copy_packages(work / "installed", folder / "packages", modules, choice)
    payload.compile_away(folder / "packages")
    clock.tell("packages of the lock")
    payload.add_program(folder / "app", version, python.licence())
    launchers.compile_into(folder, version, work)
    newest = trimming.newest_runtime([work / "installed"])
    for name, path in trimming.needed_runtime(folder, newest).items():
        shutil.copyfile(path, folder / "runtime" / name)
    trimming.assert_complete(folder, choice["system"]["libraries"])
    clock.tell("program and launchers")
    return _pack(folder, version, clock)


def _runtime(other: Path | None, choice: Mapping[str, Any]) -> runtime.Runtime:
    if other is not None:
        return runtime.from_zip(other, choice)
    package = fetching.fetch(choice["package"], choice["version"], choice["sha256"], BUILD / "downloads")
    return runtime.from_source_package(package, choice)


def _install(target: Path) -> None:
    """The packages of the lock as Windows gets them: wheels only, each by its hash."""
    system = ["--python-platform", "x86_64-pc-windows-msvc", "--python-version", "3.11"]
    strict = ["--only-binary", ":all:", "--require-hashes", "--no-deps"]
    lock = ROOT / "packaging" / "locks" / "windows.txt"
    uv = Path(sys.executable).with_name("uv")
    subprocess.run(
        [uv, "pip", "install", "--quiet", "--target", target, *system, *strict, "-r", lock], check=True
    )


def _pack(folder: Path, version: str, clock: "_Clock") -> Path:
    DIST.mkdir(exist_ok=True)
    target = DIST / f"SoXa-{version}-portable.zip"
    count = payload.write_zip(folder, target, zipfile.ZIP_DEFLATED, top=f"SoXa-{version}/")
    clock.tell("packed")
    unpacked = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    packed = target.stat().st_size / 1e6
    print(f"{target.relative_to(ROOT)}: {packed:.1f} MB; {count} files, unpacked {unpacked:.1f} MB")
    print(f"SHA-256 {hashlib.sha256(target.read_bytes()).hexdigest()}", flush=True)
    return target


class _Clock:
    """Tells how long each part took."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def tell(self, what: str) -> None:
        now = time.monotonic()
        print(f"{now - self._last:6.1f} s  {what}", flush=True)
        self._last = now


if __name__ == "__main__":
    sys.exit(main())

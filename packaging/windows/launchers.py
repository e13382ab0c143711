"""The two programs that start Python: `SoXa.exe` for the window, `soxa-cli.exe` for the console."""

import subprocess
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_COMPILER = "x86_64-w64-mingw32-gcc"
_RESOURCES = "x86_64-w64-mingw32-windres"
_STATIC = ("-Os", "-s", "-municode", "-static", "-Wall", "-Werror", "-Wl,--no-insert-timestamp")


def compile_into(folder: Path, version: str, work: Path) -> None:
    """Compile both; `version` is shown in their properties."""
    compiled = work / "launcher.res"
    numbers = ",".join([*version.split("."), "0", "0"][:4])
    shown = [f"-DNUMBERS={numbers}", f'-DTEXT_VERSION=\\"{version}\\"']
    _run(_RESOURCES, "launcher.rc", "-O", "coff", "-o", str(compiled), *shown)
    for name, kind in (("SoXa.exe", ["-mwindows"]), ("soxa-cli.exe", ["-DCONSOLE"])):
        _run(_COMPILER, *_STATIC, *kind, "-o", str(folder / name), "launcher.c", str(compiled))


def compile_library(source: Path, out: Path) -> None:
    """A library for Windows of one C file: the stand-ins of tests, never shipped."""
    _run(_COMPILER, *_STATIC[:2], "-shared", "-o", str(out), str(source), "-ladvapi32")


def _run(*words: str) -> None:
    subprocess.run(words, cwd=_HERE, check=True)

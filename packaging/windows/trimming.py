"""What of the installed packages goes into the payload: of Qt what is used, all else without its ballast."""

import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from executables import file_version, imported_libraries, is_executable

_QT = "PySide6"
_RUNTIME_PREFIXES = ("msvcp140", "vcruntime140", "concrt140", "vcomp140", "vccorlib140", "vcamp140")


class IncompleteError(Exception):
    """The payload lacks a library that one of its files asks for; the text names both."""


def qt_modules(program: Path) -> set[str]:
    """The modules of Qt that the sources of a program name."""
    return {
        name
        for source in program.rglob("*.py")
        for name in re.findall(r"\bPySide6\.(Qt\w+)", source.read_text("utf-8"))
    }


def copy_packages(installed: Path, target: Path, modules: set[str], choice: Mapping[str, Any]) -> None:
    """Copy what `uv` installed, of Qt these modules; Microsoft's runtime is left to `newest_runtime`."""
    packages = choice["packages"]
    folders, ends = set(packages["without_folders"]), tuple(packages["without_files"])
    for source in sorted(installed.rglob("*")):
        inside = source.relative_to(installed)
        if not source.is_file() or folders & set(inside.parts[:-1]) or source.name.endswith(ends):
            continue
        if inside.parts[0].endswith(".dist-info") and source.name not in packages["of_metadata"]:
            continue
        if (inside.parts[0] == _QT and _is_binary_part_of_qt(inside)) or is_microsoft_runtime(source):
            continue
        _copy(source, target / inside)
    for source in _used_of_qt(installed / _QT, modules, choice["qt"]["plugins"]):
        _copy(source, target / source.relative_to(installed))


def newest_runtime(places: Iterable[Path]) -> dict[str, Path]:
    """Microsoft's C and C++ runtime by file name: of all copies the newest, so that there is one set."""
    found: dict[str, Path] = {}
    copies = (path for place in places for path in place.rglob("*.dll") if is_microsoft_runtime(path))
    for path in sorted(copies, key=lambda path: (_version(path), path)):
        found[path.name.lower()] = path
    return found


def is_microsoft_runtime(path: Path) -> bool:
    """Whether the file is a part of Microsoft's C and C++ runtime."""
    return path.name.lower().startswith(_RUNTIME_PREFIXES)


def needed_runtime(payload: Path, runtime: Mapping[str, Path]) -> dict[str, Path]:
    """Those parts of Microsoft's runtime that something in the payload asks for, directly or not."""
    wanted = {name for path in _executables(payload) for name in _imports(path)} & runtime.keys()
    while more := {name for one in wanted for name in _imports(runtime[one])} & runtime.keys() - wanted:
        wanted |= more
    return {name: runtime[name] for name in sorted(wanted)}


def assert_complete(payload: Path, system: Iterable[str]) -> None:
    """Every library that a file of the payload asks for lies in the payload or is Windows' own."""
    brought = {name if "." in name else f"{name}.dll" for name in system}
    there = {path.name.lower() for path in _executables(payload)}
    missing = {
        f"{path.name} asks for {name}"
        for path in _executables(payload)
        for name in _imports(path) - there - brought
        if not name.startswith("api-ms-win-")
    }
    if missing:
        raise IncompleteError("; ".join(sorted(missing)))


def _used_of_qt(folder: Path, modules: Iterable[str], plugins: Iterable[str]) -> set[Path]:
    """The chosen modules and plugins of Qt and whatever libraries of Qt they load."""
    libraries = {path.name.lower(): path for path in folder.glob("*.dll") if not is_microsoft_runtime(path)}
    roots = [folder / f"{name}.pyd" for name in modules]
    roots += [folder / "plugins" / f"{name}.dll" for name in plugins]
    used: set[Path] = set()
    waiting = roots
    while waiting:
        path = waiting.pop()
        if path not in used:
            used.add(path)
            waiting += [libraries[name] for name in _imports(path) & libraries.keys()]
    return used


def _is_binary_part_of_qt(inside: Path) -> bool:
    """Qt's own part of the package; Python's part are its modules and the folder `support`."""
    return inside.suffix != ".py" or (len(inside.parts) > 2 and inside.parts[1] != "support")


def _executables(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and is_executable(path)]


def _imports(path: Path) -> set[str]:
    return imported_libraries(path.read_bytes())


def _version(path: Path) -> tuple[int, ...]:
    return file_version(path.read_bytes())


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)

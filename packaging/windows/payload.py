"""The folder that is delivered: `SoXa.exe`, `soxa-cli.exe`, `runtime`, `packages` and `app`."""

import compileall
import importlib.metadata
import py_compile
import shutil
import zipfile
from pathlib import Path

from runtime import Runtime

ROOT = Path(__file__).resolve().parents[2]
# Where Python looks for modules, from its own folder; because of this file it heeds no environment.
_SEARCH = ("python311.zip", ".", "..\\app", "..\\packages")
_UNCHECKED = py_compile.PycInvalidationMode.UNCHECKED_HASH
_OLDEST = (1980, 1, 1, 0, 0, 0)  # the first day a ZIP file can name: the same input makes the same file


def add_runtime(runtime: Runtime, folder: Path, work: Path) -> None:
    """CPython's libraries and, compiled in one archive, its standard library."""
    folder.mkdir(parents=True)
    for name, data in runtime.programs().items():
        (folder / name).write_bytes(data)
    (folder / "python311._pth").write_text("".join(f"{line}\n" for line in _SEARCH), "ascii", newline="\r\n")
    sources = work / "stdlib"
    for name, data in runtime.modules().items():
        path = sources / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    compile_away(sources)
    write_zip(sources, folder / "python311.zip", zipfile.ZIP_STORED)


def add_program(folder: Path, version: str, licence_of_python: bytes) -> None:
    """Our own code with its sources, forms, resources and the licences of all that is shipped."""
    for source, left_out in (
        (ROOT / "desktop", "__pycache__"),
        (ROOT / "forms", "README.md"),
        (ROOT / "resources", "screens"),
        (ROOT / "packaging" / "licences", "libraries.toml"),
    ):
        shutil.copytree(source, folder / source.name, ignore=shutil.ignore_patterns(left_out))
    (folder / "licences" / "windows" / "python.txt").write_bytes(licence_of_python)
    metadata = importlib.metadata.distribution("soxa").read_text("METADATA")
    about = folder / f"soxa-{version}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(metadata or "", "utf-8", newline="\n")
    _compile(folder / "desktop", legacy=False)


def compile_away(folder: Path) -> None:
    """Compile every module below the folder and leave only the compiled one."""
    _compile(folder, legacy=True)
    for source in folder.rglob("*.py"):
        source.unlink()


def write_zip(folder: Path, target: Path, method: int, top: str = "") -> int:
    """Pack a folder, always the same way; how many files."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(target, "w", method) as archive:
        for path in files:
            name = zipfile.ZipInfo(top + path.relative_to(folder).as_posix(), _OLDEST)
            name.compress_type = method
            name.external_attr = 0o644 << 16
            archive.writestr(name, path.read_bytes())
    return len(files)


def _compile(folder: Path, *, legacy: bool) -> None:
    """The bytecode of Python 3.11 is the same on every system; paths in it begin at the folder."""
    done = compileall.compile_dir(
        folder, quiet=1, legacy=legacy, stripdir=str(folder.parent), workers=0, invalidation_mode=_UNCHECKED
    )
    if not done:
        raise SyntaxError(str(folder))

"""The Python that is shipped for Windows: taken from an archive, its origin checked file by file."""

import hashlib
import io
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from executables import is_executable
from signatures import NotSignedError, signer_of_catalogue, signer_of_program

LIBRARY = "python311.dll"
_CATALOGUE = ".cat"


class RuntimeRefusedError(Exception):
    """The archive does not hold the Python that we want, signed as we want it; the text says why."""


class Runtime:
    """The files of one installed CPython, by their path below its folder."""

    def __init__(self, archive: zipfile.ZipFile, choice: Mapping[str, Any]) -> None:
        homes = [PurePosixPath(name).parent for name in archive.namelist() if name.endswith(f"/{LIBRARY}")]
        if not homes:
            raise RuntimeRefusedError(f"There is no {LIBRARY} in the archive")
        self._archive = archive
        self._home = min(homes, key=lambda path: len(path.parts))
        self._choice = choice

    def programs(self) -> dict[str, bytes]:
        """CPython's own libraries by file name; each is signed by the expected signer."""
        dropped = set(self._choice["without_libraries"])
        wanted = {
            name: path
            for path in self._files()
            for name in [path.name.lower()]
            if (path.parent.name == "DLLs" or (path.parent == self._home and name.startswith("python3")))
            and is_executable(path)
            and path.suffix.lower() != ".exe"
            and path.stem.lower() not in dropped
        }
        found = {name: self._read(path) for name, path in wanted.items()}
        for name, data in found.items():
            with _naming(name):
                self._assert_ours(name, signer_of_program(data))
        return found

    def modules(self) -> dict[str, bytes]:
        """The sources of the standard library by path; each stands in CPython's signed catalogue."""
        dropped = set(self._choice["without_modules"])
        library = self._home / "Lib"
        sources = {
            str(inside): self._read(path)
            for path in self._files()
            if path.suffix == ".py" and path.is_relative_to(library)
            for inside in [path.relative_to(library)]
            if not dropped & set(inside.parts)
        }
        known = self._known_hashes()
        allowed = self._choice["unsigned"]
        strangers = [
            name
            for name, data in sources.items()
            for digest in [hashlib.sha256(data)]
            if data and digest.digest() not in known and allowed.get(name) != digest.hexdigest()
        ]
        if not sources or strangers:
            found = ", ".join(strangers) or library
            raise RuntimeRefusedError(f"Not in the signed catalogue of CPython: {found}")
        return sources

    def interpreter(self) -> bytes:
        """`python.exe`: for tests, not delivered."""
        return self._read(self._home / "python.exe")

    def licence(self) -> bytes:
        """CPython's licence."""
        return self._read(self._home / "LICENSE.txt")

    def _known_hashes(self) -> set[bytes]:
        known: set[bytes] = set()
        for path in self._files():
            if path.suffix == _CATALOGUE:
                with _naming(path.name):
                    signer, hashes = signer_of_catalogue(self._read(path))
                self._assert_ours(path.name, signer)
                known |= hashes
        return known

    def _assert_ours(self, name: str, signer: str) -> None:
        if signer != self._choice["signer"]:
            raise RuntimeRefusedError(f"{name} is signed by {signer}, not by {self._choice['signer']}")

    def _files(self) -> list[PurePosixPath]:
        paths = [PurePosixPath(one.filename) for one in self._archive.infolist() if not one.is_dir()]
        return [path for path in paths if path.is_relative_to(self._home)]

    def _read(self, path: PurePosixPath) -> bytes:
        return self._archive.read(str(path))


@contextmanager
def _naming(name: str) -> Iterator[None]:
    try:
        yield
    except NotSignedError as error:
        raise RuntimeRefusedError(f"{name} {error}") from error


def from_source_package(path: Path, choice: Mapping[str, Any]) -> Runtime:
    """The runtime that lies as a ZIP inside a source package."""
    with tarfile.open(path) as package:
        (member,) = [one for one in package.getmembers() if PurePosixPath(one.name).name == choice["inside"]]
        content = package.extractfile(member)
        if content is None:
            raise RuntimeRefusedError(f"{choice['inside']} is no file")
        return Runtime(zipfile.ZipFile(io.BytesIO(content.read())), choice)


def from_zip(path: Path, choice: Mapping[str, Any]) -> Runtime:
    """The runtime of a ZIP that holds an installed CPython (`python311.dll`, `DLLs`, `Lib`)."""
    return Runtime(zipfile.ZipFile(path), choice)

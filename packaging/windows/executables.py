"""What a Windows executable or library (PE, 64-bit or 32-bit) says of itself; parsed, never run."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

SUFFIXES = {".dll", ".exe", ".pyd"}
_PE32_PLUS = 0x20B
_FIXED_VERSION = b"\xbd\x04\xef\xfe"  # VS_FIXEDFILEINFO
_IMPORT_DIRECTORY = 1
_CERTIFICATE_DIRECTORY = 4


@dataclass(frozen=True)
class Signed:
    """The bytes that an Authenticode signature covers, and the signature (PKCS #7)."""

    covered: bytes
    signature: bytes


@dataclass(frozen=True)
class _Headers:
    data: bytes
    optional: int
    directories: int
    sections: tuple[tuple[int, int, int], ...]  # address in memory, size, place in the file

    def directory(self, number: int) -> tuple[int, int]:
        address, size = struct.unpack_from("<II", self.data, self.directories + 8 * number)
        return address, size

    def place(self, address: int) -> int:
        for start, size, place in self.sections:
            if start <= address < start + size:
                return place + address - start
        raise ValueError(address)


def is_executable(path: PurePath) -> bool:
    """Whether the name is one of a PE file."""
    return path.suffix.lower() in SUFFIXES


def signed_part(data: bytes) -> Signed | None:
    """The signature of a file and what it covers; nothing when the file is not signed."""
    headers = _headers(data)
    start, size = headers.directory(_CERTIFICATE_DIRECTORY)  # this one is a place in the file
    if not start:
        return None
    checksum = headers.optional + 64
    entry = headers.directories + 8 * _CERTIFICATE_DIRECTORY
    covered = data[:checksum] + data[checksum + 4 : entry] + data[entry + 8 : start] + data[start + size :]
    (length,) = struct.unpack_from("<I", data, start)
    return Signed(covered, data[start + 8 : start + length])


def imported_libraries(data: bytes) -> set[str]:
    """The libraries without which the file cannot be loaded, in lower case with their ending."""
    headers = _headers(data)
    address, _size = headers.directory(_IMPORT_DIRECTORY)
    return {name.lower() for name in _import_names(headers, address)} if address else set()


def file_version(data: bytes) -> tuple[int, ...]:
    """The four numbers of the file's version; all 0 when it has none."""
    at = data.find(_FIXED_VERSION)
    if at < 0:
        return (0, 0, 0, 0)
    high, low = struct.unpack_from("<II", data, at + 8)
    return high >> 16, high & 0xFFFF, low >> 16, low & 0xFFFF


def _import_names(headers: _Headers, address: int) -> Iterator[str]:
    entry = headers.place(address)
    while True:
        (name,) = struct.unpack_from("<I", headers.data, entry + 12)
        if not name:
            return
        start = headers.place(name)
        yield headers.data[start : headers.data.index(b"\0", start)].decode("ascii")
        entry += 20


def _headers(data: bytes) -> _Headers:
    (pe,) = struct.unpack_from("<I", data, 0x3C)
    count, optional_size = struct.unpack_from("<H12xH", data, pe + 6)
    optional = pe + 24
    (magic,) = struct.unpack_from("<H", data, optional)
    directories = optional + (112 if magic == _PE32_PLUS else 96)
    sections = []
    for number in range(count):
        entry = optional + optional_size + 40 * number
        size, address, raw_size, place = struct.unpack_from("<8xIIII", data, entry)
        sections.append((address, max(size, raw_size), place))
    return _Headers(data, optional, directories, tuple(sections))

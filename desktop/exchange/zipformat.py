"""The one ZIP layout a package may have (APPNOTE 6.3.3, without ZIP64), built from name, sizes and CRC.

Writer and reader share these functions: what they build is written, and compared with what is found.
"""

import struct
import zlib
from dataclasses import dataclass
from typing import Final

from desktop.exchange.names import MIMETYPE, is_deflated

MIMETYPE_CONTENT: Final = b"application/vnd.etsi.asic-e+zip"
CENTRAL_SIGNATURE: Final = b"PK\x01\x02"
END_SIGNATURE: Final = b"PK\x05\x06"
CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
END: Final = struct.Struct("<4s4H2IH")
_LOCAL: Final = struct.Struct("<4s5H3I2H")
_VERSION: Final = 20
_UTF8: Final = 0x0800
_DEFLATED: Final = 8
_DATE_1980: Final = 0x21


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in the package; `offset` is where its local header begins."""

    name: str
    crc: int
    packed: int
    size: int
    offset: int

    @property
    def data_offset(self) -> int:
        """Where its data begin."""
        return self.offset + len(local_header(self))

    @property
    def end(self) -> int:
        """Where the next entry begins."""
        return self.data_offset + self.packed


def local_header(entry: Entry) -> bytes:
    """The header before the data."""
    name = entry.name.encode()
    fixed = (b"PK\x03\x04", _VERSION, _UTF8, _method(entry), 0, _DATE_1980)
    return _LOCAL.pack(*fixed, entry.crc, entry.packed, entry.size, len(name), 0) + name


def central_header(entry: Entry) -> bytes:
    """The entry's line in the directory."""
    name = entry.name.encode()
    fixed = (CENTRAL_SIGNATURE, _VERSION, _VERSION, _UTF8, _method(entry), 0, _DATE_1980)
    sizes = (entry.crc, entry.packed, entry.size, len(name))
    return CENTRAL.pack(*fixed, *sizes, 0, 0, 0, 0, 0, entry.offset) + name


def end_record(count: int, directory_size: int, directory_offset: int) -> bytes:
    """The last 22 bytes of the file."""
    return END.pack(END_SIGNATURE, 0, 0, count, count, directory_size, directory_offset, 0)


def opening() -> bytes:
    """The bytes with which every package begins: the whole first entry."""
    return local_header(FIRST_ENTRY) + MIMETYPE_CONTENT


def _method(entry: Entry) -> int:
    return _DEFLATED if is_deflated(entry.name) else 0


FIRST_ENTRY: Final = Entry(
    MIMETYPE, zlib.crc32(MIMETYPE_CONTENT), len(MIMETYPE_CONTENT), len(MIMETYPE_CONTENT), 0
)

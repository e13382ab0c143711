"""The XML parts of an .xlsx file, unpacked under limits before anything parses them.

A few kilobytes can unpack to gigabytes. The bytes are unpacked here, to their very end, whatever length the
directory claims; and only what was measured goes on.
"""

import io
import struct
import zipfile
import zlib
from typing import Final

from desktop.errors import AppError

from . import limits

# What `zipfile` raises, beside its own error, when the directory or the packed bytes make no sense.
DAMAGE: Final = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, NotImplementedError)
_ENCRYPTED: Final = 0x1
_PARTS: Final = (".xml", ".rels")
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_LOCAL_HEADER: Final = b"PK\3\4"
_END: Final = b"PK\5\6"
_END_64: Final = b"PK\6\6"


def contents(name: str, data: bytes) -> frozenset[str]:
    """The names in the zip; raises AppError when it is damaged or holds too many."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.namelist()
    except DAMAGE as error:
        raise AppError("sheet_unreadable", file=name) from error
    if len(entries) > limits.MAX_PARTS:
        raise AppError("sheet_too_many_parts", file=name, most=limits.MAX_PARTS)
    return frozenset(entries)


def xml_parts(name: str, data: bytes) -> dict[str, bytes]:
    """All XML parts by their names; raises AppError when damaged, protected or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if _is_wanted(entry.filename.lower())]
        _check(name, entries)
        parts = {entry.filename: _unpacked(data, entry) for entry in entries}
    except DAMAGE as error:
        raise AppError("sheet_unreadable", file=name) from error
    # In UTF-16 none of our searches would find what the parser finds.
    if any(part.startswith(_UTF16) for part in parts.values()):
        raise AppError("sheet_unreadable", file=name)
    return parts


def holds_only(data: bytes, parts: dict[str, bytes]) -> bool:
    """Whether any reader of this zip finds these parts in it and no others."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries, directory = archive.infolist(), archive.start_dir
    end = data.find(_END)
    return (
        [entry.filename for entry in entries] == list(parts)
        and min(entry.header_offset for entry in entries) == 0
        and data.count(_END) == 1
        and _END_64 not in data
        and int.from_bytes(data[end + 16 : end + 20], "little") == directory
    )


def plain_zip(parts: dict[str, bytes]) -> bytes:
    """The same parts in a zip that needs no unpacking."""
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return plain.getvalue()


def _is_wanted(part: str) -> bool:
    # A reader that tries one format after another might take the last for the content of an .ods file.
    return part.endswith(_PARTS) and part != "content.xml"


def _check(name: str, entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise AppError("sheet_password", file=name)
    most = limits.MAX_UNPACKED_BYTES
    if sum(entry.file_size for entry in entries) > most:
        raise AppError("sheet_unpacks_too_large", file=name, most=most // 2**20)


def _unpacked(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of a part, which must be as many and the same as the directory says."""
    header = entry.header_offset
    if data[header : header + 4] != _LOCAL_HEADER:
        raise zipfile.BadZipFile(entry.filename)
    begin = header + 30 + sum(struct.unpack_from("<HH", data, header + 26))
    packed = memoryview(data)[begin : begin + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_DEFLATED:
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        part = unpacking.decompress(packed, entry.file_size + 1)
        is_whole = unpacking.eof
    elif entry.compress_type == zipfile.ZIP_STORED:
        part, is_whole = bytes(packed), True
    else:
        raise NotImplementedError(entry.compress_type)
    if not is_whole or len(part) != entry.file_size or zlib.crc32(part) != entry.CRC:
        raise zipfile.BadZipFile(entry.filename)
    return part

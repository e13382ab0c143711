"""The strict ZIP of a package: one fixed layout; read only if every byte outside the data is as written."""

import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import BinaryIO, Final

from desktop.errors import AppError
from desktop.exchange.names import REQUIRED, is_deflated, is_expected, is_forbidden
from desktop.exchange.verdict import ReasonCode, Refused
from desktop.exchange.zipformat import (
    CENTRAL,
    CENTRAL_SIGNATURE,
    END,
    END_SIGNATURE,
    FIRST_ENTRY,
    Entry,
    central_header,
    end_record,
    local_header,
    opening,
)

MAX_ENTRIES: Final = 5000
MAX_TOTAL: Final = 2**31  # bytes, of the file and of what it unpacks to
MAX_RATIO: Final = 200
RATIO_FLOOR: Final = 2**20  # below this an entry cannot hurt, and short repetitive text may well pack better
CHUNK: Final = 2**20
_TAIL: Final = 2**20
_MAX_DIRECTORY: Final = MAX_ENTRIES * 256


class ContainerWriter:
    """Writes entries one after the other into an empty seekable file; `finish` writes the directory."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._entries = [FIRST_ENTRY]
        self._unpacked = 0
        file.write(opening())

    def add(self, name: str, chunks: Iterable[bytes]) -> Entry:
        """Stream one entry; its header is written again once sizes and CRC are known."""
        blank = Entry(name, 0, 0, 0, self._entries[-1].end)
        self._file.write(local_header(blank))
        crc = size = 0
        packer = zlib.compressobj(6, zlib.DEFLATED, -15) if is_deflated(name) else None
        for chunk in chunks:
            crc = zlib.crc32(chunk, crc)
            size += len(chunk)
            self._unpacked += len(chunk)
            if self._unpacked > MAX_TOTAL:
                raise AppError("package_too_large", limit=MAX_TOTAL)
            self._file.write(packer.compress(chunk) if packer else chunk)
        if packer:
            self._file.write(packer.flush())
        end = self._file.tell()
        entry = Entry(name, crc, end - blank.data_offset, size, blank.offset)
        self._file.seek(entry.offset)
        self._file.write(local_header(entry))
        self._file.seek(end)
        self._entries.append(entry)
        return entry

    def finish(self) -> None:
        """Write the directory and the end record."""
        if len(self._entries) > MAX_ENTRIES:
            raise AppError("package_too_large", limit=MAX_ENTRIES)
        directory = b"".join(map(central_header, self._entries))
        self._file.write(directory + end_record(len(self._entries), len(directory), self._entries[-1].end))


class Container:
    """An open package whose layout has been proved; reading an entry proves its size and CRC."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.entries: dict[str, Entry] = {entry.name: entry for entry in _read_layout(file)}

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of an entry, in pieces; Refused(ENTRY_DAMAGED) at the latest after the last piece."""
        entry = self.entries[name]
        pieces = self._inflated(entry) if is_deflated(name) else self._raw(entry.data_offset, entry.packed)
        crc = size = 0
        for piece in pieces:
            size += len(piece)
            if size > entry.size:
                break
            crc = zlib.crc32(piece, crc)
            yield piece
        if size != entry.size or crc != entry.crc:
            raise Refused(ReasonCode.ENTRY_DAMAGED, entry=name)

    def read(self, name: str, limit: int) -> bytes:
        """A small entry whole; Refused(LIMIT_EXCEEDED) before reading what is larger than `limit` bytes."""
        if self.entries[name].size > limit:
            raise Refused(ReasonCode.LIMIT_EXCEEDED, entry=name, limit=limit)
        return b"".join(self.chunks(name))

    def _raw(self, offset: int, length: int) -> Iterator[bytes]:
        while length:
            self._file.seek(offset)
            piece = self._file.read(min(CHUNK, length))
            if not piece:
                return
            offset += len(piece)
            length -= len(piece)
            yield piece

    def _inflated(self, entry: Entry) -> Iterator[bytes]:
        """Never more than CHUNK bytes at once, whatever the packed bytes promise."""
        unpacker = zlib.decompressobj(-15)
        last = entry.data_offset + entry.packed - 1
        try:
            for piece in self._raw(entry.data_offset, entry.packed - 1):
                yield from _inflate(unpacker, piece)
            for byte in self._raw(last, 1):
                twin = unpacker.copy()
                ending = b"".join(_inflate(unpacker, byte))
                if _has_loose_bits(twin, byte[0], ending):
                    raise Refused(ReasonCode.ENTRY_DAMAGED, entry=entry.name)
                yield ending
        except zlib.error as error:
            raise Refused(ReasonCode.ENTRY_DAMAGED, entry=entry.name) from error
        if not unpacker.eof or unpacker.unused_data:
            raise Refused(ReasonCode.ENTRY_DAMAGED, entry=entry.name)


def _inflate(unpacker: "zlib._Decompress", piece: bytes) -> Iterator[bytes]:
    if unpacker.eof:
        unpacker.decompress(piece)  # kept as `unused_data`
        return
    waiting = piece
    while (content := unpacker.decompress(waiting, CHUNK)) or unpacker.unconsumed_tail:
        yield content
        waiting = unpacker.unconsumed_tail


def _has_loose_bits(unpacker: "zlib._Decompress", last: int, ending: bytes) -> bool:
    """Whether the last byte says the same without its highest bit: that bit lies beyond the data."""
    if not last or unpacker.eof:
        return False
    with suppress(zlib.error):
        lesser = bytes([last & ~(1 << (last.bit_length() - 1))])
        return b"".join(_inflate(unpacker, lesser)) == ending and unpacker.eof
    return False


def _read_layout(file: BinaryIO) -> list[Entry]:
    """The entries, once the file is proved to be exactly headers, data, directory and end record."""
    size = file.seek(0, 2)
    _check_opening(file, size)
    if size > MAX_TOTAL:
        raise Refused(ReasonCode.LIMIT_EXCEEDED, entry="", limit=MAX_TOTAL)
    count, length, start = _read_end(file, size)
    file.seek(start)
    directory = file.read(length)
    entries = _parse_directory(directory, count)
    _check_names([entry.name for entry in entries])
    _check_limits(entries)
    if directory != b"".join(map(central_header, entries)):
        raise Refused(ReasonCode.ZIP_STRUCTURE, entry="")
    _check_headers(file, entries, start)
    return entries


def _check_opening(file: BinaryIO, size: int) -> None:
    expected = opening()
    file.seek(0)
    found = file.read(len(expected))
    if found != expected:
        is_cut = size < len(expected) and expected.startswith(found)
        raise Refused(ReasonCode.TRUNCATED if is_cut else ReasonCode.NOT_A_PACKAGE)


def _read_end(file: BinaryIO, size: int) -> tuple[int, int, int]:
    """Count of entries, size and offset of the directory; the end record must end the file."""
    base = file.seek(max(0, size - _TAIL))
    tail = file.read()
    record = tail[-END.size :]
    if not record.startswith(END_SIGNATURE):
        raise Refused(ReasonCode.TRAILING_DATA if _holds_an_end(tail, base) else ReasonCode.TRUNCATED)
    *_, count, length, start, _ = END.unpack(record)
    if count > MAX_ENTRIES or length > _MAX_DIRECTORY:
        raise Refused(ReasonCode.LIMIT_EXCEEDED, entry="", limit=MAX_ENTRIES)
    if start + length + END.size != size or record != end_record(count, length, start):
        raise Refused(ReasonCode.ZIP_STRUCTURE, entry="")
    return count, length, start


def _holds_an_end(tail: bytes, base: int) -> bool:
    """Whether a package ended earlier than the file does; `base` is where the tail begins in the file."""
    at = tail.rfind(END_SIGNATURE)
    while at >= 0:
        if at + END.size <= len(tail):
            *_, length, start, _ = END.unpack_from(tail, at)
            if start + length == base + at:
                return True
        at = tail.rfind(END_SIGNATURE, 0, at)
    return False


def _parse_directory(directory: bytes, count: int) -> list[Entry]:
    """What the directory says; whether it says it in the one permitted way is checked by writing it again."""
    entries: list[Entry] = []
    position = 0
    while position < len(directory) and len(entries) < count:
        head = directory[position : position + CENTRAL.size]
        if len(head) < CENTRAL.size or not head.startswith(CENTRAL_SIGNATURE):
            raise Refused(ReasonCode.ZIP_STRUCTURE, entry="")
        *_, crc, packed, size, name_length, extra, comment, _, _, _, offset = CENTRAL.unpack(head)
        position += CENTRAL.size
        try:
            name = directory[position : position + name_length].decode()
        except UnicodeDecodeError as error:
            raise Refused(ReasonCode.NAME_FORBIDDEN, entry="") from error
        position += name_length + extra + comment
        entries.append(Entry(name, crc, packed, size, offset))
    if len(entries) != count:
        raise Refused(ReasonCode.ZIP_STRUCTURE, entry="")
    return entries


def _check_names(names: list[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if is_forbidden(name):
            shown = name.encode("ascii", "backslashreplace").decode()
            raise Refused(ReasonCode.NAME_FORBIDDEN, entry=shown[:80])
        if name.casefold() in seen:
            raise Refused(ReasonCode.DUPLICATE_ENTRY, entry=name)
        seen.add(name.casefold())
    for name in names:
        if not is_expected(name):
            raise Refused(ReasonCode.ENTRY_UNEXPECTED, entry=name)
    for name in REQUIRED:
        if name not in names:
            raise Refused(ReasonCode.ENTRY_MISSING, entry=name)


def _check_limits(entries: list[Entry]) -> None:
    if sum(entry.size for entry in entries) > MAX_TOTAL:
        raise Refused(ReasonCode.LIMIT_EXCEEDED, entry="", limit=MAX_TOTAL)
    for entry in entries:
        if entry.size > max(RATIO_FLOOR, entry.packed * MAX_RATIO):
            raise Refused(ReasonCode.LIMIT_EXCEEDED, entry=entry.name, limit=MAX_RATIO)


def _check_headers(file: BinaryIO, entries: list[Entry], start: int) -> None:
    """Every entry begins where the one before ends, then the directory; each header is ours."""
    position = 0
    for entry in entries:
        if entry.offset != position:
            raise Refused(ReasonCode.ZIP_STRUCTURE, entry=entry.name)
        file.seek(position)
        expected = local_header(entry)
        if file.read(len(expected)) != expected:
            raise Refused(ReasonCode.ZIP_STRUCTURE, entry=entry.name)
        position = entry.end
    if position != start:
        raise Refused(ReasonCode.ZIP_STRUCTURE, entry="")

"""No byte of a package can change, go or come without the reason being named."""

import io
import random
import zlib

import pytest

from desktop.exchange.container import Container
from desktop.exchange.names import ASIC_MANIFEST, GOI, MIMETYPE, SIGNATURE, is_deflated
from desktop.exchange.verdict import ReasonCode as Code
from desktop.exchange.zipformat import CENTRAL, END, Entry

STRUCTURE = {Code.ZIP_STRUCTURE}
SIZED = {Code.ZIP_STRUCTURE, Code.LIMIT_EXCEEDED}
NAMED = {Code.NAME_FORBIDDEN, Code.ENTRY_UNEXPECTED, Code.ENTRY_MISSING, Code.ZIP_STRUCTURE}
SHIFTED = {Code.ZIP_STRUCTURE, Code.NAME_FORBIDDEN, Code.ENTRY_UNEXPECTED}
SIZE_FIELDS = range(20, 28)
LENGTH_FIELDS = range(28, 34)
INSIDE_COMPRESSED = 500


def expected_of_each_byte(package: bytes) -> list[set[Code]]:
    """The codes allowed when the byte at this place has changed."""
    entries = list(Container(io.BytesIO(package)).entries.values())
    allowed: list[set[Code]] = []
    for entry in entries:
        is_first = entry.name == MIMETYPE
        header = entry.data_offset - entry.offset
        allowed += [{Code.NOT_A_PACKAGE} if is_first else STRUCTURE] * header
        allowed += [{Code.NOT_A_PACKAGE} if is_first else {Code.ENTRY_DAMAGED}] * entry.packed
    for entry in entries:
        allowed += [of_directory_field(place) for place in range(CENTRAL.size)]
        allowed += [NAMED] * len(entry.name)
    allowed += [{Code.TRUNCATED}] * 4
    allowed += [STRUCTURE] * 4 + [SIZED] * 8
    return allowed + [STRUCTURE] * (END.size - 16)


def of_directory_field(place: int) -> set[Code]:
    if place in SIZE_FIELDS:
        return SIZED
    return SHIFTED if place in LENGTH_FIELDS else STRUCTURE


def is_compressed(entries: list[Entry], place: int) -> bool:
    return any(is_deflated(each.name) and each.data_offset <= place < each.end for each in entries)


def flipped(data: bytes, place: int, bit: int) -> bytes:
    changed = bytearray(data)
    changed[place] ^= 1 << bit
    return bytes(changed)


def test_a_flipped_bit_is_refused_with_the_reason_of_its_place(package, judge):
    chance = random.Random(20261122)
    allowed = expected_of_each_byte(package)
    entries = list(Container(io.BytesIO(package)).entries.values())
    compressed = [place for place in range(len(package)) if is_compressed(entries, place)]
    inside = [(chance.choice(compressed), chance.randrange(8)) for _ in range(INSIDE_COMPRESSED)]
    places = set(range(len(package))) - set(compressed)
    flips = [(place, chance.randrange(8)) for place in sorted(places)] + inside
    assert len(allowed) == len(package)
    wrong = {}
    for place, bit in flips:
        verdict = judge(flipped(package, place, bit))
        if verdict.valid or verdict.code not in allowed[place]:
            wrong[place, bit] = verdict.code
    assert wrong == {}


def test_bits_beyond_the_end_of_compressed_data_are_not_free(package, judge):
    entries = Container(io.BytesIO(package)).entries.values()
    last = [each.end - 1 for each in entries if is_deflated(each.name)]
    codes = {judge(flipped(package, place, bit)).code for place in last for bit in range(8)}
    assert codes == {Code.ENTRY_DAMAGED}


def test_a_cut_file_is_called_truncated(package, judge):
    entries = Container(io.BytesIO(package)).entries.values()
    boundaries = [place for each in entries for place in (each.offset, each.data_offset, each.end)]
    cuts = [0, 1, len(package) // 2, len(package) - 30, len(package) - END.size, len(package) - 1]
    assert {cut: judge(package[:cut]).code for cut in cuts + boundaries} == dict.fromkeys(
        cuts + boundaries, Code.TRUNCATED
    )


@pytest.mark.parametrize(
    "more", [b"\0", b"\r\n", b"PK", b"x" * 70_000], ids=["zero", "newline", "PK", "much"]
)
def test_bytes_after_the_end_are_named(package, judge, more):
    assert judge(package + more).code == Code.TRAILING_DATA


def test_a_second_end_or_package_behind_the_first_is_refused(package, judge):
    assert judge(package + package[-END.size :]).code == Code.ZIP_STRUCTURE
    assert judge(package + package).code == Code.ZIP_STRUCTURE


def test_bytes_before_the_beginning_are_refused(package, judge):
    assert judge(b"MZ" + package).code == Code.NOT_A_PACKAGE


def test_other_files_are_not_packages(judge):
    for data in (b"%PDF-1.7 and so on, long enough to be read", b"\x30\x82" * 80, b"PK\x03\x04" + bytes(90)):
        assert judge(data).code == Code.NOT_A_PACKAGE


ALTERED = {
    GOI: {Code.DIGEST_MISMATCH},
    "du-lieu/person.jsonl": {Code.DIGEST_MISMATCH},
    ASIC_MANIFEST: {Code.SIGNATURE_INVALID, Code.MANIFEST_INVALID, Code.XML_FORBIDDEN, Code.ENTRY_MISSING},
    SIGNATURE: {Code.SIGNATURE_INVALID, Code.SIGNATURE_STRUCTURE, Code.CERTIFICATE_INVALID},
}


@pytest.mark.parametrize("name", ALTERED)
def test_a_changed_byte_is_refused_also_when_sizes_and_checksums_were_mended(forger, judge, name):
    content = forger.entries()[name]
    chance = random.Random(zlib.crc32(name.encode()))
    step = 1 if name == SIGNATURE else 3
    codes = {
        judge(forger.unsigned({name: flipped(content, place, chance.randrange(8))})).code
        for place in range(0, len(content), step)
    }
    assert codes <= ALTERED[name]

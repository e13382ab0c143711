"""Makes signed packages: verified as the receiver will, and on disk whole and settled, or not at all."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from desktop.errors import AppError
from desktop.exchange.asicmanifest import write_manifest
from desktop.exchange.container import ContainerWriter
from desktop.exchange.disk import move, settle, temporary_file, writing
from desktop.exchange.keys import SigningKey
from desktop.exchange.manifest import ATTACHMENTS, Manifest
from desktop.exchange.names import (
    ASIC_MANIFEST,
    GOI,
    SIGNATURE,
    attachment_entry,
    attachment_sha256,
    records_entry,
)
from desktop.exchange.reader import verify_file
from desktop.exchange.recordlines import write_line
from desktop.exchange.signing import sign
from desktop.exchange.trust import Trust
from desktop.exchange.verdict import Verdict

Records = Mapping[str, Iterable[Mapping[str, object]]]
Attachments = Iterable[
    tuple[str, bytes]
]  # name "<sha256>.<ext>" and content; its own name stays in the record


@dataclass(frozen=True, slots=True)
class WrittenPackage:
    """A finished package; `sha256` is what the next package of the stream gives as `prev`."""

    path: Path
    sha256: str
    size: int
    counts: Mapping[str, int]


def file_name(goi: Manifest) -> str:
    """The file name: unit, stream and number, nothing personal."""
    return f"{goi.sender}-{goi.stream}-{goi.seq:06d}.asice"


def build_package(
    file: BinaryIO, goi: Manifest, records: Records, attachments: Attachments, key: SigningKey
) -> Mapping[str, int]:
    """Fill an empty file, open for writing and reading, with the package of `goi`; its counts are filled in.

    A form that `records` lacks has none. AppError: key_expired, key_not_yet_valid, package_too_large,
    attachment_damaged, package_not_verified.
    """
    _fill(file, goi, records, attachments, key)
    return _verified(file).counts


def write_package(
    folder: Path, goi: Manifest, records: Records, attachments: Attachments, key: SigningKey
) -> WrittenPackage:
    """Build straight into `folder`, for packages too large for memory.

    AppError as `build_package`, and package_exists, folder_not_writable, disk_full.
    """
    path = folder / file_name(goi)
    if path.exists():
        raise AppError("package_exists", file=path.name)
    with writing(folder), temporary_file(folder) as (temporary, file):
        _fill(file, goi, records, attachments, key)
        settle(file)
        verdict = _verified(file)
        size = file.seek(0, 2)
        file.close()
        move(temporary, path, taken="package_exists")
    return WrittenPackage(path, str(verdict.sha256), size, verdict.counts)


def write_file(path: Path, data: bytes) -> Path:
    """Write a kept package out once more, byte by byte; nothing to do when it is there already.

    AppError: package_exists (another one has its name), package_not_verified, folder_not_writable, disk_full.
    """
    with writing(path.parent):
        if path.exists() and path.read_bytes() == data:
            return path
        with temporary_file(path.parent) as (temporary, file):
            file.write(data)
            settle(file)
            file.seek(0)
            if file.read() != data:
                raise AppError("package_not_verified", reason=hashlib.sha256(data).hexdigest()[:8])
            file.close()
            move(temporary, path, taken="package_exists")
    return path


def _fill(file: BinaryIO, goi: Manifest, records: Records, attachments: Attachments, key: SigningKey) -> None:
    now = datetime.now(UTC)
    if now > key.not_after:
        raise AppError("key_expired", date=f"{key.not_after:%d/%m/%Y}")
    if now < key.not_before:
        raise AppError("key_not_yet_valid", date=f"{key.not_before:%d/%m/%Y}")
    if not records.keys() <= goi.forms.keys():
        raise ValueError(sorted(records.keys() - goi.forms.keys()))
    package = _Package(ContainerWriter(file))
    counts = {form: package.add_records(form, records.get(form, ()), goi.forms[form]) for form in goi.forms}
    counts[ATTACHMENTS] = sum(package.add_attachment(name, content) for name, content in attachments)
    package.add(GOI, [replace(goi, counts=counts).to_bytes()])
    listing = write_manifest(package.digests)
    package.container.add(ASIC_MANIFEST, [listing])
    package.container.add(SIGNATURE, [sign(listing, key, now)])
    package.container.finish()


def _verified(file: BinaryIO) -> Verdict:
    """Read back what was written, as the receiver will."""
    verdict = verify_file(file, Trust(), datetime.now(UTC))
    if not verdict.valid:
        raise AppError("package_not_verified", reason=verdict.code.value)
    return verdict


class _Package:
    """A container being filled, and the digest of each object in it."""

    def __init__(self, container: ContainerWriter) -> None:
        self.container = container
        self.digests: dict[str, bytes] = {}

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        """Write one object and remember its digest."""
        digest = hashlib.sha256()

        def passing() -> Iterator[bytes]:
            for chunk in chunks:
                digest.update(chunk)
                yield chunk

        self.container.add(name, passing())
        self.digests[name] = digest.digest()

    def add_records(self, form: str, rows: Iterable[Mapping[str, object]], version: int) -> int:
        """Write a form's records; how many there were."""
        count = 0

        def lines() -> Iterator[bytes]:
            nonlocal count
            for row in rows:
                count += 1
                yield write_line(row, version)

        self.add(records_entry(form), lines())
        return count

    def add_attachment(self, name: str, content: bytes) -> bool:
        """Write an attachment once; AppError attachment_damaged when its name says otherwise."""
        entry = attachment_entry(name)
        if entry in self.digests:
            return False
        self.add(entry, [content])
        if self.digests[entry].hex() != attachment_sha256(entry):
            raise AppError("attachment_damaged", file=name)
        return True

"""Judges a package in a fixed order and reads its records; whatever the bytes, the answer is a Verdict."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final

from desktop.errors import AppError
from desktop.exchange.asicmanifest import read_manifest
from desktop.exchange.container import CHUNK, Container
from desktop.exchange.keys import common_name, fingerprint
from desktop.exchange.manifest import ATTACHMENTS, Manifest, ManifestError, from_bytes
from desktop.exchange.names import (
    ASIC_MANIFEST,
    GOI,
    SIGNATURE,
    UNSIGNED,
    attachment_sha256,
    form_of,
    records_entry,
)
from desktop.exchange.recordlines import read_line, split_lines
from desktop.exchange.signature import MAX_SIGNATURE, CheckedSignature, check_signature
from desktop.exchange.trust import Trust, check_sender, check_signer
from desktop.exchange.verdict import ReasonCode, Refused, Signer, Verdict

_MAX_MANIFEST: Final = 4 * 2**20  # bytes; 5,000 references need less than 2 MiB
_MAX_GOI: Final = 4 * 2**20


@dataclass(slots=True)
class _Findings:
    """What has been proved so far; a refusal keeps it, so that the officer sees whose package it was."""

    goi: Manifest | None = None
    signer: Signer | None = None


def verify_package(path: Path, trust: Trust, *, at: datetime | None = None) -> Verdict:
    """Judge a file as of `at` (default now); AppError package_unreadable when the disk does not give it."""
    with _opened(path) as file:
        return verify_file(file, trust, at or datetime.now(UTC))


def verify_file(file: BinaryIO, trust: Trust, at: datetime) -> Verdict:
    """Judge an open file as of `at`; a valid package warns that revocation cannot be asked offline."""
    found = _Findings()
    try:
        warnings = _judge(Container(file), found, trust, at)
        sha256 = _file_sha256(file)
    except Refused as refused:
        return Verdict(
            valid=False, code=refused.code, facts=refused.facts, goi=found.goi, signer=found.signer
        )
    return Verdict(
        valid=True,
        code=ReasonCode.VALID,
        sha256=sha256,
        goi=found.goi,
        signer=found.signer,
        counts=found.goi.counts if found.goi else {},
        warnings=(*warnings, ReasonCode.REVOCATION_UNCHECKED),
    )


def read_records(path: Path, verdict: Verdict) -> Iterator[tuple[str, dict[str, object]]]:
    """Form and record, in the order sent, of a package found valid; AppError package_changed."""
    with _proved(path, verdict) as (container, goi):
        for name in container.entries:
            form = form_of(name)
            if form is not None:
                for line in split_lines(container.chunks(name), name):
                    yield form, read_line(line, goi.forms[form])


def read_attachments(path: Path, verdict: Verdict) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Name ("<sha256>.<ext>") and pieces of each attachment of a package found valid, as `read_records`."""
    with _proved(path, verdict) as (container, _):
        for name in container.entries:
            if attachment_sha256(name) is not None:
                yield name.rpartition("/")[2], container.chunks(name)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise AppError("package_unreadable", file=path.name) from error


@contextmanager
def _proved(path: Path, verdict: Verdict) -> Iterator[tuple[Container, Manifest]]:
    if not verdict.valid or verdict.goi is None:
        raise ValueError(verdict.code)
    with _opened(path) as file:
        if _file_sha256(file) != verdict.sha256:
            raise AppError("package_changed", file=path.name)
        yield Container(file), verdict.goi


def _judge(container: Container, found: _Findings, trust: Trust, at: datetime) -> tuple[ReasonCode, ...]:
    """The acceptance order: signed list, signature, signer, goi.json, sender, every file, every line."""
    listing = container.read(ASIC_MANIFEST, _MAX_MANIFEST)
    digests = read_manifest(listing)
    _check_complete(container, digests)
    checked = check_signature(container.read(SIGNATURE, MAX_SIGNATURE), listing)
    found.signer = _signer(checked)
    check_signer(checked.chain, at)
    goi = _goi(container, digests[GOI])
    found.goi = goi
    warnings = check_sender(checked.chain[0], goi.sender, trust, at)
    for name, digest in digests.items():
        _check_digest(container, name, digest)
    _check_counts(container, goi)
    return warnings


def _check_complete(container: Container, digests: dict[str, bytes]) -> None:
    objects = container.entries.keys() - UNSIGNED
    for name in sorted(digests.keys() - objects):
        raise Refused(ReasonCode.ENTRY_MISSING, entry=name[:80])
    for name in sorted(objects - digests.keys()):
        raise Refused(ReasonCode.ENTRY_UNEXPECTED, entry=name)


def _signer(checked: CheckedSignature) -> Signer:
    certificate = checked.chain[0]
    try:
        subject = common_name(certificate)
    except ValueError as error:
        raise Refused(ReasonCode.CERTIFICATE_INVALID) from error
    return Signer(
        subject=subject,
        fingerprint=fingerprint(certificate),
        not_after=certificate.not_valid_after_utc,
        signed_at=checked.signed_at,
    )


def _goi(container: Container, digest: bytes) -> Manifest:
    data = container.read(GOI, _MAX_GOI)
    if hashlib.sha256(data).digest() != digest:
        raise Refused(ReasonCode.DIGEST_MISMATCH, entry=GOI)
    try:
        return from_bytes(data)
    except ManifestError as error:
        is_newer = error.field == "version"
        code = ReasonCode.GOI_VERSION_UNKNOWN if is_newer else ReasonCode.GOI_INVALID
        raise Refused(code, field=error.field[:80]) from error


def _check_digest(container: Container, name: str, digest: bytes) -> None:
    found = hashlib.sha256()
    for chunk in container.chunks(name):
        found.update(chunk)
    promised = attachment_sha256(name)
    if found.digest() != digest or (promised is not None and promised != found.hexdigest()):
        raise Refused(ReasonCode.DIGEST_MISMATCH, entry=name)


def _check_counts(container: Container, goi: Manifest) -> None:
    """Every line is a record, and there are as many files and lines as goi.json says."""
    counts = {ATTACHMENTS: 0}
    for name in container.entries:
        form = form_of(name)
        if attachment_sha256(name) is not None:
            counts[ATTACHMENTS] += 1
        elif form is not None:
            if form not in goi.forms:
                raise Refused(ReasonCode.ENTRY_UNEXPECTED, entry=name)
            counts[form] = _count_lines(container, name, goi.forms[form])
    for form in sorted(goi.forms.keys() - counts.keys()):
        raise Refused(ReasonCode.ENTRY_MISSING, entry=records_entry(form))
    for table in sorted(counts.keys() | goi.counts.keys()):
        stated, seen = goi.counts.get(table), counts.get(table)
        if stated != seen:
            raise Refused(ReasonCode.COUNT_MISMATCH, table=table, stated=stated or 0, found=seen or 0)


def _count_lines(container: Container, name: str, form_version: int) -> int:
    count = 0
    for count, line in enumerate(split_lines(container.chunks(name), name), 1):
        try:
            read_line(line, form_version)
        except ValueError as error:
            raise Refused(ReasonCode.RECORD_INVALID, entry=name, line=count) from error
    return count


def _file_sha256(file: BinaryIO) -> str:
    file.seek(0)
    found = hashlib.sha256()
    while chunk := file.read(CHUNK):
        found.update(chunk)
    return found.hexdigest()

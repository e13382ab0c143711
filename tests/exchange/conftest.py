"""One key and one small package for all tests of the exchange, and a forger who signs whatever he likes."""

import hashlib
import io
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from desktop.exchange import keys
from desktop.exchange.asicmanifest import write_manifest
from desktop.exchange.container import Container, ContainerWriter
from desktop.exchange.keys import Owner, SigningKey
from desktop.exchange.manifest import Manifest
from desktop.exchange.names import ASIC_MANIFEST, SIGNATURE, UNSIGNED
from desktop.exchange.reader import verify_file
from desktop.exchange.signing import sign
from desktop.exchange.trust import Trust
from desktop.exchange.verdict import Verdict
from desktop.exchange.writer import build_package

PASSPHRASE = "mật khẩu thử"
SENDER = "12345"
NOW = datetime.now(UTC).replace(microsecond=0)
SCAN = b"\x89PNG a scan" * 9
RECORDS = {
    "person": [
        {
            "id": "6f1c2a52-93a5-4c0e-8a62-0d1c7a3f0001",
            "version": 1,
            "form_version": 1,
            "payload": {"full_name": "Nguyễn Thị Ánh", "birth_date": "1985", "salary": 4.98, "sons": None},
        },
        {"id": "6f1c2a52-93a5-4c0e-8a62-0d1c7a3f0002", "version": 3, "deleted": True},
        {"id": "6f1c2a52-93a5-4c0e-8a62-0d1c7a3f0003", "version": 2, "left_out": ["REQUIRED"]},
    ],
    "office": [],
}


@pytest.fixture(scope="session")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("keys") / "khoa.p12"
    owner = Owner("UBND xã Đồng Tâm", SENDER)
    keys.create_key(path, PASSPHRASE, owner, NOW - timedelta(days=1), NOW + timedelta(days=730))
    return path


@pytest.fixture(scope="session")
def key(key_file: Path) -> SigningKey:
    return keys.load_key(key_file, PASSPHRASE)


@pytest.fixture(scope="session")
def goi() -> Manifest:
    return Manifest(
        package_id=str(uuid.UUID(int=7)),
        sender=SENDER,
        recipient="01",
        stream="a1",
        seq=1,
        prev=None,
        kind="submission",
        content="full",
        forms={"person": 1, "office": 2},
        catalogs={"religions": "2026-01"},
        program="soxa 0.1.0",
        created=NOW,
        schema=1,
    )


@pytest.fixture(scope="session")
def package(goi: Manifest, key: SigningKey) -> bytes:
    file = io.BytesIO()
    scan = (f"{hashlib.sha256(SCAN).hexdigest()}.png", SCAN)
    build_package(file, goi, RECORDS, [scan], key)
    return file.getvalue()


def judged(data: bytes, trust: Trust | None = None, at: datetime | None = None) -> Verdict:
    return verify_file(io.BytesIO(data), trust or Trust(), at or NOW)


@pytest.fixture(scope="session")
def judge() -> Callable[..., Verdict]:
    return judged


def zipped(entries: Iterable[tuple[str, bytes]]) -> bytes:
    file = io.BytesIO()
    writer = ContainerWriter(file)
    for name, content in entries:
        writer.add(name, [content])
    writer.finish()
    return file.getvalue()


@dataclass(frozen=True)
class Forger:
    """Takes the good package apart and puts another together in due form."""

    package: bytes
    key: SigningKey

    def entries(self) -> dict[str, bytes]:
        container = Container(io.BytesIO(self.package))
        return {name: container.read(name, 2**20) for name in list(container.entries)[1:]}

    def signed(
        self,
        changes: dict[str, bytes | None] | None = None,
        *,
        listing: Callable[[bytes], bytes] = bytes,
        signature: Callable[[bytes], bytes] = bytes,
        key: SigningKey | None = None,
    ) -> bytes:
        """Replace, add or (None) remove objects; alter the list before and the signature after signing."""
        objects = {name: content for name, content in self.entries().items() if name not in UNSIGNED}
        for name, content in (changes or {}).items():
            objects.pop(name, None)
            if content is not None:
                objects[name] = content
        listed = listing(write_manifest({n: hashlib.sha256(c).digest() for n, c in objects.items()}))
        made = signature(sign(listed, key or self.key, NOW))
        return zipped([*objects.items(), (ASIC_MANIFEST, listed), (SIGNATURE, made)])

    def unsigned(self, changes: dict[str, bytes | None]) -> bytes:
        """Replace, add or remove entries and leave list and signature as they were."""
        entries = self.entries()
        for name, content in changes.items():
            if content is None:
                del entries[name]
            else:
                entries[name] = content
        return zipped(entries.items())

    def certified(
        self, start: datetime, end: datetime, *, authority: bool = False, **usage: bool
    ) -> SigningKey:
        """The same key under a certificate of one's own making; without `usage` it has no keyUsage."""
        old = self.key.certificate
        builder = (
            x509.CertificateBuilder(old.subject, old.subject, old.public_key(), 5)
            .not_valid_before(start)
            .not_valid_after(end)
        )
        if authority:
            builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        if usage:
            builder = builder.add_extension(key_usage(**usage), critical=True)
        return SigningKey(self.key.private_key, builder.sign(self.key.private_key, hashes.SHA256()))


def key_usage(**usage: bool) -> x509.KeyUsage:
    names = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment")
    names += ("key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")
    return x509.KeyUsage(**{name: usage.get(name, False) for name in names})


@pytest.fixture(scope="session")
def forger(package: bytes, key: SigningKey) -> Forger:
    return Forger(package, key)


@pytest.fixture(scope="session")
def pack() -> Callable[[Iterable[tuple[str, bytes]]], bytes]:
    return zipped

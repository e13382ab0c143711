"""A commune's own signing key: RSA-3072 and a self-signed certificate in a protected PKCS#12 file."""

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from asn1crypto.pkcs12 import Pfx
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12
from cryptography.x509.oid import NameOID

from desktop.errors import AppError
from desktop.exchange.disk import move, settle, temporary_file, writing

_KEY_BITS: Final = 3072
_KDF_ROUNDS: Final = 600_000  # PBKDF2-HMAC-SHA256, OWASP 2023; about 0.2 s
_LONGEST_NAME: Final = 64  # ub-common-name, RFC 5280


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key in memory with its certificate and the certificates above it, nearest first."""

    private_key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey = field(repr=False)
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def fingerprint(self) -> str:
        """As printed on the enrolment slip."""
        return fingerprint(self.certificate)

    @property
    def subject(self) -> str:
        """The unit's name in the certificate."""
        return common_name(self.certificate)

    @property
    def not_before(self) -> datetime:
        """The certificate's first moment, UTC."""
        return self.certificate.not_valid_before_utc

    @property
    def not_after(self) -> datetime:
        """The certificate's last moment, UTC."""
        return self.certificate.not_valid_after_utc


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom a new key is for."""

    unit_name: str
    unit_code: str


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of the certificate, 8 groups of 8 capital hexadecimal digits, to be compared with paper."""
    digits = certificate.fingerprint(hashes.SHA256()).hex().upper()
    return " ".join(digits[at : at + 8] for at in range(0, len(digits), 8))


def common_name(certificate: x509.Certificate) -> str:
    """The CN of the subject; the whole subject when it has none."""
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()


def create_key(
    path: Path, passphrase: str, owner: Owner, valid_from: datetime, valid_to: datetime
) -> SigningKey:
    """Make a key and write it to `path`; never over an existing one (AppError key_exists).

    A technical seal, no public-service digital signature: a stamped paper with the fingerprint enrols it.
    """
    if not passphrase:
        raise AppError("key_passphrase_empty")
    if path.exists():
        raise AppError("key_exists", file=path.name)
    private_key = rsa.generate_private_key(65537, _KEY_BITS)
    certificate = _self_signed(private_key, owner, valid_from, valid_to)
    protection = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(_KDF_ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(_secret(passphrase))
    )
    name = owner.unit_code.encode()
    _write_new(path, pkcs12.serialize_key_and_certificates(name, private_key, certificate, None, protection))
    return SigningKey(private_key, certificate)


def load_key(path: Path, passphrase: str) -> SigningKey:
    """Open a PKCS#12 file; AppError key_unreadable (also: not a signing key) or key_wrong_passphrase."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise AppError("key_unreadable", file=path.name) from error
    if not _is_pkcs12(data):
        raise AppError("key_unreadable", file=path.name)
    try:
        private_key, certificate, others = pkcs12.load_key_and_certificates(data, _secret(passphrase))
    except ValueError as error:  # the library does not tell a wrong passphrase from damaged content
        raise AppError("key_wrong_passphrase", file=path.name) from error
    if certificate is None or not isinstance(private_key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise AppError("key_unreadable", file=path.name)
    return SigningKey(private_key, certificate, _chain(certificate, others))


def _self_signed(key: rsa.RSAPrivateKey, owner: Owner, start: datetime, end: datetime) -> x509.Certificate:
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, _fitting(owner.unit_name)),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, owner.unit_code),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, owner.unit_code),
        ]
    )
    public = key.public_key()
    usage = dict.fromkeys(
        (
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    builder = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )
    return builder.sign(key, hashes.SHA256())


def _fitting(name: str) -> str:
    """No more than the library lets into a common name: it counts bytes where the standard counts letters."""
    return name.encode()[:_LONGEST_NAME].decode(errors="ignore")


def _secret(passphrase: str) -> bytes:
    """NFC: Vietnamese keyboards type the same word in two ways."""
    return unicodedata.normalize("NFC", passphrase).encode()


def _is_pkcs12(data: bytes) -> bool:
    try:
        return bool(Pfx.load(data, strict=True).native["version"] == "v3")
    except (ValueError, TypeError, KeyError):
        return False


def _chain(leaf: x509.Certificate, others: list[x509.Certificate]) -> tuple[x509.Certificate, ...]:
    chain: list[x509.Certificate] = []
    last = leaf
    while last.issuer != last.subject:
        above = [each for each in others if each.subject == last.issuer and each not in chain]
        if not above:
            break
        last = above[0]
        chain.append(last)
    return tuple(chain)


def _write_new(path: Path, data: bytes) -> None:
    """Whole or not at all, and never over an existing key."""
    with writing(path.parent), temporary_file(path.parent) as (temporary, file):
        file.write(data)
        settle(file)
        file.close()
        move(temporary, path, taken="key_exists")

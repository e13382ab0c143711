"""The one DER encoding of a package's CAdES-B-B signature (RFC 5652, EN 319 122-1), from its parts.

Written apart from the library that signs: `signature` compares what it finds with what is assembled here.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from asn1crypto.core import ObjectIdentifier

SIGNING_TIME: Final = "1.2.840.113549.1.9.5"
MESSAGE_DIGEST: Final = "1.2.840.113549.1.9.4"
CERTIFICATE_V2: Final = "1.2.840.113549.1.9.16.2.47"
_CONTENT_TYPE: Final = "1.2.840.113549.1.9.3"
_COMMITMENT: Final = "1.2.840.113549.1.9.16.2.16"
_PROOF_OF_ORIGIN: Final = "1.2.840.113549.1.9.16.6.1"
_DATA: Final = "1.2.840.113549.1.7.1"
_SIGNED_DATA: Final = "1.2.840.113549.1.7.2"
_SEQUENCE: Final = 0x30
_SET: Final = 0x31
_OCTETS: Final = 0x04
_UTC_TIME: Final = 0x17
_SIGNED_ATTRIBUTES: Final = 0xA0  # [0] instead of SET inside SignerInfo
_CERTIFICATES: Final = 0xA0
_EXPLICIT: Final = 0xA0
_DIRECTORY_NAME: Final = 0xA4
_SHORT: Final = 0x80
_VERSION_1: Final = b"\x02\x01\x01"
_NULL: Final = b"\x05\x00"


@dataclass(frozen=True, slots=True)
class SignatureParts:
    """All that may differ between two signatures; in DER where bytes, the signer's certificate first."""

    certificates: tuple[bytes, ...]
    leaf_sha256: bytes
    issuer: bytes
    serial: bytes
    is_rsa: bool
    digest: bytes
    signed_at: datetime
    value: bytes


def signed_attributes(parts: SignatureParts) -> bytes:
    """The SET that is signed: content type, time, digest, certificate, commitment (proof of origin)."""
    return _tlv(_SET, _attributes(parts))


def signature_der(parts: SignatureParts) -> bytes:
    """The whole file: one signer, one digest algorithm, nothing unsigned, no content."""
    signer_info = _tlv(
        _SEQUENCE,
        _VERSION_1,
        _tlv(_SEQUENCE, parts.issuer, parts.serial),
        _SHA256,
        _tlv(_SIGNED_ATTRIBUTES, _attributes(parts)),
        _RSA_SHA256 if parts.is_rsa else _ECDSA_SHA256,
        _tlv(_OCTETS, parts.value),
    )
    signed_data = _tlv(
        _SEQUENCE,
        _VERSION_1,
        _tlv(_SET, _SHA256),
        _tlv(_SEQUENCE, _oid(_DATA)),
        _tlv(_CERTIFICATES, *sorted(parts.certificates)),
        _tlv(_SET, signer_info),
    )
    return _tlv(_SEQUENCE, _oid(_SIGNED_DATA), _tlv(_EXPLICIT, signed_data))


def _attributes(parts: SignatureParts) -> bytes:
    time = parts.signed_at.astimezone(UTC).strftime("%y%m%d%H%M%SZ").encode()
    issuer_serial = _tlv(_SEQUENCE, _tlv(_SEQUENCE, _tlv(_DIRECTORY_NAME, parts.issuer)), parts.serial)
    certificate_id = _tlv(_SEQUENCE, _tlv(_OCTETS, parts.leaf_sha256), issuer_serial)
    attributes = (
        _attribute(_CONTENT_TYPE, _oid(_DATA)),
        _attribute(SIGNING_TIME, _tlv(_UTC_TIME, time)),
        _attribute(MESSAGE_DIGEST, _tlv(_OCTETS, parts.digest)),
        _attribute(CERTIFICATE_V2, _tlv(_SEQUENCE, _tlv(_SEQUENCE, certificate_id))),
        _attribute(_COMMITMENT, _tlv(_SEQUENCE, _oid(_PROOF_OF_ORIGIN))),
    )
    return b"".join(sorted(attributes))


def _attribute(oid: str, value: bytes) -> bytes:
    return _tlv(_SEQUENCE, _oid(oid), _tlv(_SET, value))


def _tlv(tag: int, *contents: bytes) -> bytes:
    content = b"".join(contents)
    size = len(content)
    if size < _SHORT:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, _SHORT | len(length)]) + length + content


def _oid(dotted: str) -> bytes:
    return bytes(ObjectIdentifier(dotted).dump())


_SHA256: Final = _tlv(_SEQUENCE, _oid("2.16.840.1.101.3.4.2.1"), _NULL)
_RSA_SHA256: Final = _tlv(_SEQUENCE, _oid("1.2.840.113549.1.1.11"), _NULL)
_ECDSA_SHA256: Final = _tlv(_SEQUENCE, _oid("1.2.840.10045.4.3.2"))

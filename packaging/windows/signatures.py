"""Who signed a Windows file, checked offline: Authenticode (PKCS #7) up to a root of Mozilla's list.

Revocation is not asked for: nothing here goes to the network.
"""

import hashlib
import warnings
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import certifi
from asn1crypto import cms, core, parser, tsp
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509 import (
    BasicConstraints,
    Certificate,
    ExtendedKeyUsage,
    load_der_x509_certificate,
    load_pem_x509_certificates,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from executables import signed_part

_LONGEST_CHAIN = 6
_TIMESTAMP = "1.3.6.1.4.1.311.3.3.1"  # RFC 3161, in the clothes of Authenticode
_INDIRECT_DATA = "1.3.6.1.4.1.311.2.1.4"


class NotSignedError(Exception):
    """The file is not signed as it should be; the text says what is wrong."""


class _DigestInfo(core.Sequence):  # type: ignore[misc] # the library has no types
    _fields = [("algorithm", core.Any), ("digest", core.OctetString)]  # noqa: RUF012 - the library asks for it


class _IndirectData(core.Sequence):  # type: ignore[misc] # the library has no types
    _fields = [("data", core.Any), ("message_digest", _DigestInfo)]  # noqa: RUF012 - the library asks for it


def signer_of_program(data: bytes) -> str:
    """The organisation that signed an executable or library; NotSignedError."""
    signed = signed_part(data)
    if signed is None:
        raise NotSignedError("bears no signature")
    content = _signed_data(signed.signature)
    indirect = _IndirectData.load(_content(content))
    algorithm = content["signer_infos"][0]["digest_algorithm"]["algorithm"].native
    if hashlib.new(algorithm, signed.covered).digest() != indirect["message_digest"]["digest"].native:
        raise NotSignedError("was changed after it was signed")
    return _signer(content)


def signer_of_catalogue(data: bytes) -> tuple[str, frozenset[bytes]]:
    """The organisation that signed a catalogue, and the hashes (SHA-256) of the files it vouches for."""
    content = _signed_data(data)
    *_, entries = _children(_content(content))
    digests = {digest for entry in _children(entries) for digest in _digests(entry)}
    return _signer(content), frozenset(digests)


def _digests(entry: bytes) -> Iterator[bytes]:
    _tag, attributes = _children(entry)
    for attribute in _children(attributes):
        kind, values = _children(attribute)
        if core.ObjectIdentifier.load(kind).dotted == _INDIRECT_DATA:
            for value in _children(values):
                yield _IndirectData.load(value)["message_digest"]["digest"].native


def _signer(content: cms.SignedData) -> str:
    leaf = _verified(content, _signing_time(content), ExtendedKeyUsageOID.CODE_SIGNING)
    (name,) = leaf.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    return str(name.value)


def _signing_time(content: cms.SignedData) -> datetime:
    """When it was signed, as a timestamp authority vouches for it."""
    info = content["signer_infos"][0]
    for attribute in info["unsigned_attrs"]:
        if attribute["type"].dotted == _TIMESTAMP:
            token = _signed_data(attribute["values"][0].dump())
            stamp = tsp.TSTInfo.load(_contents(_content(token)))
            imprint = stamp["message_imprint"]
            algorithm = imprint["hash_algorithm"]["algorithm"].native
            if hashlib.new(algorithm, info["signature"].native).digest() != imprint["hashed_message"].native:
                raise NotSignedError("bears the timestamp of another signature")
            at: datetime = stamp["gen_time"].native
            _verified(token, at, ExtendedKeyUsageOID.TIME_STAMPING)
            return at
    raise NotSignedError("bears no timestamp")


def _verified(content: cms.SignedData, at: datetime, purpose: ObjectIdentifier) -> Certificate:
    """The certificate of the signer, once the signature and its chain hold at that time."""
    info = content["signer_infos"][0]
    algorithm = info["digest_algorithm"]["algorithm"].native
    digest = hashlib.new(algorithm, _contents(_content(content))).digest()
    stated = [one["values"] for one in info["signed_attrs"] if one["type"].native == "message_digest"]
    if [values[0].native for values in stated] != [digest]:
        raise NotSignedError("bears a signature of something else")
    certificates = [
        load_der_x509_certificate(one.chosen.dump())
        for one in content["certificates"]
        if one.name == "certificate"
    ]
    leaf = _leaf(info["sid"].chosen, certificates)
    key = leaf.public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        raise NotSignedError("is signed with a key of an unknown kind")
    attributes = b"\x31" + info["signed_attrs"].dump()[1:]  # signed as the set that they are
    try:
        key.verify(
            info["signature"].native, attributes, padding.PKCS1v15(), getattr(hashes, algorithm.upper())()
        )
    except InvalidSignature as error:
        raise NotSignedError("bears a forged signature") from error
    if purpose not in leaf.extensions.get_extension_for_class(ExtendedKeyUsage).value:
        raise NotSignedError("is signed with a certificate of another purpose")
    _assert_chain(leaf, certificates, at)
    return leaf


def _leaf(signer: core.Sequence, certificates: Sequence[Certificate]) -> Certificate:
    for one in certificates:
        number, issuer = signer["serial_number"].native, signer["issuer"].dump()
        if one.serial_number == number and one.issuer.public_bytes() == issuer:
            return one
    raise NotSignedError("does not carry the certificate of its signer")


def _assert_chain(certificate: Certificate, others: Sequence[Certificate], at: datetime) -> None:
    for _ in range(_LONGEST_CHAIN):
        if not certificate.not_valid_before_utc <= at.astimezone(UTC) <= certificate.not_valid_after_utc:
            raise NotSignedError(f"was signed outside the life of {certificate.subject.rfc4514_string()}")
        if _issuer(certificate, _roots()):
            return
        issuer = _issuer(certificate, others)
        if issuer is None:
            break
        certificate = issuer
    raise NotSignedError(f"leads to no known root: {certificate.issuer.rfc4514_string()}")


def _issuer(certificate: Certificate, candidates: Iterable[Certificate]) -> Certificate | None:
    for one in candidates:
        if one.subject != certificate.issuer or one == certificate:
            continue
        try:
            certificate.verify_directly_issued_by(one)
        except (InvalidSignature, TypeError, ValueError):
            continue
        if one.extensions.get_extension_for_class(BasicConstraints).value.ca:
            return one
    return None


@cache
def _roots() -> tuple[Certificate, ...]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)  # one old root is numbered 0
        return tuple(load_pem_x509_certificates(Path(certifi.where()).read_bytes()))


def _signed_data(der: bytes) -> cms.SignedData:
    return cms.ContentInfo.load(der)["content"]


def _content(signed: cms.SignedData) -> bytes:
    """What was signed, as one DER value; its kind differs between programs, catalogues and timestamps."""
    _kind, wrapped = _children(signed["encap_content_info"].dump())
    return _contents(wrapped)


def _contents(der: bytes) -> bytes:
    contents: bytes = parser.parse(der)[4]
    return contents


def _children(der: bytes) -> list[bytes]:
    inside, found = _contents(der), []
    while inside:
        _class, _method, _tag, header, content, trailer = parser.parse(inside)
        size = len(header) + len(content) + len(trailer)
        found.append(inside[:size])
        inside = inside[size:]
    return found

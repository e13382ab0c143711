"""Proves a package's signature: built exactly as `signing` builds it, by the certificate it names."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from asn1crypto import cms, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from desktop.exchange.cades import (
    CERTIFICATE_V2,
    MESSAGE_DIGEST,
    SIGNING_TIME,
    SignatureParts,
    signature_der,
    signed_attributes,
)
from desktop.exchange.verdict import ReasonCode, Refused

MAX_SIGNATURE: Final = 64 * 1024
_MIN_RSA_BITS: Final = 2048
_MAX_RSA_BITS: Final = 8192  # a larger key only serves to keep the reader busy
_MALFORMED: Final = (  # what the two libraries were seen or are documented to raise on damaged DER
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    OverflowError,
    RecursionError,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)


@dataclass(frozen=True, slots=True)
class CheckedSignature:
    """A signature that holds; `chain` begins with the signer's certificate."""

    chain: tuple[x509.Certificate, ...]
    signed_at: datetime


def check_signature(signature: bytes, data: bytes) -> CheckedSignature:
    """The signers of `data`; Refused(SIGNATURE_STRUCTURE | SIGNATURE_INVALID | CERTIFICATE_INVALID)."""
    try:
        parts = _take_apart(signature)
    except _MALFORMED as error:
        raise Refused(ReasonCode.SIGNATURE_STRUCTURE) from error
    if signature_der(parts) != signature:
        raise Refused(ReasonCode.SIGNATURE_STRUCTURE)
    if parts.digest != hashlib.sha256(data).digest():
        raise Refused(ReasonCode.SIGNATURE_INVALID)
    try:
        certificates = [x509.load_der_x509_certificate(each) for each in parts.certificates]
        public_key = certificates[0].public_key()
        chain = _ordered(certificates)
    except _MALFORMED as error:
        raise Refused(ReasonCode.CERTIFICATE_INVALID) from error
    try:
        _verify(public_key, parts.value, signed_attributes(parts))
    except InvalidSignature as error:
        raise Refused(ReasonCode.SIGNATURE_INVALID) from error
    return CheckedSignature(chain, parts.signed_at)


def _take_apart(signature: bytes) -> SignatureParts:
    """Read leniently: whether it is written in the one permitted way is checked by assembling it again."""
    content = cms.ContentInfo.load(signature, strict=True)
    if content["content_type"].native != "signed_data":
        raise ValueError
    signed_data = content["content"]
    (signer_info,) = signed_data["signer_infos"]
    values = {}
    for attribute in signer_info["signed_attrs"]:
        (values[attribute["type"].dotted],) = attribute["values"]
    certificate_ids = tsp.SigningCertificateV2.load(values[CERTIFICATE_V2].dump())
    leaf_sha256 = certificate_ids["certs"][0]["cert_hash"].native
    certificates = [each.chosen.dump() for each in signed_data["certificates"] if each.name == "certificate"]
    certificates.sort(key=lambda each: hashlib.sha256(each).digest() != leaf_sha256)
    if not certificates or hashlib.sha256(certificates[0]).digest() != leaf_sha256:
        raise Refused(ReasonCode.SIGNATURE_INVALID)
    bodies = [asn1_x509.Certificate.load(each, strict=True)["tbs_certificate"] for each in certificates]
    if any(body["serial_number"].native <= 0 for body in bodies):  # RFC 5280; merely a warning elsewhere
        raise Refused(ReasonCode.CERTIFICATE_INVALID)
    leaf = bodies[0]
    return SignatureParts(
        certificates=tuple(certificates),
        leaf_sha256=leaf_sha256,
        issuer=leaf["issuer"].dump(),
        serial=leaf["serial_number"].dump(),
        is_rsa=leaf["subject_public_key_info"]["algorithm"]["algorithm"].native == "rsa",
        digest=values[MESSAGE_DIGEST].native,
        signed_at=values[SIGNING_TIME].native,
        value=signer_info["signature"].native,
    )


def _verify(public_key: object, value: bytes, data: bytes) -> None:
    if isinstance(public_key, rsa.RSAPublicKey) and _MIN_RSA_BITS <= public_key.key_size <= _MAX_RSA_BITS:
        public_key.verify(value, data, padding.PKCS1v15(), hashes.SHA256())
    elif isinstance(public_key, ec.EllipticCurvePublicKey) and isinstance(public_key.curve, ec.SECP256R1):
        public_key.verify(value, data, ec.ECDSA(hashes.SHA256()))
    else:
        raise Refused(ReasonCode.CERTIFICATE_INVALID)


def _ordered(certificates: list[x509.Certificate]) -> tuple[x509.Certificate, ...]:
    """The chain from the signer upwards, which must use up all certificates."""
    chain, rest = certificates[:1], certificates[1:]
    while rest:
        above = next((each for each in rest if _has_issued(each, chain[-1])), None)
        if above is None:
            raise Refused(ReasonCode.SIGNATURE_STRUCTURE)
        chain.append(above)
        rest.remove(above)
    if chain[-1].issuer == chain[-1].subject and not _has_issued(chain[-1], chain[-1]):
        raise Refused(ReasonCode.CERTIFICATE_INVALID)
    return tuple(chain)


def _has_issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return issuer == certificate or _is_authority(issuer)


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False

"""Makes the CAdES-B-B signature of a package (EN 319 122-1), detached, over the bytes of its signed list."""

import hashlib
from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Final

from asn1crypto import cms, core
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.ades.api import GenericCommitment
from pyhanko.sign.general import as_signing_certificate_v2, simple_cms_attribute
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from desktop.exchange.keys import SigningKey

_DIGEST: Final = "sha256"
# By number: the library forgets to learn the name when a signature was read before pyHanko was loaded.
_COMMITMENT_TYPE: Final = "1.2.840.113549.1.9.16.2.16"


class _MemorySigner(Signer):
    """pyHanko's own signer loads and checks the RSA key anew each time (75 ms); this one does not."""

    def __init__(self, key: SigningKey) -> None:
        store = SimpleCertificateStore()
        store.register_multiple([_asn1(each) for each in key.chain])
        super().__init__(signing_cert=_asn1(key.certificate), cert_registry=store)
        self._key = key.private_key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: ARG002, FBT001, FBT002 - pyHanko's signature
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self._key.sign(data, ec.ECDSA(hashes.SHA256()))

    async def unsigned_attrs(self, *_: object, **__: object) -> None:
        """A B-B signature has none."""


def sign(data: bytes, key: SigningKey, at: datetime) -> bytes:
    """The DER of META-INF/signature001.p7s; `at` becomes the self-declared signing time."""
    certificate_id = as_signing_certificate_v2(_asn1(key.certificate))
    attributes = cms.CMSAttributes(
        [
            simple_cms_attribute("content_type", "data"),
            simple_cms_attribute("message_digest", hashlib.sha256(data).digest()),
            simple_cms_attribute("signing_certificate_v2", certificate_id),
            simple_cms_attribute("signing_time", cms.Time({"utc_time": core.UTCTime(at.astimezone(UTC))})),
            simple_cms_attribute(_COMMITMENT_TYPE, GenericCommitment.PROOF_OF_ORIGIN.asn1),
        ]
    )
    signed = _run(_MemorySigner(key).async_sign_prescribed_attributes(_DIGEST, attributes))
    return bytes(signed.dump())


def _run(steps: Coroutine[object, None, cms.ContentInfo]) -> cms.ContentInfo:
    """Run what never waits without an event loop: on Windows a loop opens a local socket."""
    try:
        steps.send(None)
    except StopIteration as done:
        return done.value
    raise RuntimeError


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))

"""Whose keys are known, and whether the signer of a package may speak for its sender."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509

from desktop.exchange.keys import fingerprint
from desktop.exchange.verdict import ReasonCode, Refused


@dataclass(frozen=True, slots=True)
class EnrolledKey:
    """A key confirmed on paper for one sender; the fingerprint may be grouped or not, in capitals or not."""

    sender: str
    fingerprint: str
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Trust:
    """The enrolled keys; None when there is no list at all: then nobody can be confirmed or contradicted."""

    keys: tuple[EnrolledKey, ...] | None = None

    @classmethod
    def of(cls, keys: Iterable[EnrolledKey]) -> "Trust":
        """A list, possibly empty: whoever is not on it is refused."""
        return cls(tuple(keys))


def check_signer(chain: tuple[x509.Certificate, ...], at: datetime) -> None:
    """Refused unless the certificates are valid at this moment and the first is one for signing documents."""
    try:
        usages = [_key_usage(each) for each in chain]
        is_authority = _is_authority(chain[0])
    except (ValueError, x509.DuplicateExtension, x509.UnsupportedGeneralNameType) as error:
        raise Refused(ReasonCode.CERTIFICATE_INVALID) from error
    leaf = usages[0]
    if leaf is None or is_authority or not (leaf.digital_signature or leaf.content_commitment):
        raise Refused(ReasonCode.CERTIFICATE_NOT_FOR_SIGNING)
    if any(usage is not None and not usage.key_cert_sign for usage in usages[1:]):
        raise Refused(ReasonCode.CERTIFICATE_INVALID)
    for each in chain:
        if at < each.not_valid_before_utc:
            raise Refused(ReasonCode.CERTIFICATE_NOT_YET_VALID, date=f"{each.not_valid_before_utc:%d/%m/%Y}")
        if at > each.not_valid_after_utc:
            raise Refused(ReasonCode.CERTIFICATE_EXPIRED, date=f"{each.not_valid_after_utc:%d/%m/%Y}")


def check_sender(
    certificate: x509.Certificate, sender: str, trust: Trust, at: datetime
) -> tuple[ReasonCode, ...]:
    """Refused unless this key is enrolled for this sender; without a list, remarks instead."""
    if trust.keys is None:
        if _names(certificate, sender):
            return (ReasonCode.SENDER_KEY_UNKNOWN,)
        return (ReasonCode.SENDER_KEY_UNKNOWN, ReasonCode.SENDER_NOT_IN_CERTIFICATE)
    mark = _bare(fingerprint(certificate))
    enrolments = [key for key in trust.keys if _bare(key.fingerprint) == mark]
    if not enrolments:
        raise Refused(ReasonCode.SENDER_KEY_UNKNOWN, sender=sender, fingerprint=fingerprint(certificate))
    own = [key for key in enrolments if key.sender == sender]
    if not own:
        raise Refused(ReasonCode.SENDER_KEY_MISMATCH, sender=sender, enrolled_for=enrolments[0].sender)
    withdrawals = [key.withdrawn_at for key in own if key.withdrawn_at is not None]
    if withdrawals and min(withdrawals) <= at:
        raise Refused(ReasonCode.SENDER_KEY_WITHDRAWN, sender=sender, date=f"{min(withdrawals):%d/%m/%Y}")
    return ()


def _key_usage(certificate: x509.Certificate) -> x509.KeyUsage | None:
    try:
        return certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return None


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def _names(certificate: x509.Certificate, sender: str) -> bool:
    return any(attribute.value == sender for attribute in certificate.subject)


def _bare(mark: str) -> str:
    return "".join(mark.split()).upper()

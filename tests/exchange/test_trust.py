"""A good signature is not enough: the key must be the one confirmed for this sender."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from desktop.exchange.keys import SigningKey
from desktop.exchange.trust import EnrolledKey, Trust
from desktop.exchange.verdict import ReasonCode as Code

NOW = datetime.now(UTC)


def test_without_a_list_the_package_is_valid_and_the_key_unconfirmed(package, judge):
    verdict = judge(package)
    assert verdict.valid
    assert verdict.warnings == (Code.SENDER_KEY_UNKNOWN, Code.REVOCATION_UNCHECKED)


def test_without_a_list_a_certificate_that_names_another_unit_is_remarked_on(forger, judge):
    goi = forger.entries()["goi.json"].replace(b'"12345"', b'"54321"')
    verdict = judge(forger.signed({"goi.json": goi}))
    assert verdict.valid
    assert Code.SENDER_NOT_IN_CERTIFICATE in verdict.warnings


def test_an_enrolled_key_leaves_only_the_revocation_open(package, judge, key):
    verdict = judge(package, Trust.of([EnrolledKey("12345", key.fingerprint)]))
    assert verdict.valid
    assert verdict.warnings == (Code.REVOCATION_UNCHECKED,)


def test_the_fingerprint_may_be_written_without_groups(package, judge, key):
    bare = key.fingerprint.replace(" ", "").lower()
    assert judge(package, Trust.of([EnrolledKey("12345", bare)])).valid


def test_a_key_enrolled_for_another_sender_is_a_mismatch(package, judge, key):
    verdict = judge(package, Trust.of([EnrolledKey("99999", key.fingerprint)]))
    assert (verdict.valid, verdict.code) == (False, Code.SENDER_KEY_MISMATCH)
    assert verdict.facts == {"sender": "12345", "enrolled_for": "99999"}


@pytest.mark.parametrize("others", [[], [EnrolledKey("12345", "0" * 64)]], ids=["empty list", "another key"])
def test_a_key_not_on_the_list_is_unknown(package, judge, others):
    verdict = judge(package, Trust.of(others))
    assert (verdict.valid, verdict.code) == (False, Code.SENDER_KEY_UNKNOWN)
    assert verdict.goi is not None


def test_a_withdrawn_key_is_refused_from_that_day(package, judge, key):
    trust = Trust.of([EnrolledKey("12345", key.fingerprint, withdrawn_at=NOW + timedelta(days=10))])
    assert judge(package, trust).valid
    assert judge(package, trust, NOW + timedelta(days=11)).code == Code.SENDER_KEY_WITHDRAWN


def issued_by(
    issuer: SigningKey, usage: x509.KeyUsage, *, may_issue: bool, above: x509.KeyUsage | None = None
) -> SigningKey:
    """A P-256 key under a certificate of an authority, which is `issuer`'s key under a name of its own."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "CA")])
    authority = x509.CertificateBuilder(name, name, issuer.certificate.public_key(), 8)
    authority = authority.not_valid_before(issuer.not_before).not_valid_after(issuer.not_after)
    authority = authority.add_extension(x509.BasicConstraints(ca=may_issue, path_length=None), critical=True)
    if above is not None:
        authority = authority.add_extension(above, critical=True)
    key = ec.generate_private_key(ec.SECP256R1())
    leaf = x509.CertificateBuilder(name, issuer.certificate.subject, key.public_key(), 9)
    leaf = leaf.not_valid_before(issuer.not_before).not_valid_after(issuer.not_after)
    leaf = leaf.add_extension(usage, critical=True)
    sign = issuer.private_key
    return SigningKey(key, leaf.sign(sign, hashes.SHA256()), (authority.sign(sign, hashes.SHA256()),))


def test_a_key_certified_by_an_authority_signs_as_well(forger, judge, key):
    usage = key.certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    certified = issued_by(key, usage, may_issue=True)
    verdict = judge(forger.signed(key=certified), Trust.of([EnrolledKey("12345", certified.fingerprint)]))
    assert (verdict.valid, verdict.code) == (True, Code.VALID)


def test_a_certificate_that_may_not_issue_others_is_no_authority(forger, judge, key):
    usage = key.certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    certified = issued_by(key, usage, may_issue=False)
    assert judge(forger.signed(key=certified)).code == Code.SIGNATURE_STRUCTURE


def test_an_authority_whose_key_may_not_sign_certificates_is_invalid(forger, judge, key):
    usage = key.certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    certified = issued_by(key, usage, may_issue=True, above=usage)
    assert judge(forger.signed(key=certified)).code == Code.CERTIFICATE_INVALID

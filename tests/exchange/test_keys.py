"""The key file: made once, opened only with its passphrase, compared by its fingerprint."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from desktop.errors import AppError
from desktop.exchange import keys

PASSPHRASE = "mật khẩu thử"
OWNER = keys.Owner("UBND xã Đồng Tâm", "12345")
NOW = datetime.now(UTC).replace(microsecond=0)
END = NOW + timedelta(days=730)


def test_the_certificate_says_what_was_asked(key):
    certificate = key.certificate
    named = {attribute.oid: attribute.value for attribute in certificate.subject}
    assert named == {
        NameOID.COMMON_NAME: "UBND xã Đồng Tâm",
        NameOID.ORGANIZATIONAL_UNIT_NAME: "12345",
        NameOID.SERIAL_NUMBER: "12345",
    }
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert usage.content_commitment
    assert not usage.key_encipherment
    assert key.private_key.key_size == 3072
    assert (key.not_after - key.not_before).days == 731
    certificate.verify_directly_issued_by(certificate)


def test_the_fingerprint_has_eight_groups_of_eight(key):
    assert re.fullmatch(r"[0-9A-F]{8}( [0-9A-F]{8}){7}", key.fingerprint)


def test_the_file_says_nothing_without_the_passphrase(key_file):
    data = key_file.read_bytes()
    assert b"UBND" not in data
    assert "Đồng Tâm".encode("utf-16-be") not in data
    aes_256_cbc, pbkdf2 = (
        bytes.fromhex("0609608648016503040 12a".replace(" ", "")),
        bytes.fromhex("06092a864886f70d01050c"),
    )
    assert data.count(aes_256_cbc) >= 1
    assert data.count(pbkdf2) >= 1


def test_a_passphrase_typed_in_either_unicode_form_opens_the_key(key_file, key):
    decomposed = unicodedata.normalize("NFD", PASSPHRASE)
    assert decomposed != PASSPHRASE
    assert keys.load_key(key_file, decomposed).fingerprint == key.fingerprint


@pytest.mark.parametrize("wrong", ["", "mat khau thu", PASSPHRASE + " "])
def test_a_wrong_passphrase_is_named(key_file, wrong):
    with pytest.raises(AppError) as refused:
        keys.load_key(key_file, wrong)
    assert refused.value.code == "key_wrong_passphrase"


@pytest.mark.parametrize("content", [None, b"", b"not a key", b"\x30\x80\x00", b"\x30\x03\x02\x01\x03"])
def test_what_is_no_key_file_is_unreadable(tmp_path, content):
    path = tmp_path / "khoa.p12"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(AppError) as refused:
        keys.load_key(path, PASSPHRASE)
    assert refused.value.code == "key_unreadable"


def test_a_cut_key_file_is_unreadable(key_file, tmp_path):
    path = tmp_path / "khoa.p12"
    path.write_bytes(key_file.read_bytes()[:-100])
    with pytest.raises(AppError) as refused:
        keys.load_key(path, PASSPHRASE)
    assert refused.value.code == "key_unreadable"


def test_a_file_without_certificate_is_unreadable(key, tmp_path):
    path = tmp_path / "khoa.p12"
    secret = BestAvailableEncryption(PASSPHRASE.encode())
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"x", key.private_key, None, None, secret))
    with pytest.raises(AppError) as refused:
        keys.load_key(path, PASSPHRASE)
    assert refused.value.code == "key_unreadable"


def test_an_existing_key_is_never_overwritten(key_file):
    before = key_file.read_bytes()
    with pytest.raises(AppError) as refused:
        keys.create_key(key_file, PASSPHRASE, OWNER, NOW, END)
    assert refused.value.code == "key_exists"
    assert key_file.read_bytes() == before


def test_a_key_needs_a_passphrase(tmp_path):
    with pytest.raises(AppError) as refused:
        keys.create_key(tmp_path / "khoa.p12", "", OWNER, NOW, END)
    assert refused.value.code == "key_passphrase_empty"


def test_a_failed_creation_leaves_nothing_behind(tmp_path):
    with pytest.raises(AppError) as refused:
        keys.create_key(tmp_path / "missing" / "khoa.p12", PASSPHRASE, OWNER, NOW, END)
    assert refused.value.code == "folder_not_writable"
    assert list(tmp_path.iterdir()) == []


def test_the_private_key_is_not_shown(key):
    assert isinstance(key.private_key, rsa.RSAPrivateKey)
    assert "private" not in repr(key)


def test_a_long_unit_name_fits_the_certificate(tmp_path):
    owner = keys.Owner("Ủy ban nhân dân " + "xã " * 40, "12345")
    made = keys.create_key(tmp_path / "khoa.p12", PASSPHRASE, owner, NOW, END)
    assert owner.unit_name.startswith(made.subject)
    assert 60 < len(made.subject.encode()) <= 64

"""Packages made to deceive, otherwise in due form: each is refused, and for the right reason."""

import hashlib
import io
import json
import struct
import warnings
import zipfile
import zlib
from dataclasses import replace
from datetime import timedelta
from itertools import repeat

import pytest
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from desktop.exchange import cades, container
from desktop.exchange.asicmanifest import write_manifest
from desktop.exchange.container import MAX_TOTAL, Container, ContainerWriter
from desktop.exchange.keys import SigningKey
from desktop.exchange.names import ASIC_MANIFEST, GOI, MIMETYPE, SIGNATURE
from desktop.exchange.signing import sign
from desktop.exchange.verdict import ReasonCode as Code
from desktop.exchange.verdict import Refused
from desktop.exchange.zipformat import CENTRAL, END, central_header, end_record, local_header

PERSON = "du-lieu/person.jsonl"
YEAR = timedelta(days=365)


def altered(goi: bytes, **changes) -> bytes:
    return json.dumps(json.loads(goi) | changes, sort_keys=True).encode()


def without(goi: bytes, name: str) -> bytes:
    return json.dumps({key: value for key, value in json.loads(goi).items() if key != name}).encode()


FORBIDDEN_NAMES = [
    "../du-lieu/person.jsonl",
    "/etc/passwd",
    "C:/x.pdf",
    "bieu\\x.pdf",
    "bieu/CON.pdf",
    "bieu/aux",
    "bieu/x.pdf.",
    "bieu/x.pdf ",
    "bieu/",
    "bieu//x.pdf",
    "bieu/x\u202efdp.exe",
    "bieu/mẫu".replace("ẫ", "a\u0302\u0303"),
    "bieu/x\0.pdf",
    "dinh-kem/" + "a" * 200,
]


@pytest.mark.parametrize("name", FORBIDDEN_NAMES, ids=ascii)
def test_a_name_that_could_mislead_a_file_system_is_forbidden(forger, judge, name):
    assert judge(forger.unsigned({name: b"x"})).code == Code.NAME_FORBIDDEN


@pytest.mark.parametrize(
    "name",
    [
        "META-INF/ASiCManifest002.xml",
        "META-INF/signature002.p7s",
        "META-INF/manifest.xml",
        "virus.exe",
        "bieu/x.exe",
    ],
)
def test_a_file_outside_the_closed_set_is_unexpected_even_if_signed(forger, judge, name):
    for data in (forger.unsigned({name: b"x"}), forger.signed({name: b"x"})):
        verdict = judge(data)
        assert (verdict.code, verdict.facts) == (Code.ENTRY_UNEXPECTED, {"entry": name})


def test_a_file_that_the_signature_does_not_cover_is_unexpected(forger, judge):
    assert judge(forger.unsigned({"bieu/2C.pdf": b"x"})).code == Code.ENTRY_UNEXPECTED


@pytest.mark.parametrize("name", [GOI, ASIC_MANIFEST, SIGNATURE, PERSON])
def test_a_removed_file_is_missing(forger, judge, name):
    verdict = judge(forger.unsigned({name: None}))
    assert (verdict.code, verdict.facts) == (Code.ENTRY_MISSING, {"entry": name})


@pytest.mark.parametrize("twin", [PERSON, "DU-LIEU/person.jsonl", MIMETYPE])
def test_twins_and_case_twins_are_duplicates(forger, judge, pack, twin):
    assert judge(pack([*forger.entries().items(), (twin, b"")])).code == Code.DUPLICATE_ENTRY


def test_a_package_packed_again_by_another_program_is_refused(package, judge):
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(file, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, old.read(info))
    assert judge(file.getvalue()).code == Code.NOT_A_PACKAGE


def test_a_local_header_may_not_differ_from_the_directory(package, judge):
    assert judge(package.replace(PERSON.encode(), PERSON.encode().upper(), 1)).code == Code.ZIP_STRUCTURE


def test_an_archive_comment_is_refused(package, judge):
    assert judge(package[:-2] + struct.pack("<H", 3) + b"abc").code == Code.TRAILING_DATA


@pytest.mark.parametrize("field", [38, 42], ids=["symbolic link", "shared data"])
def test_attributes_and_overlaps_in_the_directory_are_refused(package, judge, field):
    *_, start, _ = END.unpack(package[-END.size :])
    second = package.index(b"PK\x01\x02", start + 4)
    changed = bytearray(package)
    struct.pack_into("<I", changed, second + field, 0xA1FF0000 if field < 42 else 0)
    assert judge(bytes(changed)).code == Code.ZIP_STRUCTURE


def test_a_gap_between_entries_is_refused(package, judge):
    count, length, start = END.unpack(package[-END.size :])[4:7]
    gap = package[:start] + b"hidden" + package[start : start + length] + end_record(count, length, start + 6)
    assert judge(gap).code == Code.ZIP_STRUCTURE


def test_a_gap_between_a_header_and_its_data_is_refused(package, judge):
    """The directory points six bytes behind the header, so that the data are read from where they are."""
    entries = list(Container(io.BytesIO(package)).entries.values())
    victim = next(each for each in entries if each.name == GOI)
    moved = [replace(each, offset=each.offset + 6 * (each.offset >= victim.offset)) for each in entries]
    directory = b"".join(map(central_header, moved))
    start = END.unpack(package[-END.size :])[6]
    data = package[: victim.data_offset] + b"hidden" + package[victim.data_offset : start]
    assert (
        judge(data + directory + end_record(len(moved), len(directory), start + 6)).code == Code.ZIP_STRUCTURE
    )


def test_six_thousand_entries_exceed_the_limit(forger, judge, monkeypatch):
    monkeypatch.setattr(container, "MAX_ENTRIES", 10_000)
    many = {f"dinh-kem/{number:064x}.bin": b"" for number in range(6000)}
    data = forger.unsigned(many)
    monkeypatch.undo()
    assert judge(data).code == Code.LIMIT_EXCEEDED


def test_a_bomb_of_zeros_exceeds_the_limit_before_it_is_unpacked(forger, judge):
    file = io.BytesIO()
    writer = ContainerWriter(file)
    for name, content in forger.entries().items():
        writer.add(name, repeat(bytes(2**20), 64) if name == PERSON else [content])
    writer.finish()
    assert judge(file.getvalue()).code == Code.LIMIT_EXCEEDED


def test_a_bomb_that_lies_about_its_size_is_stopped_at_that_size(forger, judge):
    lying = lying_about(forger.entries(), PERSON, size=100)
    unpacked = []
    with pytest.raises(Refused):
        unpacked.extend(Container(io.BytesIO(lying)).chunks(PERSON))
    assert (judge(lying).code, unpacked) == (Code.ENTRY_DAMAGED, [])


def test_a_promise_of_more_than_two_gigabytes_exceeds_the_limit(forger, judge):
    assert judge(lying_about(forger.entries(), PERSON, size=MAX_TOTAL)).code == Code.LIMIT_EXCEEDED


def test_many_small_promises_exceed_the_limit_together(forger, judge, monkeypatch):
    data = forger.unsigned({f"du-lieu/form{number}.jsonl": bytes(20_000) for number in range(9)})
    assert judge(data).code == Code.ENTRY_UNEXPECTED
    monkeypatch.setattr(container, "MAX_TOTAL", 100_000)
    verdict = judge(data)
    assert (verdict.code, verdict.facts) == (Code.LIMIT_EXCEEDED, {"entry": "", "limit": 100_000})


def lying_about(entries: dict[str, bytes], liar: str, **lies: int) -> bytes:
    """Every header and the directory agree on a wrong size."""
    file = io.BytesIO()
    writer = ContainerWriter(file)
    for name, content in entries.items():
        entry = writer.add(name, repeat(bytes(2**16), 16) if name == liar else [content])
        if name == liar:
            position = file.tell()
            file.seek(entry.offset)
            writer._entries[-1] = replace(entry, **lies)
            file.write(local_header(writer._entries[-1]))
            file.seek(position)
    writer.finish()
    return file.getvalue()


def test_compressed_data_may_not_hide_more_behind_their_end(forger, judge):
    """The directory counts the hidden bytes as part of the entry; unpacking alone would not notice them."""
    package = forger.package
    entries = list(Container(io.BytesIO(package)).entries.values())
    victim = next(each for each in entries if each.name == PERSON)
    moved = [
        replace(each, packed=each.packed + 6)
        if each is victim
        else replace(each, offset=each.offset + 6)
        if each.offset > victim.offset
        else each
        for each in entries
    ]
    header = package[victim.offset : victim.data_offset]
    header = header[:18] + struct.pack("<I", victim.packed + 6) + header[22:]
    directory = b"".join(map(central_header, moved))
    count, _, start = END.unpack(package[-END.size :])[4:7]
    body = package[: victim.offset] + header + package[victim.data_offset : victim.end] + b"hidden"
    data = body + package[victim.end : start] + directory + end_record(count, len(directory), start + 6)
    verdict = judge(data)
    assert (verdict.code, verdict.facts) == (Code.ENTRY_DAMAGED, {"entry": PERSON})


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
XXE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "extra",
    [LAUGHS, XXE, b"<!-- note -->", b"<?xml-stylesheet href='x'?>"],
    ids=["laughs", "XXE", "comment", "PI"],
)
def test_declarations_and_comments_in_the_list_are_forbidden(forger, judge, extra):
    data = forger.signed(listing=lambda xml: xml.replace(b"?>\n", b"?>\n" + extra + b"\n", 1))
    assert judge(data).code == Code.XML_FORBIDDEN


@pytest.mark.parametrize(
    "alter",
    [
        lambda xml: xml.decode().encode("utf-16"),
        lambda xml: (XXE + xml).decode().encode("utf-16"),
        lambda xml: xml.replace(b"xmlenc#sha256", b"xmlenc#sha512"),
        lambda xml: xml.replace(b' Rootfile="true"', b""),
        lambda xml: xml.replace(b"</asic:ASiCManifest>", b"<asic:Extra/></asic:ASiCManifest>"),
        lambda xml: xml + b" ",
        lambda _: b"",
        lambda xml: xml[:-9],
    ],
    ids=["UTF-16", "UTF-16 XXE", "other digest", "no root", "extra element", "space", "empty", "cut"],
)
def test_a_list_in_another_form_is_invalid(forger, judge, alter):
    assert judge(forger.signed(listing=alter)).code == Code.MANIFEST_INVALID


def test_a_list_in_another_encoding_never_meets_the_parser(forger, judge, monkeypatch):
    monkeypatch.setattr(etree, "fromstring", None)
    data = forger.signed(listing=lambda xml: (XXE + xml).decode().encode("utf-16"))
    assert judge(data).code == Code.MANIFEST_INVALID


def test_a_list_that_names_an_absent_file_is_refused(forger, judge):
    objects = {GOI: bytes(32), "bieu/2C.pdf": bytes(32)}
    verdict = judge(forger.signed(listing=lambda _: write_manifest(objects)))
    assert (verdict.code, verdict.facts) == (Code.ENTRY_MISSING, {"entry": "bieu/2C.pdf"})


def test_an_attachment_under_a_name_not_its_own_is_refused(forger, judge):
    name = f"dinh-kem/{hashlib.sha256(b'one').hexdigest()}.png"
    assert judge(forger.signed({name: b"another"})).code == Code.DIGEST_MISMATCH


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda goi: altered(goi, extra=1), Code.GOI_INVALID),
        (lambda goi: without(goi, "recipient"), Code.GOI_INVALID),
        (lambda goi: altered(goi, seq="1"), Code.GOI_INVALID),
        (lambda goi: altered(goi, seq=True), Code.GOI_INVALID),
        (lambda goi: altered(goi, format="other"), Code.GOI_INVALID),
        (lambda goi: altered(goi, version=2, extra=1), Code.GOI_VERSION_UNKNOWN),
        (lambda goi: goi[:-1] + b', "seq": 2}', Code.GOI_INVALID),
        (lambda _: b"[" * 100_000, Code.GOI_INVALID),
        (lambda _: b"\xff\xfe", Code.GOI_INVALID),
        (lambda _: b'{"seq": NaN}', Code.GOI_INVALID),
        (lambda _: b'{"seq": ' + b"9" * 5000 + b"}", Code.GOI_INVALID),
        (lambda goi: altered(goi, counts={"person": 4, "office": 0, "attachments": 1}), Code.COUNT_MISMATCH),
        (lambda goi: altered(goi, counts={"person": 3, "office": 0, "attachments": 2}), Code.COUNT_MISMATCH),
        (lambda goi: altered(goi, counts={"person": 3, "attachments": 1}), Code.COUNT_MISMATCH),
        (lambda goi: altered(goi, forms={"person": 1, "office": 2, "third": 1}), Code.ENTRY_MISSING),
        (lambda goi: altered(goi, forms={"person": 1}), Code.ENTRY_UNEXPECTED),
    ],
)
def test_a_wrong_description_is_refused_for_what_is_wrong(forger, judge, change, code):
    assert judge(forger.signed({GOI: change(forger.entries()[GOI])})).code == code


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines.replace(b'":', b'": ', 1),
        lambda lines: lines.replace(b'"version":3', b'"version":0'),
        lambda lines: lines.replace(b'"deleted":true', b'"deleted":false'),
        lambda lines: lines.replace(b'"left_out":["REQUIRED"]', b'"left_out":[]'),
        lambda lines: lines.replace(b'"form_version":1', b'"form_version":2'),
        lambda lines: lines.replace(b"0002", b"000G"),
        lambda lines: lines.replace("Ánh".encode(), "A\u0301nh".encode()),
        lambda lines: lines.replace("Á".encode(), b"\\u00c1"),
        lambda lines: lines.replace(b"4.98", b"NaN"),
        lambda lines: lines.replace(b"4.98", b"1e999"),
        lambda lines: lines.replace(b'"sons":null', b'"sons":null,"sons":null'),
        lambda lines: lines.replace(b"1985", b"\\ud800"),
        lambda lines: lines.replace(b"1985", b"\xff"),
        lambda lines: lines.replace(b"null", b"[" * 50_000 + b"]" * 50_000),
        lambda lines: lines.replace(b"\n", b"\r\n"),
        lambda lines: lines + b"\n",
        lambda lines: lines[:-1],
        lambda lines: b"\xef\xbb\xbf" + lines,
    ],
)
def test_a_line_not_in_canonical_form_is_refused(forger, judge, change):
    lines = forger.entries()[PERSON]
    assert change(lines) != lines
    verdict = judge(forger.signed({PERSON: change(lines)}))
    assert (verdict.code, verdict.facts["entry"]) == (Code.RECORD_INVALID, PERSON)


def test_an_endless_line_exceeds_the_limit(forger, judge):
    noise = b"".join(hashlib.sha256(str(number).encode()).hexdigest().encode() for number in range(150_000))
    assert judge(forger.signed({PERSON: noise})).code == Code.LIMIT_EXCEEDED


def test_a_signature_over_another_list_is_invalid(forger, judge, key):
    other = sign(b"something else", key, forger.key.not_before + YEAR)
    assert judge(forger.unsigned({SIGNATURE: other})).code == Code.SIGNATURE_INVALID


def test_a_signature_by_another_key_under_this_certificate_is_invalid(forger, judge):
    stranger = SigningKey(rsa.generate_private_key(65537, 2048), forger.key.certificate)
    assert judge(forger.signed(key=stranger)).code == Code.SIGNATURE_INVALID


@pytest.mark.parametrize(
    "damage", [lambda _: b"", lambda der: der + b"\0", lambda der: der[:-1], lambda _: b"0" * 9]
)
def test_a_signature_in_another_encoding_is_refused(forger, judge, damage):
    assert judge(forger.signed(signature=damage)).code == Code.SIGNATURE_STRUCTURE


def test_a_signature_of_a_megabyte_exceeds_the_limit(forger, judge):
    assert judge(forger.signed(signature=lambda der: der + bytes(2**20))).code == Code.LIMIT_EXCEEDED


def test_indefinite_length_instead_of_der_is_refused(forger, judge):
    def loosened(der: bytes) -> bytes:
        assert der[:2] == b"\x30\x82"
        return b"\x30\x80" + der[4:] + b"\0\0"

    assert judge(forger.signed(signature=loosened)).code == Code.SIGNATURE_STRUCTURE


def test_a_certificate_too_many_is_refused(forger, judge, key):
    extra = forger.certified(key.not_before, key.not_after, digital_signature=True).certificate
    assert judge(forger.signed(key=SigningKey(key.private_key, key.certificate, (extra,)))).code == (
        Code.SIGNATURE_STRUCTURE
    )


def test_a_forged_self_signed_certificate_is_invalid(forger, judge, key):
    """Same name, the thief's key: the certificate's own signature does not fit."""
    old = key.certificate
    builder = x509.CertificateBuilder(old.subject, old.subject, old.public_key(), 5)
    builder = builder.not_valid_before(key.not_before).not_valid_after(key.not_after)
    thief = rsa.generate_private_key(65537, 2048)
    forged = SigningKey(key.private_key, builder.sign(thief, hashes.SHA256()))
    assert judge(forger.signed(key=forged)).code == Code.CERTIFICATE_INVALID


def test_a_serial_number_below_one_is_invalid(forger, judge, key):
    """No library makes such a certificate, so it is put together by hand."""
    body = Certificate.load(key.certificate.public_bytes(Encoding.DER))["tbs_certificate"]
    serial = body["serial_number"].dump()
    forged = body.dump().replace(serial, serial[:2] + b"\x80" + serial[3:], 1)
    value = key.private_key.sign(forged, padding.PKCS1v15(), hashes.SHA256())
    certificate = cades._tlv(0x30, forged, cades._RSA_SHA256, cades._tlv(0x03, b"\0", value))
    with warnings.catch_warnings(action="ignore"):
        other = SigningKey(key.private_key, x509.load_der_x509_certificate(certificate))
    assert judge(forger.signed(key=other)).code == Code.CERTIFICATE_INVALID


def test_an_expired_or_future_certificate_is_refused_at_that_time(package, judge, key):
    assert judge(package, at=key.not_after + timedelta(days=1)).code == Code.CERTIFICATE_EXPIRED
    assert judge(package, at=key.not_before - timedelta(days=1)).code == Code.CERTIFICATE_NOT_YET_VALID
    assert judge(package, at=key.not_after - timedelta(days=1)).valid


@pytest.mark.parametrize(
    "usage", [{"key_encipherment": True}, {"key_cert_sign": True}, {}], ids=["cipher", "CA", "none"]
)
def test_a_certificate_not_made_for_signing_is_refused(forger, judge, key, usage):
    other = forger.certified(key.not_before, key.not_after, **usage)
    assert judge(forger.signed(key=other)).code == Code.CERTIFICATE_NOT_FOR_SIGNING


def test_an_authority_does_not_sign_packages_itself(forger, judge, key):
    other = forger.certified(key.not_before, key.not_after, authority=True, digital_signature=True)
    assert judge(forger.signed(key=other)).code == Code.CERTIFICATE_NOT_FOR_SIGNING


def test_a_refusal_after_the_signature_still_names_the_signer(forger, judge, key):
    verdict = judge(forger.signed({GOI: b"{}"}))
    assert verdict.signer is not None
    assert verdict.signer.fingerprint == key.fingerprint
    assert (verdict.goi, verdict.sha256, verdict.valid) == (None, None, False)


def test_checksums_agree_with_what_was_altered(forger):
    """The forger's own containers are in due form: what is refused above is refused for its content."""
    signed = Container(io.BytesIO(forger.signed()))
    assert all(zlib.crc32(b"".join(signed.chunks(name))) == e.crc for name, e in signed.entries.items())
    assert CENTRAL.size == 46

"""A package goes out and comes in unchanged, and onto the disk whole or not at all."""

import errno
import hashlib
import io
import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.errors import AppError
from desktop.exchange import container, writer
from desktop.exchange.manifest import ManifestError, Parts, from_bytes
from desktop.exchange.reader import read_attachments, read_records, verify_package
from desktop.exchange.trust import Trust
from desktop.exchange.verdict import ReasonCode as Code

SCAN = b"\x89PNG a scan" * 9
NAME = f"{hashlib.sha256(SCAN).hexdigest()}.png"
ONE = {"id": "6f1c2a52-93a5-4c0e-8a62-0d1c7a3f0001", "version": 1, "form_version": 1, "payload": {"a": "Ánh"}}


@pytest.fixture
def written(tmp_path, goi, key):
    return writer.write_package(tmp_path, goi, {"person": [ONE]}, [(NAME, SCAN), (NAME, SCAN)], key)


def test_a_package_comes_back_as_it_went(written, goi, key):
    verdict = verify_package(written.path, Trust())
    assert (verdict.valid, verdict.code, verdict.sha256) == (True, Code.VALID, written.sha256)
    assert verdict.goi == replace(goi, counts={"person": 1, "office": 0, "attachments": 1})
    assert verdict.counts == written.counts == {"person": 1, "office": 0, "attachments": 1}
    assert verdict.signer.subject == key.subject
    assert verdict.signer.not_after == key.not_after
    assert list(read_records(written.path, verdict)) == [("person", ONE)]
    found = [(name, b"".join(chunks)) for name, chunks in read_attachments(written.path, verdict)]
    assert found == [(NAME, SCAN)]


def test_the_file_is_named_by_unit_stream_and_number(written):
    assert written.path.name == "12345-a1-000001.asice"
    assert written.size == written.path.stat().st_size
    assert written.sha256 == hashlib.sha256(written.path.read_bytes()).hexdigest()
    assert list(written.path.parent.iterdir()) == [written.path]


def test_every_field_of_the_description_survives(goi):
    full = replace(
        goi,
        seq=2,
        prev="0" * 64,
        kind="update",
        content="delta",
        corrects=(goi.package_id,),
        period="2026-Q4",
        sections_left_out=("person/religion",),
        parts=Parts(1, 2, goi.package_id),
        counts={"person": 1},
        receipts_seen=(goi.package_id,),
    )
    assert from_bytes(full.to_bytes()) == full


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sender", "../x"),
        ("recipient", ""),
        ("stream", "a b"),
        ("seq", 0),
        ("prev", "0" * 64),
        ("kind", "other"),
        ("package_id", "7"),
        ("forms", {"../x": 1}),
        ("forms", {"attachments": 1}),
        ("period", "a\nb"),
        ("schema", True),
        ("parts", Parts(3, 2, "6f1c2a52-93a5-4c0e-8a62-0d1c7a3f0001")),
    ],
)
def test_a_wrong_field_is_named(goi, field, value):
    with pytest.raises(ManifestError) as refused:
        replace(goi, **{field: value}).to_bytes()
    assert refused.value.field == field


def test_text_is_composed_on_the_way_out(tmp_path, goi, key):
    decomposed = ONE | {"payload": {"a": "A\u0301nh"}}
    made = writer.write_package(tmp_path, goi, {"person": [decomposed]}, [], key)
    verdict = verify_package(made.path, Trust())
    assert list(read_records(made.path, verdict)) == [("person", ONE)]


def test_a_package_may_be_empty(tmp_path, goi, key):
    made = writer.write_package(tmp_path, goi, {}, [], key)
    assert verify_package(made.path, Trust()).counts == {"person": 0, "office": 0, "attachments": 0}


def test_a_record_of_no_known_shape_is_a_mistake_of_ours(goi, key):
    for wrong in ({"id": "x"}, ONE | {"extra": 1}, ONE | {"payload": {"a": float("nan")}}):
        with pytest.raises(ValueError, match=r"^$|NaN|JSON compliant"):
            writer.build_package(io.BytesIO(), goi, {"person": [wrong]}, [], key)
    with pytest.raises(ValueError, match="unknown"):
        writer.build_package(io.BytesIO(), goi, {"unknown": []}, [], key)


def test_a_damaged_attachment_stops_the_package(tmp_path, goi, key):
    with pytest.raises(AppError) as refused:
        writer.write_package(tmp_path, goi, {}, [(NAME, SCAN + b"x")], key)
    assert refused.value.code == "attachment_damaged"
    assert list(tmp_path.iterdir()) == []


def test_an_existing_package_is_kept(written, goi, key):
    before = written.path.read_bytes()
    with pytest.raises(AppError) as refused:
        writer.write_package(written.path.parent, goi, {}, [], key)
    assert refused.value.code == "package_exists"
    assert written.path.read_bytes() == before


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_named_and_nothing_is_left(tmp_path, goi, key, monkeypatch, number):
    def full(descriptor):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AppError) as refused:
        writer.write_package(tmp_path, goi, {}, [], key)
    assert refused.value.code == "disk_full"
    with pytest.raises(AppError) as refused:
        writer.write_file(tmp_path / "again.asice", b"x")
    assert refused.value.code == "disk_full"
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_or_a_file_in_its_place_is_named(tmp_path, goi, key):
    (tmp_path / "file").write_bytes(b"")
    for folder in (tmp_path / "missing", tmp_path / "file"):
        with pytest.raises(AppError) as refused:
            writer.write_package(folder, goi, {}, [], key)
        assert refused.value.code == "folder_not_writable"


def test_a_kept_package_is_written_again_byte_by_byte(tmp_path, package):
    path = tmp_path / "12345-a1-000001.asice"
    assert writer.write_file(path, package).read_bytes() == package
    assert writer.write_file(path, package) == path
    with pytest.raises(AppError) as refused:
        writer.write_file(path, package + b"x")
    assert refused.value.code == "package_exists"
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [package]


def test_a_key_out_of_date_signs_nothing(tmp_path, goi, key, forger):
    day = timedelta(days=1)
    for shift, code in ((-10 * day, "key_expired"), (10 * day, "key_not_yet_valid")):
        start = key.not_before + shift
        other = forger.certified(start, start + 2 * day, digital_signature=True)
        with pytest.raises(AppError) as refused:
            writer.write_package(tmp_path, goi, {}, [], other)
        assert refused.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_what_the_reader_would_refuse_is_never_left_on_the_disk(tmp_path, goi, key, forger):
    other = forger.certified(key.not_before, key.not_after, key_encipherment=True)
    with pytest.raises(AppError) as refused:
        writer.write_package(tmp_path, goi, {}, [], other)
    assert (refused.value.code, refused.value.facts) == (
        "package_not_verified",
        {"reason": "CERTIFICATE_NOT_FOR_SIGNING"},
    )
    assert list(tmp_path.iterdir()) == []


def test_a_package_over_the_limit_is_not_begun_twice(goi, key, monkeypatch):
    monkeypatch.setattr(container, "MAX_TOTAL", 500)
    with pytest.raises(AppError) as refused:
        writer.build_package(io.BytesIO(), goi, {"person": [ONE] * 9}, [], key)
    assert refused.value.code == "package_too_large"


def test_a_file_changed_after_its_verdict_is_not_read(written):
    verdict = verify_package(written.path, Trust())
    written.path.write_bytes(written.path.read_bytes() + b"x")
    for read in (read_records, read_attachments):
        with pytest.raises(AppError) as refused:
            list(read(written.path, verdict))
        assert refused.value.code == "package_changed"


def test_a_refused_package_is_not_read(tmp_path):
    path = tmp_path / "x.asice"
    path.write_bytes(b"")
    with pytest.raises(ValueError, match="TRUNCATED"):
        list(read_records(path, verify_package(path, Trust())))


def test_a_file_that_cannot_be_opened_is_an_error_of_the_world(tmp_path):
    for path in (tmp_path / "missing.asice", tmp_path):
        with pytest.raises(AppError) as refused:
            verify_package(path, Trust())
        assert refused.value.code == "package_unreadable"


def test_judging_needs_no_signing_library(written):
    code = (
        "import sys; from pathlib import Path; from desktop.exchange import reader, trust;"
        "verdict = reader.verify_package(Path(sys.argv[1]), trust.Trust());"
        "assert 'pyhanko' not in sys.modules; print(verdict.code)"
    )
    root = Path(__file__).resolve().parents[2]
    found = subprocess.run(
        [sys.executable, "-c", code, written.path], capture_output=True, text=True, check=True, cwd=root
    )
    assert found.stdout.strip() == "VALID"

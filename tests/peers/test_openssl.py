"""Programs that know nothing of us read a package as it is: openssl the signature, unzip the container."""

import hashlib
import io
import subprocess
import uuid
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from desktop.exchange import keys, writer
from desktop.exchange.manifest import Manifest

NOW = datetime.now(UTC).replace(microsecond=0)
SCAN = bytes(range(256)) * 40
LISTING = "META-INF/ASiCManifest001.xml"
SIGNATURE = "META-INF/signature001.p7s"
SPACES = {"asic": "http://uri.etsi.org/02918/v1.2.1#", "ds": "http://www.w3.org/2000/09/xmldsig#"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package, what it unpacks to, and the certificate of its signer."""
    folder = tmp_path_factory.mktemp("peers")
    owner = keys.Owner("UBND xã Đồng Tâm", "12345")
    key = keys.create_key(folder / "khoa.p12", "mật khẩu", owner, NOW - timedelta(1), NOW + timedelta(700))
    goi = Manifest(
        package_id=str(uuid.uuid4()),
        sender="12345",
        recipient="01",
        stream="a1",
        seq=1,
        prev=None,
        kind="submission",
        content="full",
        forms={"person": 1},
        program="soxa 0.1.0",
        created=NOW,
        schema=1,
    )
    person = {"id": str(uuid.uuid4()), "version": 1, "form_version": 1, "payload": {"full_name": "Đỗ Ánh"}}
    scan = (f"{hashlib.sha256(SCAN).hexdigest()}.png", SCAN)
    made = writer.write_package(folder, goi, {"person": [person] * 20}, [scan], key)
    made.path.rename(folder / "goi.asice")
    (folder / "signer.pem").write_bytes(key.certificate.public_bytes(Encoding.PEM))
    subprocess.run(["unzip", "-q", "goi.asice", "-d", "out"], cwd=folder, check=True)
    return folder


def openssl_verifies(folder: Path, content: str) -> subprocess.CompletedProcess[str]:
    command = ["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", f"out/{SIGNATURE}"]
    command += ["-content", content, "-CAfile", "signer.pem", "-purpose", "any", "-out", "/dev/null"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_openssl_finds_the_cades_signature_good(folder):
    found = openssl_verifies(folder, f"out/{LISTING}")
    assert found.returncode == 0, found.stderr
    assert "CAdES Verification successful" in found.stdout + found.stderr


def test_openssl_refuses_the_signature_over_anything_else(folder):
    (folder / "altered.xml").write_bytes((folder / "out" / LISTING).read_bytes() + b" ")
    assert openssl_verifies(folder, "altered.xml").returncode != 0


def test_openssl_opens_the_key_file_with_its_passphrase_only(folder):
    (folder / "right").write_text("mật khẩu\n", "utf-8")
    (folder / "wrong").write_text("mat khau\n", "utf-8")
    command = ["openssl", "pkcs12", "-in", "khoa.p12", "-nokeys", "-info", "-passin"]
    right = subprocess.run([*command, "file:right"], cwd=folder, capture_output=True, text=True, check=False)
    wrong = subprocess.run([*command, "file:wrong"], cwd=folder, capture_output=True, text=True, check=False)
    assert right.returncode == 0, right.stderr
    assert "PBES2, PBKDF2, AES-256-CBC, Iteration 600000, PRF hmacWithSHA256" in right.stderr
    assert wrong.returncode != 0


def test_unzip_and_python_find_the_container_sound(folder):
    found = subprocess.run(
        ["unzip", "-t", "goi.asice"], cwd=folder, capture_output=True, text=True, check=True
    )
    assert "No errors detected" in found.stdout
    with zipfile.ZipFile(folder / "goi.asice") as package:
        assert package.testzip() is None
        first = package.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert package.read("mimetype") == b"application/vnd.etsi.asic-e+zip"
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any(info.extra or info.comment for info in package.infolist())


def test_the_list_names_every_file_with_the_digest_that_sha256_gives(folder):
    listing = etree.parse(io.BytesIO((folder / "out" / LISTING).read_bytes()))
    references = listing.findall("asic:DataObjectReference", SPACES)
    for reference in references:
        found = subprocess.run(
            ["openssl", "dgst", "-sha256", "-binary", f"out/{reference.get('URI')}"],
            cwd=folder,
            capture_output=True,
            check=True,
        )
        encoded = subprocess.run(
            ["openssl", "base64", "-A"], input=found.stdout, capture_output=True, check=True
        )
        assert encoded.stdout.decode() == reference.findtext("ds:DigestValue", None, SPACES)
    files = {
        path.relative_to(folder / "out").as_posix() for path in (folder / "out").rglob("*") if path.is_file()
    }
    named = {reference.get("URI") for reference in references}
    assert files - named == {"mimetype", LISTING, SIGNATURE}

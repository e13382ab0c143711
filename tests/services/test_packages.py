import json
import resource
import zipfile
from datetime import date, datetime

import pytest

from desktop.domain.values import raw
from desktop.errors import AppError
from desktop.exchange import writer
from desktop.services.records import Query
from desktop.services.verdicts import judge

KEY_PASSPHRASE = "mật khẩu của khóa thử"


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


@pytest.fixture
def full_stick(monkeypatch):
    """From the moment a package is written out the system lets no file grow beyond 4 KiB."""
    write = writer.write_file

    def when_full(path, data):
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
        try:
            return write(path, data)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))

    with monkeypatch.context() as patched:
        patched.setattr(writer, "write_file", when_full)
        yield patched


def spoil(session, text="phúc"):
    """Make one record unfit to be sent; its id."""
    row = session.records.page("person", Query(text=text)).rows[0]
    session.records.save(row.id, row.revision, {"birth_date": raw("31/02/1985")})
    return row.id


def lines_of(path, form="person"):
    with zipfile.ZipFile(path) as package:
        return [json.loads(line) for line in package.read(f"du-lieu/{form}.jsonl").splitlines()]


def manifest_of(path):
    with zipfile.ZipFile(path) as package:
        return json.loads(package.read("goi.json"))


def test_all_sound_records_are_ready(full):
    ready = full.packages.ready()
    assert (ready.records, ready.left_out) == (42, ())


def test_every_record_that_bars_itself_is_named_with_its_reasons(full):
    spoiled = spoil(full)
    ready = full.packages.ready()
    (left_out,) = ready.left_out
    assert ready.records == 41
    assert (left_out.record_id, left_out.form_id, left_out.codes) == (spoiled, "person", ("date_invalid",))
    ((place, text),) = left_out.problems
    assert place == "birth_date"
    assert "Ngày sinh" in text


def test_a_package_is_valid_and_holds_every_record(full, period, stick):
    exported = full.packages.export(period, stick, KEY_PASSPHRASE)
    assert exported.path.parent == stick
    assert (exported.seq, exported.records, exported.left_out) == (1, 42, ())
    assert exported.size == exported.path.stat().st_size
    judged = judge(exported.path)
    assert (judged.valid, judged.code) == (True, "VALID")
    assert judged.document()["sha256"] == exported.sha256
    assert judged.document()["sender"] == "15865"
    sent = {line["id"]: line["payload"] for line in lines_of(exported.path)}
    rows = full.records.page("person", Query()).rows
    assert sent == {row.id: full.records.payload(row.id) for row in rows}


def test_a_record_that_cannot_go_is_in_the_package_by_id_and_codes_alone(full, period, stick):
    spoiled = spoil(full)
    exported = full.packages.export(period, stick, KEY_PASSPHRASE)
    assert judge(exported.path).valid
    assert [one.record_id for one in exported.left_out] == [spoiled]
    (line,) = [line for line in lines_of(exported.path) if line["id"] == spoiled]
    assert line == {"id": spoiled, "version": 2, "left_out": ["date_invalid"]}
    assert "31/02/1985" not in json.dumps(lines_of(exported.path))


def test_a_deleted_record_is_told_as_deleted(full, period, stick):
    row = full.records.page("person", Query()).rows[0]
    full.records.delete(row.id, row.revision)
    exported = full.packages.export(period, stick, KEY_PASSPHRASE)
    assert {"id": row.id, "version": 2, "deleted": True} in lines_of(exported.path)
    assert exported.records == 41


def test_the_list_of_packages_counts_the_records_that_went_whole(full, period, stick):
    row = full.records.page("person", Query()).rows[0]
    full.records.delete(row.id, row.revision)
    spoil(full)
    exported = full.packages.export(period, stick, KEY_PASSPHRASE)
    assert [sent.records for sent in full.packages.sent()] == [exported.records] == [40]


def test_the_file_name_and_the_list_of_left_out_for_machines_name_nobody(full, period, stick):
    spoil(full)
    exported = full.packages.export(period, stick, KEY_PASSPHRASE)
    document = json.dumps(exported.document(), ensure_ascii=False)
    assert exported.left_out[0].label not in document
    assert exported.path.name == f"15865-{manifest_of(exported.path)['stream']}-000001.asice"


def test_packages_are_numbered_and_each_names_the_one_before(full, period, stick):
    first = full.packages.export(period, stick, KEY_PASSPHRASE)
    spoil(full)
    second = full.packages.export(period, stick, KEY_PASSPHRASE)
    one, two = manifest_of(first.path), manifest_of(second.path)
    assert (one["seq"], one.get("prev")) == (1, None)
    assert (two["seq"], two["prev"]) == (2, first.sha256)
    assert (one["stream"], one["period"], one["recipient"]) == (two["stream"], "Quý I", "38")
    assert [(sent.seq, sent.is_written, sent.period) for sent in full.packages.sent()] == [
        (2, True, "Quý I"),
        (1, True, "Quý I"),
    ]


def test_changes_since_the_latest_package_are_counted(full, period, stick):
    full.packages.export(period, stick, KEY_PASSPHRASE)
    assert full.packages.unsent_changes() == 0
    spoil(full)
    assert full.packages.unsent_changes() == 1


def test_a_package_is_written_again_byte_by_byte(full, period, stick, tmp_path):
    exported = full.packages.export(period, stick, KEY_PASSPHRASE)
    spoil(full)
    other = tmp_path / "other"
    other.mkdir()
    again = full.packages.write_again(full.packages.sent()[0].package_id, other)
    assert again.read_bytes() == exported.path.read_bytes()
    assert full.packages.write_again(full.packages.sent()[0].package_id, stick) == exported.path
    with pytest.raises(AppError, match="package_missing"):
        full.packages.write_again("no such package", other)


def test_another_file_of_that_name_is_kept(full, period, stick):
    exported = full.packages.export(period, stick, KEY_PASSPHRASE)
    exported.path.write_bytes(b"mine")
    with pytest.raises(AppError, match="package_exists"):
        full.packages.write_again(full.packages.sent()[0].package_id, stick)
    assert exported.path.read_bytes() == b"mine"


def test_a_full_stick_leaves_no_half_file_and_the_same_package_is_written_later(
    full, period, stick, full_stick
):
    before = payloads(full)
    with pytest.raises(AppError, match="disk_full"):
        full.packages.export(period, stick, KEY_PASSPHRASE)
    assert list(stick.iterdir()) == []
    full_stick.undo()
    (made,) = full.packages.sent()
    assert (made.seq, made.is_written) == (1, False)
    path = full.packages.write_again(made.package_id, stick)
    assert judge(path).valid
    assert [one.is_written for one in full.packages.sent()] == [True]
    following = full.packages.export(period, stick, KEY_PASSPHRASE)
    assert (following.seq, manifest_of(following.path)["prev"]) == (2, judge(path).document()["sha256"])
    assert payloads(full) == before
    assert full.check() == ()


def payloads(session):
    return {row.id: session.records.payload(row.id) for row in session.records.page("person", Query()).rows}


def test_nothing_is_signed_where_it_could_not_be_written_or_with_a_wrong_passphrase(full, period, stick):
    with pytest.raises(AppError, match="folder_missing"):
        full.packages.export(period, stick / "nowhere", KEY_PASSPHRASE)
    with pytest.raises(AppError, match="key_wrong_passphrase"):
        full.packages.export(period, stick, "sai")
    assert (full.packages.sent(), list(stick.iterdir())) == ((), [])


def test_a_store_without_a_key_says_so(full, period, stick, tmp_path):
    (tmp_path / "full" / "khoa-ky.p12").unlink()
    assert not full.keys.exists()
    with pytest.raises(AppError, match="key_missing"):
        full.packages.export(period, stick, KEY_PASSPHRASE)


def test_a_key_is_made_once_and_kept(full, tmp_path):
    before = (tmp_path / "full" / "khoa-ky.p12").read_bytes()
    with pytest.raises(AppError, match="key_exists"):
        full.keys.create("một mật khẩu khác")
    assert (tmp_path / "full" / "khoa-ky.p12").read_bytes() == before
    assert full.keys.load(KEY_PASSPHRASE).fingerprint.count(" ") == 7


def test_a_photo_goes_with_its_record_and_not_with_one_that_stays(full, period, stick, tmp_path):
    image = tmp_path / "anh.png"
    image.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    sha256 = full.attachments.add_image(image)
    row = full.records.page("person", Query()).rows[0]
    full.records.save(row.id, row.revision, {"photo": sha256})
    first = full.packages.export(period, stick, KEY_PASSPHRASE)
    with zipfile.ZipFile(first.path) as package:
        assert package.read(f"dinh-kem/{sha256}.png") == image.read_bytes()
    full.records.save(row.id, row.revision + 1, {"birth_date": raw("31/02/1985")})
    second = full.packages.export(period, stick, KEY_PASSPHRASE)
    with zipfile.ZipFile(second.path) as package:
        assert not [name for name in package.namelist() if name.startswith("dinh-kem/")]
    assert judge(first.path).valid
    assert judge(second.path).valid


def test_periods_have_names_of_their_own(full):
    opened = full.periods.open(" Quý I ", date(2026, 3, 31), datetime(2026, 4, 10, 17, 0))
    assert full.periods.get("Quý I") == full.periods.get(opened.id) == opened
    for name, code in (("Quý I", "period_exists"), ("  ", "period_unnamed")):
        with pytest.raises(AppError, match=code):
            full.periods.open(name, date(2026, 3, 31), datetime(2026, 4, 10, 17, 0))
    with pytest.raises(AppError, match="period_missing"):
        full.periods.get("Quý II")
    assert len(full.periods.all()) == 1


def test_the_current_period_is_the_one_due_next(full):
    assert full.periods.current() is None
    past = full.periods.open("cũ", date(2020, 3, 31), datetime(2020, 4, 10, 17, 0))
    assert full.periods.current() == past
    far = full.periods.open("xa", date(2990, 3, 31), datetime(2990, 4, 10, 17, 0))
    near = full.periods.open("gần", date(2980, 3, 31), datetime(2980, 4, 10, 17, 0))
    assert full.periods.current() == near
    assert [one.id for one in full.periods.all()] == [far.id, near.id, past.id]

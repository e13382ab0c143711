"""Every store and package that a release left behind opens, for ever."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop import paths
from desktop.exchange.reader import verify_package
from desktop.exchange.trust import Trust
from desktop.services import start
from desktop.services.records import Query

THINGS = paths.resources() / "sample" / "things.json"
RELEASES = sorted((Path(__file__).parent / "data" / "releases").iterdir())


@pytest.fixture(params=RELEASES, ids=lambda folder: folder.name)
def release(request):
    return request.param


def test_a_released_store_opens_is_whole_and_keeps_what_was_typed(release, tmp_path):
    folder = shutil.copytree(release / "store", tmp_path / "store")
    passphrase = (release / "passphrase.txt").read_text(encoding="utf-8").strip()
    session = start.open_(folder, passphrase)
    try:
        assert session.check() == ()
        names = [row.values["full_name"] for row in session.records.page("person", Query()).rows]
        assert names == ["Đặng Thị Ánh", "Lê Hoà", "Nguyễn Văn Thử"]
        unreadable = session.records.page("person", Query(text="dang thi anh")).rows[0]
        assert session.records.payload(unreadable.id)["birth_date"] == {"raw": "31/02/1985"}
        assert session.records.history(limit=1)[0].undoes is not None
        assert [package.seq for package in session.packages.sent()] == [1]
        session.records.redo()
        assert session.check() == ()
    finally:
        session.close()


def test_forms_that_came_later_take_their_first_records_in_a_released_store(release, tmp_path):
    folder = shutil.copytree(release / "store", tmp_path / "store")
    session = start.open_(folder, (release / "passphrase.txt").read_text(encoding="utf-8").strip())
    try:
        for form_id, records in json.loads(THINGS.read_text(encoding="utf-8")).items():
            if form_id in session.forms:
                before = session.records.count(form_id)
                view, _ = session.records.create(form_id, records[1])
                assert session.records.page(form_id, Query()).total == before + 1
                assert (view.record.payload, view.problems) == (records[1], ())
        assert session.check() == ()
    finally:
        session.close()


def test_a_released_package_is_still_valid_at_the_time_it_was_made(release):
    (package,) = release.glob("*.asice")
    made_at = datetime.strptime((release / "made.txt").read_text().strip(), "%Y-%m-%d").replace(tzinfo=UTC)
    verdict = verify_package(package, Trust(), at=made_at + timedelta(days=1))
    assert verdict.valid, verdict
    assert verdict.counts["person"] == 3

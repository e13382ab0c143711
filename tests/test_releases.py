"""Every store and package that a release left behind opens, for ever."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.exchange.reader import verify_package
from desktop.exchange.trust import Trust
from desktop.services import start
from desktop.services.records import Query

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


def test_a_released_package_is_still_valid_at_the_time_it_was_made(release):
    (package,) = release.glob("*.asice")
    made_at = datetime.strptime((release / "made.txt").read_text().strip(), "%Y-%m-%d").replace(tzinfo=UTC)
    verdict = verify_package(package, Trust(), at=made_at + timedelta(days=1))
    assert verdict.valid, verdict
    assert verdict.counts["person"] == 3

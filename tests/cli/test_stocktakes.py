"""`soxa stocktake`."""

import json

import pytest

from desktop.services import start


@pytest.fixture(autouse=True)
def uncounted(soxa):
    """The practice commune without the stock-taking that it has open."""
    session = start.open_(soxa.store, soxa.passphrase)
    for record_id, _, _ in session.stocktaking.all():
        session.records.delete(record_id, session.records.open(record_id).record.revision)
    session.close()


def test_a_stocktaking_from_the_book_to_its_end(soxa):
    done = soxa(
        "stocktake", "start", "2027-01-01", "--member", "Lê Thị Lan;Kế toán;head", "--decision", "1/QĐ"
    )
    assert done.code == 0
    assert "Kiểm kê 0 giờ ngày 01/01/2027" in done.out
    told = json.loads(soxa("stocktake", "differences", "--json").out)
    rooms = [room["name"] for room in told["rooms"]]
    assert len(rooms) > 3
    assert all(room["counted"] == 0 for room in told["rooms"])
    one = next(iter(json.loads(soxa("list", "equipment", "--json").out)))
    assert soxa("stocktake", "close").code == 2
    assert soxa("stocktake", "count", one["id"], "0").code == 0
    for room in rooms:
        soxa("stocktake", "room", room)
    left = soxa("stocktake", "differences")
    assert left.code == 1
    assert "thực tế 0 (thiếu)" in left.out
    refused = soxa("stocktake", "close")
    assert (refused.code, "Còn 1 chênh lệch" in refused.err) == (2, True)


def test_without_an_open_one_there_is_nothing_to_count(soxa):
    refused = soxa("stocktake", "differences")
    assert (refused.code, "Chưa có đợt kiểm kê nào" in refused.err) == (2, True)
    assert soxa("stocktake", "start", "2027-01-01", "--member", "Lan;Kế toán;boss").code == 2

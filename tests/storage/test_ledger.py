"""The books: settings, periods, numbered packages, receipts."""

import pytest
from sqlalchemy.exc import IntegrityError

from desktop.errors import AppError
from desktop.storage.database import Store
from desktop.storage.ledger import Ledger, Package, Period, Receipt
from desktop.storage.model import NewChange
from desktop.storage.records import RecordStore

CHANGE = NewChange("edit", "Sửa", "Lan", "PC-01")


@pytest.fixture
def ledger(store: Store) -> Ledger:
    return Ledger(store.engine)


def package(seq: int, **values: object) -> Package:
    known: dict[str, object] = {
        "package_id": f"id-{seq}", "direction": "out", "unit": "00001", "stream": "abcd", "seq": seq,
        "prev": "", "sha256": f"{seq:064d}", "kind": "submission", "name": f"{seq}.p7m",
        "at": "2026-01-01", "by": "Lan",
    }  # fmt: skip
    return Package(**known | values)  # type: ignore[arg-type]


def test_settings_are_remembered_and_forgotten(ledger: Ledger) -> None:
    ledger.set_setting("commune", {"code": "00001"})
    assert ledger.setting("commune") == {"code": "00001"}
    ledger.set_setting("commune", None)
    assert ledger.setting("commune") is None


def test_a_period_knows_the_changes_between_which_it_lay(ledger: Ledger, records: RecordStore) -> None:
    opened = ledger.open_period(Period("", "Quý III", "planned", "2025-09-30", "2025-10-09T17:00"))
    records.save("staff", None, None, {"number": "1"}, CHANGE)
    closed = ledger.close_period(opened.uid, "{}")
    assert (opened.state, opened.opened, closed.state, closed.closed) == ("open", None, "closed", 1)
    assert ledger.periods() == (closed,)
    assert ledger.reopen_period(opened.uid).closed is None
    with pytest.raises(AppError, match="period_missing"):
        ledger.period("nothing")


def test_packages_are_numbered_in_one_line(ledger: Ledger) -> None:
    assert ledger.last_package("out", "00001", "abcd") is None
    period = ledger.open_period(Period("", "Quý III", "planned", "2025-09-30", ""))
    ledger.add_package(package(1, counts={"person": 3}, period=period.uid))
    ledger.add_package(package(2, prev=f"{1:064d}"))
    assert ledger.last_package("out", "00001", "abcd") == ledger.package("id-2")
    assert [one.seq for one in ledger.packages("out")] == [2, 1]
    assert ledger.packages("out", period.uid) == (package(1, counts={"person": 3}, period=period.uid),)


def test_a_number_is_signed_once(ledger: Ledger) -> None:
    ledger.add_package(package(2))
    for seq in (1, 2):
        with pytest.raises(AppError, match="package_forked"):
            ledger.add_package(package(seq, package_id="other"))
    with pytest.raises(IntegrityError):
        ledger.add_package(package(2, package_id="third", unit="00002"))


def test_a_receipt_is_entered_once_beside_its_package(ledger: Ledger) -> None:
    ledger.add_package(package(1))
    receipt = Receipt("r-1", "id-1", "in", "accepted", "0" * 64, "2026-01-02", {"counts": 3})
    ledger.add_receipt(receipt)
    ledger.add_receipt(receipt)
    ledger.set_package_state("id-1", "received")
    assert ledger.receipts("in") == (receipt,)
    found = ledger.package("id-1")
    assert found is not None
    assert found.state == "received"


def test_a_stream_stays_until_it_is_renewed(ledger: Ledger) -> None:
    first = ledger.stream()
    assert ledger.stream() == first
    assert ledger.new_stream() != first

"""No door leads round the administrator to the commune's own values of norms."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import AppError
from desktop.services import start
from desktop.services.norm_overrides import FORM, OwnValue
from desktop.services.session import Session
from desktop.storage.model import Write

from .conftest import PASSPHRASE, USER

AT = date(2026, 11, 27)
CLERK, SECRET = "Minh", "một câu dài khác"
VALUES = {
    "norm_table": "facility_rules",
    "norm_row": "scattered_km",
    "norm_name": "Phân tán",
    "value": "3",
    "basis": "QĐ 1",
    "valid_from": "2026-01-01",
}
Deed = Callable[[Session, str], Any]


@pytest.fixture
def decided(session: Session) -> Iterator[tuple[Session, str]]:
    """A clerk in a store whose administrator decided one value; the value's record."""
    session.users.add(CLERK, ("clerk",), SECRET)
    norm = next(one for one in session.norm_overrides.in_force(AT) if one.table == "facility_rules")
    session.norm_overrides.decide(norm, "Ngưỡng", OwnValue(Decimal(3), "QĐ 2", date(2026, 1, 1)))
    (row,) = session.records.in_order_of_entry(FORM)
    folder: Path = session.folder
    session.close()
    clerk = start.open_(folder, SECRET, CLERK)
    yield clerk, row
    clerk.close()


DOORS: dict[str, Deed] = {
    "create": lambda clerk, _: clerk.records.create(FORM, VALUES),
    "save": lambda clerk, row: clerk.records.save(row, 1, {"value": "9"}),
    "delete": lambda clerk, row: clerk.records.delete(row, 1),
    "write_many": lambda clerk, _: clerk.records.write_many("import", "x", [Write(FORM, values=VALUES)]),
    "delete_many": lambda clerk, row: clerk.records.write_many(
        "edit", "x", [Write(FORM, row, 1, delete=True)]
    ),
    "undo": lambda clerk, _: clerk.records.undo(),
}


@pytest.mark.parametrize("door", DOORS)
def test_a_clerk_cannot_change_a_norm_through_any_door(decided: tuple[Session, str], door: str) -> None:
    clerk, row = decided
    before = clerk.norm_overrides.in_force(AT)
    with pytest.raises(AppError) as refused:
        DOORS[door](clerk, row)
    assert refused.value.code == "right_missing"
    assert clerk.norm_overrides.in_force(AT) == before


def test_the_administrator_takes_a_decision_back_by_undo(decided: tuple[Session, str]) -> None:
    clerk, row = decided
    clerk.close()
    session = start.open_(clerk.folder, PASSPHRASE, USER)
    session.records.undo()
    assert row not in session.records.in_order_of_entry(FORM)
    session.close()

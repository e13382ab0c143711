"""Typed tables: every field type has its column, and a stored value survives the way through it."""

from typing import Any

import pytest

from desktop.domain.fieldtypes import FIELD_TYPES
from desktop.domain.form import Form
from desktop.storage import columns, database
from desktop.storage.columns import KINDS
from desktop.storage.model import NewChange, Write
from desktop.storage.records import RecordStore
from desktop.storage.typed import LARGE

CHANGE = NewChange("edit", "Sửa", "Lan", "PC-01")


def test_every_field_type_has_its_column() -> None:
    assert KINDS.keys() == set(FIELD_TYPES.values())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("full_name", "Đặng Thị Ánh"),
        ("birth_date", "1985-02"),
        ("pay", "4.98"),
        ("pay", "10.00"),
        ("children", 0),
        ("party", False),
        ("division", "H"),
        ("sex", "male"),
        ("home", {"text": "xã Cũ"}),
        ("telephone", "0912345678"),
    ],
)
def test_a_value_survives_its_column(forms: dict[str, Form], name: str, value: Any) -> None:
    field = forms["staff"].field(name)
    column = columns.typed(field, value)
    assert column is not None
    assert columns.stored(field, column) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("pay", "NaN"),
        ("pay", "abc"),
        ("pay", 4.98),
        ("children", "2"),
        ("children", 2**70),
        ("children", True),
        ("party", "x"),
        ("full_name", 7),
        ("full_name", {"raw": "?"}),
        ("home", "text"),
    ],
)
def test_what_a_type_could_not_mean_is_null_and_never_stops_a_save(
    records: RecordStore, forms: dict[str, Form], name: str, value: Any
) -> None:
    assert columns.typed(forms["staff"].field(name), value) is None
    saved = records.save("staff", None, None, {name: value}, CHANGE, problem_counts=(1, 0))
    assert records.get(saved.record.id).payload == {name: value}


def test_a_field_named_like_an_own_column_keeps_both(records: RecordStore) -> None:
    made = records.save("staff", None, None, {"unit": "A"}, CHANGE).record
    table = records.typed["staff"].main
    with database.reading(records.engine) as connection:
        row = connection.execute(table.select()).one()
    assert (row.unit, row.unit_, row.record_id) == ("00001", "A", made.id)


def test_a_long_list_gets_the_indexes_a_short_one_does_without(records: RecordStore) -> None:
    def indexes() -> set[str]:
        with database.reading(records.engine) as connection:
            found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'index'")
            return {name for (name,) in found if name.startswith("ix_form_staff")}

    assert indexes() == {"ix_form_staff_record_id", "ix_form_staff_sort_key", "ix_form_staff_key"}
    writes = [Write("staff", payload={"number": str(n)}, problem_counts=(0, 0)) for n in range(LARGE + 1)]
    records.save_many(CHANGE, writes)
    assert {"ix_form_staff_of_division", "ix_form_staff_by_pay", "ix_form_staff_words"} <= indexes()

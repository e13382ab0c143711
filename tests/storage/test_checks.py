"""The check of a store finds what somebody with the key changed behind the program's back."""

import pytest

from desktop.storage import checks, database
from desktop.storage.database import Store
from desktop.storage.model import NewChange, Write
from desktop.storage.records import RecordStore

CHANGE = NewChange("edit", "Sửa", "Lan", "PC-01")


@pytest.fixture
def filled(records: RecordStore) -> RecordStore:
    people = [{"full_name": f"Nguyễn {n}", "number": str(n), "jobs": [{"_id": "0000000a"}]} for n in range(3)]
    saved = records.save_many(CHANGE, [Write("staff", payload=person) for person in people])
    records.save("staff", saved[0].record.id, 1, {"number": "9", "jobs/0000000a/place": "Xã A"}, CHANGE)
    records.save("post", None, None, {"holder": saved[1].record.id}, CHANGE)
    records.undo(2, "Lan")
    return records


def test_a_sound_store_has_no_findings(filled: RecordStore) -> None:
    assert checks.check_store(filled) == []


@pytest.mark.parametrize(
    ("tampering", "code"),
    [
        ("UPDATE change SET by = 'Minh' WHERE n = 2", checks.CHAIN),
        ("UPDATE change SET at = '2020-01-01T00:00:00.000Z' WHERE n = 1", checks.CHAIN),
        ("UPDATE change SET hash = previous WHERE n = 4", checks.CHAIN),
        ("UPDATE change SET undone_by = NULL", checks.CHAIN),
        ("UPDATE revision SET delta = replace(delta, '9', '8') WHERE change = 2", checks.CHAIN),
        ("UPDATE revision SET delta = replace(delta, 'Nguyễn 2', 'Trần 2')", checks.PAYLOAD),
        ("DELETE FROM revision WHERE change = 2", checks.CHAIN),
        ("UPDATE record SET payload = replace(payload, 'Nguyễn 1', 'Trần 1')", checks.PAYLOAD),
        ("UPDATE record SET unit = '00002' WHERE n = 2", checks.PAYLOAD),
        ("UPDATE record SET deleted = 1 WHERE n = 2", checks.PAYLOAD),
        ("UPDATE form_staff SET number = '5' WHERE n = 2", checks.TYPED),
        ("DELETE FROM form_staff WHERE n = 3", checks.TYPED),
        ("DELETE FROM form_staff__jobs WHERE n = 3", checks.TYPED),
        ("INSERT INTO form_staff__jobs (n, row_id, record_id, row_at) VALUES (2, 'x', 'y', 0)", checks.TYPED),
        ("INSERT OR REPLACE INTO search_staff (rowid, folded) VALUES (2, 'tran')", checks.SEARCH),
        ("DELETE FROM search_staff WHERE rowid = 3", checks.SEARCH),
        ("DELETE FROM link", checks.LINKS),
    ],
)
def test_tampering_is_found(store: Store, filled: RecordStore, tampering: str, code: str) -> None:
    with database.writing(store.engine) as connection:
        assert connection.exec_driver_sql(tampering).rowcount != 0
    assert code in {finding.code for finding in checks.check_store(filled)}


def test_a_change_cut_out_of_the_middle_is_found(store: Store, filled: RecordStore) -> None:
    connection = store.engine.raw_connection()
    for statement in (
        "PRAGMA foreign_keys = OFF",
        "DELETE FROM revision WHERE change = 3",
        "UPDATE record SET created = 1, changed = 1",
        "DELETE FROM change WHERE n = 3",
    ):
        connection.cursor().execute(statement)
    connection.close()
    assert checks.Finding(checks.CHAIN, {"n": 4}) in checks.check_store(filled)


def test_a_flipped_bit_in_the_file_is_found(store: Store, filled: RecordStore) -> None:
    store.engine.dispose()
    path = store.folder / database.FILE
    data = bytearray(path.read_bytes())
    data[len(data) - 9000] ^= 1
    path.write_bytes(data)
    assert checks.FILE in {finding.code for finding in checks.check_store(filled)}


def test_findings_name_records_by_id_only(store: Store, filled: RecordStore) -> None:
    with database.writing(store.engine) as connection:
        connection.exec_driver_sql("UPDATE record SET payload = replace(payload, 'Nguyễn', 'Trần')")
        connection.exec_driver_sql("UPDATE form_staff SET full_name = 'Trần'")
    assert "Tr" not in repr(checks.check_store(filled))

"""Opening and closing: encrypted, held by one process, refused when newer, damaged or full."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine

from desktop.domain.catalog import Catalogs
from desktop.domain.form import Form
from desktop.errors import AppError
from desktop.storage import database, ledger_tables, migration
from desktop.storage.attachments import Attachments
from desktop.storage.database import Store
from desktop.storage.model import NewChange, Write
from desktop.storage.records import RecordStore

CHANGE = NewChange("edit", "Sửa", "Lan", "PC-01")
OPEN_IT = """
import sys
from pathlib import Path
from desktop.errors import AppError
from desktop.storage import database
try:
    database.open_store(Path(sys.argv[1]), bytes.fromhex(sys.argv[2])).close()
except AppError as error:
    print(error.code, error.facts.get("pid"))
else:
    print("opened")
"""


def open_elsewhere(store: Store) -> list[str]:
    asked = [sys.executable, "-c", OPEN_IT, str(store.folder), store.key.hex()]
    root = Path(database.__file__).parent.parent.parent
    return subprocess.run(asked, capture_output=True, text=True, check=True, cwd=root).stdout.split()


def test_a_second_process_is_refused_and_told_who_is_first(store: Store) -> None:
    assert open_elsewhere(store) == ["store_busy", str(os.getpid())]
    store.close()
    assert open_elsewhere(store) == ["opened"]


def test_a_second_opening_in_this_process_is_refused(store: Store) -> None:
    with pytest.raises(AppError, match="store_busy") as refused:
        database.open_store(store.folder, store.key)
    assert refused.value.facts["who"]
    assert refused.value.facts["since"]


def test_a_process_that_died_does_not_block_the_next(store: Store) -> None:
    store.close()
    code = OPEN_IT.replace(".close()", "; import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    asked = [sys.executable, "-c", code, str(store.folder), store.key.hex()]
    root = Path(database.__file__).parent.parent.parent
    assert subprocess.run(asked, check=False, cwd=root).returncode < 0
    database.open_store(store.folder, store.key).close()


def test_nothing_readable_lies_on_disk(store: Store, records: RecordStore) -> None:
    writes = [Write("staff", payload={"full_name": "Nguyễn Thị Hạnh", "number": "001185999888"})] * 200
    records.save_many(CHANGE, writes)
    files = Attachments(store.folder, store.key)
    files.put(b"Nguyen Thi Hanh " * 1000, "ho so Nguyen.txt", "text/plain")
    before = {path.name for path in store.folder.iterdir()}
    content = b"".join(path.read_bytes() for path in store.folder.iterdir())
    files.close()
    store.close()
    content += b"".join(path.read_bytes() for path in store.folder.iterdir())
    assert {"so-xa.db", "so-xa.db-wal", "attachments.db"} <= before
    assert len(content) > 200_000
    assert [
        word for word in (b"Nguy", b"nguien", b"001185999", b"SQLite", b"full_name") if word in content
    ] == []


def test_a_wrong_key_opens_nothing(store: Store, capfd: pytest.CaptureFixture[str]) -> None:
    store.close()
    with pytest.raises(AppError, match="store_unreadable"):
        database.open_store(store.folder, bytes(48))
    assert capfd.readouterr().err == ""
    database.open_store(store.folder, store.key).close()


def test_a_damaged_file_says_so(store: Store) -> None:
    store.close()
    path = store.folder / database.FILE
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)
    with pytest.raises(AppError, match="store_unreadable"):
        database.open_store(store.folder, store.key)


def test_a_missing_store_is_not_made_by_opening(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="store_missing"):
        database.open_store(tmp_path / "nowhere", bytes(48))
    assert not (tmp_path / "nowhere").exists()


def test_a_store_is_not_made_over_another(store: Store) -> None:
    with pytest.raises(AppError, match="store_exists"):
        database.create(store.folder, store.key)


def test_a_newer_store_is_refused_and_left_alone(store: Store) -> None:
    with database.writing(store.engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    for _ in range(2):
        with pytest.raises(AppError, match="store_newer"):
            database.open_store(store.folder, store.key)


def test_a_full_disk_says_so_and_keeps_what_was_there(store: Store, records: RecordStore) -> None:
    made = records.save("staff", None, None, {"number": "1"}, CHANGE).record
    with store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        connection.rollback()
    with pytest.raises(AppError, match="store_disk_full"):
        records.save_many(CHANGE, [Write("staff", payload={"full_name": "A" * 200})] * 1000)
    assert records.get(made.id) == made
    assert (records.count("staff"), len(records.history())) == (1, 1)


def test_the_store_is_set_up_as_promised(store: Store) -> None:
    with database.reading(store.engine) as connection:
        pragmas = ("cipher_page_size", "journal_mode", "synchronous", "foreign_keys", "temp_store")
        found = [connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() for pragma in pragmas]
    assert [str(value) for value in found] == ["16384", "wal", "2", "1", "2"]


def test_the_steps_make_the_tables_that_the_program_uses(store: Store) -> None:
    with database.reading(store.engine) as connection:
        made = definitions(connection)
        assert migration.version(connection) == migration.CURRENT
    plain = create_engine("sqlite://")
    with plain.begin() as connection:
        ledger_tables.METADATA.create_all(connection)
        wanted = definitions(connection)
    plain.dispose()
    assert {name: lines for name, lines in made.items() if name != "alembic_version"} == wanted


def definitions(connection: Connection) -> dict[str, list[str]]:
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: sorted(line.strip(" ,\t") for line in sql.splitlines()) for name, sql in rows}


def test_a_failing_transaction_leaves_no_table_behind(store: Store) -> None:
    def fail() -> None:
        with database.writing(store.engine) as connection:
            connection.exec_driver_sql("CREATE TABLE half (n INTEGER)")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with database.reading(store.engine) as connection:
        assert "half" not in {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master")}


def test_opening_again_makes_no_typed_table_anew(
    store: Store, records: RecordStore, forms: dict[str, Form], catalogs: Catalogs
) -> None:
    with database.reading(store.engine) as connection:
        before = connection.exec_driver_sql("PRAGMA schema_version").scalar()
    RecordStore(store.engine, forms, catalogs)
    with database.reading(store.engine) as connection:
        assert connection.exec_driver_sql("PRAGMA schema_version").scalar() == before

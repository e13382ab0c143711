"""Files beside the records: kept in pieces, found by their own hash, given back byte for byte."""

import hashlib
from collections.abc import Iterator

import pytest

from desktop.errors import AppError
from desktop.storage import database
from desktop.storage.attachments import FILE, PIECE, Attachments
from desktop.storage.database import Store

PHOTO = bytes(range(256)) * 40


@pytest.fixture
def files(store: Store) -> Iterator[Attachments]:
    opened = Attachments(store.folder, store.key)
    yield opened
    opened.close()


@pytest.mark.parametrize("data", [b"", b"x", PHOTO, b"ab" * PIECE, b"a" * (3 * PIECE + 7)])
def test_a_file_comes_back_as_it_was(files: Attachments, data: bytes) -> None:
    sha256 = files.put(data, "anh.jpg", "image/jpeg")
    assert sha256 == hashlib.sha256(data).hexdigest()
    assert files.get(sha256) == data
    info = files.info(sha256)
    assert info is not None
    assert (info.name, info.mime, info.size) == ("anh.jpg", "image/jpeg", len(data))


def test_the_same_bytes_are_kept_once(files: Attachments, store: Store) -> None:
    files.put(PHOTO, "one.jpg", "image/jpeg")
    files.put(PHOTO, "two.jpg", "image/jpeg")
    files.put(b"a" * 4 * PIECE, "a.bin", "application/octet-stream")
    assert [info.name for info in files.all_files()] == ["one.jpg", "a.bin"]
    assert files.total_size() == len(PHOTO) + 4 * PIECE
    files.close()
    assert (store.folder / FILE).stat().st_size < 2 * PIECE


def test_a_file_is_there_after_the_store_was_closed(files: Attachments, store: Store) -> None:
    sha256 = files.put(PHOTO, "anh.jpg", "image/jpeg")
    files.close()
    again = Attachments(store.folder, store.key)
    assert again.get(sha256) == PHOTO
    again.close()


def test_a_missing_file_says_so(files: Attachments) -> None:
    with pytest.raises(AppError, match="attachment_missing"):
        files.get("0" * 64)
    assert files.info("0" * 64) is None


def test_removing_a_file_keeps_the_pieces_of_others(files: Attachments) -> None:
    shared = b"s" * PIECE
    one = files.put(shared + b"one", "1", "")
    two = files.put(shared + b"two", "2", "")
    files.remove(one)
    files.remove(one)
    assert files.get(two) == shared + b"two"
    with pytest.raises(AppError, match="attachment_missing"):
        files.get(one)


def test_changed_bytes_are_damage(files: Attachments, store: Store) -> None:
    sha256 = files.put(PHOTO, "anh.jpg", "image/jpeg")
    engine = database.engine_of(store.folder / FILE, store.key)
    with database.writing(engine) as connection:
        connection.exec_driver_sql("UPDATE piece SET data = x'00'")
    engine.dispose()
    with pytest.raises(AppError, match="attachment_damaged"):
        files.get(sha256)


def test_a_newer_file_is_refused(files: Attachments, store: Store) -> None:
    engine = database.engine_of(store.folder / FILE, store.key)
    with database.writing(engine) as connection:
        connection.exec_driver_sql("PRAGMA user_version = 9")
    engine.dispose()
    with pytest.raises(AppError, match="store_newer"):
        Attachments(store.folder, store.key)

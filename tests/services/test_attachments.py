import hashlib

import pytest

from desktop.errors import AppError


def test_a_photo_comes_back_as_it_was(session, tmp_path):
    path = tmp_path / "anh.jpg"
    path.write_bytes(b"\xff\xd8\xff" + bytes(2_000_000))
    sha256 = session.attachments.add_image(path)
    assert sha256 == hashlib.sha256(path.read_bytes()).hexdigest() == session.attachments.add_image(path)
    assert session.attachments.read(sha256) == path.read_bytes()


@pytest.mark.parametrize(
    ("data", "code"),
    [(None, "image_unreadable"), (b"", "image_unreadable"), (b"GIF89a", "image_unreadable")],
)
def test_what_is_no_photo_is_refused(session, tmp_path, data, code):
    path = tmp_path / "anh.jpg"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(AppError, match=code):
        session.attachments.add_image(path)


def test_a_photo_beyond_10_mb_is_refused(session, tmp_path):
    path = tmp_path / "anh.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(10 * 1024 * 1024))
    with pytest.raises(AppError, match="image_too_large"):
        session.attachments.add_image(path)


def test_a_photo_the_store_does_not_have_is_missing(session):
    with pytest.raises(AppError, match="attachment_missing"):
        session.attachments.read("0" * 64)

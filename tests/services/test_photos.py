"""Photos are kept small and without what the camera wrote; papers with pages stay as they are."""

import hashlib
from io import BytesIO

import pytest
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from desktop.errors import AppError
from desktop.services import attachments
from desktop.services.attachments import LONGEST_PHOTO, LONGEST_SCAN

ORIENTATION, GPS = 0x0112, 0x8825


@pytest.fixture
def photo(tmp_path):
    """A photo of a telephone held upright: stored lying, with its position, 4000 × 3000 pixels."""
    picture = Image.new("RGB", (4000, 3000), "#8fb3d9")
    ImageDraw.Draw(picture).rectangle((0, 0, 400, 400), fill="#c00000")
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (19.0, 51.0, 7.0)
    path = tmp_path / "IMG_0001.jpg"
    picture.save(path, exif=exif, quality=95)
    return path


def kept(session, sha256):
    data = session.attachments.read(sha256)
    return data, Image.open(BytesIO(data))


def test_a_photo_is_kept_small_upright_and_without_its_position(session, photo):
    with Image.open(photo) as taken:
        assert dict(taken.getexif().get_ifd(GPS))
    data, picture = kept(session, session.attachments.add_photo(photo))
    assert picture.size == (LONGEST_PHOTO * 3 // 4, LONGEST_PHOTO)
    assert not dict(picture.getexif())
    assert b"Exif" not in data
    assert "icc_profile" not in picture.info
    assert len(data) < photo.stat().st_size / 3
    red, green, _ = picture.getpixel((picture.width - 20, 20))
    assert red > 150 > green


def test_the_same_photo_is_stored_once(session, photo, tmp_path):
    first = session.attachments.add_photo(photo)
    copy = tmp_path / "copy.jpg"
    copy.write_bytes(photo.read_bytes())
    assert session.attachments.add_photo(copy) == first
    assert hashlib.sha256(session.attachments.read(first)).hexdigest() == first


def test_a_small_drawing_keeps_its_size_and_gets_a_white_ground(session, tmp_path):
    path = tmp_path / "so-do.png"
    Image.new("RGBA", (300, 200), (0, 0, 0, 0)).save(path)
    _, picture = kept(session, session.attachments.add_photo(path))
    assert (picture.size, picture.getpixel((5, 5)), picture.format) == ((300, 200), (255, 255, 255), "JPEG")


def test_a_paper_with_pages_stays_as_it_is_and_a_photographed_one_stays_legible(session, photo, tmp_path):
    paper = tmp_path / "bien-ban.pdf"
    canvas = Canvas(str(paper))
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    data = session.attachments.read(session.attachments.add_document(paper))
    assert data == paper.read_bytes()
    assert attachments.page_count(data) == 2
    assert attachments.page_image(data, 1, 40).width > 100
    data, picture = kept(session, session.attachments.add_document(photo))
    assert max(picture.size) == LONGEST_SCAN
    assert attachments.page_count(data) == 1


def test_nothing_of_a_photo_lies_beside_the_store_in_plain(session, photo):
    data = session.attachments.read(session.attachments.add_photo(photo))
    session.attachments.add_photo(photo)
    piece = data[2000:2032]
    files = [path for path in session.folder.rglob("*") if path.is_file()]
    assert files
    assert [path.name for path in files if piece in path.read_bytes()] == []


def test_a_kept_file_is_written_out_only_on_request(session, photo, tmp_path):
    sha256 = session.attachments.add_photo(photo)
    out = tmp_path / "ra.jpg"
    session.attachments.save_as(sha256, out)
    assert out.read_bytes() == session.attachments.read(sha256)
    with pytest.raises(AppError, match="folder_missing"):
        session.attachments.save_as(sha256, tmp_path / "nowhere" / "ra.jpg")


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\xff\xd8\xff" + bytes(99), b"\x89PNG\r\n\x1a\n"])
def test_what_cannot_be_read_is_refused(session, tmp_path, data):
    path = tmp_path / "anh.jpg"
    path.write_bytes(data)
    with pytest.raises(AppError, match="image_unreadable"):
        session.attachments.add_photo(path)


def test_a_photo_cut_off_is_refused(session, photo, tmp_path):
    path = tmp_path / "cut.jpg"
    path.write_bytes(photo.read_bytes()[:20_000])
    with pytest.raises(AppError, match="image_unreadable"):
        session.attachments.add_photo(path)


def test_a_huge_file_is_refused_before_it_is_read(session, tmp_path):
    path = tmp_path / "anh.jpg"
    with path.open("wb") as file:
        file.truncate(41 * 1024 * 1024)
    with pytest.raises(AppError, match="photo_too_large"):
        session.attachments.add_photo(path)

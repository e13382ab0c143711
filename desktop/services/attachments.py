"""Photos and scans kept beside the records."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.errors import AppError
from desktop.whole_file import whole_file

if TYPE_CHECKING:
    from desktop.printing.preview import PageImage
    from desktop.storage.attachments import Attachments as Files

_LARGEST_IMAGE: Final = 10 * 1024 * 1024
_LARGEST_SCAN: Final = 20 * 1024 * 1024
_LARGEST_PHOTO: Final = 40 * 1024 * 1024  # as it comes; what is kept is far smaller
LONGEST_PHOTO: Final = 1600  # pixels of the longer side of a kept photo
LONGEST_SCAN: Final = 2400  # of a photographed paper: some 200 dots an inch of A4, small print stays legible
QUALITY: Final = 80  # of JPEG
_PDF: Final = {b"%PDF-": "application/pdf"}
_MIMES: Final = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


class Attachments:
    """Files by the SHA-256 of their bytes."""

    def __init__(self, files: "Files") -> None:
        self._files = files

    def add_image(self, path: Path) -> str:
        """Keep a photo (JPEG or PNG, at most 10 MB); AppError image_unreadable, image_too_large."""
        try:
            data = path.read_bytes()
        except OSError as error:
            raise AppError("image_unreadable", name=path.name) from error
        if len(data) > _LARGEST_IMAGE:
            raise AppError("image_too_large", name=path.name)
        mime = next((mime for magic, mime in _MIMES.items() if data.startswith(magic)), None)
        if mime is None:
            raise AppError("image_unreadable", name=path.name)
        return self._files.put(data, "", mime)

    def add_scan(self, path: Path) -> str:
        """Keep a signed paper (PDF, JPEG or PNG, at most 20 MB); AppError scan_unreadable, scan_too_large."""
        try:
            data = path.read_bytes()
        except OSError as error:
            raise AppError("scan_unreadable", name=path.name) from error
        if len(data) > _LARGEST_SCAN:
            raise AppError("scan_too_large", name=path.name)
        kinds = {**_MIMES, **_PDF}
        mime = next((mime for magic, mime in kinds.items() if data.startswith(magic)), None)
        if mime is None:
            raise AppError("scan_unreadable", name=path.name)
        return self._files.put(data, "", mime)

    def add_photo(self, path: Path) -> str:
        """Keep a photo made small: JPEG of at most LONGEST_PHOTO pixels, upright, without EXIF and position.

        AppError image_unreadable, photo_too_large (beyond 40 MB).
        """
        return self._files.put(_shrunk(path, LONGEST_PHOTO), "", "image/jpeg")

    def add_document(self, path: Path) -> str:
        """Keep a paper: a PDF as it is (at most 20 MB), a picture of one made small (LONGEST_SCAN).

        AppError scan_unreadable, scan_too_large, image_unreadable, photo_too_large.
        """
        if path.suffix.lower() == ".pdf":
            return self.add_scan(path)
        return self._files.put(_shrunk(path, LONGEST_SCAN), "", "image/jpeg")

    def save_as(self, sha256: str, path: Path) -> None:
        """Write a kept file, no longer encrypted, whole or not at all; AppError as of any file."""
        data = self.read(sha256)
        with whole_file(path) as file:
            file.write(data)

    def read(self, sha256: str) -> bytes:
        """The bytes of a kept file; AppError attachment_missing."""
        return self._files.get(sha256)


def is_pdf(data: bytes) -> bool:
    """Whether a kept file has pages."""
    return any(data.startswith(magic) for magic in _PDF)


def page_count(data: bytes) -> int:
    """How many pages a kept file has: one for a picture."""
    from desktop.printing import preview

    return preview.page_count(data) if is_pdf(data) else 1


def page_image(data: bytes, page: int, dpi: float) -> "PageImage":
    """A page of a kept PDF, counted from 0, drawn in memory: nothing of it is written."""
    from desktop.printing import preview

    return preview.page_image(data, page, dpi)


def _shrunk(path: Path, longest: int) -> bytes:
    from desktop.printing.pictures import shrunk

    try:
        if path.stat().st_size > _LARGEST_PHOTO:
            raise AppError("photo_too_large", name=path.name)
        return shrunk(path.read_bytes(), longest, QUALITY)
    except (OSError, ValueError) as error:
        raise AppError("image_unreadable", name=path.name) from error

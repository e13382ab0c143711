"""Photos and scans kept beside the records."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.errors import AppError

if TYPE_CHECKING:
    from desktop.storage.attachments import Attachments as Files

_LARGEST_IMAGE: Final = 10 * 1024 * 1024
_LARGEST_SCAN: Final = 20 * 1024 * 1024
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

    def read(self, sha256: str) -> bytes:
        """The bytes of a kept file; AppError attachment_missing."""
        return self._files.get(sha256)

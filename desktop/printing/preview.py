"""Pages of a PDF as pictures for the screen; no Qt here."""

import threading
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

import pypdfium2  # type: ignore[import-untyped] # what comes back is checked here

_POINTS: Final = 72
_LOCK: Final = threading.Lock()  # PDFium serves one thread at a time


@dataclass(frozen=True)
class PageImage:
    """A page drawn: 8-bit RGBA, rows from the top without padding."""

    width: int
    height: int
    rgba: bytes


def page_count(source: Path | bytes) -> int:
    """How many pages the PDF has."""
    with _LOCK, pypdfium2.PdfDocument(source) as document:
        return len(document)


def page_image(source: Path | bytes, page: int, dpi: float = 96) -> PageImage:
    """One page, counted from 0; IndexError when there is no such page."""
    with _LOCK, pypdfium2.PdfDocument(source) as document:
        if not 0 <= page < len(document):
            raise IndexError(page)
        bitmap = document[page].render(scale=dpi / _POINTS, rev_byteorder=True, force_bitmap_format=_rgba())
        data = bytes(bitmap.buffer)
        return PageImage(bitmap.width, bitmap.height, data)


def page_png(source: Path | bytes, page: int, dpi: float = 96) -> bytes:
    """One page, counted from 0, as a PNG file."""
    from PIL import Image

    image = page_image(source, page, dpi)
    buffer = BytesIO()
    picture = Image.frombytes("RGBA", (image.width, image.height), image.rgba).convert("RGB")
    picture.save(buffer, "PNG", dpi=(dpi, dpi))
    return buffer.getvalue()


def _rgba() -> int:
    return int(pypdfium2.raw.FPDFBitmap_BGRA)

"""Which entries a package may hold, by name: a closed set (EN 319 162-1 for the standard ones)."""

import re
import unicodedata
from typing import Final

MIMETYPE: Final = "mimetype"
GOI: Final = "goi.json"
ASIC_MANIFEST: Final = "META-INF/ASiCManifest001.xml"
SIGNATURE: Final = "META-INF/signature001.p7s"
REQUIRED: Final = (MIMETYPE, GOI, ASIC_MANIFEST, SIGNATURE)
UNSIGNED: Final = frozenset({MIMETYPE, ASIC_MANIFEST, SIGNATURE})  # the signature covers all the others

_RECORDS = re.compile(r"du-lieu/([a-z][a-z0-9_]{0,62})\.jsonl")
_ATTACHMENT = re.compile(r"dinh-kem/([0-9a-f]{64})\.[a-z0-9]{1,8}")
_PRINT = re.compile(r"bieu/[0-9A-Za-z]+(?:[._-][0-9A-Za-z]+){0,15}\.pdf")
_LONGEST = 120
_DEVICE = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_MIME_TYPES: Final = {
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".pdf": "application/pdf",
}


def is_forbidden(name: str) -> bool:
    """Whether a name could mislead a file system: paths upwards, Windows devices, directories, not NFC."""
    parts = name.split("/")
    return (
        len(name) > _LONGEST
        or not name.isprintable()
        or not unicodedata.is_normalized("NFC", name)
        or any(sign in name for sign in '\\:*?"<>|')
        or any(not part or part.endswith((".", " ")) or _DEVICE.fullmatch(part) is not None for part in parts)
    )


def is_expected(name: str) -> bool:
    """Whether the closed set has a place for this entry."""
    return name in REQUIRED or any(each.fullmatch(name) for each in (_RECORDS, _ATTACHMENT, _PRINT))


def is_deflated(name: str) -> bool:
    """Text that grows with the records is deflated; all else is stored (scans and PDFs are dense already)."""
    return name.endswith((".jsonl", ".xml"))


def form_of(name: str) -> str | None:
    """The form whose records this entry holds."""
    found = _RECORDS.fullmatch(name)
    return found.group(1) if found else None


def attachment_sha256(name: str) -> str | None:
    """The SHA-256 that an attachment's name promises."""
    found = _ATTACHMENT.fullmatch(name)
    return found.group(1) if found else None


def records_entry(form: str) -> str:
    """The entry that holds a form's records."""
    return f"du-lieu/{form}.jsonl"


def attachment_entry(name: str) -> str:
    """The entry of an attachment called "<sha256>.<ext>"; ValueError when it is not called so."""
    entry = f"dinh-kem/{name}"
    if _ATTACHMENT.fullmatch(entry) is None:
        raise ValueError(name)
    return entry


def mime_type(name: str) -> str:
    """What the signed list says of an entry."""
    return next((kind for end, kind in _MIME_TYPES.items() if name.endswith(end)), "application/octet-stream")

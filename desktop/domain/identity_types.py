"""Field types that identify: ID numbers, telephone, plate, address, files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from . import identity, plates
from .catalog import Catalog, Catalogs
from .names import clean
from .problems import Code, Finding, Severity
from .text_types import text_of
from .values import Value

_LONGEST_ADDRESS: Final = 500
_WITH_COMMUNE: Final = re.compile(r"(.*?)\s*\[(\d{5})\]")


@dataclass(frozen=True)
class NationalId:
    """The personal identification number of 12 digits (số định danh cá nhân, số CCCD)."""

    catalogs: Catalogs

    def parse(self, raw: object) -> Value:
        return identity.strip_separators(text_of(raw)) or None

    def check(self, value: Any) -> Iterator[Finding]:
        if not isinstance(value, str) or not re.fullmatch(r"[0-9]+", value):
            yield Finding(Code.ID_NOT_DIGITS)
        elif len(value) == identity.OLD_ID_DIGITS:
            yield Finding(Code.OLD_ID_9)
        elif len(value) != identity.ID_DIGITS:
            yield Finding(Code.ID_BAD_LENGTH, {"digits": len(value)})
        elif not identity.is_known_province(value, self.catalogs):
            yield Finding(Code.ID_PROVINCE_UNKNOWN, {"province": value[:3]}, Severity.WARNING)

    def show(self, value: Any, language: str = "vi") -> str:
        return str(value)


@dataclass(frozen=True)
class OldId:
    """The former identity card number of 9 digits (số CMND)."""

    def parse(self, raw: object) -> Value:
        return identity.strip_separators(text_of(raw)) or None

    def check(self, value: Any) -> Iterator[Finding]:
        if not isinstance(value, str) or not re.fullmatch(r"[0-9]+", value):
            yield Finding(Code.ID_NOT_DIGITS)
        elif len(value) != identity.OLD_ID_DIGITS:
            yield Finding(Code.ID_BAD_LENGTH, {"digits": len(value)})

    def show(self, value: Any, language: str = "vi") -> str:
        return str(value)


@dataclass(frozen=True)
class Phone:
    """A telephone number with its leading 0."""

    prefixes: Catalog

    def parse(self, raw: object) -> Value:
        return identity.normal_phone(text_of(raw)) or None

    def check(self, value: Any) -> Iterator[Finding]:
        if not isinstance(value, str) or not re.fullmatch(r"[0-9]+", value):
            yield Finding(Code.PHONE_NOT_DIGITS)
        elif not re.fullmatch(r"0[1-9]\d{8}|02\d{9}", value):
            yield Finding(Code.PHONE_BAD_LENGTH, {"digits": len(value)}, Severity.WARNING)
        elif not identity.is_known_phone_prefix(value, self.prefixes.by_code):
            yield Finding(Code.PHONE_PREFIX_UNKNOWN, {"prefix": value[:3]}, Severity.WARNING)

    def show(self, value: Any, language: str = "vi") -> str:
        return str(value)


@dataclass(frozen=True)
class Plate:
    """The registration plate of a vehicle; what is none stays as written, with a warning."""

    def parse(self, raw: object) -> Value:
        return plates.normal_plate(text_of(raw)) or None

    def check(self, value: Any) -> Iterator[Finding]:
        if not isinstance(value, str):
            yield Finding(Code.NOT_TEXT)
        elif not plates.is_plate(value):
            yield Finding(Code.PLATE_INVALID, severity=Severity.WARNING)

    def show(self, value: Any, language: str = "vi") -> str:
        return str(value)


@dataclass(frozen=True)
class Address:
    """An address in the words of the paper, and optionally the commune of today it lies in."""

    communes: Catalog

    def parse(self, raw: object) -> Value:
        if isinstance(raw, dict):
            return {key: value for key, value in raw.items() if value} or None
        text = clean(text_of(raw))
        coded = _WITH_COMMUNE.fullmatch(text)
        if coded and self.communes.get(coded[2]) is not None:
            return {key: value for key, value in (("text", coded[1]), ("commune", coded[2])) if value}
        return {"text": text} if text else None

    def check(self, value: Any) -> Iterator[Finding]:
        if not isinstance(value, dict) or not value or not value.keys() <= {"text", "commune"}:
            yield Finding(Code.NOT_TEXT)
            return
        if not isinstance(value.get("text", ""), str):
            yield Finding(Code.NOT_TEXT)
        elif len(value.get("text", "")) > _LONGEST_ADDRESS:
            yield Finding(Code.TOO_LONG, {"max": _LONGEST_ADDRESS})
        if "commune" in value and self.communes.get(value["commune"]) is None:
            yield Finding(Code.CODE_UNKNOWN, {"value": value["commune"]})

    def show(self, value: Any, language: str = "vi") -> str:
        if text := value.get("text"):
            return str(text)
        item = self.communes.get(value.get("commune"))
        return item.label if item else ""


@dataclass(frozen=True)
class File:
    """A file kept beside the record, by the SHA-256 of its bytes."""

    def parse(self, raw: object) -> Value:
        return text_of(raw) or None

    def check(self, value: Any) -> Iterator[Finding]:
        if not isinstance(value, str) or not re.fullmatch(r"[0-9a-f]{64}", value):
            yield Finding(Code.FILE_UNKNOWN)

    def show(self, value: Any, language: str = "vi") -> str:
        return str(value)[:8]


@dataclass(frozen=True)
class Image(File):
    """A picture: a photo of 4 × 6 cm."""

"""Cells of numbers that identify: ID cards old and new, telephones."""

import re
from typing import Final

from desktop.domain import identity
from desktop.domain.catalog import Catalogs
from desktop.domain.form import Field
from desktop.domain.names import clean
from desktop.domain.problems import Code, Finding, Severity
from desktop.domain.text_types import text_of
from desktop.spreadsheets.workbook import Cell

from .meaning import NOTHING, Meaning, repaired, typed
from .texts import untidy

_WHOLE: Final = re.compile(r"0\d{11}", re.ASCII)
_MOBILE: Final = re.compile(r"0[2-9]\d{8}", re.ASCII)
_DIGITS: Final = re.compile(r"\d[\d\s.\-]*\d")
_SEPARATED: Final = re.compile(r"(?<=\d)[\s.\-]+(?=\d)|^['’`]")
_OLD, _NEW = identity.OLD_ID_DIGITS, identity.ID_DIGITS
_NAMED: Final = re.compile(
    r"^(?:số\s*)?(?:cccd|cmnd|cmt|căn cước|đdcn)(?:\s*số)?\s*[:.]?\s*(?=\d)", re.IGNORECASE
)
_DASH: Final = re.compile(r"\s+[-–]\s+|\n")
_SHORTEST: Final = 10  # of a 12-digit number whose leading zeros a spreadsheet dropped
_PHONES: Final = re.compile(r"\s*[/;,\n]\s*|\s+-\s+|\s+hoặc\s+")
_PHONE: Final = re.compile(r"\+?[\d\s.()\-]{8,}")


class IdReader:
    """A personal ID number or an old card's number, whichever column it stands in."""

    def __init__(self, field: Field, other: Field | None, *, is_old: bool) -> None:
        new, old = (other, field) if is_old else (field, other)
        self._field, self._new, self._old = field, new, old
        self._is_old = is_old

    def read(self, cell: Cell) -> Meaning:
        if isinstance(cell, str) and not self._is_old and _WHOLE.fullmatch(cell):
            return Meaning({self._field.name: cell})
        is_number = isinstance(cell, int | float)
        text = text_of(cell)
        if not text:
            return NOTHING
        groups = [identity.strip_separators(group) for group in _DIGITS.findall(_DASH.sub(" / ", str(cell)))]
        if len(groups) > 1 and {len(group) for group in groups} <= {_OLD, _NEW}:
            return self._several(text, groups)
        number = identity.strip_separators(_NAMED.sub("", str(text)))
        if not number.isdecimal():
            return typed(self._field, text, *_tidied(cell))
        if self._is_old:
            return self._of_old(cell, number, is_number=is_number)
        return self._of_new(cell, number, is_number=is_number)

    def _of_new(self, cell: Cell, number: str, *, is_number: bool) -> Meaning:
        if len(number) == _OLD and self._old is not None:
            finding = Finding(Code.OLD_ID_9, {"text": number}, Severity.WARNING)
            return Meaning({self._old.name: number}, ((self._field.name, finding),))
        if _SHORTEST <= len(number) < _NEW and (is_number or number[0] != "0"):
            full = number.zfill(_NEW)
            return typed(self._field, full, repaired(Code.LEADING_ZERO_LOST, number, full))
        return typed(self._field, number, *_separators(cell, number), *_tidied(cell))

    def _of_old(self, cell: Cell, number: str, *, is_number: bool) -> Meaning:
        if len(number) == _NEW and self._new is not None:
            return typed(self._new, number, *_separators(cell, number))
        if len(number) == _OLD - 1 and is_number:
            full = number.zfill(_OLD)
            return typed(self._field, full, repaired(Code.LEADING_ZERO_LOST, number, full))
        return typed(self._field, number, *_separators(cell, number), *_tidied(cell))

    def _several(self, text: str, numbers: list[str]) -> Meaning:
        values = {}
        for field, digits in ((self._new, _NEW), (self._old, _OLD)):
            found = next((number for number in numbers if len(number) == digits), None)
            if field is not None and found:
                values[field.name] = found
        taken = values.get(self._field.name) or next(iter(values.values()))
        rest = ", ".join(number for number in numbers if number not in values.values())
        finding = repaired(Code.TWO_VALUES_IN_CELL, text, taken)
        return Meaning(values, ((self._field.name, finding),), rest=rest)


class PhoneReader:
    """A telephone number; of several the first is taken and the others are left over."""

    def __init__(self, field: Field, catalogs: Catalogs) -> None:
        self._field = field
        self._old_prefixes = {item.code: item.label for item in catalogs["phone_old_prefixes"].items}

    def read(self, cell: Cell) -> Meaning:
        if isinstance(cell, str) and _MOBILE.fullmatch(cell):
            return Meaning({self._field.name: cell})
        text = text_of(cell) if not isinstance(cell, str) else cell.strip()
        parts = [part for part in map(clean, _PHONES.split(text)) if part]
        if not parts:
            return NOTHING
        if not all(map(_PHONE.fullmatch, parts)):
            parts = [clean(text)]
        number, findings = self._understand(parts[0])
        about: list[Finding] = [*findings, *_tidied(cell)]
        if len(parts) > 1:
            about.append(repaired(Code.TWO_VALUES_IN_CELL, clean(text), number))
        return typed(self._field, number, *about, rest=", ".join(parts[1:]))

    def _understand(self, text: str) -> tuple[str, list[Finding]]:
        plain = identity.strip_separators(text).replace("(", "").replace(")", "")
        number = identity.normal_phone(text)
        findings = []
        if number != plain:
            has_code = plain.startswith(("+", "00")) or len(plain) > 9
            code = Code.PHONE_COUNTRY_CODE if has_code else Code.LEADING_ZERO_LOST
            findings.append(repaired(code, text, number))
        elif len(number) == 10 and number[0] == "1" and number.isdecimal():
            number = "0" + number
            findings.append(repaired(Code.LEADING_ZERO_LOST, text, number))
        prefix = self._old_prefixes.get(number[:4]) if len(number) == 11 else None
        if prefix is not None:
            number = prefix + number[4:]
            findings.append(repaired(Code.PHONE_OLD_PREFIX, text, number))
        return number, findings


def _separators(cell: Cell, number: str) -> tuple[Finding, ...]:
    if isinstance(cell, str) and _SEPARATED.search(clean(cell)):
        return (repaired(Code.ID_SEPARATORS, clean(cell), number),)
    return ()


def _tidied(cell: Cell) -> tuple[Finding, ...]:
    """Untidiness around a number, blanks within it aside: those are separators."""
    return tuple(one for one in untidy(cell) if one.code is Code.ZERO_WIDTH)

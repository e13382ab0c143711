"""Numbers that identify people: personal ID number, its digits' meaning, and telephone numbers.

Rules: Decree 137/2015/NĐ-CP and Circular 59/2021/TT-BCA for the 12 digits; there is no check digit.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from .catalog import Catalogs

_SEPARATORS: Final = re.compile(r"[\s.\-'\u2019]+")
ID_DIGITS: Final = 12
OLD_ID_DIGITS: Final = 9


@dataclass(frozen=True)
class IdFacts:
    """What the first six digits of a personal ID number say."""

    province_code: str
    birth_year: int
    sex: str


def strip_separators(text: str) -> str:
    """The number without blanks, dots, hyphens and the apostrophe spreadsheets put before it."""
    return _SEPARATORS.sub("", text)


def read_id(number: str, catalogs: Catalogs) -> IdFacts | None:
    """The facts in a 12-digit number; None when its fourth digit stands for no century."""
    for row in catalogs.table("id_century_sex"):
        if row["digit"] == number[3]:
            return IdFacts(number[:3], int(row["century_start"]) + int(number[4:6]), row["sex"])
    return None


def is_known_province(number: str, catalogs: Catalogs) -> bool:
    """Whether the first three digits name a province of birth registration.

    Births abroad and births since July 2025 may carry other codes: only ever a warning.
    """
    return catalogs["id_provinces"].get(number[:3]) is not None


def normal_phone(text: str) -> str:
    """A telephone number with its leading 0: +84, 84 and lost zeros are put right, separators dropped."""
    digits = strip_separators(text).replace("(", "").replace(")", "")
    for prefix in ("+84", "0084"):
        if digits.startswith(prefix):
            return "0" + digits.removeprefix(prefix).removeprefix("0")
    if digits.startswith("84") and len(digits) == 11:
        return "0" + digits[2:]
    if len(digits) == 9 and digits.isdigit() and digits[0] != "0":
        return "0" + digits
    return digits


def is_known_phone_prefix(number: str, prefixes: Mapping[str, object]) -> bool:
    """Whether the number is a landline (02…) or starts as a mobile number does."""
    return number.startswith("02") or number[:3] in prefixes

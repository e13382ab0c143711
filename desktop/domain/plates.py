"""Registration plates of vehicles (TT 79/2024/TT-BCA): province, series, four or five digits."""

import re
from typing import Final

from .names import clean

_BREAKS: Final = re.compile(r"[\s.\-\u2013_]+")
_PLATE: Final = re.compile(r"[1-9]\d[A-ZĐ]{1,2}\d?-(?:\d{3}\.\d{2}|\d{4})")
_PARTED: Final = re.compile(r"([1-9]\d)[\s.\-\u2013_]*([A-ZĐ]{1,2}\d?)[\s.\-\u2013_]+(\d[\d\s.\-\u2013_]*)")
# Written without a break "38F11234" may be 38F-112.34 or 38F1-1234: five digits are the rule of today.
_RUN_ON: Final = re.compile(r"([1-9]\d)(?:([A-ZĐ]{1,2})(\d{4,5})|([A-ZĐ]{1,2}\d)(\d{5}))")


def normal_plate(text: str) -> str:
    """A plate as `38A-123.45`, `38M-1234` or `38F1-112.33`; other text is only cleaned."""
    text = clean(text)
    upper = text.upper()
    if parted := _PARTED.fullmatch(upper):
        province, series, number = parted.groups()
    elif run_on := _RUN_ON.fullmatch(_BREAKS.sub("", upper)):
        province, *rest = run_on.groups()
        series, number = (part for part in rest if part)
    else:
        return text
    plate = f"{province}{series}-{_grouped(_BREAKS.sub('', number))}"
    return plate if is_plate(plate) else text


def is_plate(text: str) -> bool:
    """Whether a text is a plate in its normal form."""
    return _PLATE.fullmatch(text) is not None


def _grouped(digits: str) -> str:
    return f"{digits[:3]}.{digits[3:]}" if len(digits) == 5 else digits

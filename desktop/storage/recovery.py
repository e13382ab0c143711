"""The recovery key as text to print and to type: 13 groups of four characters and a check character.

Crockford's alphabet has no I, L, O and U; who types them, or blanks and hyphens elsewhere, is understood.
"""

import re
from typing import Final

from desktop.errors import AppError

KEY_BYTES: Final = 32
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_NOT_TYPED: Final = re.compile(r"[^0-9A-Z]+")
_GROUPS: Final = 13
_DATA: Final = 4
_CHARACTERS: Final = _GROUPS * (_DATA + 1)
_PRIME: Final = 29
_PADDING: Final = _GROUPS * _DATA * 5 - KEY_BYTES * 8


def as_text(key: bytes) -> str:
    """The groups of a key of 32 bytes, parted by hyphens."""
    number = int.from_bytes(key, "big") << _PADDING
    digits = [number >> 5 * place & 31 for place in reversed(range(_GROUPS * _DATA))]
    groups = [digits[start : start + _DATA] for start in range(0, len(digits), _DATA)]
    return "-".join(
        "".join(_ALPHABET[digit] for digit in [*group, _check(group, place)])
        for place, group in enumerate(groups)
    )


def from_text(text: str) -> bytes:
    """The key behind a typed text; AppError `recovery_key_mistyped` names the groups that cannot be right."""
    typed = _NOT_TYPED.sub("", text.upper()).translate(_READ_AS)
    if len(typed) != _CHARACTERS or set(typed) - set(_ALPHABET):
        raise AppError("recovery_key_mistyped", groups=_wrong_groups(typed))
    if wrong := _wrong_groups(typed):
        raise AppError("recovery_key_mistyped", groups=wrong)
    number = 0
    for start in range(0, _CHARACTERS, _DATA + 1):
        for char in typed[start : start + _DATA]:
            number = number << 5 | _ALPHABET.index(char)
    return (number >> _PADDING).to_bytes(KEY_BYTES, "big")


def _wrong_groups(typed: str) -> str:
    """The numbers of the wrong groups, from 1, as read aloud; the last one where characters are missing."""
    wrong = []
    for place in range(_GROUPS):
        group = [_ALPHABET.find(char) for char in typed[place * (_DATA + 1) :][: _DATA + 1]]
        if len(group) <= _DATA or -1 in group or group[-1] != _check(group[:-1], place):
            wrong.append(place + 1)
    if not wrong and len(typed) > _CHARACTERS:
        wrong.append(_GROUPS)
    return ", ".join(map(str, wrong))


def _check(group: list[int], place: int) -> int:
    """A remainder to a prime: one wrong character, two swapped ones and swapped groups show."""
    value = 0
    for digit in group:
        value = value << 5 | digit
    return (value + 7 * place) % _PRIME

"""Codes on sheets that are handed out: read from paper and typed by hand, so a slip must show."""

import secrets
from collections.abc import Collection
from typing import Final

LENGTH: Final = 8
# No 0 O 1 I L, which look alike; no E, which makes a number of digits around it; no U. A prime many letters:
# every wrong letter and every exchange of two is found by the sum.
_LETTERS: Final = "ABCDFGHJKMNPQRSTVWXYZ23456789"
_FIRST: Final = "ABCDFGHJKMNPQRSTVWXYZ"  # a code is never a number


def new(taken: Collection[str]) -> str:
    """A code that is not among those taken."""
    while True:
        body = secrets.choice(_FIRST) + "".join(secrets.choice(_LETTERS) for _ in range(LENGTH - 2))
        code = body + _check(body)
        if code not in taken:
            return code


def cleaned(text: str) -> str:
    """A code as typed or scanned: capitals, without blanks and hyphens."""
    return "".join(text.upper().replace("-", " ").split())


def is_code(text: str) -> bool:
    """Whether a text is a code without a slip."""
    if len(text) != LENGTH or any(letter not in _LETTERS for letter in text):
        return False
    return text[-1] == _check(text[:-1])


def _check(body: str) -> str:
    total = sum(place * _LETTERS.index(letter) for place, letter in enumerate(body, start=1))
    return _LETTERS[-total * pow(LENGTH, -1, len(_LETTERS)) % len(_LETTERS)]

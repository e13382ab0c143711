"""Field types for numbers: whole, with decimal places, and dong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from .problems import Code, Finding
from .text_types import text_of
from .values import Unreadable, Value

_LONGEST_NUMBER: Final = 18
_NUMBER_GROUPS: Final = re.compile(r"[+-]?\d{1,3}(\.\d{3})+")


@dataclass(frozen=True)
class Integer:
    """A whole number; a dot may part the thousands."""

    min: int | None = None
    max: int | None = None

    def parse(self, raw: object) -> Value:
        text = text_of(raw)
        if not text:
            return None
        if _NUMBER_GROUPS.fullmatch(text):
            text = text.replace(".", "")
        try:
            return int(text.replace(" ", ""))
        except ValueError:
            raise Unreadable(Code.NOT_A_NUMBER) from None

    def check(self, value: Any) -> Iterator[Finding]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield Finding(Code.NOT_A_NUMBER)
        elif (self.min is not None and value < self.min) or (self.max is not None and value > self.max):
            yield Finding(Code.OUT_OF_RANGE, _range(self.min, self.max))

    def show(self, value: Any, language: str = "vi") -> str:
        return str(value)


@dataclass(frozen=True)
class Number:
    """A number with a fixed count of decimal places, kept as text: 4,98 is "4.98".

    A dot before three digits parts the thousands where no such decimal can be meant: 2.100 m² is 2100.
    """

    places: int = 2
    min: str | None = None
    max: str | None = None

    def parse(self, raw: object) -> Value:
        text = (f"{raw:.10g}" if isinstance(raw, float) else text_of(raw)).replace(" ", "")
        if not text:
            return None
        if "," in text:
            text = text.replace(".", "").replace(",", ".")
        elif not isinstance(raw, float) and self._has_thousands(text):
            text = text.replace(".", "")
        number = _decimal(text)
        if number is None:
            raise Unreadable(Code.NOT_A_NUMBER)
        rounded = number.quantize(Decimal(1).scaleb(-self.places))
        return str(rounded if rounded == number else number)

    def check(self, value: Any) -> Iterator[Finding]:
        number = _decimal(value) if isinstance(value, str) else None
        if number is None:
            yield Finding(Code.NOT_A_NUMBER)
        elif (self.min and number < Decimal(self.min)) or (self.max and number > Decimal(self.max)):
            yield Finding(Code.OUT_OF_RANGE, _range(self.min, self.max))
        elif number != round(number, self.places):
            yield Finding(Code.TOO_PRECISE, {"places": self.places})

    def show(self, value: Any, language: str = "vi") -> str:
        return str(value) if language == "en" else str(value).replace(".", ",")

    def _has_thousands(self, text: str) -> bool:
        is_decimal = text.lstrip("+-").startswith("0") or (self.places >= 3 and text.count(".") == 1)
        if is_decimal or not _NUMBER_GROUPS.fullmatch(text):
            return False
        number = _decimal(text.replace(".", ""))
        return number is not None and (self.max is None or number <= Decimal(self.max))


@dataclass(frozen=True)
class Money:
    """Whole dong."""

    max: int | None = None

    def parse(self, raw: object) -> Value:
        text = text_of(raw)
        for unit in ("đồng", "vnđ", "vnd", "đ"):
            text = text.lower().removesuffix(unit).strip()
        return Integer().parse(text.replace(",", ".")) if text else None

    def check(self, value: Any) -> Iterator[Finding]:
        yield from Integer(0, self.max).check(value)

    def show(self, value: Any, language: str = "vi") -> str:
        return f"{value:,}" if language == "en" else f"{value:,}".replace(",", ".")


def _decimal(text: str) -> Decimal | None:
    """The number of a text; None when it is none, or longer than any that is meant."""
    try:
        number = Decimal(text) if len(text) <= _LONGEST_NUMBER else None
    except InvalidOperation:
        return None
    return (
        number
        if number is not None and number.is_finite() and abs(number.adjusted()) <= _LONGEST_NUMBER
        else None
    )


def _range(low: object, high: object) -> dict[str, object]:
    return {"min": "…" if low is None else low, "max": "…" if high is None else high}

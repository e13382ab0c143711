"""The closed set of field types by the word that `forms/*.toml` uses, and what each of them can do.

A stored value is JSON, in the shape that `forms/README.md` states. Nothing else knows how a value behaves.
"""

from collections.abc import Iterator
from typing import Any, Final, Protocol

from .date_types import Date, Month, PartialDate, Year
from .identity_types import Address, File, Image, NationalId, OldId, Phone, Plate
from .list_types import CatalogItem, Choice, Choices, Link
from .number_types import Integer, Money, Number
from .problems import Finding
from .text_types import LongText, Text, YesNo
from .values import Value


class FieldType(Protocol):
    """What every type can do, and nothing more."""

    def parse(self, raw: object) -> Value:
        """The stored value of a typed text or a cell; None when it is empty; raises Unreadable."""

    def check(self, value: Any) -> Iterator[Finding]:
        """What is wrong with a stored value."""

    def show(self, value: Any, language: str = "vi") -> str:
        """The text of a sound stored value for screen and paper."""


FIELD_TYPES: Final[dict[str, type]] = {
    "text": Text,
    "long_text": LongText,
    "integer": Integer,
    "decimal": Number,
    "money": Money,
    "date": Date,
    "partial_date": PartialDate,
    "month": Month,
    "year": Year,
    "yes_no": YesNo,
    "choice": Choice,
    "choices": Choices,
    "catalog": CatalogItem,
    "link": Link,
    "national_id": NationalId,
    "old_id": OldId,
    "phone": Phone,
    "plate": Plate,
    "address": Address,
    "file": File,
    "image": Image,
}

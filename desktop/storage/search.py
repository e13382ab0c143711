"""Which words a record is found by, and how typed words are asked for: folded, by their beginnings."""

import re
from collections.abc import Iterator
from typing import Final

from desktop.domain.form import Field, Form
from desktop.domain.identity_types import NationalId, OldId, Phone, Plate
from desktop.domain.names import fold
from desktop.domain.plates import is_plate

_ONE_NUMBER: Final = re.compile(r"[\d .]*\d[\d .]*")


def searched_fields(form: Form) -> Iterator[Field]:
    """What a list shows, what identifies, what filters, and every number people are looked for by."""
    named = {*form.columns, *form.key, *form.label, *form.filter}
    for field in form.fields:
        if field.name in named or isinstance(field.type, NationalId | OldId | Phone | Plate):
            yield field


def words_of(field: Field, text: str) -> str:
    """The folded words of a shown text; a plate is found by its number in one piece too."""
    folded = fold(text)
    if not isinstance(field.type, Plate) or not is_plate(text):
        return folded
    series, *number = folded.split()
    digits = "".join(number)
    return " ".join(dict.fromkeys((folded, digits, series + digits)))


def asked(text: str) -> list[str]:
    """The words to look for; digits typed in groups are one number."""
    if _ONE_NUMBER.fullmatch(text):
        return [re.sub(r"\D", "", text)]
    return fold(text).split()

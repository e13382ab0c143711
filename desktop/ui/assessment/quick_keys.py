"""One key for one answer: digits in the order of the list, or the letter that stands for it."""

import re
from typing import Any, Final

from desktop import messages
from desktop.domain import assessing
from desktop.domain.form import Field
from desktop.domain.list_types import Choice
from desktop.domain.names import fold
from desktop.domain.number_types import Integer
from desktop.domain.reading import read
from desktop.services.wording import shown

_OWN: Final = assessing.own("")
_LEVEL_WITH_GAP: Final = re.compile(r"^\s*(?:[^\W\d]+\s*)?(\d)\s*(?:\([^)]*\))?\s*$")


def is_quick(field: Field) -> bool:
    """Whether one key answers a field."""
    return isinstance(field.type, Choice | Integer)


def answer(field: Field, key: str) -> Any:
    """The answer that a key stands for; None for none."""
    if not key.strip():
        return None
    if isinstance(field.type, Integer):
        digit = int(key) if key.isdecimal() else 0
        return digit if digit and not list(field.type.check(digit)) else None
    if isinstance(field.type, Choice):
        at = _letters(field).find(fold(key)) if fold(key).isalpha() else -1
        at = int(key) - 1 if key.isdecimal() else at
        options = field.type.choices
        return options[at].value if 0 <= at < len(options) else None
    return None


def understood(field: Field, text: str) -> Any:
    """What a pasted or typed text means: a key, a code, the words; unreadable text is kept as it is."""
    if len(text.strip()) == 1 and is_quick(field):
        found = answer(field, text.strip())
        if found is not None:
            return found
    if isinstance(field.type, Integer) and (level := _LEVEL_WITH_GAP.match(text)):
        return read(field, level[1])
    return read(field, text)


def legend(field: Field) -> str:
    """The keys of a field in words: `1 Đạt (d) · 2 Cần bồi dưỡng (c) · …`."""
    if isinstance(field.type, Integer):
        return messages.say("ui.assess.legend_level")
    if not isinstance(field.type, Choice):
        return messages.say("ui.assess.legend_text")
    letters = _letters(field)
    return " · ".join(
        messages.say("ui.assess.legend", digit=at + 1, label=shown(field, option.value), letter=letters[at])
        for at, option in enumerate(field.type.choices)
    )


def _letters(field: Field) -> str:
    """The letters of a field's answers in the order of its list, as the language has them."""
    name = field.name.removeprefix(_OWN)
    return messages.say(f"ui.assess.letters.{'point' if name in assessing.POINTS else name}")

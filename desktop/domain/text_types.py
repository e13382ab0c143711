"""Field types for words: a line, several lines, yes or no."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop import messages

from . import dates
from .bilingual import Text2
from .names import clean, clean_lines, fold
from .problems import Code, Finding, Severity
from .values import Unreadable, Value


def text_of(raw: object) -> str:
    """The text of a cell or keystroke: whole numbers without a spreadsheet's ".0", dates as read."""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, date):
        return dates.show(dates.parse_partial(raw))
    return clean(str(raw))


@dataclass(frozen=True)
class Text:
    """A line of text."""

    max_length: int = 255
    pattern: str = ""
    pattern_hint: Text2 | None = None
    strict: bool = True
    title_case: bool = False
    lower_case: bool = False

    def parse(self, raw: object) -> Value:
        text = text_of(raw)
        if self.title_case and text.isupper():
            text = text.title()
        elif self.lower_case:
            text = text.lower()
        return text or None

    def check(self, value: Any) -> Iterator[Finding]:
        if not isinstance(value, str):
            yield Finding(Code.NOT_TEXT)
        elif len(value) > self.max_length:
            yield Finding(Code.TOO_LONG, {"max": self.max_length})
        elif self.pattern and not re.fullmatch(self.pattern, value):
            hint = self.pattern_hint.vi if self.pattern_hint else self.pattern
            yield Finding(
                Code.BAD_PATTERN, {"hint": hint}, Severity.HARD if self.strict else Severity.WARNING
            )

    def show(self, value: Any, language: str = "vi") -> str:
        return str(value)


@dataclass(frozen=True)
class LongText:
    """A text of several lines."""

    max_length: int = 20000

    def parse(self, raw: object) -> Value:
        return clean_lines(raw if isinstance(raw, str) else text_of(raw)) or None

    def check(self, value: Any) -> Iterator[Finding]:
        if not isinstance(value, str):
            yield Finding(Code.NOT_TEXT)
        elif len(value) > self.max_length:
            yield Finding(Code.TOO_LONG, {"max": self.max_length})

    def show(self, value: Any, language: str = "vi") -> str:
        return str(value)


@dataclass(frozen=True)
class YesNo:
    """Yes or no."""

    def parse(self, raw: object) -> Value:
        if isinstance(raw, bool):
            return raw
        word = fold(text_of(raw))
        if word in {"co", "x", "dung", "ies", "true", "1"}:
            return True
        if word in {"khong", "sai", "no", "false", "0"}:
            return False
        if not word:
            return None
        raise Unreadable(Code.NOT_YES_OR_NO)

    def check(self, value: Any) -> Iterator[Finding]:
        if not isinstance(value, bool):
            yield Finding(Code.NOT_YES_OR_NO)

    def show(self, value: Any, language: str = "vi") -> str:
        return messages.say_in(language, "yes_no.yes" if value else "yes_no.no")

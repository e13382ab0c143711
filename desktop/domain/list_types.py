"""Field types whose answers come from a list: fixed answers, a catalogue, other records."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .bilingual import Text2
from .catalog import Catalog
from .names import clean, fold
from .problems import Code, Finding, Severity
from .text_types import text_of
from .values import Unreadable, Value

_ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Option:
    """One answer of a closed question."""

    value: str
    label: Text2


@dataclass(frozen=True)
class Choice:
    """One of a few fixed answers."""

    choices: tuple[Option, ...]

    def parse(self, raw: object) -> Value:
        word = fold(text_of(raw))
        if not word:
            return None
        for option in self.choices:
            if word in {fold(option.value), fold(option.label.vi), fold(option.label.en)}:
                return option.value
        raise Unreadable(Code.NOT_IN_LIST)

    def check(self, value: Any) -> Iterator[Finding]:
        if not any(option.value == value for option in self.choices):
            yield Finding(Code.NOT_IN_LIST)

    def show(self, value: Any, language: str = "vi") -> str:
        return next((option.label[language] for option in self.choices if option.value == value), str(value))


@dataclass(frozen=True)
class Choices:
    """Any of a few fixed answers."""

    choices: tuple[Option, ...]

    def parse(self, raw: object) -> Value:
        if isinstance(raw, list):
            parts = raw
        else:
            parts = [part for part in re.split(r"[;,\n]", str(raw)) if clean(part)]
        one = Choice(self.choices)
        return [one.parse(part) for part in parts] or None

    def check(self, value: Any) -> Iterator[Finding]:
        known = [option.value for option in self.choices]
        if not isinstance(value, list) or not all(part in known for part in value):
            yield Finding(Code.NOT_IN_LIST)

    def show(self, value: Any, language: str = "vi") -> str:
        return "; ".join(Choice(self.choices).show(part, language) for part in value)


@dataclass(frozen=True)
class CatalogItem:
    """A code of a catalogue; an open one also takes text that the list does not have, with a warning."""

    catalog: Catalog
    open: bool = False
    display: str = "label"

    def parse(self, raw: object) -> Value:
        text = text_of(raw)
        if not text:
            return None
        item = self.catalog.find(text)
        if item is not None:
            return item.code
        if self.open:
            return text
        raise Unreadable(Code.NOT_IN_LIST)

    def check(self, value: Any) -> Iterator[Finding]:
        item = self.catalog.get(value)
        if not isinstance(value, str):
            yield Finding(Code.NOT_TEXT)
        elif item is None:
            yield Finding(
                Code.CODE_UNKNOWN, {"value": value}, Severity.WARNING if self.open else Severity.HARD
            )

    def show(self, value: Any, language: str = "vi") -> str:
        item = self.catalog.get(value)
        if item is None or self.display == "code":
            return str(value)
        label = item.label_en if language == "en" else item.label
        return f"{item.code} · {label}" if self.display == "both" else label


@dataclass(frozen=True)
class Link:
    """Another record, by its id."""

    form: str

    def parse(self, raw: object) -> Value:
        return text_of(raw) or None

    def check(self, value: Any) -> Iterator[Finding]:
        if not (isinstance(value, str) and self.is_id(value)):
            yield Finding(Code.LINK_UNKNOWN)

    def show(self, value: Any, language: str = "vi") -> str:
        return str(value)

    @staticmethod
    def is_id(value: str) -> bool:
        """Whether this may be a record's id; else it is what a list wrote there, and is shown as it is."""
        return _ID.fullmatch(value) is not None

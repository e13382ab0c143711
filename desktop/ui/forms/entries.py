"""What a pop-up list offers for a field: entries, how text finds them, and how a stored value reads."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from desktop import messages
from desktop.domain.catalog import Catalog, Catalogs
from desktop.domain.form import Field
from desktop.domain.list_types import CatalogItem, Choice, Choices
from desktop.domain.names import fold
from desktop.domain.reading import read
from desktop.domain.text_types import YesNo
from desktop.domain.values import Value, raw
from desktop.services.wording import shown


@dataclass(frozen=True)
class Entry:
    """One line of a pop-up list; `hint` is shown in grey behind the text."""

    value: Value
    text: str
    hint: str
    folded: str


def entry(value: Value, text: str, hint: str = "", also: str = "") -> Entry:
    """An entry found by its text, its hint and the other words it goes by."""
    return Entry(value, text, hint, fold(f"{text} {hint} {also}"))


def matching(entries: Iterable[Entry], text: str) -> list[Entry]:
    """The entries that hold every typed word: those that begin with the text first, then by word."""
    wanted = fold(text)
    words = wanted.split()
    found = [one for one in entries if all(word in one.folded for word in words)]
    return sorted(found, key=lambda one: _rank(one.folded, wanted)) if wanted else found


def _rank(folded: str, wanted: str) -> int:
    if folded.startswith(wanted):
        return 0
    return 1 if f" {wanted}" in folded else 2


class Source(Protocol):
    """Where the entries of one field come from."""

    def find(self, text: str) -> Sequence[Entry]:
        """The entries for a typed text, best first; all for an empty text."""

    def text(self, value: Value) -> str:
        """A stored value as the line shows it."""

    def read(self, text: str) -> Value:
        """The stored value of a typed text; unreadable text is kept as such."""


class FixedSource:
    """Few fixed answers: a choice, choices, yes or no."""

    def __init__(self, field: Field) -> None:
        self._field = field
        language = messages.language()
        if isinstance(field.type, Choice | Choices):
            self._entries = [
                entry(option.value, option.label[language], also=option.label.vi)
                for option in field.type.choices
            ]
        else:
            self._entries = [entry(value, YesNo().show(value, language)) for value in (True, False)]

    def find(self, text: str) -> Sequence[Entry]:
        return matching(self._entries, text)

    def text(self, value: Value) -> str:
        return shown(self._field, value)

    def read(self, text: str) -> Value:
        return read(self._field, text)


class CatalogSource:
    """The codes of a catalogue that are valid today; retired ones are still read."""

    def __init__(
        self, field: Field, kind: CatalogItem, entries: Callable[[Catalog], Sequence[Entry]]
    ) -> None:
        self._field = field
        self._catalog = kind.catalog
        self._entries = entries

    def find(self, text: str) -> Sequence[Entry]:
        return matching(self._entries(self._catalog), text)

    def text(self, value: Value) -> str:
        return shown(self._field, value)

    def read(self, text: str) -> Value:
        return read(self._field, text)


class CommuneSource:
    """The communes of today, each with its province: names alone are not unique."""

    def __init__(
        self, catalog: Catalog, catalogs: Catalogs, entries: Callable[[Catalog], Sequence[Entry]]
    ) -> None:
        self._catalog = catalog
        self._catalogs = catalogs
        self._entries = entries

    def find(self, text: str) -> Sequence[Entry]:
        return matching(self._entries(self._catalog), text)

    def text(self, value: Value) -> str:
        item = self._catalog.get(value)
        if item is None:
            return "" if value is None else str(value)
        return ", ".join(part for part in (item.label, province_of(item.extra, self._catalogs)) if part)

    def read(self, text: str) -> Value:
        found = [one for one in self.find(text) if fold(text) in {fold(one.text), one.folded}]
        item = self._catalog.by_code.get(text.strip())
        if item is not None:
            return item.code
        return found[0].value if len(found) == 1 else text.strip() or None


class LinkSource:
    """Records of another form, found by their label."""

    def __init__(
        self,
        form_id: str,
        find: Callable[[str, str], Sequence[tuple[str, str]]],
        label: Callable[[str], str],
    ) -> None:
        self._form = form_id
        self._find = find
        self._label = label

    def find(self, text: str) -> Sequence[Entry]:
        return [entry(record_id, label) for record_id, label in self._find(self._form, text)]

    def text(self, value: Value) -> str:
        if isinstance(value, dict):
            return str(value.get("raw", ""))
        return self._label(str(value)) if value else ""

    def read(self, text: str) -> Value:
        if not text.strip():
            return None
        found = [one.value for one in self.find(text) if fold(one.text) == fold(text)]
        return found[0] if len(found) == 1 else raw(text.strip())


def catalog_entries(catalog: Catalog, catalogs: Catalogs) -> tuple[Entry, ...]:
    """The entries of a catalogue as it holds today."""
    english = messages.language() == "en"
    return tuple(
        entry(
            item.code,
            item.label_en if english else item.label,
            province_of(item.extra, catalogs),
            f"{item.code} {' '.join(item.aliases)}",
        )
        for item in catalog.valid(date.today())  # noqa: DTZ011 - the clerk's own day
    )


def province_of(extra: object, catalogs: Catalogs) -> str:
    """The name of the province that a catalogue's line names; empty when it names none."""
    code = extra.get("province_code") if isinstance(extra, dict) else None
    if not code or "provinces" not in catalogs:
        return ""
    item = catalogs["provinces"].get(code)
    return item.label if item else ""

"""Code lists with validity dates, from `forms/catalogs/*.csv`: a published code is retired, never removed."""

import csv
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from .names import fold


@dataclass(frozen=True)
class Item:
    """One code with its names, its dates of validity and whatever else its list tells of it."""

    code: str
    label: str
    label_en: str
    aliases: tuple[str, ...]
    valid_from: str
    valid_to: str
    legal_basis: str
    certainty: str
    extra: Mapping[str, str]

    def is_valid(self, on: date) -> bool:
        """Whether the code may be newly used on that day."""
        day = on.isoformat()
        return (not self.valid_from or self.valid_from <= day) and (not self.valid_to or day <= self.valid_to)


@dataclass(frozen=True)
class Catalog:
    """One code list, in its published order."""

    id: str
    items: tuple[Item, ...]

    @cached_property
    def by_code(self) -> Mapping[str, Item]:
        """The items by code, retired ones too."""
        return {item.code: item for item in self.items}

    @cached_property
    def _by_word(self) -> Mapping[str, Item]:
        words: dict[str, Item] = {}
        for item in self.items:
            for word in (item.code, item.label, item.label_en, *item.aliases):
                words.setdefault(fold(word), item)
        words.pop("", None)
        return words

    def get(self, code: object) -> Item | None:
        """The item of a code, retired or not."""
        return self.by_code.get(code) if isinstance(code, str) else None

    def find(self, text: str) -> Item | None:
        """The item meant by a code, a name or an alias, marks and case aside."""
        return self.by_code.get(text) or self._by_word.get(fold(text))

    def valid(self, on: date) -> Iterator[Item]:
        """The items that may be chosen on that day."""
        return (item for item in self.items if item.is_valid(on))


_COMMON = ("code", "label", "label_en", "aliases", "valid_from", "valid_to", "legal_basis", "certainty")


class Catalogs:
    """All code lists and dated tables of a folder, each read when first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._catalogs: dict[str, Catalog] = {}
        self._tables: dict[str, tuple[Mapping[str, str], ...]] = {}

    def ids(self) -> Sequence[str]:
        """The names of all files, code lists and tables alike."""
        return sorted(path.stem for path in self._folder.glob("*.csv"))

    def versions(self) -> Mapping[str, str]:
        """What each file says now: the first 12 hexadecimal digits of the SHA-256 of its bytes."""
        return {
            path.stem: hashlib.sha256(path.read_bytes()).hexdigest()[:12]
            for path in sorted(self._folder.glob("*.csv"))
        }

    def __contains__(self, catalog_id: str) -> bool:
        return (self._folder / f"{catalog_id}.csv").is_file()

    def __getitem__(self, catalog_id: str) -> Catalog:
        if catalog_id not in self._catalogs:
            items = tuple(_item(row) for row in self.table(catalog_id))
            self._catalogs[catalog_id] = Catalog(catalog_id, items)
        return self._catalogs[catalog_id]

    def amended(self, tables: Mapping[str, tuple[Mapping[str, str], ...]]) -> "Catalogs":
        """The same with other rows in some dated tables; the code lists are shared."""
        made = Catalogs(self._folder)
        made._catalogs = self._catalogs
        made._tables = {**self._tables, **tables}
        return made

    def table(self, table_id: str) -> tuple[Mapping[str, str], ...]:
        """The rows of a dated table such as salary scales, as text by column name; KeyError when missing."""
        if table_id not in self._tables:
            path = self._folder / f"{table_id}.csv"
            if not path.is_file():
                raise KeyError(table_id)
            with path.open(encoding="utf-8", newline="") as file:
                self._tables[table_id] = tuple(csv.DictReader(file))
        return self._tables[table_id]


def in_force(rows: Sequence[Mapping[str, str]], on: date) -> list[Mapping[str, str]]:
    """The rows of a dated table that hold on a day."""
    day = on.isoformat()
    return [
        row
        for row in rows
        if (not row["valid_from"] or row["valid_from"] <= day)
        and (not row["valid_to"] or day <= row["valid_to"])
    ]


def _item(row: Mapping[str, str]) -> Item:
    return Item(
        code=row["code"],
        label=row["label"],
        label_en=row["label_en"] or row["label"],
        aliases=tuple(alias for alias in row["aliases"].split(";") if alias),
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        legal_basis=row["legal_basis"],
        certainty=row["certainty"],
        extra={key: value for key, value in row.items() if key not in _COMMON},
    )

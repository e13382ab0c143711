"""Positions of the framework list, offered to become the commune's own; the list only suggests."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop import messages
from desktop.domain.catalog import Catalogs, Item
from desktop.domain.names import fold
from desktop.storage.model import Write

from .records import Changes, Records

if TYPE_CHECKING:
    from desktop.storage.records import RecordStore


@dataclass(frozen=True)
class Idea:
    """A position of the list for one division; `certainty` is high, medium or low."""

    code: str
    name: str
    division: str
    kind: str
    certainty: str
    legal_basis: str
    is_known: bool = False

    @property
    def is_certain(self) -> bool:
        """Whether the law itself names it; everything else wants checking first."""
        return self.certainty == "high"


class PositionIdeas:
    """What the list suggests for the divisions of this commune, and taking some of it over."""

    def __init__(self, store: "RecordStore", records: Records, catalogs: Catalogs) -> None:
        self._store = store
        self._records = records
        self._catalogs = catalogs

    def all(self, on: date) -> tuple[Idea, ...]:
        """Every position valid that day, once for each division that has it, known ones marked."""
        divisions = self._divisions()
        known = {
            (fold(row["name"] or ""), fold(row["division"] or ""))
            for row in self._store.facts("position", ("name", "division"))
        }
        return tuple(
            _idea(item, division, known)
            for item in self._catalogs["positions"].valid(on)
            for division in self._where(item, divisions)
        )

    def add(self, ideas: Sequence[Idea]) -> Changes:
        """Make them positions of the commune's own, as one change; need and requirements it tells itself."""
        writes = [Write("position", values=_values(one)) for one in ideas]
        label = messages.say("board.added", count=len(writes))
        return self._records.save_many("create", label, writes)

    def _divisions(self) -> Mapping[str, str]:
        """The commune's own divisions by the code of the framework list that they go by."""
        units = self._catalogs["org_units"]
        found: dict[str, str] = {}
        for row in self._store.facts("subunit", ("name", "unit_code")):
            item = units.get(row["unit_code"]) or units.find(row["name"] or "")
            if item and row["name"]:
                found.setdefault(item.code, row["name"])
        return found

    def _where(self, item: Item, divisions: Mapping[str, str]) -> Iterator[str]:
        """The commune's divisions that have this position; where it has none of them, what the list says."""
        codes = [code for code in item.extra["units"].split(";") if code]
        own = [divisions[code] for code in codes if code in divisions]
        if own:
            yield from own
            return
        units = self._catalogs["org_units"]
        for code in codes:
            if found := units.get(code):
                yield found.label.partition(" (")[0]  # without the parts that the list explains it by


def _idea(item: Item, division: str, known: set[tuple[str, str]]) -> Idea:
    is_known = (fold(item.label), fold(division)) in known
    return Idea(
        item.code,
        item.label,
        division,
        item.extra["group"],
        item.certainty,
        item.legal_basis,
        is_known,
    )


def _values(idea: Idea) -> dict[str, Any]:
    return {
        "name": idea.name,
        "division": idea.division,
        "kind": idea.kind,
        "catalog_code": idea.code,
        "note": messages.say("board.from_list", basis=idea.legal_basis),
    }

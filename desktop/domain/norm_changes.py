"""A commune's own values of norms, put over the dated tables of the program while they are in force."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from .catalog import Catalogs
from .norm_rows import Row

_DAY: Final = timedelta(days=1)
_DECIDED: Final = "high"


@dataclass(frozen=True)
class Editable:
    """A table of norms: the columns that tell its rows apart, and those that hold its values."""

    identity: tuple[str, ...]
    values: tuple[str, ...]


TABLES: Final[Mapping[str, Editable]] = {
    "office_area_norms": Editable(("measure", "title"), ("value",)),
    "equipment_norms": Editable(
        ("item", "per", "positions", "groups", "ranks", "fallback"), ("quantity", "max_price_vnd")
    ),
    "vehicle_norms": Editable(("measure", "seats_from", "seats_to", "two_axle"), ("value",)),
    "facility_rules": Editable(("rule",), ("value",)),
}


@dataclass(frozen=True)
class NormChange:
    """One value of the commune: of the row named by `key`, in force between two days (None: no end)."""

    id: str
    table: str
    key: str
    value: Decimal
    basis: str
    valid_from: date
    valid_to: date | None


def row_key(table: str, column: str, row: Row) -> str:
    """What names one value of a table whatever its dates: its column and the words that tell rows apart."""
    return "|".join((column, *(row[name] for name in TABLES[table].identity)))


def amended(catalogs: Catalogs, changes: Sequence[NormChange]) -> Catalogs:
    """The catalogues as they hold in this commune; a later change goes before an earlier one."""
    if not changes:
        return catalogs
    told = sorted(changes, key=lambda one: one.valid_from)
    named = {one.table for one in told} & TABLES.keys()
    return catalogs.amended(
        {name: tuple(_all_rows(name, catalogs, [one for one in told if one.table == name])) for name in named}
    )


def rows_without_norm(catalogs: Catalogs) -> tuple[Row, ...]:
    """A row of the machines' table for each item that it does not name: so many in the whole commune."""
    named = {row["item"] for row in catalogs.table("equipment_norms")}
    columns = dict.fromkeys(next(iter(catalogs.table("equipment_norms")), {}), "")
    unsure = {"per": "commune", "certainty": "low", "price_certainty": "low"}
    items = (item.code for item in catalogs["norm_items"].items if item.code not in named)
    return tuple({**columns, **unsure, "item": code} for code in items)


def _all_rows(table: str, catalogs: Catalogs, changes: Sequence[NormChange]) -> Iterator[Row]:
    """The rows of a table as changed; of the items without a norm only those that have one now."""
    yield from _changed(table, catalogs.table(table), changes)
    if table == "equipment_norms":
        made = _changed(table, rows_without_norm(catalogs), changes)
        yield from (row for row in made if row["legal_basis"])


def _changed(table: str, rows: Iterable[Row], changes: Sequence[NormChange]) -> Iterator[Row]:
    for row in rows:
        pieces = [row]
        for column in TABLES[table].values:
            key = row_key(table, column, row)
            for change in changes:
                if change.key == key:
                    pieces = [part for piece in pieces for part in _parts(piece, column, change)]
        yield from pieces


def _parts(row: Row, column: str, change: NormChange) -> Iterator[Row]:
    """The row before the change, with it, and after it, as far as it holds then."""
    begins, ends = change.valid_from.isoformat(), change.valid_to.isoformat() if change.valid_to else ""
    since, until = row["valid_from"], row["valid_to"]
    if (until and until < begins) or (ends and since > ends):
        yield row
        return
    if not since or since < begins:
        yield {**row, "valid_to": (change.valid_from - _DAY).isoformat()}
    both = {"valid_from": max(since, begins), "valid_to": min(filter(None, (until, ends)), default="")}
    yield {**row, **both, **_values(row, column, change)}
    if change.valid_to and (not until or ends < until):
        yield {**row, "valid_from": (change.valid_to + _DAY).isoformat()}


def _values(row: Row, column: str, change: NormChange) -> Row:
    """The value decided here; what another source says of it, and doubts about it, are settled by that."""
    text = f"{change.value.normalize():f}"
    if column == "max_price_vnd":
        return {column: text, "price_certainty": _DECIDED, "legal_basis": _joined(row, change)}
    other = {"value_other": ""} if "value_other" in row else {}
    return {column: text, "certainty": _DECIDED, "legal_basis": change.basis, "note": "", **other}


def _joined(row: Row, change: NormChange) -> str:
    return "; ".join(part for part in (row["legal_basis"], change.basis) if part)

"""The tables of norms in force, and the commune's own values, which only an administrator enters."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.catalog import Catalogs, in_force
from desktop.domain.norm_changes import TABLES, NormChange, amended, row_key, rows_without_norm
from desktop.domain.norm_rows import Row
from desktop.domain.number_types import Number
from desktop.domain.values import Unreadable

from .records import Records
from .rights import Rights
from .touched import Changes
from .users import ADMINISTRATOR

if TYPE_CHECKING:
    from desktop.storage.records import RecordStore

FORM: Final = "norm_override"
_TOLD: Final = ("norm_table", "norm_row", "value", "basis", "valid_from", "valid_to")
_CENT: Final = Decimal("0.01")
_TYPE: Final = Number(places=2, min="0", max="100000000000")


@dataclass(frozen=True)
class NormValue:
    """One value in force; `value` and `other` as text of the table, `record` the commune's own that holds."""

    table: str
    column: str
    key: str
    row: Row
    value: str
    other: str
    legal_basis: str
    valid_from: str
    valid_to: str
    certainty: str
    note: str
    record: str | None


@dataclass(frozen=True)
class OwnValue:
    """What is decided in the commune: a value, by which paper, from when until when."""

    value: Decimal
    basis: str
    valid_from: date
    valid_to: date | None = None


class NormOverrides:
    """Reads and changes the values of norms that hold in this commune."""

    def __init__(self, store: "RecordStore", records: Records, rights: Rights, catalogs: Catalogs) -> None:
        self._store = store
        self._records = records
        self._rights = rights
        self._catalogs = catalogs

    def in_force(self, at: date) -> tuple[NormValue, ...]:
        """Every value of every table that holds on a day, in the order of the tables."""
        told = changes(self._store)
        catalogs = amended(self._catalogs, told)
        own = {(one.table, one.key): one.id for one in told if _holds(one, at)}
        return tuple(
            _value(table, column, row, own.get((table, row_key(table, column, row))))
            for table, editable in TABLES.items()
            for row in self._rows(table, catalogs, at)
            for column in editable.values
        )

    def _rows(self, table: str, catalogs: Catalogs, at: date) -> list[Row]:
        """Those in force, and the items for which a quantity may be entered though no norm tells one."""
        rows = in_force(catalogs.table(table), at)
        if table == "equipment_norms":
            named = {row["item"] for row in rows}
            rows += [row for row in rows_without_norm(self._catalogs) if row["item"] not in named]
        return rows

    def read(self, text: str) -> Decimal | None:
        """A value as somebody writes it, 15 or 0,5 or 20.000.000; None for what is no value of a norm."""
        try:
            told = _TYPE.parse(text)
        except Unreadable:
            return None
        return Decimal(str(told)) if told is not None and not list(_TYPE.check(told)) else None

    @property
    def may_change(self) -> bool:
        """Whether the user may enter values."""
        return self._rights.has(ADMINISTRATOR)

    def decide(self, norm: NormValue, name: str, own: OwnValue) -> Changes:
        """Enter the commune's value; one of the same day is replaced. AppError right_missing."""
        self._rights.need(ADMINISTRATOR)
        values: dict[str, Any] = {
            "norm_table": norm.table,
            "norm_row": norm.key,
            "norm_name": name,
            "value": str(own.value.quantize(_CENT)),
            "basis": own.basis,
            "valid_from": own.valid_from.isoformat(),
            "valid_to": own.valid_to.isoformat() if own.valid_to else None,
        }
        for one in changes(self._store):
            if (one.table, one.key, one.valid_from) == (norm.table, norm.key, own.valid_from):
                revision = self._records.open(one.id).record.revision
                return self._records.save(one.id, revision, values)[1]
        return self._records.create(FORM, {name: one for name, one in values.items() if one is not None})[1]

    def take_back(self, record_id: str) -> Changes:
        """The program's own value holds again. AppError right_missing."""
        self._rights.need(ADMINISTRATOR)
        return self._records.delete(record_id, self._records.open(record_id).record.revision)


def changes(store: "RecordStore") -> tuple[NormChange, ...]:
    """The commune's own values; a record that lacks value or day does not count."""
    return tuple(_read(store))


def _read(store: "RecordStore") -> Iterator[NormChange]:
    for row in store.facts(FORM, _TOLD):
        if row["norm_table"] in TABLES and row["norm_row"] and row["value"] is not None and row["valid_from"]:
            yield NormChange(
                id=row["id"],
                table=row["norm_table"],
                key=row["norm_row"],
                value=Decimal(str(row["value"])),
                basis=row["basis"] or "",
                valid_from=date.fromisoformat(row["valid_from"]),
                valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            )


def _holds(change: NormChange, at: date) -> bool:
    return change.valid_from <= at and (change.valid_to is None or at <= change.valid_to)


def _value(table: str, column: str, row: Row, record: str | None) -> NormValue:
    is_price = column == "max_price_vnd"
    return NormValue(
        table=table,
        column=column,
        key=row_key(table, column, row),
        row=row,
        value=row[column],
        other="" if is_price else row.get("value_other", ""),
        legal_basis=row["legal_basis"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        certainty=row["price_certainty"] if is_price else row["certainty"],
        note=row["note"],
        record=record,
    )

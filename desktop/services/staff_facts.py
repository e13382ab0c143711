"""The facts that figures about staff are computed from, made of typed rows in this one place."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final, TypeVar

from desktop.domain.staff import (
    WHOLE,
    AssignmentFacts,
    NeedRow,
    PersonFacts,
    PositionFacts,
    QuotaRow,
    StaffFacts,
    StatusRow,
    SubunitFacts,
)

if TYPE_CHECKING:
    from desktop.storage.records import RecordStore

_OWN: Final = ("id", "label")
Row = TypeVar("Row")


def read(store: "RecordStore") -> StaffFacts:
    """The facts as the store has them now; which of them hold on a day the domain says."""
    return StaffFacts(
        people=tuple(people(store)),
        positions=tuple(_positions(store)),
        assignments=tuple(_assignments(store)),
        subunits=tuple(_subunits(store)),
        quotas=tuple(
            QuotaRow(row["year"], row["block"], row["number"])
            for row in store.fact_rows("unit", "quotas", ("year", "block", "number"))
        ),
    )


def people(store: "RecordStore") -> Iterable[PersonFacts]:
    """Everyone in the personnel register, in the order of its list."""
    statuses = _rows(store, "person", "status_history", StatusRow)
    names = _names(PersonFacts, "statuses")
    for row in store.facts("person", names):
        yield PersonFacts(**row, statuses=statuses.get(row["id"], ()))


def _positions(store: "RecordStore") -> Iterable[PositionFacts]:
    changes = _rows(store, "position", "need_history", NeedRow)
    for row in store.facts("position", _names(PositionFacts, "need_history")):
        told = dict(row) | {"name": row["name"] or ""}
        yield PositionFacts(**told, need_history=changes.get(row["id"], ()))


def _assignments(store: "RecordStore") -> Iterable[AssignmentFacts]:
    """Those that name both a person and a position; a share that is not told is the whole."""
    names = ("person", "position", "share", "kind", "since", "until", "field")
    for row in store.facts("assignment", names):
        if row["person"] and row["position"]:
            yield AssignmentFacts(
                id=row["id"],
                person=row["person"],
                position=row["position"],
                share=WHOLE if row["share"] is None else row["share"],
                is_concurrent=row["kind"] == "concurrent",
                since=row["since"],
                until=row["until"],
                field=row["field"],
            )


def _subunits(store: "RecordStore") -> Iterable[SubunitFacts]:
    allocations: dict[str, dict[int, int]] = defaultdict(dict)
    for row in store.fact_rows("subunit", "allocations", ("year", "number")):
        if row["year"] is not None and row["number"] is not None:
            allocations[row["id"]][row["year"]] = row["number"]
    for row in store.facts("subunit", _names(SubunitFacts, "allocations")):
        yield SubunitFacts(**dict(row) | {"name": row["name"] or ""}, allocations=allocations[row["id"]])


def _rows(
    store: "RecordStore", form_id: str, section_id: str, kind: type[Row]
) -> Mapping[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = defaultdict(list)
    names = _names(kind)
    for row in store.fact_rows(form_id, section_id, names):
        found[row["id"]].append(kind(**{name: row[name] for name in names}))
    return {record_id: tuple(rows) for record_id, rows in found.items()}


def _names(kind: Any, *without: str) -> tuple[str, ...]:
    """The fields of the form that a kind of facts is made of: they bear the same names."""
    return tuple(field.name for field in fields(kind) if field.name not in (*_OWN, *without))

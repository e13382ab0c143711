"""The practice commune's divisions, positions and who holds them, with what changed since July 2025."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop import paths
from desktop.domain import places
from desktop.services.records import Query

if TYPE_CHECKING:
    from .session import Session


@dataclass(frozen=True)
class Posted:
    """How many positions and assignments were entered."""

    positions: int
    assignments: int


def enter(session: "Session") -> Posted:
    """Enter `posts.json`, as if typed: people are named there by name, positions by name and division."""
    sample = json.loads((paths.resources() / "sample" / "posts.json").read_text(encoding="utf-8"))
    records = session.records
    for values in sample["subunit"]:
        records.create("subunit", flat(values))
    positions = {}
    for values in sample["position"]:
        view, _ = records.create("position", flat(values))
        positions[values["name"], values["division"]] = view.record.id
    people = {row.values["full_name"]: row.id for row in records.page("person", Query(limit=1000)).rows}
    for values in sample["people"]:
        _tell(session, people[values["full_name"]], values)
    for values in sample["assignment"]:
        place = positions[values["position"], values["division"]]
        answers = {name: value for name, value in values.items() if name != "division"}
        records.create("assignment", answers | {"person": people[values["person"]], "position": place})
    return Posted(len(positions), len(sample["assignment"]))


def flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as they are, tables as rows with new ids."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            found |= {f"{name}/{places.new_row_id()}": row for row in value}
        else:
            found[name] = value
    return found


def _tell(session: "Session", record_id: str, values: Mapping[str, Any]) -> None:
    """What the roster left open: the category in its first row, the rows since, and a few answers."""
    view = session.records.open(record_id)
    first = view.record.payload["status_history"][0][places.ROW_ID]
    told = {f"status_history/{first}/category": values["category"]}
    for row in values.get("statuses", ()):
        told[f"status_history/{places.new_row_id()}"] = row
    left_out = ("full_name", "category", "statuses")
    told |= {name: value for name, value in values.items() if name not in left_out}
    session.records.save(record_id, view.record.revision, told)

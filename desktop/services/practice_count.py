"""The practice commune's tasks, photos and an open stock-taking with a few differences."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop import paths
from desktop.domain import places
from desktop.services.records import Query

from .settling import EXPLAIN, Settlement
from .stocktaking import Member

if TYPE_CHECKING:
    from .session import Session

_ALL: Final = Query(limit=1000)
_NAMED_BY: Final = {"equipment": "asset_code", "building": "name"}


def enter(session: "Session") -> int:
    """Enter what `count.json` tells; how many lines the stock-taking has."""
    folder = paths.resources() / "sample"
    sample = json.loads((folder / "count.json").read_text(encoding="utf-8"))
    for task in sample["task"]:
        session.records.create("task", task)
    for photo in sample["photos"]:
        _show(session, photo, folder / "photos" / photo["file"])
    return _count(session, sample["stocktake"])


def _ids(session: "Session", form_id: str) -> dict[str, str]:
    named_by = _NAMED_BY[form_id]
    return {row.values[named_by]: row.id for row in session.records.page(form_id, _ALL).rows}


def _show(session: "Session", photo: Mapping[str, str], file: Path) -> None:
    record = session.records.open(_ids(session, photo["form"])[photo["named"]]).record
    row = {"image": session.attachments.add_photo(file), "caption": photo["caption"]}
    session.records.save(record.id, record.revision, {f"photos/{places.new_row_id()}": row})


def _count(session: "Session", told: Mapping[str, Any]) -> int:
    """Differences are typed first: what a complete room has besides is as in the book."""
    counts, codes = session.stocktaking, _ids(session, "equipment")
    committee = [Member(**member) for member in told["committee"]]
    count, _ = counts.start(date.fromisoformat(told["as_of"]), committee, told["decision"])
    rows = {line.equipment: line.row_id for line in counts.sheet(count).lines}
    for found in told["found"]:
        counts.set_line(count, rows[codes[found["asset_code"]]], found["values"])
    for surplus in told["surplus"]:
        counts.add_surplus(count, **surplus)
    for room in counts.sheet(count).rooms:
        if room.name not in told["not_yet"] and not room.is_done:
            counts.room_complete(count, room.name)
    explained = told["explained"]
    place = f"lines/{rows[codes[explained['asset_code']]]}"
    session.settling.settle(count, place, Settlement(EXPLAIN, explained["note"]))
    return len(rows)

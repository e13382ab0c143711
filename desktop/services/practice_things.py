"""The practice commune's houses, things, lines and workload, as if typed one after the other."""

import json
from typing import TYPE_CHECKING, Any

from desktop import paths
from desktop.services.records import Query

from . import practice_posts

if TYPE_CHECKING:
    from .session import Session


def enter(session: "Session") -> int:
    """Enter `things.json` with the tables of `things_tables.json`; how many records there are then.

    A user who is one person is linked to that person's record, if it is there already.
    """
    sample, tables = _read("things"), _read("things_tables")
    people = {
        row.values["full_name"]: row.id for row in session.records.page("person", Query(limit=1000)).rows
    }
    count = 0
    for form_id, form in session.forms.items():
        for values in sample.get(form_id, ()):
            told = {**values, **tables.get(form_id, {}).get(values[form.key[0]], {})}
            if form_id == "equipment" and values["user"] in people:
                told["person"] = people[values["user"]]
            session.records.create(form_id, practice_posts.flat(told))
            count += 1
    return count


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (paths.resources() / "sample" / f"{name}.json").read_text(encoding="utf-8")
    )
    return found

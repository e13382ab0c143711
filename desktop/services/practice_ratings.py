"""The rating sheets of the practice commune, those of people tied to their records by name."""

import json
from typing import TYPE_CHECKING

from desktop import paths

from . import practice_posts
from .records import Query

if TYPE_CHECKING:
    from .session import Session


def enter(session: "Session") -> int:
    """Enter the sheets one after the other; how many."""
    sample = json.loads((paths.resources() / "sample" / "ratings.json").read_text(encoding="utf-8"))
    for sheet in sample["rating"]:
        values, tables = sheet["values"], sheet["tables"]
        if values["scope"] == "person":
            values["person"] = _person_named(session, values["subject"])
        session.records.create("rating", practice_posts.flat({**values, **tables}))
    return len(sample["rating"])


def _person_named(session: "Session", name: str) -> str:
    found = session.records.page("person", Query(text=name)).rows
    return next(row.id for row in found if row.values["full_name"] == name)

"""Who is present on a day with which posts: what norms and workload are held against."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from desktop.domain import staff
from desktop.domain.catalog import Catalog, Catalogs, in_force
from desktop.domain.norm_rows import Staff

from . import staff_facts

if TYPE_CHECKING:
    from desktop.storage.records import RecordStore

_PAPER: Final = ("position_title", "concurrent_posts", "rank_code", "org_unit", "field", "block")
_POST: Final = ("code", "catalog_code", "field", "division")


def present(store: "RecordStore", at: date, catalogs: Catalogs) -> tuple[Staff, ...]:
    """Everybody present on a day, in the order of the register.

    Posts are those of the positions assigned on that day; who has none holds those which the words of
    position and concurrent posts name in the list `positions`. Fields go the same way.
    """
    rules = staff.StandingRules.of(catalogs)
    posts = {row["id"]: row for row in store.facts("position", _POST)}
    held: dict[str, list[Mapping[str, str | None]]] = defaultdict(list)
    for row in store.facts("assignment", ("person", "position", "field", "since", "until")):
        if row["person"] and row["position"] in posts and staff.holds(row["since"], row["until"], at):
            post = posts[row["position"]]
            held[row["person"]].append(
                {"code": post["catalog_code"] or post["code"], "field": row["field"] or post["field"]}
            )
    paper = {row["id"]: row for row in store.facts("person", _PAPER)}
    left_out = _without_claim(at, catalogs)
    found: list[Staff] = []
    for person in staff_facts.people(store):
        standing = staff.standing(person, at, rules)
        if not standing.present:
            continue
        told = paper[person.id]
        posted = held.get(person.id, ())
        words = f"{told['position_title'] or ''};{told['concurrent_posts'] or ''}"
        codes = [one["code"] for one in posted if one["code"] in catalogs["positions"].by_code]
        fields = [one["field"] for one in posted if one["field"]] or [told["field"]]
        marks = {("category", standing.category), ("block", told["block"])}
        found.append(
            Staff(
                id=person.id,
                posts=tuple(dict.fromkeys(code for code in codes if code))
                or tuple(dict.fromkeys(_codes(words, catalogs["positions"]))),
                rank=told["rank_code"],
                division=standing.org_unit or told["org_unit"] or "",
                fields=tuple(dict.fromkeys(name for name in fields if name)),
                has_claim=marks.isdisjoint(left_out),
            )
        )
    return tuple(found)


def _without_claim(at: date, catalogs: Catalogs) -> set[tuple[str, str | None]]:
    """The categories and blocks that the norms do not count; what the table does not name counts."""
    rows = in_force(catalogs.table("norm_staff"), at)
    return {(row["kind"], row["code"]) for row in rows if row["counts"] != "yes"}


def _codes(words: str, positions: Catalog) -> Iterator[str]:
    """The codes that words name, whole between semicolons, else between commas."""
    for whole in words.split(";"):
        for part in [whole] if positions.find(whole) else whole.split(","):
            item = positions.find(part) if part.strip() else None
            if item:
                yield item.code

"""Measures: whether a thousand assets with their photos cost more than ten, in what one does every minute."""

import random
from collections.abc import Callable, Iterator
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from desktop.services import start
from desktop.services.records import Query
from desktop.storage.model import NewChange, Write

from .measure import Case, Sample, seconds
from .stores import MadeStore, Stores

if TYPE_CHECKING:
    from desktop.services.session import Session

_FORM: Final = "equipment"
_TARGET: Final = 1.3
_LINES: Final = 10  # as many in both stores: a list shows what fits on the screen
_PHOTO: Final = 150_000  # bytes, about what a kept photo takes
_KINDS: Final = ("May in", "May tinh", "Ban", "Ghe", "Tu")


def cases(stores: Stores) -> Iterator[Case]:
    """`assets_start`, `assets_list`, `assets_search`, `assets_save`: many assets with photos against few."""
    few, most = stores.sizes.assets
    made = {number: _made(stores, number) for number in (few, most)}
    facts = {"few": few, "most": most, "photos": most // 2}
    times = stores.sizes.times
    yield Case("assets_start", _starts(made[most]), _starts(made[few]), _TARGET, times, sizes=facts)
    sessions = {number: start.open_by_recovery(one.folder, one.recovery) for number, one in made.items()}
    for name, action in (("assets_list", _lists), ("assets_search", _finds), ("assets_save", _saves)):
        yield Case(
            name,
            seconds(action(sessions[most])),
            seconds(action(sessions[few])),
            _TARGET,
            times,
            sizes=facts,
        )
    for session in sessions.values():
        session.close()


def _made(stores: Stores, number: int) -> MadeStore:
    """A store of so many assets; every second one has a photo of its own."""
    made = stores.new(f"assets-{number}")
    bytes_of = random.Random(number).randbytes
    with stores.inside(made) as opened:
        writes = []
        for at in range(number):
            payload = _asset(at)
            if at % 2:
                photo = opened.attachments.put(bytes_of(_PHOTO), "", "image/jpeg")
                payload["photos"] = [{"_id": f"{at:08x}", "image": photo}]
            writes.append(Write(_FORM, payload=payload, problem_counts=(0, 0)))
        opened.records.save_many(NewChange("import", "bench", "bench"), writes)
    return made


def _asset(at: int) -> dict[str, Any]:
    return {
        "name": f"{_KINDS[at % len(_KINDS)]} {at}",
        "asset_code": f"TS-{at:05d}",
        "quantity": 1 + at % 3,
        "year_in_use": str(2010 + at % 15),
        "price_vnd": 1_000_000 * (1 + at % 30),
        "condition": "tot",
        "room": f"P{at % 20}",
    }


def _starts(made: MadeStore) -> Sample:
    return seconds(lambda: start.open_by_recovery(made.folder, made.recovery).close())


def _lists(session: "Session") -> Callable[[], None]:
    """Shows the list and opens what it shows first."""

    def open_() -> None:
        for row in session.records.page(_FORM, Query(limit=_LINES)).rows:
            session.records.open(row.id)

    return open_


def _finds(session: "Session") -> Callable[[], None]:
    def find() -> None:
        for at in range(_LINES):
            session.records.page(_FORM, Query(text=f"TS-{at:05d}"))

    return find


def _saves(session: "Session") -> Callable[[], None]:
    words = count()
    ids = [row.id for row in session.records.page(_FORM, Query(limit=_LINES)).rows]
    revisions = {one: session.records.open(one).record.revision for one in ids}

    def save() -> None:
        for one in ids:
            view, _ = session.records.save(one, revisions[one], {"note": f"bench {next(words)}"})
            revisions[one] = view.record.revision

    return save

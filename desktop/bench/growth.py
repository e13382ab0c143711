"""Measures: whether what one does every minute costs the same in a large store as in a small one."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from desktop.services import start
from desktop.services.records import Query

from .measure import Case, Sample, seconds
from .people import PERSON
from .register import searches
from .saving import saves
from .stores import MadeStore, Stores

if TYPE_CHECKING:
    from desktop.services.session import Session

_TARGET: Final = 1.3
_OPENED: Final = 20


def cases(stores: Stores) -> Iterator[Case]:
    """`grow_start`, `grow_open`, `grow_search`, `grow_save`: the largest store against the smallest."""
    few, *_, most = stores.sizes.growth
    facts = {"few": few, "most": most}
    times = stores.sizes.times
    yield Case(
        "grow_start", _starts(stores.made(most)), _starts(stores.made(few)), _TARGET, times, sizes=facts
    )
    for name, action in (("grow_open", _opens), ("grow_search", _finds), ("grow_save", saves)):
        for many in stores.sizes.growth[1:]:
            yield Case(
                name,
                seconds(action(stores.session(many))),
                seconds(action(stores.session(few))),
                _TARGET,
                times,
                sizes={"few": few, "most": many},
            )


def _starts(made: MadeStore) -> Sample:
    """Opens a store and closes it again; the passphrase's derivation is left out."""
    return seconds(lambda: start.open_by_recovery(made.folder, made.recovery).close())


def _opens(session: "Session") -> Callable[[], None]:
    ids = [row.id for row in session.records.page(PERSON, Query(limit=_OPENED)).rows]

    def open_() -> None:
        for one in ids:
            session.records.open(one)

    return open_


def _finds(session: "Session") -> Callable[[], None]:
    """Looks for some people by their numbers, as one does who has the paper in hand."""
    rows = session.records.page(PERSON, Query(limit=_OPENED)).rows
    numbers = [session.records.payload(row.id)["national_id"] for row in rows]
    return searches(session, numbers)

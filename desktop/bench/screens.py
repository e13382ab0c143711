"""Measures: pages from the key that asks for them until they are painted."""

from collections.abc import Iterator
from functools import partial

from .child import Child
from .measure import Case
from .people import PERSON, in_places
from .register import typed
from .stores import Stores

_PEOPLE = 6
_FRAME = 1 / 60
_SEARCHED = (4, 5)


def cases(stores: Stores) -> Iterator[Case]:
    """`person_first`, `person_next`: a person with everything; `key_painted`: a key in the search box."""
    sizes = stores.sizes
    session = stores.session(sizes.commune)
    whole = [
        session.records.create(PERSON, in_places(stores.people.whole(sizes.commune + number)))[0].record.id
        for number in range(_PEOPLE)
    ]
    made = stores.made(sizes.commune)
    told = {"folder": str(made.folder), "recovery": made.recovery, "people": whole, "typed": []}
    with Child("page_window", told) as pages, Child("bare_window", {}) as bare:
        pages.until_ready()
        bare.until_ready()
        for name, target in (("person_first", 1.0), ("person_next", 0.5)):
            yield Case(name, partial(pages.ask, name), partial(bare.ask, "widgets"), target, sizes.times)
    large = stores.made(sizes.province)
    keys = list(dict.fromkeys(typed([stores.people.name(number) for number in _SEARCHED])))
    told = {"folder": str(large.folder), "recovery": large.recovery, "people": [], "typed": keys}
    with Child("page_window", told) as pages:
        pages.until_ready()
        yield Case(
            "key_painted",
            partial(pages.ask, "key_painted"),
            lambda: _FRAME,
            target=1,
            times=len(keys),
            sizes={"people": sizes.province},
        )

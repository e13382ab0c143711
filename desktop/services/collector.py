"""Python's collector of unreachable objects, held back while very many objects are made that all stay.

It looks through everything again and again and finds nothing: a fifth of the time of reading a large list.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_back() -> Iterator[None]:
    """Collect nothing meanwhile; objects that are not in a circle are freed as ever."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

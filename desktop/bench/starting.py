"""Measures: how soon the window is there, how soon the list, and what it takes of the machine."""

from collections.abc import Iterator

from .child import Child
from .measure import BYTES, Case
from .stores import Stores


def cases(stores: Stores) -> Iterator[Case]:
    """`start`: to the unlock page; `unlock`: from there to the list; `memory`: with the list open."""
    count, times = stores.sizes.commune, stores.sizes.few_times
    told = {"folder": str(stores.made(count).folder)}
    facts = {"people": count}

    def start() -> float:
        with Child("program_window", told) as program:
            return program.until_ready()

    def unlock() -> float:
        with Child("program_window", told) as program:
            program.until_ready()
            return program.ask("type")

    def memory() -> float:
        with Child("program_window", told) as program:
            program.until_ready()
            program.ask("type")
            return program.ask("memory")

    yield Case("start", start, _bare_start, 1.5, stores.sizes.starts)
    yield Case("unlock", unlock, _bare_start, 2.5, times, sizes=facts)
    yield Case("memory", memory, _bare_memory, 2, times, BYTES, facts)


def _bare_start() -> float:
    with Child("bare_window", {}) as bare:
        return bare.until_ready()


def _bare_memory() -> float:
    with Child("bare_window", {}) as bare:
        bare.until_ready()
        return bare.ask("memory")

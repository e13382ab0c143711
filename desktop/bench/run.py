"""The whole table, theme by theme, in a temporary folder that is gone afterwards."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from .measure import Measured, measure
from .stores import QUICK, Sizes, Stores

# What each module measures; a module is imported, and its stores made, only when a row of it is wanted.
THEMES: Final = {
    "starting": ("start", "unlock", "memory"),
    "screens": ("person_first", "person_next", "key_painted"),
    "saving": ("save",),
    "register": ("search", "scroll", "sort"),
    "sheets": ("import", "commit"),
    "workbooks": ("write_sheet",),
    "paper": ("print_form", "print_list", "print_list_memory"),
    "package": ("package", "verify"),
    "assets": ("assets_start", "assets_list", "assets_search", "assets_save"),
    "growth": ("grow_start", "grow_open", "grow_search", "grow_save"),
}
NAMES: Final = tuple(name for names in THEMES.values() for name in names)


def rows(only: Sequence[str] = (), *, quick: bool = False) -> Iterator[Measured]:
    """The rows of these names, or all, each as soon as it is measured; `quick` is small, to be tested."""
    wanted = set(only or NAMES)
    with (
        TemporaryDirectory(prefix="soxa-bench-", ignore_cleanup_errors=True) as folder,
        Stores(Path(folder), QUICK if quick else Sizes()) as stores,
    ):
        for theme, names in THEMES.items():
            if wanted.isdisjoint(names):
                continue
            for case in import_module(f"desktop.bench.{theme}").cases(stores):
                if case.name in wanted:
                    yield measure(case)

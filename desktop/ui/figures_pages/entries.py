"""The entries of the navigation for houses, things, lines and workload: a list, and figures beside it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from desktop.services.session import Session
from desktop.ui.figures_pages.figures_tab import FiguresTab
from desktop.ui.navigation import TABS, Destination
from desktop.ui.pages.tabbed_page import TabbedPage
from desktop.ui.tasks import Tasks

ENTRIES: Final = ("building", "equipment", "vehicle", "system", "workload")
_BY_YEAR: Final = frozenset(("equipment_wear",))
_LISTS: Final[Mapping[str, str]] = {**{f"{entry}_list": entry for entry in ENTRIES}, "task": "task"}


def asset_entries(
    session: Session,
    tasks: Tasks,
    make_list: Callable[[str], QWidget],
    wanted: Callable[[Destination], object],
) -> dict[str, Callable[[], QWidget]]:
    """What makes the page of each entry; `make_list` makes the list of a form."""

    def figures(view_id: str) -> QWidget:
        tab = FiguresTab(session, tasks, view_id, by_year=view_id in _BY_YEAR)
        tab.wanted.connect(wanted)
        return tab

    def tab(name: str) -> tuple[str, Callable[[], QWidget]]:
        form_id = _LISTS.get(name)
        return name, partial(make_list, form_id) if form_id else partial(figures, name)

    return {entry: partial(TabbedPage, entry, tuple(map(tab, TABS[entry]))) for entry in ENTRIES}

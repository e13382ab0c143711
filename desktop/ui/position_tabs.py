"""The tabs of the entry for positions: board, staffing, composition, and the registers that go with them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.ui.navigation import Destination
from desktop.ui.pages.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from desktop.services.session import Session
    from desktop.ui.tasks import Tasks


def position_tabs(
    session: "Session",
    tasks: "Tasks",
    register: Callable[[str], QWidget],
    go: Callable[[Destination], object],
    changed: Callable[[object], object],
) -> TabbedPage:
    """The page; `register(form)` makes a list, `go` follows a link, `changed` is told of every change."""

    def back_to(tab: str) -> Callable[[str, str], object]:
        return lambda form_id, record_id: go(Destination(form_id, record_id, back=tab))

    def board() -> QWidget:
        from desktop.ui.board.board_tab import BoardTab

        page = BoardTab(session)
        page.record_wanted.connect(back_to("board"))
        page.new_wanted.connect(lambda: go(Destination("new", text="position")))
        page.import_wanted.connect(lambda: go(Destination("import", text="position")))
        page.changed.connect(changed)
        return page

    def staffing() -> QWidget:
        from desktop.ui.pages.staffing_tab import StaffingTab

        page = StaffingTab(session, tasks)
        page.record_wanted.connect(back_to("staffing"))
        return page

    def composition() -> QWidget:
        from desktop.ui.pages.composition_tab import CompositionTab

        page = CompositionTab(session, tasks)
        page.record_wanted.connect(back_to("composition"))
        return page

    return TabbedPage(
        "position",
        (
            ("board", board),
            ("position_list", lambda: register("position")),
            ("staffing", staffing),
            ("composition", composition),
            ("remedy", lambda: register("remedy")),
            ("subunit", lambda: register("subunit")),
            ("assignment", lambda: register("assignment")),
        ),
    )

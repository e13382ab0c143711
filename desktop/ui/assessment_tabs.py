"""The tabs of the entry "assessment": the grid, all assessments, the campaigns, the ratings."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.services.records import Changes, Query
from desktop.services.session import Session
from desktop.ui.pages.assessment_page import AssessmentPage
from desktop.ui.pages.list_page import ListPage
from desktop.ui.pages.tabbed_page import TabbedPage
from desktop.ui.tasks import Tasks


def assessment_tabs(
    session: Session,
    tasks: Tasks,
    register: Callable[[str], ListPage],
    workbook: Callable[[Query], None],
    told: tuple[Callable[[Changes], None], Callable[[str], None]],
) -> TabbedPage:
    """The page of the entry; `told` are what to call with changes, and with the time of a saved answer."""
    changed, saved = told

    def grid() -> QWidget:
        page = AssessmentPage(session, tasks)
        page.workbook_wanted.connect(workbook)
        page.changed.connect(changed)
        page.saved.connect(saved)
        return page

    registers = {"assessment_list": "assessment", "campaign": "campaign", "rating": "rating"}
    lists = [(name, partial(register, form_id)) for name, form_id in registers.items()]
    return TabbedPage("assessment", (("assessment_grid", grid), *lists))

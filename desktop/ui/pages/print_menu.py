"""The menu of papers that a register or a record can be printed on."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from desktop import messages

if TYPE_CHECKING:
    from desktop.services.printing import Template

    from .record_page import RecordPage


def print_menu(
    parent: QWidget, templates: Iterable["Template"], chosen: Callable[[str], object], heading: str = ""
) -> QMenu:
    """A menu that goes away when closed, or says that there is no paper; `chosen` gets the template's id."""
    menu = QMenu(parent)
    templates = tuple(templates)
    if heading:
        title = menu.addAction(heading)
        title.setEnabled(False)
        menu.addSeparator()
    if not templates:
        menu.addAction(messages.say("ui.list.no_print")).setEnabled(False)
    for template in templates:
        action = menu.addAction(template.title)
        action.triggered.connect(lambda _checked=False, name=template.id: chosen(name))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def offer_papers(page: "RecordPage", templates: Iterable["Template"]) -> None:
    """The papers of the record on the page, below its button; what is being typed is stored first."""

    def chosen(template_id: str) -> None:
        if page.commit() and page.record_id:
            page.print_wanted.emit(template_id, (page.record_id,))

    button = page.header.print
    print_menu(page, templates, chosen).popup(button.mapToGlobal(QPoint(0, button.height())))

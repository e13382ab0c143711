"""The menu of papers that a register or a record can be printed on."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from desktop import messages

if TYPE_CHECKING:
    from desktop.services.printing import Template


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

"""The menu of papers that a register or a record can be printed on."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QMenu, QWidget


def print_menu(
    parent: QWidget, templates: Iterable[tuple[str, str]], chosen: Callable[[str], object], heading: str = ""
) -> QMenu:
    """A menu that goes away when closed; `chosen` is given the template's id."""
    menu = QMenu(parent)
    if heading:
        title = menu.addAction(heading)
        title.setEnabled(False)
        menu.addSeparator()
    for template_id, text in templates:
        action = menu.addAction(text)
        action.triggered.connect(lambda _checked=False, name=template_id: chosen(name))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu

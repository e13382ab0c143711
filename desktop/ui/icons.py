"""The icons, of one family, tinted by token; never needed by the first screen."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from desktop.ui import theme

SMALL: Final = QSize(16, 16)
LARGE: Final = QSize(20, 20)
NAMES: Final = {
    "overview": "mdi6.view-dashboard-outline",
    "person": "mdi6.account-group-outline",
    "unit": "mdi6.office-building-outline",
    "packages": "mdi6.package-variant-closed",
    "system": "mdi6.cog-outline",
    "search": "mdi6.magnify",
    "import": "mdi6.table-arrow-down",
    "report": "mdi6.file-document-check-outline",
    "send": "mdi6.send-outline",
    "print": "mdi6.printer-outline",
    "export": "mdi6.table-arrow-up",
    "add": "mdi6.plus",
    "remove": "mdi6.trash-can-outline",
    "undo": "mdi6.undo-variant",
    "previous": "mdi6.chevron-up",
    "next": "mdi6.chevron-down",
    "back": "mdi6.arrow-left",
    "error": "mdi6.alert-circle",
    "warning": "mdi6.alert-outline",
    "good": "mdi6.check-circle",
    "key": "mdi6.key-outline",
    "lock": "mdi6.lock-outline",
    "user": "mdi6.account-outline",
    "deadline": "mdi6.clock-outline",
    "history": "mdi6.history",
    "help": "mdi6.help-circle-outline",
    "folder": "mdi6.folder-open-outline",
    "practice": "mdi6.school-outline",
    "recovery": "mdi6.lifebuoy",
    "image": "mdi6.image-outline",
    "filter": "mdi6.filter-outline",
}


def icon(name: str, colour: str = "ink") -> QIcon:
    """The icon of that name of ours in the colour of a token."""
    import qtawesome

    colours = theme.tokens()
    made = qtawesome.icon(NAMES[name], color=getattr(colours, colour), color_disabled=colours.edge)
    if not isinstance(made, QIcon):
        raise TypeError(name)
    return made

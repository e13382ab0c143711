"""A large button: a verb, and what stands behind it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop.ui import elements


class Door(QPushButton):
    """One of a few ways to go on from a page."""

    def __init__(self, title: str, explained: str, opened: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "door")
        self.setAutoDefault(True)
        self.setAccessibleName(title)
        self.setAccessibleDescription(explained)
        inside = elements.column(self, gap=2)
        inside.setContentsMargins(elements.BETWEEN, 10, elements.BETWEEN, 10)
        for text, role in ((title, "door"), (explained, "muted")):
            label = elements.label(text, role)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inside.addWidget(label)
        self.clicked.connect(lambda _checked=False: opened())

"""Step of an import: which files, and where they come from."""

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QPoint, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop import messages
from desktop.ui import elements
from desktop.ui.door import Door
from desktop.ui.wizards.wizard import Step

SYSTEM: Final = "system"  # a file of the province's or the nation's system, whose layout nobody has published
LIST: Final = "list"  # a list that an office keeps
_SUFFIXES: Final = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt"})


class FileStep(Step):
    """Files chosen in a dialog or dropped here; `files_chosen(way, paths)`, `template_wanted(form_id)`."""

    files_chosen = Signal(str, list)
    template_wanted = Signal(str)

    def __init__(self, titles: Mapping[str, str]) -> None:
        super().__init__(messages.say("ui.import.file_title"), messages.say("ui.import.file_text"))
        self._titles = titles
        self.setAcceptDrops(True)
        self.doors: dict[str, Door] = {}
        for way in (SYSTEM, LIST):
            said = (messages.say(f"ui.import.way_{way}"), messages.say(f"ui.import.way_{way}_text"))
            self.doors[way] = Door(*said, partial(self.ask, way))
            self.doors[way].setObjectName(f"way_{way}")
            self.box.addWidget(self.doors[way])
        self.read = elements.label("", "good")
        self.read.hide()
        self.box.addWidget(self.read)
        self.box.addWidget(elements.label(messages.say("ui.import.drop"), "muted"))
        line = elements.row()
        self.template = elements.button(messages.say("ui.import.template"), self.open_templates, "link")
        line.addWidget(self.template)
        line.addStretch(1)
        self.box.addLayout(line)
        for name in ("safe", "kept", "secret"):
            self.box.addWidget(elements.label("•  " + messages.say(f"ui.import.promise_{name}")))
        self.box.addStretch(1)

    def ask(self, way: str) -> None:
        """Ask for files in a dialog."""
        if paths := ask_for_files(self):
            self.files_chosen.emit(way, paths)

    def open_templates(self) -> None:
        """Offer the workbooks that an office without lists of its own may fill in."""
        menu = self.template_menu()
        menu.popup(self.template.mapToGlobal(QPoint(0, self.template.height())))

    def template_menu(self) -> QMenu:
        """One line a form; it goes away when closed."""
        menu = QMenu(self)
        for form_id, title in self._titles.items():
            action = menu.addAction(title)
            action.triggered.connect(lambda _on=False, form_id=form_id: self.template_wanted.emit(form_id))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def show_read(self, names: str) -> None:
        """Say which files are read, so that one who came back may go on with them."""
        self.read.setText("✓  " + messages.say("ui.import.read", files=names))
        self.read.show()

    def is_complete(self) -> bool:
        return not self.read.isHidden()

    def enter(self) -> None:
        self.doors[SYSTEM].setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dropped on a choice is of that kind; anywhere else it is a list of the office."""
        at = event.position().toPoint()
        self.files_chosen.emit(self._way_at(at), dropped(event.mimeData()))
        event.acceptProposedAction()

    def _way_at(self, at: QPoint) -> str:
        return next((way for way, door in self.doors.items() if door.geometry().contains(at)), LIST)


def ask_for_files(parent: QWidget) -> list[Path]:
    """One or more files chosen in a dialog; none when the user backs out."""
    names, _ = QFileDialog.getOpenFileNames(
        parent, messages.say("ui.import.choose"), "", messages.say("ui.import.file_filter")
    )
    return [Path(name) for name in names]


def dropped(data: QMimeData) -> list[Path]:
    """The files of a drop that may hold lists."""
    return _lists(Path(url.toLocalFile()) for url in data.urls())


def _lists(paths: Iterable[Path]) -> list[Path]:
    return [path for path in paths if path.suffix.lower() in _SUFFIXES]

"""Step of an import: every table of the files, its kind and its columns."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget

from desktop import messages
from desktop.services.import_reading import Reading
from desktop.services.session import Session
from desktop.ui import elements
from desktop.ui.forms.sources import Sources
from desktop.ui.wizards.wizard import Step

from .import_files import ask_for_files
from .import_notices import seen_text
from .import_table import TablePane

_MOST_NAMES: Final = 6


class ColumnsStep(Step):
    """One tab a table; `more_chosen(paths)` when files are to be added to those read."""

    more_chosen = Signal(list)

    def __init__(self, session: Session) -> None:
        super().__init__(messages.say("ui.import.columns_title"), messages.say("ui.import.columns_text"))
        self._session = session
        self._sources = Sources(session)
        self._reading: Reading | None = None
        self.panes: dict[int, TablePane] = {}
        self.about = elements.label()
        self.more = elements.button(messages.say("ui.import.more"), self.ask_for_more)
        self.seen = elements.label("", "notice")
        self.tabs = QTabWidget()
        self.tabs.setUsesScrollButtons(True)
        line = elements.row()
        line.addWidget(self.about, 1)
        line.addWidget(self.more)
        self.box.addLayout(line)
        self.box.addWidget(self.seen)
        self.box.addWidget(self.tabs, 1)

    @property
    def reading(self) -> Reading | None:
        """The files as they are understood now, without the user's choices of columns."""
        reading = self._reading
        if reading is not None:
            for place, pane in self.panes.items():
                reading = reading.with_sheet(place, pane.sheet)
        return reading

    def show_reading(self, reading: Reading) -> None:
        """Lay out the tables of files; the first that is a list is in front."""
        self._reading = reading
        self.tabs.clear()
        for former in self.panes.values():
            former.deleteLater()
        self.panes = {}
        for place, sheet in enumerate(reading.sheets):
            if sheet.columns:
                self._add(place, reading)
        lists = [tab for tab, pane in enumerate(self.panes.values()) if pane.sheet.kind]
        self.tabs.setCurrentIndex(next(iter(lists), 0))
        self.seen.setVisible(reading.seen_before is not None)
        self.seen.setText(seen_text(reading.seen_before))
        self._tell()

    def chosen(self) -> dict[int, dict[int, str | None]]:
        """The user's own choices, by table and column."""
        return {place: dict(pane.chosen) for place, pane in self.panes.items()}

    def ask_for_more(self) -> None:
        """Ask for further files, to be imported together with these."""
        if paths := ask_for_files(self):
            self.more_chosen.emit(paths)

    def is_complete(self) -> bool:
        panes = self.panes.values()
        return any(pane.sheet.kind for pane in panes) and all(pane.is_ready for pane in panes)

    def next_text(self) -> str:
        return messages.say("ui.import.to_preview")

    def enter(self) -> None:
        pane = self.tabs.currentWidget()
        if isinstance(pane, TablePane):
            pane.view.setFocus()

    def _add(self, place: int, reading: Reading) -> None:
        sheet = reading.sheets[place]
        pane = TablePane(self._session, self._sources, sheet)
        pane.changed.connect(self._tell)
        self.panes[place] = pane
        name = f"{sheet.file}: {sheet.name}" if len(reading.files) > 1 else sheet.name
        tab = self.tabs.addTab(pane, name.replace("&", "&&"))
        self.tabs.setTabToolTip(tab, f"{sheet.file}: {sheet.name}")

    def _tell(self) -> None:
        """Say how much was understood, and which sheets hold nothing."""
        reading = self.reading
        if reading is None:
            return
        used = [pane.sheet for pane in self.panes.values() if pane.sheet.kind]
        rows = sum(sheet.row_count for sheet in used)
        said = messages.say("ui.import.understood", file=reading.file, tables=len(used), rows=rows)
        nothing = [sheet.name for sheet in reading.sheets if not sheet.columns]
        if nothing:
            named = ", ".join(nothing[:_MOST_NAMES]) + ("…" if len(nothing) > _MOST_NAMES else "")
            said += " " + messages.say("ui.import.no_table", sheets=named)
        self.about.setText(said)
        self.more.setEnabled(all(pane.is_ready for pane in self.panes.values()))
        self.completeness_changed.emit()

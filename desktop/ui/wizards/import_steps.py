"""Steps of an import: which file, what its columns are."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QHeaderView, QTableWidget, QTableWidgetItem, QTabWidget

from desktop import messages
from desktop.domain.form import Form
from desktop.services.import_reading import ColumnReading, Reading, SheetReading, targets
from desktop.ui import elements
from desktop.ui.wizards.wizard import Step

_SUFFIXES: Final = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt"})
_SURE: Final = 0.8
_ROW: Final = 32


class FileStep(Step):
    """A file chosen in a dialog or dropped here; `file_chosen(path)`."""

    file_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(messages.say("ui.import.file_title"), messages.say("ui.import.file_text"))
        self.setAcceptDrops(True)
        inside = elements.column(gap=12)
        inside.addWidget(elements.label(messages.say("ui.import.drop"), "muted"))
        self.choose = elements.button(messages.say("ui.import.choose"), self.ask, "primary", "Ctrl+O")
        line = elements.row()
        line.addWidget(self.choose)
        line.addStretch(1)
        inside.addLayout(line)
        self.box.addWidget(elements.card(inside))
        for name in ("safe", "kept", "secret"):
            self.box.addWidget(elements.label("•  " + messages.say(f"ui.import.promise_{name}")))
        self.box.addStretch(1)

    def ask(self) -> None:
        """Ask for a file in a dialog."""
        title = messages.say("ui.import.file_title")
        name, _ = QFileDialog.getOpenFileName(self, title, "", messages.say("ui.import.file_filter"))
        if name:
            self.file_chosen.emit(Path(name))

    def is_complete(self) -> bool:
        return False

    def enter(self) -> None:
        self.choose.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(Path(url.toLocalFile()).suffix.lower() in _SUFFIXES for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.file_chosen.emit(Path(event.mimeData().urls()[0].toLocalFile()))


class ColumnsStep(Step):
    """Every table of the file with its columns, samples, and the field each goes to."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        super().__init__(messages.say("ui.import.columns_title"), messages.say("ui.import.columns_text"))
        self._forms = forms
        self.boxes: dict[int, dict[int, QComboBox]] = {}
        self.about = elements.label()
        self.seen = elements.label("", "notice")
        self.tabs = QTabWidget()
        for widget in (self.about, self.seen, self.tabs):
            self.box.addWidget(widget)
        self.box.setStretchFactor(self.tabs, 1)

    def show_reading(self, reading: Reading) -> None:
        """Lay out the tables of a file."""
        self.tabs.clear()
        self.boxes = {}
        rows = sum(sheet.row_count for sheet in reading.sheets)
        tables = sum(bool(sheet.kind) for sheet in reading.sheets)
        self.about.setText(messages.say("ui.import.understood", file=reading.file, tables=tables, rows=rows))
        self.seen.setVisible(reading.seen_before is not None)
        self.seen.setText(messages.say("ui.import.seen", at=_local(reading.seen_before)))
        for place, sheet in enumerate(reading.sheets):
            if sheet.kind:
                self.tabs.addTab(self._table(place, sheet), sheet.name)
        skipped = [sheet.name for sheet in reading.sheets if not sheet.kind]
        if skipped:
            self.about.setText(
                self.about.text() + " " + messages.say("ui.import.no_table", sheets=", ".join(skipped))
            )

    def chosen(self) -> dict[int, dict[int, str | None]]:
        """The field of every column by table and column; None keeps a column out."""
        return {
            place: {index: box.currentData() for index, box in boxes.items() if box.isEnabled()}
            for place, boxes in self.boxes.items()
        }

    def next_text(self) -> str:
        return messages.say("ui.import.to_preview")

    def enter(self) -> None:
        self.tabs.setFocus()

    def _table(self, place: int, sheet: SheetReading) -> QTableWidget:
        headings = [messages.say(f"ui.import.column_{name}") for name in ("file", "samples", "field", "sure")]
        table = QTableWidget(len(sheet.columns), len(headings))
        table.setHorizontalHeaderLabels(headings)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at, mode in enumerate("SSFC"):
            header.setSectionResizeMode(at, _MODES[mode])
        table.setColumnWidth(2, 300)
        offered = targets(self._forms[str(sheet.kind)])
        self.boxes[place] = {}
        for line, column in enumerate(sheet.columns):
            box = _combo(column, offered)
            self.boxes[place][column.index] = box
            for place_, text in enumerate((column.heading, " · ".join(column.samples))):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                table.setItem(line, place_, item)
            table.setCellWidget(line, 2, box)
            table.setItem(line, 3, QTableWidgetItem(_sureness(column)))
        return table


_MODES: Final = {
    "S": QHeaderView.ResizeMode.Stretch,
    "F": QHeaderView.ResizeMode.Fixed,
    "C": QHeaderView.ResizeMode.ResizeToContents,
}


def _combo(column: ColumnReading, offered: tuple[tuple[str, str], ...]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(column.heading)
    if column.is_special:
        box.addItem(messages.say(f"ui.import.target_{str(column.target).lstrip('@')}"), column.target)
        box.setEnabled(False)
        return box
    box.addItem(messages.say("ui.import.target_none"), None)
    for name, label in offered:
        box.addItem(label, name)
    found = box.findData(column.target) if column.target else 0
    if found < 0:
        box.addItem(str(column.target), column.target)
        found = box.count() - 1
    box.setCurrentIndex(found)
    box.setMaxVisibleItems(16)
    return box


def _sureness(column: ColumnReading) -> str:
    if column.is_special or column.target is None:
        return ""
    return messages.say("ui.import.sure" if column.score >= _SURE else "ui.import.unsure")


def _local(moment: str | None) -> str:
    from datetime import datetime

    return datetime.fromisoformat(moment).astimezone().strftime("%H:%M %d/%m/%Y") if moment else ""

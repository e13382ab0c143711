"""Step of an import: what every row would do, before anything is written."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtWidgets import QAbstractItemView, QButtonGroup, QCheckBox, QHeaderView, QTableView, QToolButton

from desktop import messages
from desktop.domain.form import Form
from desktop.services.import_preview import STATES, WRONG, Preview, PreviewRow
from desktop.services.import_reading import form_of
from desktop.ui import elements
from desktop.ui.tables.flow import FlowLayout
from desktop.ui.wizards.wizard import Step

from .import_details import DetailsTable, lines_of
from .import_places import Places
from .import_preview_model import ALL, SIGNS, PreviewModel, doubts

REPAIRED, DOUBTFUL = "repaired", "doubtful"
_FURTHER: Final[Mapping[str, Callable[[PreviewRow], int]]] = {
    REPAIRED: lambda row: row.repairs,
    DOUBTFUL: doubts,
}
_WIDTHS: Final = (52, 130, 108, 0, 78, 82, 84, 80)
_SHEET: Final = 1
_ROW: Final = 28


class PreviewStep(Step):
    """The counts add up and filter the rows; below, everything about the row marked."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        super().__init__(messages.say("ui.import.preview_title"), messages.say("ui.import.preview_text"))
        self._forms = forms
        self._preview: Preview | None = None
        self._places: Places | None = None
        self._state = ALL
        self._group = QButtonGroup(self)
        self.counts: dict[str, QToolButton] = {}
        self.further: dict[str, QToolButton] = {}
        self.first = elements.label("", "notice")
        self.notice = elements.label("", "notice")
        self.model = PreviewModel(self)
        self.table = _table(self.model)
        self.details = DetailsTable()
        self.only_good = QCheckBox(messages.say("ui.import.only_good"))
        self._build()
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_details())
        self.only_good.toggled.connect(lambda _on: self.completeness_changed.emit())

    @property
    def preview(self) -> Preview | None:
        """What is shown."""
        return self._preview

    def show_preview(self, preview: Preview, first: str, notice: str) -> None:
        """Lay out the rows; `first` says that this is the first declaration, `notice` what else to mind."""
        self._preview = preview
        self._places = Places(preview)
        for name, chip in self.counts.items():
            count, sign = preview.counts[name], SIGNS.get(name, "")
            said = messages.say(f"ui.import.count_{name}", count=count)
            elements.set_chip_text(chip, f"{sign} {said}".strip())
            chip.setEnabled(bool(count) or name == ALL)
        for name, chip in self.further.items():
            count = sum(bool(_FURTHER[name](row)) for row in preview.rows)
            elements.set_chip_text(chip, messages.say(f"ui.import.count_{name}", count=count))
            chip.setEnabled(bool(count))
            chip.setChecked(False)
        for label, text in ((self.first, first), (self.notice, notice)):
            label.setText(text)
            label.setVisible(bool(text))
        self.table.setColumnHidden(_SHEET, len({row.sheet for row in preview.rows}) < 2)
        self.only_good.setVisible(bool(preview.counts[WRONG]))
        self.counts[ALL].setChecked(True)
        self._filter(ALL)

    def is_complete(self) -> bool:
        return self.to_write() > 0

    def to_write(self) -> int:
        """How many rows would be written."""
        rows = self._preview.rows if self._preview else ()
        kept_out = WRONG if self.leaves_wrong() else ""
        return sum(row.writes and row.state != kept_out for row in rows)

    def leaves_wrong(self) -> bool:
        """Whether rows with errors stay out."""
        return self.only_good.isChecked() and self._preview is not None and bool(self._preview.counts[WRONG])

    def next_text(self) -> str:
        return messages.say("ui.import.apply", count=self.to_write())

    def enter(self) -> None:
        self.table.setFocus()

    def _build(self) -> None:
        chips = FlowLayout()
        for name in (ALL, *STATES):
            self.counts[name] = elements.chip(f"count_{name}", partial(self._filter, name))
            self._group.addButton(self.counts[name])
            chips.addWidget(self.counts[name])
        for name in _FURTHER:
            self.further[name] = elements.chip(f"count_{name}", lambda: self._filter(self._state))
            chips.addWidget(self.further[name])
        self.box.addLayout(chips)
        for widget, stretch in ((self.first, 0), (self.notice, 0), (self.table, 3), (self.details, 2)):
            self.box.addWidget(widget, stretch)
        self.box.addWidget(self.only_good)

    def _filter(self, state: str) -> None:
        """Show the rows of a state that have what the further chips ask for."""
        preview = self._preview
        if preview is None:
            return
        self._state = state
        asked = [_FURTHER[name] for name, chip in self.further.items() if chip.isChecked()]
        self.model.show_rows(
            preview, lambda row: state in (ALL, row.state) and all(count(row) for count in asked)
        )
        self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_details()
        self.completeness_changed.emit()

    def _show_details(self) -> None:
        line = self.table.currentIndex().row()
        if self._preview is None or self._places is None or not 0 <= line < len(self.model.rows):
            self.details.show_lines([])
            return
        row = self.model.rows[line]
        kind = str(self._preview.sheet_of(row).kind)
        form, read_as = self._forms[row.form_id], form_of(kind, self._forms)
        self.details.show_lines(lines_of(row, form, read_as, self._places))


def _table(model: PreviewModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setAccessibleName(messages.say("ui.import.preview_title"))
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(_ROW)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    for at, width in enumerate(_WIDTHS):
        if width:
            header.resizeSection(at, width)
        else:
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
    return table

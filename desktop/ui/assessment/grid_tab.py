"""The tab with the whole commune on it."""

from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QLabel, QWidget

from desktop import messages
from desktop.domain.form import Field
from desktop.domain.text_types import LongText
from desktop.services.assessment_rows import OWN, REVIEWED
from desktop.ui import elements
from desktop.ui.forms.sources import Sources
from desktop.ui.tables.headings import bold_metrics, wrapped

from .cells_foot import CellsFoot
from .cells_view import CellsView
from .desk import Desk
from .grid_model import GridModel
from .people_header import WIDTH, PeopleHeader

_ROW: Final = 36
_CHOICE: Final = 118
_LEVEL: Final = 84
_TEXT: Final = 190
_PADDING: Final = 16


class GridTab(QWidget):
    """Whose answers are typed is switched above; `selected_ids` are the people of the selected cells."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model = GridModel(desk)
        self.view = CellsView(self.model, Sources(desk.session), self)
        self.view.setObjectName("assessment_grid")
        self.view.setAccessibleName(messages.say("ui.assess.tab_grid"))
        self.view.setVerticalHeader(PeopleHeader(desk, self.view))
        self.view.verticalHeader().setDefaultSectionSize(_ROW)
        self.view.setCornerButtonEnabled(False)
        self._corner = QLabel(messages.say("ui.assess.people"), self.view)
        self._corner.setProperty("role", "strong")
        self.foot = CellsFoot(self.model)
        self._lay_out()
        self.model.modelReset.connect(self._fit)
        self.view.entered_cell.connect(self.foot.show_cell)
        self.setFocusProxy(self.view)

    def show_side(self, side: str) -> None:
        """Show and type the answers of the persons themselves, or of the reviewer."""
        self.view.commit_editor()
        at = max(self.view.currentIndex().row(), 0)
        self.model.show_side(side)
        self.sides[side].setChecked(True)
        self._land(at)

    def selected_ids(self) -> tuple[str, ...]:
        """The assessments that selected cells belong to, in their order."""
        numbers = sorted({index.row() for index in self.view.selectedIndexes()})
        return tuple(self.desk.rows[number].record.id for number in numbers)

    def _lay_out(self) -> None:
        layout = elements.column(self, gap=elements.INSIDE)
        layout.setContentsMargins(8, 10, 8, 8)
        line = elements.row()
        group = QButtonGroup(self)
        self.sides = {}
        for side in (REVIEWED, OWN):
            chip = elements.chip(f"side_{side}", partial(self.show_side, side))
            elements.set_chip_text(chip, messages.say(f"ui.assess.side_{side}"))
            group.addButton(chip)
            self.sides[side] = chip
            line.addWidget(chip)
        self.sides[REVIEWED].setChecked(True)
        line.addSpacing(elements.BETWEEN)
        self.down = elements.chip("goes_down", self._turn)
        elements.set_chip_text(self.down, messages.say("ui.assess.goes_down"))
        self.down.setToolTip(messages.say("ui.assess.goes_down_tip"))
        line.addWidget(self.down)
        line.addStretch(1)
        layout.addLayout(line)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.foot)

    def _turn(self) -> None:
        self.view.goes_down = self.down.isChecked()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        """Column widths by what they hold; headings in up to three lines."""
        metrics = bold_metrics(self.view.horizontalHeader())
        for at, (number, side) in enumerate(self.model.columns):
            question = self.desk.questions[number]
            asked = question.field(side)
            is_text = asked is not None and isinstance(asked.type, LongText)
            width = _LEVEL if question.is_level else _TEXT if is_text else self._choice(asked)
            self.view.setColumnWidth(at, width)
            label = f"{question.id}\n{question.label}" if question.is_level else question.label
            lines = [
                wrapped(one, width - _PADDING, metrics.horizontalAdvance, 3) for one in label.split("\n")
            ]
            self.model.headings[at] = "\n".join(lines)
        if self.model.columns:
            last = len(self.model.columns) - 1
            self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)
        self._place_corner()
        if not self.view.currentIndex().isValid():
            self._land(0)

    def _choice(self, asked: Field | None) -> int:
        """Room for the longest answer of a list."""
        words = [option.label[messages.language()] for option in getattr(asked and asked.type, "choices", ())]
        measure = self.view.fontMetrics().horizontalAdvance
        return max([_CHOICE, *(measure(word) + _PADDING for word in words)])

    def _land(self, row: int) -> None:
        """Put the cursor on the first answer that the sheet wants of a row."""
        wanted = [at for at in range(self.model.columnCount()) if row < self.model.rowCount()]
        column = next((at for at in wanted if self.model.is_main(row, at)), 0)
        if wanted:
            self.view.setCurrentIndex(self.model.index(row, column))
        else:
            self.foot.show_cell(QModelIndex())

    def _place_corner(self) -> None:
        height = self.view.horizontalHeader().height()
        self._corner.setGeometry(
            24, 1, WIDTH - 24, max(height, self.view.horizontalHeader().sizeHint().height())
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_corner()

"""One person's sheet: a row a question, the own view and the reviewer's side by side."""

from collections.abc import Collection
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt

from desktop import messages
from desktop.domain import assessing
from desktop.services.assessment_rows import OWN, REVIEWED

from .cells_model import CellsModel, Index
from .desk import Desk, Spot
from .faces import Face, gap_of

_ROOT: Final = QModelIndex()
_REQUIRED: Final = "required"
_GAP: Final = "gap"
_SHORT: Final = (OWN, REVIEWED)
_FULL: Final = (_REQUIRED, OWN, REVIEWED, _GAP)


class SheetModel(CellsModel):
    """Shows the row `at` of the desk; a full sheet also has columns for the required level and the gap."""

    shows_other = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.at = -1

    @property
    def kinds(self) -> tuple[str, ...]:
        """What the columns hold."""
        is_full = self.desk.campaign is not None and self.desk.campaign.sheet == assessing.FULL
        return _FULL if is_full else _SHORT

    def show_row(self, at: int) -> None:
        """Show another person."""
        self.at = at
        self.rebuild()

    def rebuild(self) -> None:
        if self.at >= len(self.desk.rows):
            self.at = -1
        super().rebuild()

    def spot_at(self, row: int, column: int) -> Spot | None:
        side = self.kinds[column]
        if side not in _SHORT or self.desk.questions[row].field(side) is None:
            return None
        return Spot(self.at, row, side)

    def lines_of(self, numbers: Collection[int]) -> Collection[int]:
        """All of them, or none."""
        return range(self.rowCount()) if self.at in numbers else ()

    def face_at(self, index: Index) -> Face:
        kind, question = self.kinds[index.column()], self.desk.questions[index.row()]
        if kind == _REQUIRED:
            level = self.desk.rows[self.at].asked_level(question)
            return Face("" if level is None else str(level), tone="muted", is_open=False)
        if kind == _GAP:
            return self._gap(index.row())
        return super().face_at(index)

    def following(self, index: Index, *, down: bool) -> QModelIndex:
        """Always down the column: a person's own view first, then the reviewer's."""
        del down
        for row in range(index.row() + 1, self.rowCount()):
            if self.is_main(row, index.column()):
                return self.index(row, index.column())
        return QModelIndex()

    def first(self, column: int) -> QModelIndex:
        """The first cell of a column that takes an answer; any that does, where the column has none."""
        wanted = [self.index(row, column) for row in range(self.rowCount()) if self.is_open(row, column)]
        return wanted[0] if wanted else self.index(0, max(column, 0))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() or self.at < 0 else len(self.desk.questions)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.kinds)

    def headerData(
        self, at: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation is Qt.Orientation.Horizontal:
            return messages.say(f"ui.assess.column_{self.kinds[at]}")
        question = self.desk.questions[at]
        return question.label

    def _gap(self, row: int) -> Face:
        """Of the reviewer's level, or of the own one while the reviewer has not told any."""
        for side in (REVIEWED, OWN):
            spot = Spot(self.at, row, side)
            value = self.desk.value(spot) if self.desk.questions[row].is_level else None
            lacking = gap_of(self.desk, spot, value)
            if lacking is not None:
                tone = "error" if lacking < 0 else "good" if lacking else "muted"
                return Face(assessing.signed(lacking), tone=tone, is_open=False)
        return Face("", is_open=False)

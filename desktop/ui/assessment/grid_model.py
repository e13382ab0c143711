"""The whole commune: a row a person, a column a question, of one side at a time."""

from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt

from desktop.services.assessment_rows import OWN, REVIEWED, AssessmentRow

from .cells_model import CellsModel, Index
from .desk import Desk, Spot

ROW_ROLE: Final = Qt.ItemDataRole.UserRole
_ROOT: Final = QModelIndex()
# What the reviewer wants to see of the person, though only the person tells it.
_SHOWN_TO_REVIEWER: Final = frozenset({"training_needs", "wish"})


class GridModel(CellsModel):
    """`side` is whose answers are shown and typed; those of the other side are faint beneath them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.side = REVIEWED
        self.columns: list[tuple[int, str]] = []
        self.headings: list[str] = []

    def show_side(self, side: str) -> None:
        """Show the answers of a side."""
        self.side = side
        self.rebuild()

    def rebuild(self) -> None:
        self.beginResetModel()
        self.columns = list(self._columns())
        self.headings = [self.desk.questions[at].label for at, _ in self.columns]
        self.endResetModel()

    def spot_at(self, row: int, column: int) -> Spot | None:
        question, side = self.columns[column]
        return Spot(row, question, side)

    def row_of(self, number: int) -> AssessmentRow:
        """The person of a row."""
        return self.desk.rows[number]

    def is_main(self, row: int, column: int) -> bool:
        """Only of the side that is typed: the reviewer is not led through what the person tells."""
        return self.columns[column][1] == self.side and super().is_main(row, column)

    def following(self, index: Index, *, down: bool) -> QModelIndex:
        rows, columns = self.rowCount(), self.columnCount()
        whole = rows * columns
        at = index.column() * rows + index.row() if down else index.row() * columns + index.column()
        for step in range(at + 1, whole):
            row, column = (step % rows, step // rows) if down else divmod(step, columns)
            if self.is_main(row, column):
                return self.index(row, column)
        return QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.desk.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, at: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.headings[at]
            return self._question_tip(at) if role == Qt.ItemDataRole.ToolTipRole else None
        row = self.desk.rows[at]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.person
        if role == Qt.ItemDataRole.ToolTipRole:
            notes = [note.text for note in self.desk.notes(row).values()]
            return "\n".join([row.person, row.position, *notes])
        return None

    def _question_tip(self, at: int) -> str:
        question = self.desk.questions[self.columns[at][0]]
        return f"{question.id} · {question.label}" if question.is_level else question.label

    def _columns(self) -> Any:
        for at, question in enumerate(self.desk.questions):
            if question.field(self.side) is not None:
                yield at, self.side
            elif self.side == REVIEWED and question.id in _SHOWN_TO_REVIEWER:
                yield at, OWN

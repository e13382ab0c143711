"""Answers as the cells of a table: the grid of a commune and the sheet of one person are its two shapes."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop import messages
from desktop.domain.form import Field
from desktop.ui.forms.notes import Note

from . import quick_keys
from .desk import Desk, Outcome, Spot
from .faces import NOT_ASKED, Face, face, plain

FACE_ROLE: Final = Qt.ItemDataRole.UserRole
NOTE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class CellsModel(QAbstractTableModel):
    """What both tables share; a subclass says which answer stands in a cell."""

    shows_other = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.desk = desk
        desk.replaced.connect(self.rebuild)
        desk.altered.connect(self.repaint)

    def spot_at(self, row: int, column: int) -> Spot | None:
        """The answer of a cell; None where it holds none."""
        raise NotImplementedError

    def following(self, index: Index, *, down: bool) -> QModelIndex:
        """The cell to answer next; invalid after the last."""
        raise NotImplementedError

    def rebuild(self) -> None:
        """Show the rows that are on the desk now."""
        self.beginResetModel()
        self.endResetModel()

    def repaint(self, numbers: Collection[int]) -> None:
        """Show the answers of these rows of the desk as they are now."""
        lines = self.lines_of(numbers)
        if lines and self.columnCount():
            first, last = min(lines), max(lines)
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, first, last)

    def lines_of(self, numbers: Collection[int]) -> Collection[int]:
        """The lines of this table that show these rows of the desk."""
        return numbers

    def spot(self, index: Index) -> Spot | None:
        """The answer of a cell."""
        return self.spot_at(index.row(), index.column()) if index.isValid() else None

    def field_at(self, index: Index) -> Field:
        """The field whose answer a cell holds; LookupError where it holds none."""
        spot = self.spot(index)
        asked = self.desk.questions[spot.question].field(spot.side) if spot else None
        if asked is None:
            raise LookupError(index)
        return asked

    def note_at(self, index: Index) -> Note | None:
        """What is wrong with an answer."""
        spot = self.spot(index)
        return self.desk.note(spot) if spot else None

    def face_at(self, index: Index) -> Face:
        """How a cell looks."""
        spot = self.spot(index)
        return face(self.desk, spot, with_other=self.shows_other) if spot else Face("", is_open=False)

    def is_open(self, row: int, column: int) -> bool:
        """Whether a cell takes an answer."""
        spot = self.spot_at(row, column)
        return spot is not None and not self.desk.bar(spot)

    def is_main(self, row: int, column: int) -> bool:
        """Whether a cell takes an answer that the sheet wants."""
        spot = self.spot_at(row, column)
        wanted = spot is not None and self.desk.questions[spot.question].is_main(spot.side)
        return wanted and self.is_open(row, column)

    def bar_at(self, index: Index) -> str:
        """Why a cell takes no answer, in words; empty where it does."""
        spot = self.spot(index)
        bar = self.desk.bar(spot) if spot else "not_asked"
        return messages.say(f"ui.assess.bar_{bar}") if bar else ""

    def set_cells(self, cells: Mapping[tuple[int, int], Any]) -> Outcome:
        """Store the answers of cells by row and column; all of them are one change."""
        spots = {self.spot_at(*at): value for at, value in cells.items()}
        return self.desk.write({spot: value for spot, value in spots.items() if spot is not None})

    def put_texts(self, row: int, column: int, texts: Sequence[Sequence[str]]) -> tuple[Outcome, int]:
        """Read a block of texts into the cells from there on, as one change; how many texts found no cell."""
        cells: dict[tuple[int, int], Any] = {}
        lost = 0
        for down, line in enumerate(texts):
            for right, text in enumerate(line):
                at = (row + down, column + right)
                if not self._is_there(at):
                    lost += bool(text.strip())
                elif text.strip() != NOT_ASKED:
                    cells[at] = quick_keys.understood(self.field_at(self.index(*at)), text)
        return self.set_cells(cells), lost

    def copied(self, row: int, column: int) -> str:
        """An answer as the clipboard takes it: the words alone."""
        spot = self.spot_at(row, column)
        if spot is None:
            return ""
        return plain(self.desk.questions[spot.question], spot.side, self.desk.value(spot))

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.is_open(index.row(), index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        told = _TOLD.get(role)
        return told(self, index) if told is not None else None

    def stored(self, index: Index) -> Any:
        """The answer itself."""
        spot = self.spot(index)
        return self.desk.value(spot) if spot else None

    def tip(self, index: Index) -> str:
        """What is wrong with an answer, why none is taken, or the whole of a text."""
        note = self.note_at(index)
        if note is not None:
            return note.text
        spot = self.spot(index)
        if spot is None:
            return ""
        if self.desk.questions[spot.question].id == "fit_override":
            return "\n".join((self.face_at(index).text, *self.desk.rows[spot.row].fit_evidence))
        return self.bar_at(index) or self.face_at(index).text

    def spoken(self, index: Index) -> str:
        """A cell for those who listen to it."""
        shown = self.face_at(index)
        return ". ".join(part for part in (shown.text, shown.aside, self.tip(index)) if part)

    def _is_there(self, at: tuple[int, int]) -> bool:
        row, column = at
        if row >= self.rowCount() or column >= self.columnCount():
            return False
        spot = self.spot_at(row, column)
        return spot is not None and self.desk.questions[spot.question].field(spot.side) is not None


_TOLD: Final[Mapping[int, Callable[[CellsModel, Index], Any]]] = {
    Qt.ItemDataRole.DisplayRole: lambda model, index: model.face_at(index).text,
    Qt.ItemDataRole.EditRole: CellsModel.stored,
    Qt.ItemDataRole.ToolTipRole: CellsModel.tip,
    Qt.ItemDataRole.AccessibleTextRole: CellsModel.spoken,
    FACE_ROLE: lambda model, index: model.face_at(index),
    NOTE_ROLE: lambda model, index: model.note_at(index),
}

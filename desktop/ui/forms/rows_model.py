"""The rows of a repeated section as a table that is edited in place."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from desktop import messages
from desktop.domain import places
from desktop.domain.form import Field, Section
from desktop.domain.number_types import Integer, Money, Number
from desktop.domain.reading import read
from desktop.services.wording import shown
from desktop.ui import theme

from .notes import Note

_Index = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractTableModel):
    """Holds the rows as stored, with what was typed and is not stored yet on top of them."""

    edited = Signal()

    def __init__(self, section: Section, parent: QObject, tell: Callable[[Field, Any], str] = shown) -> None:
        """`tell` says an answer in words: a linked record by its name."""
        super().__init__(parent)
        self._tell = tell
        self.section = section
        self.fields: tuple[Field, ...] = section.fields
        self.rows: list[dict[str, Any]] = []
        self.is_locked = False
        self.typed: dict[str, Any] = {}
        self.notes: Mapping[str, Note] = {}
        self.headings: list[str] = [field.label[messages.language()] for field in self.fields]

    def show_rows(self, rows: Iterable[Mapping[str, Any]], *, keep_typed: bool = False) -> None:
        """Show stored rows; with `keep_typed`, what is not stored yet and new empty rows stay."""
        fresh = [dict(row) for row in rows]
        if keep_typed:
            known = {row[places.ROW_ID] for row in fresh}
            fresh = [row for row in fresh if self.typed.get(self._place(row), ...) is not None]
            fresh += [row for row in self.rows if row[places.ROW_ID] not in known and self._is_new(row)]
            self._put_typed(fresh)
        else:
            self.typed = {}
        if [row[places.ROW_ID] for row in fresh] == [row[places.ROW_ID] for row in self.rows]:
            self.rows = fresh
            self._repaint()
        else:
            self.beginResetModel()
            self.rows = fresh
            self.endResetModel()

    def show_notes(self, notes: Mapping[str, Note]) -> None:
        """Mark the cells that have a problem."""
        self.notes = notes
        self._repaint()

    def note_at(self, index: _Index) -> Note | None:
        """What is said of a cell."""
        return self.notes.get(self.place(index)) if index.isValid() else None

    def field_at(self, index: _Index) -> Field:
        """The field whose answer a cell holds."""
        return self.fields[index.column()]

    def place(self, index: _Index) -> str:
        """The place of a cell."""
        return f"{self._place(self.rows[index.row()])}/{self.fields[index.column()].name}"

    def index_of(self, place: str) -> QModelIndex:
        """The cell of a place; invalid when it is not here."""
        parts = place.split("/")
        for at, row in enumerate(self.rows):
            if len(parts) > 1 and row[places.ROW_ID] == parts[1]:
                names = [field.name for field in self.fields]
                column = names.index(parts[2]) if len(parts) == 3 and parts[2] in names else 0
                return self.index(at, column)
        return QModelIndex()

    def set_cells(self, cells: Mapping[tuple[int, int], Any]) -> None:
        """Change cells by row and column; all of them are one edit."""
        before = dict(self.typed)
        if self.is_locked:
            return
        for (row, column), value in cells.items():
            self._set(row, column, value)
        if self.typed != before:
            self._repaint()
            self.edited.emit()

    def paste(self, row: int, column: int, texts: Sequence[Sequence[str]]) -> None:
        """Read a block of texts into the cells from there on; rows are added as needed."""
        if missing := row + len(texts) - len(self.rows):
            for _ in range(missing):
                self.add_row()
        self.set_cells(
            {
                (row + down, column + right): read(self.fields[column + right], text)
                for down, line in enumerate(texts)
                for right, text in enumerate(line)
                if column + right < len(self.fields)
            }
        )

    def add_row(self) -> int:
        """An empty row at the end; it is stored with its first filled cell."""
        at = len(self.rows)
        self.beginInsertRows(QModelIndex(), at, at)
        self.rows.append({places.ROW_ID: places.new_row_id()})
        self.endInsertRows()
        return at

    def remove(self, numbers: Iterable[int]) -> None:
        """Take rows out; all of them are one edit."""
        if self.is_locked:
            return
        for at in sorted(set(numbers), reverse=True):
            row = self.rows[at]
            place = self._place(row)
            self.typed = {key: one for key, one in self.typed.items() if not key.startswith(f"{place}/")}
            if not self._is_empty(row):
                self.typed[place] = None
            self.beginRemoveRows(QModelIndex(), at, at)
            del self.rows[at]
            self.endRemoveRows()
        self.edited.emit()

    def forget(self, stored: Iterable[str]) -> None:
        """These places are stored now."""
        for place in stored:
            self.typed.pop(place, None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.fields)

    def headerData(
        self, at: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return str(at + 1) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.headings[at]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.fields[at].label[messages.language()]
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and not self.is_locked and not self.fields[index.column()].computed:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        field = self.fields[index.column()]
        value = self.rows[index.row()].get(field.name)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._tell(field, value)
        if role == Qt.ItemDataRole.EditRole:
            return value
        if role == Qt.ItemDataRole.TextAlignmentRole:
            numeric = isinstance(field.type, Integer | Number | Money)
            side = Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return self._marking(index, role)

    def _marking(self, index: _Index, role: int) -> Any:
        note = self.note_at(index)
        if note is None:
            return None
        if role == Qt.ItemDataRole.BackgroundRole:
            colours = theme.tokens()
            return QColor(colours.soft_error if note.state == "error" else colours.soft_warning)
        if role == Qt.ItemDataRole.ToolTipRole:
            return note.text
        return None

    def _set(self, row: int, column: int, value: Any) -> None:
        name = self.fields[column].name
        current = self.rows[row].get(name)
        if type(current) is type(value) and current == value:
            return
        if value is None:
            self.rows[row].pop(name, None)
        else:
            self.rows[row][name] = value
        self.typed[f"{self._place(self.rows[row])}/{name}"] = value

    def _put_typed(self, fresh: list[dict[str, Any]]) -> None:
        by_place = {self._place(row): row for row in fresh}
        for place, value in self.typed.items():
            row_place, _, name = place.rpartition("/")
            if row_place in by_place and value is not None:
                by_place[row_place][name] = value
            elif row_place in by_place:
                by_place[row_place].pop(name, None)

    def _repaint(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.fields) - 1))

    def _place(self, row: Mapping[str, Any]) -> str:
        return f"{self.section.id}/{row[places.ROW_ID]}"

    def _is_new(self, row: Mapping[str, Any]) -> bool:
        """Whether a row that the store does not have is still being filled."""
        place = self._place(row)
        return self._is_empty(row) or any(key.startswith(f"{place}/") for key in self.typed)

    def _is_empty(self, row: Mapping[str, Any]) -> bool:
        return row.keys() <= {places.ROW_ID}

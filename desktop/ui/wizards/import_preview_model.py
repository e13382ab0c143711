"""The rows of an import as a table: what each would do, how much is to be seen to, mended, changed."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor

from desktop import messages
from desktop.domain.problems import Code
from desktop.services.import_preview import CHANGED, MERGED, NEW, UNCHANGED, WRONG, Preview, PreviewRow
from desktop.ui import theme

from .import_places import Places

ALL: Final = "read"
SIGNS: Final = {NEW: "+", CHANGED: "~", UNCHANGED: "=", WRONG: "✗", MERGED: "→"}
_NAMES: Final = ("row", "sheet", "state", "name", "doubts", "missing", "repairs", "differences")
_STATE: Final = 2
_NUMBERS: Final = (0, 4, 5, 6, 7)
_ROLE: Final = Qt.ItemDataRole
_Index = QModelIndex | QPersistentModelIndex


class PreviewModel(QAbstractTableModel):
    """Shows the rows that a filter leaves."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: Sequence[PreviewRow] = ()
        self._places: Places | None = None

    def show_rows(self, preview: Preview, wanted: Callable[[PreviewRow], bool]) -> None:
        """Show the rows of a preview that are wanted."""
        self.beginResetModel()
        self._places = Places(preview)
        self.rows = [row for row in preview.rows if wanted(row)]
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(_NAMES)

    def headerData(self, at: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.DisplayRole:
            return messages.say(f"ui.import.preview_{_NAMES[at]}")
        return _side(at) if role == _ROLE.TextAlignmentRole else None

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> Any:
        row, at = self.rows[index.row()], index.column()
        if role in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            return self._text(row, at)
        if role == _ROLE.TextAlignmentRole:
            return _side(at)
        if role == _ROLE.ForegroundRole and at == _STATE:
            return QBrush(QColor(_ink(row.state)))
        return None

    def _text(self, row: PreviewRow, at: int) -> str:
        if at == 0:
            return str(row.number)
        if at == 1:
            return self._places.sheet(row) if self._places else ""
        if at == _STATE:
            return f"{SIGNS[row.state]} {messages.say(f'ui.import.state_{row.state}')}"
        if at == 3:
            return row.label
        counts = (doubts(row), missing(row), row.repairs, len(row.differences))
        return str(counts[at - 4] or "")


def doubts(row: PreviewRow) -> int:
    """How many findings need the user's eye; what is only not filled in is counted apart."""
    return sum(not one.is_repair and one.code is not Code.REQUIRED for one in row.problems)


def missing(row: PreviewRow) -> int:
    """How many required fields the row leaves open."""
    return sum(one.code is Code.REQUIRED for one in row.problems)


def _side(at: int) -> Qt.AlignmentFlag:
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    return right if at in _NUMBERS else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _ink(state: str) -> str:
    colours = theme.tokens()
    inks = {NEW: colours.good, CHANGED: colours.accent, WRONG: colours.error}
    return inks.get(state, colours.muted)

"""Two rows, or a record and a row, side by side: where they differ, and whose value is taken."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop import messages
from desktop.services.import_twins import DIFFERENT, Settlement, Twin, TwinField
from desktop.ui import theme
from desktop.ui.tables.wrapped_cells import WrappedCells

_ONE, _OTHER = 2, 3
_ROW: Final = 28
_WIDTHS: Final = (28, 170)
_ROLE: Final = Qt.ItemDataRole
_Index = QModelIndex | QPersistentModelIndex


class FieldsModel(QAbstractTableModel):
    """Sign, field, left, right; the lines that differ come first. `chosen(field, takes_other)`."""

    chosen = Signal(str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.fields: Sequence[TwinField] = ()
        self._settlement = Settlement(DIFFERENT)
        self._heads: tuple[str, str] = ("", "")

    def show_pair(self, twin: Twin, settlement: Settlement, heads: tuple[str, str]) -> None:
        """Show a pair under where the two stand."""
        self.beginResetModel()
        self.fields = sorted(twin.fields, key=lambda line: not line.differs)
        self._settlement = settlement
        self._heads = heads
        self.endResetModel()

    def settle(self, settlement: Settlement) -> None:
        """The same pair with another decision."""
        self._settlement = settlement
        last = self.index(len(self.fields) - 1, _OTHER)
        self.dataChanged.emit(self.index(0, 0), last)

    def choose(self, line: int, *, takes_other: bool) -> None:
        """Take the value of one side, where there is something to decide."""
        if 0 <= line < len(self.fields) and self.fields[line].differs and self._is_one:
            self.chosen.emit(self.fields[line].name, takes_other)

    def takes_other(self, line: int) -> bool:
        """Whether the right value is taken."""
        field = self.fields[line]
        return not field.one or (bool(field.other) and field.name in self._settlement.others)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.fields)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else _OTHER + 1

    def headerData(self, at: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            return ("", messages.say("ui.import.twin_field"), *self._heads)[at]
        return None

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> Any:
        field, at = self.fields[index.row()], index.column()
        if role in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            return ("≠" if field.differs else "", field.label, *self._sides(index.row()))[at]
        if role == _ROLE.BackgroundRole and field.differs:
            return QBrush(QColor(theme.tokens().soft_warning))
        if role == _ROLE.ForegroundRole and self._is_left_out(index.row(), at):
            return QBrush(QColor(theme.tokens().muted))
        if role == _ROLE.FontRole and field.differs and at >= _ONE and self._is_taken(index.row(), at):
            font = QFont()
            font.setBold(True)
            return font
        return None

    @property
    def _is_one(self) -> bool:
        return self._settlement.verdict != DIFFERENT

    def _sides(self, line: int) -> tuple[str, str]:
        field = self.fields[line]
        if not field.differs or not self._is_one:
            return field.one, field.other
        signs = ("○", "●") if self.takes_other(line) else ("●", "○")
        return f"{signs[0]} {field.one}", f"{signs[1]} {field.other}"

    def _is_taken(self, line: int, at: int) -> bool:
        return self._is_one and (at == _OTHER) == self.takes_other(line)

    def _is_left_out(self, line: int, at: int) -> bool:
        if at < _ONE:
            return at == 1
        return self._is_one and self.fields[line].differs and not self._is_taken(line, at)


class PairView(QTableView):
    """Left and right, or a click, take the value of that side."""

    def __init__(self, model: FieldsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setItemDelegate(WrappedCells(self))
        self.setAccessibleName(messages.say("ui.import.twin_side_by_side"))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(_ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(_WIDTHS[0])
        for at, width in enumerate(_WIDTHS):
            header.resizeSection(at, width)
        for at in (_ONE, _OTHER):
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(self._clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sides = {Qt.Key.Key_Left: False, Qt.Key.Key_Right: True}
        if (takes_other := sides.get(Qt.Key(event.key()))) is not None:
            self._model.choose(self.currentIndex().row(), takes_other=takes_other)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Nothing: figures and N are keys of their own here."""

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() >= _ONE:
            self._model.choose(index.row(), takes_other=index.column() == _OTHER)

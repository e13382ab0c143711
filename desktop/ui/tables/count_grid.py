"""The sheet of a room being counted: the book on the left, what was found typed beside it."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from desktop import messages
from desktop.domain.form import Section
from desktop.domain.names import unmarked
from desktop.domain.stocktaking import Line, Surplus
from desktop.services.wording import shown
from desktop.ui import theme
from desktop.ui.tables.wrapped_cells import WrappedCells

COLUMNS: Final = ("asset", "user", "book", "found", "gap", "condition", "room", "dispose", "note")
ASSET, USER, BOOK, FOUND, GAP, CONDITION, ROOM, DISPOSE, NOTE = range(len(COLUMNS))
_OF_LINES: Final = {
    FOUND: "found_quantity",
    CONDITION: "found_condition",
    ROOM: "found_room",
    DISPOSE: "propose_disposal",
    NOTE: "note",
}
_OF_SURPLUS: Final = {ASSET: "asset", FOUND: "quantity", CONDITION: "condition", NOTE: "note"}
_WIDTHS: Final = {USER: 120, ROOM: 115, NOTE: 110}
_ROW_HEIGHT: Final = 28  # at least: a long name is told on several lines
_MARK: Final = "x"
_NUMBERS: Final = frozenset((BOOK, FOUND, GAP))
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_AS_BOOK: Final = "d"  # also the letter that Vietnamese input makes of it


class CountGrid(QTableWidget):
    """Tells what was typed: `typed(row_id, field, text)`, `as_book(row_id)`, `surplus_typed(column text…)`.

    Enter or d: as in the book. Digits: how many were found. Ctrl+Enter: the whole room as in the book.
    The last row takes what the book does not have; Delete on what was taken so takes it out.
    """

    typed = Signal(str, str, str)
    as_book = Signal(str)
    room_done = Signal()
    surplus_typed = Signal(str, str, str)
    surplus_removed = Signal(str)

    def __init__(self, lines: Section, surplus: Section, parent: QWidget | None = None) -> None:
        super().__init__(0, len(COLUMNS), parent)
        self._fields = {column: lines.field(name) for column, name in _OF_LINES.items()}
        self._surplus_fields = {column: surplus.field(name) for column, name in _OF_SURPLUS.items()}
        self.lines: tuple[Line, ...] = ()
        self.surplus: tuple[Surplus, ...] = ()
        self.setHorizontalHeaderLabels([messages.say(f"ui.stocktake.column_{name}") for name in COLUMNS])
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(_ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(ASSET, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        self.setEditTriggers(
            QTableWidget.EditTrigger.AnyKeyPressed
            | QTableWidget.EditTrigger.DoubleClicked
            | QTableWidget.EditTrigger.EditKeyPressed
        )
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setItemDelegate(WrappedCells(self))
        self.itemChanged.connect(self._changed)

    def show_room(self, lines: Sequence[Line], surplus: Sequence[Surplus], *, is_open: bool) -> None:
        """Show a room; the cursor stays in its row when the room is the same."""
        is_same = [one.row_id for one in lines] == [one.row_id for one in self.lines]
        at = (max(self.currentRow(), 0), max(self.currentColumn(), FOUND)) if is_same else (0, FOUND)
        self.lines, self.surplus = tuple(lines), tuple(surplus)
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.setRowCount(len(lines) + len(surplus) + is_open)
        for row, line in enumerate(lines):
            self._put(row, _texts_of(line, self._fields), _OF_LINES, is_open and line.settlement is None)
            self._dress(row, bool(line.kinds), line.is_counted)
        for row, one in enumerate(surplus, len(lines)):
            self._put(row, _surplus_texts(one, self._surplus_fields), {}, is_open=False)
            self._dress(row, is_differing=True, is_counted=True)
        if is_open:
            texts = [""] * len(COLUMNS)
            self._put(self.rowCount() - 1, texts, _OF_SURPLUS, is_open=True)
            self._item(self.rowCount() - 1, ASSET).setToolTip(messages.say("ui.stocktake.surplus_hint"))
            self._item(self.rowCount() - 1, BOOK).setText("+")
        self.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self.setCurrentCell(min(at[0], self.rowCount() - 1), at[1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentRow()
        if self.state() == QTableWidget.State.EditingState:  # the key was Enter, the editor passed it on
            super().keyPressEvent(event)
        elif event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.room_done.emit()
        elif 0 <= row < len(self.lines) and self._is_as_book(event):
            line = self.lines[row]
            if line.settlement is None and (event.key() not in _ENTER or not line.is_counted):
                self.as_book.emit(line.row_id)
            self.setCurrentCell(min(row + 1, self.rowCount() - 1), FOUND)
        elif event.key() == Qt.Key.Key_Delete and (surplus := self._surplus_at(row)) is not None:
            self.surplus_removed.emit(surplus.row_id)
        elif event.key() == Qt.Key.Key_Delete and self._is_typable(row, self.currentColumn()):
            self._item(row, self.currentColumn()).setText("")
        else:
            if event.text().isdigit() and row < len(self.lines) and self.currentColumn() != NOTE:
                self.setCurrentCell(row, FOUND)
            super().keyPressEvent(event)

    def _is_as_book(self, event: QKeyEvent) -> bool:
        in_found = self.currentColumn() in {FOUND, BOOK, GAP, ASSET}
        return event.key() in _ENTER or (in_found and unmarked(event.text()) == _AS_BOOK)

    def _surplus_at(self, row: int) -> Surplus | None:
        at = row - len(self.lines)
        return self.surplus[at] if 0 <= at < len(self.surplus) else None

    def _is_typable(self, row: int, column: int) -> bool:
        item = self.item(row, column)
        return item is not None and bool(item.flags() & Qt.ItemFlag.ItemIsEditable)

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        found = self.item(row, column)
        if found is None:
            found = QTableWidgetItem()
            self.setItem(row, column, found)
        return found

    def _put(self, row: int, texts: Sequence[str], typed: dict[int, str], is_open: bool) -> None:  # noqa: FBT001
        for column, text in enumerate(texts):
            item = self._item(row, column)
            item.setText(text)
            item.setToolTip(text)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(flags | Qt.ItemFlag.ItemIsEditable if column in typed and is_open else flags)
            side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)

    def _dress(self, row: int, is_differing: bool, is_counted: bool) -> None:  # noqa: FBT001 - two states
        tokens = theme.tokens()
        colour = tokens.warning if is_differing else tokens.ink if is_counted else tokens.muted
        for column in range(len(COLUMNS)):
            self._item(row, column).setForeground(QColor(colour))

    def _changed(self, item: QTableWidgetItem) -> None:
        row, column = item.row(), item.column()
        if row < len(self.lines):
            self.typed.emit(self.lines[row].row_id, _OF_LINES[column], item.text().strip())
            if column == FOUND and item.text().strip():
                self.setCurrentCell(min(row + 1, self.rowCount() - 1), FOUND)
            return
        texts = [self._item(row, at).text().strip() for at in (ASSET, FOUND, CONDITION)]
        if texts[0] and texts[1]:
            self.surplus_typed.emit(*texts)


def _texts_of(line: Line, fields: dict[int, Any]) -> list[str]:
    condition = line.found_condition or line.book_condition
    return [
        *(line.asset, line.user, str(line.book_quantity)),
        "" if line.found_quantity is None else str(line.found_quantity),
        "" if not line.gap else f"{line.gap:+d}",
        *(shown(fields[CONDITION], condition), line.found_room or ""),
        *(_MARK if line.propose_disposal else "", line.note),
    ]


def _surplus_texts(one: Surplus, fields: dict[int, Any]) -> list[str]:
    condition = shown(fields[CONDITION], one.condition)
    return [one.asset, "", "0", str(one.quantity), f"+{one.quantity}", condition, "", "", one.note]

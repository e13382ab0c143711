"""The table one answers in: one key an answer, arrows, fill down, blocks from and to spreadsheets."""

from typing import Any, Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop import messages
from desktop.ui.forms.picker import PickerWidget
from desktop.ui.forms.sources import Sources

from . import blocks, quick_keys
from .cells_delegate import AnswerDelegate
from .cells_model import CellsModel, Index
from .desk import Outcome

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TABS: Final = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
_CLEARING: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_COMMANDS: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class CellsView(QTableView):
    """`goes_down` says where the cursor goes after a key; `entered(index)` when it comes to a cell."""

    entered_cell = Signal(QModelIndex)
    ended = Signal()

    def __init__(self, model: CellsModel, sources: Sources, parent: QWidget) -> None:
        super().__init__(parent)
        self.cells = model
        self.goes_down = False
        self._answers = AnswerDelegate(model, sources, self)
        self._answers.went.connect(self.step)
        self.setModel(model)
        self.setItemDelegate(self._answers)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)

    def step(self, down: int, right: int) -> None:
        """Go to another cell; to the next line of cells beyond the last of one."""
        at = self.currentIndex()
        columns, rows = self.cells.columnCount(), self.cells.rowCount()
        if not at.isValid():
            return
        row, column = at.row() + down, at.column() + right
        if not 0 <= column < columns:
            row, column = row + (1 if column >= columns else -1), column % columns
        if 0 <= row < rows:
            self.go_to(self.cells.index(row, column))

    def go_to(self, index: QModelIndex) -> None:
        """Put the cursor on a cell alone."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def commit_editor(self) -> None:
        """Take over what is being typed and close the cell."""
        editor = self._answers.editor
        if editor is not None and self.state() is QAbstractItemView.State.EditingState:
            self.commitData(editor)
            self.closeEditor(editor, self._answers.EndEditHint.NoHint)

    def fill_down(self) -> None:
        """Put the topmost selected answers, or those above where one row is selected, into the others."""
        chosen = sorted((index.row(), index.column()) for index in self.selectedIndexes())
        if not chosen:
            return
        top = chosen[0][0]
        if all(row == top for row, _ in chosen):
            top -= 1
        if top < 0:
            return
        self.cells.set_cells({(row, column): self._value(top, column) for row, column in chosen if row > top})

    def clear_selected(self) -> None:
        """Empty the selected cells."""
        self.cells.set_cells({(index.row(), index.column()): None for index in self.selectedIndexes()})

    def copy(self) -> None:
        """Put the selected cells on the clipboard."""
        lines: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda one: (one.row(), one.column())):
            lines.setdefault(index.row(), []).append(self.cells.copied(index.row(), index.column()))
        QGuiApplication.clipboard().setText(blocks.written(lines.values()))

    def paste(self) -> None:
        """Take a block from the clipboard, from the topmost selected cell on; one cell fills all selected."""
        texts = blocks.read_block(QGuiApplication.clipboard().text())
        chosen = sorted((index.row(), index.column()) for index in self.selectedIndexes())
        if not texts or not chosen:
            return
        row, column = chosen[0]
        if len(texts) == 1 and len(texts[0]) == 1:
            height, width = chosen[-1][0] - row + 1, chosen[-1][1] - column + 1
            texts = [texts[0] * width] * height
        self._say_pasted(*self.cells.put_texts(row, column, texts))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (self._command(event) or self._move(event) or self._type(event)):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What a Vietnamese input method hands over counts as the key it stands for."""
        if not (event.commitString() and self._answer(event.commitString()[-1])):
            super().inputMethodEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Nothing: a letter is an answer here."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.entered_cell.emit(self.currentIndex())

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        if self.state() is QAbstractItemView.State.EditingState:
            return False
        return bool(super().focusNextPrevChild(forward))

    def _command(self, event: QKeyEvent) -> bool:
        keys, done = QKeySequence.StandardKey, True
        is_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.matches(keys.Copy):
            self.copy()
        elif event.matches(keys.Paste):
            self.paste()
        elif is_control and event.key() == Qt.Key.Key_D:
            self.fill_down()
        elif event.key() in _CLEARING and not event.modifiers() & _COMMANDS:
            self.clear_selected()
        elif event.key() == Qt.Key.Key_F4 or (
            event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier
        ):
            self._open_list()
        else:
            done = False
        return done

    def _move(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() & _COMMANDS:
            return False
        if key in _ENTER:
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1, 0)
        elif key in _TABS:
            self.step(0, _TABS[key])
        else:
            return False
        return True

    def _type(self, event: QKeyEvent) -> bool:
        text = event.text()
        if not text or not text.isprintable() or event.modifiers() & _COMMANDS:
            return False
        return self._answer(text)

    def _answer(self, key: str) -> bool:
        """Take a key as an answer and go on; False where the cell wants to be typed in."""
        index = self.currentIndex()
        if not index.isValid():
            return True
        bar = self.cells.bar_at(index)
        if bar:
            self.cells.desk.told.emit(bar, "warning")
            return True
        field = self.cells.field_at(index)
        if not quick_keys.is_quick(field):
            return False
        value = quick_keys.answer(field, key)
        if value is None:
            said = messages.say("ui.assess.key_unknown", typed=key.upper(), legend=quick_keys.legend(field))
            self.cells.desk.told.emit(said, "warning")
        elif not self.cells.set_cells({(index.row(), index.column()): value}).failed:
            self._go_on(index)
        return True

    def _go_on(self, index: QModelIndex) -> None:
        following = self.cells.following(index, down=self.goes_down)
        if following.isValid():
            self.go_to(following)
        else:
            self.ended.emit()

    def _value(self, row: int, column: int) -> Any:
        return self.cells.data(self.cells.index(row, column), Qt.ItemDataRole.EditRole)

    def _open_list(self) -> None:
        index = self.currentIndex()
        if index.isValid() and self.cells.is_open(index.row(), index.column()):
            self.edit(index)
            if isinstance(self._answers.editor, PickerWidget):
                self._answers.editor.open_list()

    def _say_pasted(self, outcome: Outcome, lost: int) -> None:
        if outcome.failed:
            return
        left_out = outcome.barred + lost
        said = "ui.assess.pasted_partly" if left_out else "ui.assess.pasted"
        text = messages.say(said, count=outcome.stored, left_out=left_out)
        self.cells.desk.told.emit(text, "warning" if left_out else "good")

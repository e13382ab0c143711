"""The columns of one table of a file, and the field that each goes to."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor

from desktop import messages
from desktop.domain.bilingual import Text2
from desktop.domain.form import Field, Form
from desktop.domain.list_types import Choice, Option
from desktop.services.import_notes import SECTION
from desktop.services.import_reading import ColumnReading, SheetReading, targets
from desktop.ui import theme

TARGET: Final = 2
NOTE: Final = "@note"  # what the list of choices calls a column without a field
_NAMES: Final = ("file", "samples", "field", "sure")
_SURE: Final = 0.8
_ROLE: Final = Qt.ItemDataRole
_Index = QModelIndex | QPersistentModelIndex


class ColumnModel(QAbstractTableModel):
    """`changed` when a column goes elsewhere; `chosen` are the user's own choices by column."""

    changed = Signal()

    def __init__(self, sheet: SheetReading, form: Form | None, parent: QObject) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self.chosen: dict[int, str | None] = {}
        self._labels = dict(targets(form)) if form else {}
        keeps = form is not None and any(section.id == SECTION for section in form.tables)
        self._without = messages.say("ui.import.target_note" if keeps else "ui.import.target_none")

    @property
    def is_used(self) -> bool:
        """Whether the table is imported at all."""
        return self.sheet.kind is not None

    def question(self) -> Field:
        """What is asked of every column, with its answers."""
        answers = [(NOTE, self._without), *self._labels.items()]
        options = tuple(Option(name, Text2(label, label)) for name, label in answers)
        heading = messages.say("ui.import.column_field")
        return Field("target", Text2(heading, heading), Choice(options))

    def target(self, line: int) -> str | None:
        """Where a column goes, by the user or as guessed."""
        column = self.sheet.columns[line]
        return self.chosen.get(column.index, column.target)

    def choose(self, line: int, target: str) -> None:
        """Send a column to a field, or to the notes."""
        wanted = None if target == NOTE else target
        if self._is_open(line) and wanted != self.target(line):
            self.chosen[self.sheet.columns[line].index] = wanted
            last = self.index(len(self.sheet.columns) - 1, len(_NAMES) - 1)
            self.dataChanged.emit(self.index(0, 0), last)  # another column may be the second no more
            self.changed.emit()

    def twice(self) -> Mapping[str, str]:
        """The fields that several columns go to, as label and the columns' headings."""
        counts = Counter(map(self.target, range(len(self.sheet.columns))))
        return {
            self._labels[target]: ", ".join(self._headings(target))
            for target, count in counts.items()
            if count > 1 and target in self._labels
        }

    def first(self) -> int:
        """The line that needs the eye first: the first unsure one, else the first that can be changed."""
        lines = range(len(self.sheet.columns))
        unsure = (line for line in lines if self._is_open(line) and self._sureness(line)[:1] == "?")
        return next(unsure, next(filter(self._is_open, lines), 0))

    def counts(self) -> tuple[int, int]:
        """How many columns go to a field, of how many that could."""
        found = [self.target(line) for line in range(len(self.sheet.columns)) if self._is_open(line)]
        return sum(target is not None for target in found), len(found)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.sheet.columns)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(_NAMES)

    def headerData(self, at: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == _ROLE.DisplayRole:
            return messages.say(f"ui.import.column_{_NAMES[at]}")
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        opens = index.column() == TARGET and self._is_open(index.row())
        return flags | Qt.ItemFlag.ItemIsEditable if opens else flags

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> Any:
        line, at = index.row(), index.column()
        if role in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            return self._text(line, at)
        if role == _ROLE.EditRole:
            return self.target(line) or NOTE
        if role == _ROLE.ForegroundRole:
            return self._brush(line, at)
        return None

    def _text(self, line: int, at: int) -> str:
        column = self.sheet.columns[line]
        if at == 0:
            return column.heading
        if at == 1:
            return " · ".join(column.samples)
        if not self.is_used:
            return ""
        return self._sureness(line) if at == TARGET + 1 else self._said(line)

    def _said(self, line: int) -> str:
        target = self.target(line)
        if target is None:
            return self._without
        special = messages.say(f"ui.import.target_{target[1:]}") if target.startswith("@") else target
        return self._labels.get(target, special)

    def _sureness(self, line: int) -> str:
        column, target = self.sheet.columns[line], self.target(line)
        if target is None or column.is_special:
            return ""
        if len(self._headings(target)) > 1:
            return "✗ " + messages.say("ui.import.twice")
        if column.index in self.chosen:
            return "✓ " + messages.say("ui.import.chosen")
        is_sure = column.score >= _SURE
        return ("✓ " if is_sure else "? ") + messages.say("ui.import.sure" if is_sure else "ui.import.unsure")

    def _brush(self, line: int, at: int) -> QBrush | None:
        colours = theme.tokens()
        said = self._text(line, at) if at == TARGET + 1 else ""
        marks = {"✗": colours.error, "?": colours.warning, "✓": colours.good}
        if said:
            return QBrush(QColor(marks[said[0]]))
        is_left = not self.is_used or (at == TARGET and self.target(line) is None)
        return QBrush(QColor(colours.muted)) if at == 1 or is_left or not self._is_open(line) else None

    def _is_open(self, line: int) -> bool:
        """Whether the user may say where a column goes: running numbers and secrets go nowhere."""
        return self.is_used and not self.sheet.columns[line].is_special

    def _headings(self, target: str | None) -> list[str]:
        columns: tuple[ColumnReading, ...] = self.sheet.columns
        return [one.heading for line, one in enumerate(columns) if self.target(line) == target]

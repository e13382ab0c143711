"""The lines of a register, fetched a page at a time when the screen needs them."""

import dataclasses
from collections import OrderedDict
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop import messages
from desktop.domain.form import Field, Form
from desktop.domain.number_types import Integer, Money, Number
from desktop.services.records import Page, Query, Records, Row
from desktop.services.wording import linked

PAGE: Final = 200
_KEPT: Final = 20
ROW_ROLE: Final = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class ListModel(QAbstractTableModel):
    """Column 0 is the mark of problems, the others are the form's; the query sorts and filters."""

    def __init__(self, records: Records, form: Form, parent: QObject) -> None:
        super().__init__(parent)
        self._records = records
        self._form = form
        self.fields: tuple[Field, ...] = tuple(form.field(name) for name in form.columns)
        self._query: Query | None = None
        self._pages: OrderedDict[int, Page] = OrderedDict()
        self.total = 0
        self.headings = [field.label[messages.language()] for field in self.fields]

    def ask(self, query: Query) -> None:
        """Show what a query finds; its first page is fetched at once."""
        self.beginResetModel()
        self._query = query
        self._pages.clear()
        self.total = self._fetch(0).total
        self.endResetModel()

    def row(self, at: int) -> Row:
        """The record of a line."""
        return self._fetch(at // PAGE).rows[at % PAGE]

    def line_of(self, record_id: str) -> int:
        """The line of a record among those fetched so far; -1 when it is not there."""
        for number, page in self._pages.items():
            for at, row in enumerate(page.rows):
                if row.id == record_id:
                    return number * PAGE + at
        return -1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self.total

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.fields) + 1

    def headerData(
        self, at: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical or at == 0:
            return None
        field = self.fields[at - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.headings[at - 1]
        if role == Qt.ItemDataRole.ToolTipRole:
            return field.label[messages.language()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(field) | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == ROW_ROLE:
            return self.row(index.row())
        if index.column() == 0:
            return self._problem_mark(index.row(), role)
        field = self.fields[index.column() - 1]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            row = self.row(index.row())
            return linked(field, row.values.get(field.name), row.links)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(field) | Qt.AlignmentFlag.AlignVCenter
        return None

    def _problem_mark(self, at: int, role: int) -> Any:
        if role not in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row(at)
        if row.hard_problems:
            return messages.say("ui.list.hard_problems", count=row.hard_problems)
        return messages.say("ui.list.warnings", count=row.warnings) if row.warnings else None

    def _fetch(self, number: int) -> Page:
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        if self._query is None:
            raise ValueError(number)
        query = dataclasses.replace(self._query, offset=number * PAGE, limit=PAGE)
        page = self._records.page(self._form.id, query)
        self._pages[number] = page
        if len(self._pages) > _KEPT:
            self._pages.popitem(last=False)
        return page


def _side(field: Field) -> Qt.AlignmentFlag:
    numeric = isinstance(field.type, Integer | Number | Money)
    return Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft

"""Everything wrong with the record on the screen; a click leads to the field."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedLayout, QWidget

from desktop import messages
from desktop.domain import places
from desktop.domain.form import Form
from desktop.domain.problems import Problem
from desktop.services.wording import problem_text
from desktop.ui import theme
from desktop.ui.elements import label
from desktop.ui.tables.wrapped_text import WrappedText

_PLACE: Final = Qt.ItemDataRole.UserRole


class ProblemPanel(QWidget):
    """Hard problems first, in the order of the form."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.list = QListWidget(self)
        self.list.setObjectName("problems")
        self.list.setAccessibleName(messages.say("ui.record.problems"))
        self.list.setItemDelegate(WrappedText(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.itemClicked.connect(self._tell)
        self.list.itemActivated.connect(self._tell)
        self._none = label(messages.say("ui.record.no_problems"), "good")
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._none.setContentsMargins(12, 12, 12, 12)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._none)
        self._stack.addWidget(self.list)

    def show_problems(self, form: Form, problems: Iterable[Problem], values: Mapping[str, Any]) -> None:
        """Show the problems of a record with these values."""
        ordered = sorted(problems, key=lambda one: not one.is_hard)
        colours = theme.tokens()
        self.list.clear()
        for problem in ordered:
            sign = "!" if problem.is_hard else "?"
            said = where(form, problem.place, values) + problem_text(form, problem)
            item = QListWidgetItem(f"{sign}  {said}")
            item.setData(_PLACE, problem.place)
            item.setForeground(QColor(colours.error if problem.is_hard else colours.warning))
            self.list.addItem(item)
        self._stack.setCurrentWidget(self.list if ordered else self._none)

    def _tell(self, item: QListWidgetItem) -> None:
        self.wanted.emit(item.data(_PLACE))


def where(form: Form, place: str, values: Mapping[str, Any]) -> str:
    """The table and row a place lies in, to be put before its sentence; empty for a field asked once."""
    section_id, _, rest = place.partition("/")
    if not rest:
        return ""
    ids = [row[places.ROW_ID] for row in places.rows(values, section_id)]
    title, row_id = form.section(section_id).title[messages.language()], rest.partition("/")[0]
    if row_id not in ids:
        return f"{title} · "
    return messages.say("ui.record.in_row", table=title, number=ids.index(row_id) + 1)

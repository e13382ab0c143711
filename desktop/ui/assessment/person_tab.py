"""The tab with one person's sheet: everyone at the left with how far it is, the sheet at the right."""

from collections.abc import Collection
from functools import partial
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QListView, QWidget

from desktop import messages
from desktop.domain import approval, assessing
from desktop.services.assessment_rows import OWN, REVIEWED
from desktop.ui import elements
from desktop.ui.forms.sources import Sources

from .cells_foot import CellsFoot
from .cells_model import Index
from .cells_view import CellsView
from .desk import Desk
from .sheet_model import SheetModel

_ROW: Final = 28
_LIST: Final = 250
_LEAST_LIST: Final = 170
_QUESTIONS: Final = 344
_LEAST_ANSWER: Final = 72
_BESIDE: Final = 770  # what list and answers want
_NARROW: Final = 84
_ROOT: Final = QModelIndex()


class PeopleModel(QAbstractListModel):
    """Everyone on the desk with how many answers the reviewer has given."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        desk.replaced.connect(self._rebuild)
        desk.altered.connect(self._repaint)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._desk.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            row = self._desk.rows[index.row()]
            return f"{row.person}\n{self._state(index.row())}"
        return None

    def _state(self, at: int) -> str:
        row = self._desk.rows[at]
        if row.state not in (approval.DRAFT, approval.RETURNED):
            return messages.say(f"ui.assess.state_{row.state}")
        done, whole = row.answered(self._desk.questions, REVIEWED)
        said = "ui.assess.progress" if row.returned_on else "ui.assess.progress_missing"
        text = messages.say(said, done=done, whole=whole)
        if row.state == approval.RETURNED:
            text = f"{messages.say('ui.assess.state_returned')} · {text}"
        return f"! {text}" if self._desk.notes(row) else text

    def _rebuild(self) -> None:
        self.beginResetModel()
        self.endResetModel()

    def _repaint(self, numbers: Collection[int]) -> None:
        if numbers:
            self.dataChanged.emit(self.index(min(numbers)), self.index(max(numbers)))


class PersonTab(QWidget):
    """Ctrl+↓ and Ctrl+↑ go to the next and the previous person, in the column in which one types."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model = SheetModel(desk)
        self.view = CellsView(self.model, Sources(desk.session), self)
        self.view.setObjectName("assessment_sheet")
        self.view.setAccessibleName(messages.say("ui.assess.tab_person"))
        self.view.goes_down = True
        self.view.verticalHeader().setDefaultSectionSize(_ROW)
        self.view.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.foot = CellsFoot(self.model)
        self.people = self._list()
        self.name = elements.label(role="heading")
        self.name.setMinimumWidth(1)
        self.post = elements.label(role="muted")
        self.paper = elements.button(messages.say("ui.assess.on_paper"), self.note_paper)
        self.paper.setToolTip(messages.say("ui.assess.on_paper_tip"))
        self._lay_out()
        self.model.modelReset.connect(self._fit)
        self.view.entered_cell.connect(self.foot.show_cell)
        self.view.ended.connect(self._say_end)
        desk.replaced.connect(self._replaced)
        desk.altered.connect(lambda _numbers: self._show_head())
        for keys, step in (("Ctrl+Down", 1), ("Ctrl+Up", -1)):
            elements.key(self, keys, partial(self.step, step))
        self.setFocusProxy(self.view)

    @property
    def at(self) -> int:
        """The number of the person shown; -1 for none."""
        return self.model.at

    def show_person(self, at: int) -> None:
        """Show a person's sheet with the cursor on the first answer of the column in which one types."""
        if not 0 <= at < len(self.desk.rows):
            return
        self.view.commit_editor()
        column = self.view.currentIndex().column()
        self.model.show_row(at)
        self.people.setCurrentIndex(self.people.model().index(at, 0))
        self._show_head()
        column = column if column >= 0 else self.model.kinds.index(REVIEWED)
        self.view.selectionModel().clear()
        self.view.setCurrentIndex(self.model.first(column))

    def step(self, by: int) -> None:
        """The next or the previous person."""
        self.show_person(self.at + by)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def note_paper(self) -> None:
        """Note that this person's sheet came back on paper."""
        self.view.commit_editor()
        if self.at >= 0:
            self.desk.note_returned(self.at)

    def selected_ids(self) -> tuple[str, ...]:
        """The assessment that is shown."""
        return (self.desk.rows[self.at].record.id,) if self.at >= 0 else ()

    def _list(self) -> QListView:
        view = QListView(self)
        view.setModel(PeopleModel(self.desk))
        view.setObjectName("assessment_people")
        view.setAccessibleName(messages.say("ui.assess.people"))
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setMinimumWidth(_LEAST_LIST)
        view.setMaximumWidth(_LIST)
        view.setUniformItemSizes(True)
        view.clicked.connect(lambda index: self.show_person(index.row()))
        view.activated.connect(lambda index: self.show_person(index.row()))
        return view

    def _lay_out(self) -> None:
        layout = elements.row(self, gap=12)
        layout.setContentsMargins(8, 10, 8, 8)
        layout.addWidget(self.people, 1)
        right = elements.column(gap=4)
        line = elements.row()
        line.addWidget(self.name)
        line.addStretch(1)
        for word, step in (("previous", -1), ("next", 1)):
            keys = "Ctrl+Up" if step < 0 else "Ctrl+Down"
            made = elements.button(messages.say(f"ui.assess.{word}"), partial(self.step, step))
            made.setToolTip(elements.hint(made.text(), keys))
            line.addWidget(made)
        line.insertWidget(2, self.paper)
        right.addLayout(line)
        right.addWidget(self.post)
        right.addWidget(self.view, 1)
        right.addWidget(self.foot)
        layout.addLayout(right, 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.view.verticalHeader().setFixedWidth(
            min(_QUESTIONS, max(self.width() // 4, self.width() - _BESIDE))
        )

    def _fit(self) -> None:
        header = self.view.horizontalHeader()
        header.setMinimumSectionSize(_LEAST_ANSWER)
        for at, kind in enumerate(self.model.kinds):
            is_answer = kind in (OWN, REVIEWED)
            mode = QHeaderView.ResizeMode.Stretch if is_answer else QHeaderView.ResizeMode.Fixed
            header.setSectionResizeMode(at, mode)
            if not is_answer:
                self.view.setColumnWidth(at, _NARROW)

    def _replaced(self) -> None:
        if self.desk.rows:
            self.show_person(max(self.at, 0))
        else:
            self.model.show_row(-1)
            self._show_head()

    def _show_head(self) -> None:
        if not 0 <= self.at < len(self.desk.rows):
            self.paper.setEnabled(False)
            self.name.setText("")
            self.post.setText("")
            return
        row = self.desk.rows[self.at]
        self.paper.setEnabled(not row.returned_on and not row.is_locked)
        self.name.setText(row.person)
        parts = [row.position or messages.say("ui.assess.no_position")]
        if row.state != approval.DRAFT:
            parts.append(messages.say(f"ui.assess.state_{row.state}"))
        if row.is_locked:
            parts.append(messages.say("ui.assess.bar_approved"))
        lacking = self._lacking()
        self.post.setText(" · ".join([*parts, *lacking]))

    def _lacking(self) -> list[str]:
        """How many competencies lie below what is required, on a full sheet."""
        if self.desk.campaign is None or self.desk.campaign.sheet != assessing.FULL:
            return []
        row = self.desk.rows[self.at]
        gaps = []
        for question in self.desk.questions:
            if question.is_level:
                held = [row.value(question, side) for side in (REVIEWED, OWN)]
                level = next((one for one in held if isinstance(one, int)), None)
                gaps.append(assessing.gap(row.asked_level(question), level))
        count = sum(gap is not None and gap < 0 for gap in gaps)
        return [messages.say("ui.assess.lacking", count=count)] if count else []

    def _say_end(self) -> None:
        self.desk.told.emit(messages.say("ui.assess.sheet_done"), "good")

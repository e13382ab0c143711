"""Surplus and shortage of staff on a day: two gaps, clearly apart, and whoever stands behind each figure."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QStackedWidget

from desktop import messages
from desktop.domain.gaps import Part
from desktop.domain.staff_figures import StaffingRow
from desktop.domain.staffing import LEVELS, Staffing
from desktop.services import staffing_behind, staffing_tables
from desktop.services.staffing_behind import Behind
from desktop.ui import elements
from desktop.ui.board.day_edit import DayEdit
from desktop.ui.dialogs.behind_dialog import BehindDialog
from desktop.ui.dialogs.figure_files import ask_for_figures
from desktop.ui.read_when_shown import ReadWhenShown
from desktop.ui.tables.figure_table import Figure, FigureColumn, FigureTable

from .staffing_cards import StaffingCards
from .staffing_causes import CausesPanel

if TYPE_CHECKING:
    from desktop.services.session import Session
    from desktop.ui.tasks import Tasks

_GROUPS: Final = {
    "quota": ("quota", "on_books", "gap_quota", "gap_quota_ahead"),
    "need": ("need", "filled", "gap_need", "gap_fitting", "gap_need_ahead"),
    "people": ("present", "full_time", "concurrent", "fits", "near", "not_fitting", "unknown"),
    "moves": ("seconded_in", "seconded_out", "leaving"),
}
_COLUMNS: Final = tuple((group, name) for group, names in _GROUPS.items() for name in names)
_GAPS: Final = frozenset({"gap_quota", "gap_quota_ahead", "gap_need", "gap_fitting", "gap_need_ahead"})
_WIDTH: Final = 46
_FORMS: Final = frozenset({"person", "position", "assignment", "subunit", "unit", "assessment"})
_USUAL: Final = "division"


class StaffingTab(ReadWhenShown):
    """`record_wanted(form, id)` from the list behind a figure."""

    record_wanted = Signal(str, str)

    def __init__(self, session: "Session", tasks: "Tasks") -> None:
        super().__init__(_FORMS)
        self._session = session
        self._tasks = tasks
        self.found: Staffing | None = None
        self.rows: tuple[StaffingRow, ...] = ()
        today = datetime.now().date()  # noqa: DTZ005 - the clerk's own day
        self.day = DayEdit(today, messages.say("ui.board.on_day"))
        self.level = QComboBox()
        self.level.setAccessibleName(messages.say("ui.staffing.by"))
        for level in LEVELS:
            self.level.addItem(messages.say(f"staffing.level.{level}"), level)
        self.level.setCurrentIndex(LEVELS.index(_USUAL))
        self.cards = StaffingCards()
        self.table = FigureTable()
        self.table.setAccessibleName(messages.say("ui.shell.tab_staffing"))
        self.causes = CausesPanel()
        self._states = QStackedWidget()
        self.empty = elements.label(messages.say("ui.staffing.empty"), "muted")
        self._lay_out()
        self.setFocusProxy(self.table)
        self.day.dateChanged.connect(lambda _date: self.reload())
        self.level.currentIndexChanged.connect(lambda _at: self._show())
        self.table.picked.connect(self._picked)
        self.table.line_changed.connect(self._told)
        self.causes.wanted.connect(self._part_wanted)
        self.cards.wanted.connect(self._card_wanted)

    def ask_for_workbook(self) -> None:
        """Write all levels of the day as a workbook."""
        day = self.day.day()
        name = f"nhan-luc-{day.isoformat()}"
        ask_for_figures(self, self._tasks, name, lambda path: self._session.staffing.write_xlsx(day, path))

    def _read(self) -> None:
        self.found = self._session.staffing.at(self.day.day())
        self.cards.tell(self.found, self._session.staffing.yardsticks())
        self._show()

    def _show(self) -> None:
        if self.found is None:
            return
        level = self.level.currentData()
        whole = self.found.rows("commune") if level != "commune" else ()
        self.rows = (*whole, *self.found.rows(level))
        columns = [
            FigureColumn(
                messages.say(f"ui.staffing.group_{group}"),
                messages.say(f"ui.staffing.col_{name}"),
                messages.say(f"staffing.column.{name}"),
            )
            for group, name in _COLUMNS
        ]
        lines = [self._line(self.found, row) for row in self.rows]
        self.table.show_figures(columns, lines, _WIDTH)
        is_any = bool(self.found.facts.people or self.found.facts.positions)
        self._states.setCurrentWidget(self.table if is_any else self.empty)
        self.causes.setVisible(is_any)

    def _line(self, found: Staffing, row: StaffingRow) -> tuple[str, Sequence[Figure]]:
        told = staffing_tables.cells(self._session.staffing, found, row)
        return str(told["label"]), [_figure(name, told[name], row) for _, name in _COLUMNS]

    def _picked(self, line: int, column: int) -> None:
        if self.found is None:
            return
        name = _COLUMNS[column][1]
        row = self.rows[line]
        heading = f"{self._label(row)} · {messages.say(f'staffing.column.{name}')}"
        self._open(heading, staffing_behind.behind(self.found, row, name))

    def _part_wanted(self, part: Part) -> None:
        if self.found is not None:
            behind = tuple(staffing_behind.of_part(self.found, part))
            row = self.rows[self.table.currentRow()]
            self._open(f"{self._label(row)} · {messages.say(f'cause.{part.cause}')}", behind)

    def _card_wanted(self, name: str) -> None:
        if self.found is None:
            return
        if name == "leadership":
            self._open(messages.say("ui.staffing.vacant_posts"), staffing_behind.vacancies(self.found))
            return
        (commune,) = self.found.rows("commune")
        heading = f"{self._label(commune)} · {messages.say(f'staffing.column.{name}')}"
        self._open(heading, staffing_behind.behind(self.found, commune, name))

    def _open(self, heading: str, behind: Sequence[Behind]) -> None:
        if not behind:
            return
        dialog = BehindDialog(self, heading, behind)
        dialog.opened.connect(self.record_wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _told(self, line: int) -> None:
        if self.found is not None and line < len(self.rows):
            row = self.rows[line]
            self.causes.tell(self._label(row), row, self._yardstick(row))

    def _yardstick(self, row: StaffingRow) -> str:
        """The national figure of a field, beside its own."""
        if row.level != "field" or row.key is None:
            return ""
        told = (one for one in self._session.staffing.yardsticks() if one["field"] == row.key)
        return "; ".join(messages.say("ui.staffing.nation", **_worded(one)) for one in told)

    def _label(self, row: StaffingRow) -> str:
        return self._session.staffing.label(self.found, row) if self.found else ""

    def _lay_out(self) -> None:
        layout = elements.page_layout(self)
        layout.setSpacing(elements.INSIDE)
        layout.addLayout(self._top())
        layout.addWidget(self.cards)
        for state in (self.table, self.empty):
            self._states.addWidget(state)
        layout.addWidget(self._states, 1)
        layout.addWidget(self.causes)

    def _top(self) -> QHBoxLayout:
        top = elements.row()
        for text, widget in (("ui.board.on_day", self.day), ("ui.staffing.by", self.level)):
            named = elements.label(messages.say(text))
            named.setWordWrap(False)
            named.setBuddy(widget)
            top.addWidget(named)
            top.addWidget(widget)
        keys = elements.label(messages.say("ui.staffing.keys"), "muted")
        keys.setWordWrap(False)
        keys.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        keys.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(keys, 1)
        self.export = elements.button(messages.say("ui.list.export"), self.ask_for_workbook)
        self.export.setObjectName("export")
        top.addWidget(self.export)
        return top


def _figure(name: str, value: object, row: StaffingRow) -> Figure:
    """A gap with its sign, any other number plain; nothing where no quota is told."""
    if not isinstance(value, int | float):
        return Figure("–")
    if name in _GAPS:
        role = "error" if value < 0 else "warning" if value > 0 else "good"
        return Figure(staffing_tables.signed(value), role, bool(staffing_behind.parts(row, name)))
    text = staffing_tables.signed(value).lstrip("+")
    return Figure(text, "", bool(value) and name != "quota")


def _worded(yardstick: dict[str, str]) -> dict[str, str]:
    value = yardstick["value"]
    value = value if messages.language() == "en" else value.replace(".", ",")
    return {
        "label": yardstick["label"],
        "value": value,
        "unit": yardstick["unit"],
        "source": yardstick["source"],
    }

"""What the staff is made of on a day: numbers and quality by one dimension, or any two crossed."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from desktop import messages
from desktop.services import composition
from desktop.services.staffing_behind import Behind
from desktop.ui import elements
from desktop.ui.board.day_edit import DayEdit
from desktop.ui.dialogs.behind_dialog import BehindDialog
from desktop.ui.dialogs.figure_files import ask_for_figures
from desktop.ui.read_when_shown import ReadWhenShown
from desktop.ui.tables.figure_table import Figure, FigureColumn, FigureTable

if TYPE_CHECKING:
    from desktop.services.composition import Row, Table
    from desktop.services.session import Session
    from desktop.ui.tasks import Tasks

_FORMS: Final = frozenset({"person", "position", "assignment", "subunit"})
_WIDTH: Final = 66
_LETTERS: Final = 16
_USUAL: Final = "division"
_NAMED_BY: Final = ("category", "division")  # what is said of a person in the list behind a number


class CompositionTab(ReadWhenShown):
    """`record_wanted(form, id)` from the list behind a number."""

    record_wanted = Signal(str, str)

    def __init__(self, session: "Session", tasks: "Tasks") -> None:
        super().__init__(_FORMS)
        self._session = session
        self._tasks = tasks
        self.shown: Table | None = None
        self._columns: list[int] = []
        today = datetime.now().date()  # noqa: DTZ005 - the clerk's own day
        self.day = DayEdit(today, messages.say("ui.board.on_day"))
        self.by = _chooser("by", composition.dimensions())
        self.by.setCurrentIndex(self.by.findData(_USUAL))
        whole = ("", messages.say("ui.composition.whole"))
        self.across = _chooser("across", (whole, *composition.dimensions()))
        self.who = _chooser(
            "who", tuple((who, messages.say(f"ui.composition.{who}")) for who in ("present", "quota"))
        )
        self.only_filled = elements.chip("only_filled", self._show)
        elements.set_chip_text(self.only_filled, messages.say("ui.composition.only_filled"))
        self.only_filled.setChecked(True)
        self.title = elements.label("", "heading")
        self.notes = elements.label("", "muted")
        self.table = FigureTable()
        self.table.setAccessibleName(messages.say("ui.shell.tab_composition"))
        self._states = QStackedWidget()
        self._lay_out()
        self.setFocusProxy(self.table)
        self.day.dateChanged.connect(lambda _date: self.reload())
        for chooser in (self.by, self.across, self.who):
            chooser.currentIndexChanged.connect(lambda _at: self.reload())
        self.table.picked.connect(self._picked)

    def ask_for_workbook(self) -> None:
        """Write what is shown, every column of it, as a workbook."""
        table = self.shown
        if table is not None:
            name = f"co-cau-doi-ngu-{self.day.day().isoformat()}"
            ask_for_figures(self, self._tasks, name, lambda path: composition.write_workbook(table, path))

    def _read(self) -> None:
        service = self._session.composition
        by, across = self.by.currentData(), self.across.currentData()
        self.shown = service.table(self.day.day(), by, across, self.who.currentData())
        self.title.setText(self.shown.title)
        self.notes.setText(" ".join(self.shown.notes))
        self._show()

    def _show(self) -> None:
        table = self.shown
        if table is None:
            return
        everything = range(len(table.columns))
        is_short = self.only_filled.isChecked()
        self._columns = [at for at in everything if not is_short or not at or table.total.cells[at]]
        columns = [FigureColumn(table.columns[at].group, table.columns[at].label) for at in self._columns]
        lines = [(row.label, [_figure(row, at) for at in self._columns]) for row in self._rows(table)]
        self.table.show_figures(columns, lines, _WIDTH)
        self._states.setCurrentIndex(0 if table.names else 1)
        self.export.setEnabled(bool(table.names))

    def _rows(self, table: "Table") -> tuple["Row", ...]:
        is_short = self.only_filled.isChecked()
        return (table.total, *(row for row in table.rows if not is_short or any(row.cells)))

    def _picked(self, line: int, column: int) -> None:
        table = self.shown
        if table is None:
            return
        row, at = self._rows(table)[line], self._columns[column]
        heading = table.columns[at]
        named = " · ".join(part for part in (row.label, heading.group, heading.label) if part)
        people = tuple(self._behind(table, person) for person in row.cells[at])
        dialog = BehindDialog(self, named, people)
        dialog.opened.connect(self.record_wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _behind(self, table: "Table", person: str) -> Behind:
        told = zip(composition.dimensions(), table.told[person], strict=True)
        said = {name: text for (name, _), text in told}
        return Behind("person", person, table.names[person], " · ".join(said[name] for name in _NAMED_BY))

    def _lay_out(self) -> None:
        layout = elements.page_layout(self)
        layout.setSpacing(elements.INSIDE)
        top = self._line((("ui.board.on_day", self.day), ("ui.composition.who", self.who)))
        top.addStretch(1)
        top.addWidget(self.only_filled)
        self.export = elements.button(messages.say("ui.list.export"), self.ask_for_workbook)
        self.export.setObjectName("export")
        top.addWidget(self.export)
        layout.addLayout(top)
        crossed = self._line((("ui.composition.by", self.by), ("ui.composition.across", self.across)))
        self.title.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        crossed.addWidget(self.title, 1)
        layout.addLayout(crossed)
        self._states.addWidget(self.table)
        self._states.addWidget(elements.label(messages.say("ui.composition.empty"), "muted"))
        layout.addWidget(self._states, 1)
        layout.addWidget(self.notes)

    def _line(self, parts: tuple[tuple[str, QWidget], ...]) -> QHBoxLayout:
        made = elements.row()
        for text, widget in parts:
            named = elements.label(messages.say(text))
            named.setWordWrap(False)
            named.setBuddy(widget)
            made.addWidget(named)
            made.addWidget(widget)
        return made


def _chooser(name: str, entries: tuple[tuple[str, str], ...]) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(_LETTERS)
    made.setAccessibleName(messages.say(f"ui.composition.{name}"))
    for value, text in entries:
        made.addItem(text, value)
    return made


def _figure(row: "Row", at: int) -> Figure:
    count = len(row.cells[at])
    return Figure(str(count) if count else "–", "" if count else "muted", bool(count))

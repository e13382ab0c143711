"""One tab of figures: as of which day, what to mind, charts and tables, each figure with its records."""

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QTableWidgetItem, QVBoxLayout, QWidget

from desktop import messages
from desktop.services.figure_view import Block, Charted, Counted, View, write_view
from desktop.services.records import Changes
from desktop.services.session import Session
from desktop.ui import elements
from desktop.ui.board.day_edit import DayEdit
from desktop.ui.chart_view import ChartView
from desktop.ui.dialogs.behind_dialog import BehindDialog
from desktop.ui.dialogs.figure_files import ask_for_figures
from desktop.ui.figures_pages.figure_table import FigureTable
from desktop.ui.navigation import Destination
from desktop.ui.tasks import Tasks

_YEARS: Final = 10
_CHART: Final = 760  # a chart of a few bars does not get better by being wider
_AROUND: Final = 60  # of a figure one stands on, above and below
_DECEMBER: Final = (12, 31)


class FiguresTab(QWidget):
    """`wanted(Destination)` for a record behind a figure. `by_year` asks for a year instead of a day."""

    wanted = Signal(object)

    def __init__(self, session: Session, tasks: Tasks, view_id: str, *, by_year: bool = False) -> None:
        super().__init__()
        self._session = session
        self._tasks = tasks
        self._id = view_id
        self._is_stale = True
        self.view: View | None = None
        self.tables: list[FigureTable] = []
        self.charts: list[ChartView] = []
        today = date.today()  # noqa: DTZ011 - the day on the wall
        self.day = DayEdit(today, messages.say("ui.figures.day"))
        self.year = QComboBox()
        self.year.setAccessibleName(messages.say("ui.figures.year"))
        for year in range(today.year, today.year - _YEARS, -1):
            self.year.addItem(f"31/12/{year}", year)
        self.year.setCurrentIndex(1)
        self._by_year = by_year
        self.export = elements.button(messages.say("ui.list.export"), self.ask_for_workbook)
        self._body = elements.column(gap=elements.BETWEEN)
        self._lay_out()
        self.day.dateChanged.connect(lambda _day: self._show())
        self.year.currentIndexChanged.connect(lambda _at: self._show())

    def at(self) -> date:
        """The day of the figures."""
        return date(int(self.year.currentData()), *_DECEMBER) if self._by_year else self.day.day()

    def reload(self, _changes: Changes | None = None) -> None:
        """Work the figures out again, now or when next shown."""
        self._is_stale = True
        if self.isVisible():
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._show()

    def ask_for_workbook(self) -> None:
        """Write all tables of the tab to a workbook the user names."""
        view = self.view
        if view is not None:
            name = messages.say(
                "ui.figures.file_name", view=self._id.replace("_", "-"), at=self.at().isoformat()
            )
            ask_for_figures(self, self._tasks, name, lambda path: write_view(view, path))

    def _lay_out(self) -> None:
        layout = elements.page_layout(self)
        top = elements.row()
        top.addWidget(elements.label(messages.say(f"figures.title.{self._id}"), "title"))
        top.addStretch(1)
        asked: QWidget = self.year if self._by_year else self.day
        told = elements.label(messages.say("ui.figures.year" if self._by_year else "ui.figures.day"))
        told.setWordWrap(False)
        told.setBuddy(asked)
        for one in (told, asked, self.export):
            top.addWidget(one)
        layout.addLayout(top)
        self._content = QWidget()
        self._content.setProperty("role", "page")
        self._content.setLayout(self._body)
        self._body.setContentsMargins(0, 0, 12, 0)
        self._area = elements.scrolled(self._content)
        layout.addWidget(self._area, 1)

    def _show(self) -> None:
        self._is_stale = False
        focused = next((at for at, one in enumerate(self.tables) if one.hasFocus()), None)
        self.view = view = self._session.figures.view(self._id, self.at())
        elements.empty(self._body)
        self.tables, self.charts = [], []
        self._body.addWidget(elements.label(view.told, "muted"))
        for notice in view.notices:
            self._body.addWidget(elements.label(notice, "notice"))
        first, *rest = view.blocks
        self._add_block(self._body, first)
        for charted in view.charts:
            self._add_chart(charted)
        for block in rest:
            self._add_block(self._body, block)
        self._body.addStretch(1)
        self.setFocusProxy(self.tables[0] if self.tables else self.day)
        if focused is not None and focused < len(self.tables):
            self.tables[focused].setFocus()

    def _add_block(self, layout: QVBoxLayout, block: Block) -> None:
        layout.addWidget(elements.label(block.title, "heading"))
        for line in block.about:
            layout.addWidget(elements.label(line, "muted"))
        if not block.rows:
            layout.addWidget(elements.label(block.empty, "muted"))
            return
        table = FigureTable(block)
        table.wanted.connect(partial(self._ask, table))
        table.currentItemChanged.connect(lambda item, _former: self._follow(table, item))
        self.tables.append(table)
        layout.addWidget(table)

    def _add_chart(self, charted: Charted) -> None:
        if not charted.chart.rows:
            return
        chart = ChartView()
        chart.setMaximumWidth(_CHART)
        chart.show_chart(charted.chart)
        chart.picked.connect(partial(self._ask_bar, charted))
        self.charts.append(chart)
        inside = elements.row()
        inside.addWidget(chart, 1)
        inside.addStretch(0)
        self._body.addWidget(elements.card(inside))

    def _follow(self, table: FigureTable, item: QTableWidgetItem | None) -> None:
        """Keep the figure that one stands on in sight."""
        if item is not None and table.hasFocus():
            place = table.viewport().mapTo(self._content, table.visualItemRect(item).center())
            self._area.ensureVisible(place.x(), place.y(), 0, _AROUND)

    def _ask(self, table: FigureTable, row: int, column: int) -> None:
        one = table.figure(row, column)
        name, heading = table.figure(row, 0).text, table.block.headings[column]
        title = f"{name} · {heading}: {one.text}" if column else f"{table.block.title}: {name}"
        self._tell(title, one.behind)

    def _ask_bar(self, charted: Charted, key: str) -> None:
        bar = next((one for one in charted.chart.rows if getattr(one, "key", "") == key), None)
        if bar is not None and charted.behind.get(key):
            self._tell(f"{charted.chart.title}: {bar.label}", charted.behind[key])

    def _tell(self, title: str, records: tuple[Counted, ...]) -> None:
        dialog = BehindDialog(self, title, self._session.figures.named(records))
        dialog.opened.connect(lambda form, one: self.wanted.emit(Destination(form, one, back=self._id)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

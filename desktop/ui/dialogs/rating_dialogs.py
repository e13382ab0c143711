"""A new rating sheet with its criteria filled in, and the ratings of a year with the cap on the excellent."""

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from desktop import messages
from desktop.services import rating_words, ratings
from desktop.services.records import Query
from desktop.ui import elements
from desktop.ui.board.choice_list import ChoiceList
from desktop.ui.board.number_edit import NumberEdit
from desktop.ui.board.sheet import Sheet
from desktop.ui.dialogs.figure_files import ask_for_figures
from desktop.ui.forms.entries import entry
from desktop.ui.plain_table import PlainTable

if TYPE_CHECKING:
    from desktop.services.session import Session
    from desktop.ui.tasks import Tasks

_FIRST_YEAR: Final = 2000
_LAST_YEAR: Final = 2100
_MOST_PEOPLE: Final = 10_000
_SAID: Final = 4


class NewRatingDialog(Sheet):
    """Whose sheet, of which year and period; `values()` is what the record begins with."""

    def __init__(self, session: "Session", parent: QWidget) -> None:
        super().__init__(
            parent,
            messages.say("ui.rating.new"),
            messages.say("ui.rating.whose"),
            messages.say("ui.rating.make"),
        )
        self._session = session
        rows = session.records.page("person", Query(limit=_MOST_PEOPLE)).rows
        self.people = ChoiceList([entry(row.id, row.label) for row in rows], messages.say("ui.rating.find"))
        self.people.taken.connect(self.deed.click)
        self.put(self.people, 1)
        self.year = NumberEdit(_FIRST_YEAR, _LAST_YEAR)
        self.year.setValue(_today().year)
        self.ask("ui.rating.year", self.year)
        self.period = QComboBox()
        for item in session.catalogs["rating_periods"].items:
            label = item.label if messages.language() == "vi" else item.label_en
            self.period.addItem(label, item.code)
        self.ask("ui.rating.period", self.period)
        self.close_with_buttons()
        self.people.chosen.connect(lambda value: self.deed.setEnabled(bool(value)))
        self.deed.setEnabled(bool(self.people.value()))

    def values(self) -> dict[str, object]:
        """The answers of the new sheet, its criteria as rows; AppError record_missing."""
        person, period = self.people.value(), str(self.period.currentData())
        return ratings.first_values(self._session, person, self.year.value(), period)


class RatingYearDialog(QDialog):
    """Everybody's average and class, why, and where the cap is exceeded; `opened(id)` of a sheet."""

    opened = Signal(str)

    def __init__(self, session: "Session", tasks: "Tasks", parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session = session
        self._tasks = tasks
        self.setWindowTitle(messages.say("ui.rating.summary"))
        elements.resize(self, 1180, 640)
        layout = elements.column(self, margin=elements.SECTIONS, gap=10)
        top = elements.row()
        top.addWidget(elements.label(messages.say("ui.rating.year")))
        self.year = NumberEdit(_FIRST_YEAR, _LAST_YEAR)
        self.year.setValue(_today().year)
        self.year.valueChanged.connect(lambda _year: self._show())
        top.addWidget(self.year)
        self.counted = elements.label("", "muted")
        top.addWidget(self.counted, 1)
        top.addWidget(elements.button(messages.say("ui.list.export"), self._export))
        layout.addLayout(top)
        self.caps = elements.label("")
        layout.addWidget(self.caps)
        names = ("subject", "division", "average", "rating", "why")
        self.table = PlainTable([messages.say(f"ui.rating.column_{name}") for name in names], wide=_SAID)
        self.table.opened.connect(self._open)
        layout.addWidget(self.table, 1)
        layout.addWidget(elements.button(messages.say("ui.dialog.close"), self.reject))
        self._show()
        self.table.setFocus()

    def _show(self) -> None:
        self._found = ratings.summary(self._session, self.year.value())
        self._subjects = (*self._found.people, *self._found.divisions)
        self.table.show_rows([self._row(one) for one in self._subjects], numbers=(2,))
        exceeding = [one for one in self._found.caps if one.exceeds]
        catalogs = self._session.catalogs
        said = [rating_words.said(one.evidence, catalogs) for one in exceeding]
        self.caps.setText("\n".join(said) or messages.say("ui.rating.caps_kept"))
        elements.set_role(self.caps, "error" if said else "muted")
        self.counted.setText(
            messages.say(
                "ui.rating.counted",
                people=len(self._found.people),
                divisions=len(self._found.divisions),
                without=len(self._found.without),
            )
        )

    def _row(self, one: ratings.Subject) -> tuple[str, ...]:
        catalogs, result = self._session.catalogs, one.result
        average = "" if result.average is None else rating_words.number(result.average)
        rating = rating_words.label(catalogs, "ratings", result.rating) or messages.say("rating.nothing")
        why = " ".join(rating_words.said(each, catalogs) for each in result.evidence)
        return one.name, one.division, average, rating, why

    def _open(self, line: int) -> None:
        sheets = self._subjects[line].sheets if 0 <= line < len(self._subjects) else ()
        if sheets:
            self.accept()
            self.opened.emit(sheets[-1].record_id)

    def _export(self) -> None:
        from desktop.services import rating_reports

        found, catalogs = self._found, self._session.catalogs
        name = f"xep-loai-{found.year}"
        ask_for_figures(
            self, self._tasks, name, lambda path: rating_reports.write_workbook(path, found, catalogs)
        )


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the clerk's own day

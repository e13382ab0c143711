"""The overview: three doors, four cards of figures, and what to do next; every number leads somewhere."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QProgressBar, QVBoxLayout, QWidget

from desktop import messages
from desktop.services.records import Changes
from desktop.services.session import Session
from desktop.ui import elements
from desktop.ui.door import Door
from desktop.ui.navigation import Destination
from desktop.ui.pages.overview_cards import Card
from desktop.ui.pages.overview_figures_box import FiguresBox
from desktop.ui.pages.standing import Standing, Todo, read_standing, todos

if TYPE_CHECKING:
    from desktop.services.overview_figures import Figure

PROPOSE: Final = Destination("remedy", text="propose")
_FIRST: Final = ("import", "mend")  # what comes before the work that the figures show


class StartPage(QWidget):
    """`wanted(Destination)`, `print_wanted(template, ())`; reads the store when shown and on changes."""

    wanted = Signal(object)
    print_wanted = Signal(str, tuple)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        page = QWidget()
        elements.column(self, gap=0).addWidget(elements.scrolled(page))
        layout = elements.page_layout(page)
        top = elements.row()
        top.addWidget(elements.label(messages.say("ui.start.title", unit=session.unit.name), "title"))
        top.addStretch(1)
        top.addWidget(elements.button(messages.say("ui.overview.print"), self._print))
        layout.addLayout(top)
        layout.addLayout(self._doors())
        self._report = Card("report")
        self.figures = FiguresBox(session, self._report)
        self.figures.picked.connect(self._show_behind)
        self.figures.remedies_wanted.connect(lambda: self.wanted.emit(PROPOSE))
        self.figures.worked_out.connect(self._show_work)
        layout.addWidget(self.figures)
        layout.addWidget(elements.label(messages.say("ui.start.next_title"), "heading"))
        self._next = elements.column(gap=2)
        self._next_card = elements.card(self._next)
        layout.addWidget(self._next_card)
        layout.addStretch(1)
        self.setFocusProxy(self.doors[0])
        elements.key(self, "Ctrl+P", self._print)
        self.standing: Standing | None = None
        self._work: tuple[Figure, ...] = ()

    def refresh(self) -> None:
        """Read how things stand and show it; figures that take longer follow by themselves."""
        self.standing = read_standing(self._session)
        self._report.fill(*self._counts(self.standing))
        self._show_next()
        self.figures.refresh()

    def show_reports(self) -> None:
        """The papers that can be printed from here, and what a report needs first."""
        menu = self.report_menu()
        door = self.doors[1]
        menu.popup(door.mapToGlobal(QPoint(0, door.height() + 2)))

    def report_menu(self) -> QMenu:
        """One line a paper; then the unit's facts and the records to mend."""
        menu = QMenu(self)
        for template in self._session.printing.templates("person"):
            said = messages.say(
                "ui.start.print_each" if template.each else "ui.start.print_list", title=template.title
            )
            action = menu.addAction(said)
            action.triggered.connect(lambda _on=False, name=template.id: self.print_wanted.emit(name, ()))
        menu.addSeparator()
        for name, to in (("unit", Destination("unit")), ("mend", Destination("person", only_problems=True))):
            action = menu.addAction(messages.say(f"ui.start.report_{name}"))
            action.triggered.connect(lambda _on=False, to=to: self.wanted.emit(to))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def reload(self, _changes: Changes | None = None) -> None:
        """Read again, if one is looking; otherwise it is read when shown."""
        if self.isVisible():
            self.refresh()

    def _doors(self) -> QHBoxLayout:
        layout = elements.row(gap=elements.BETWEEN)
        self.doors: list[Door] = []
        deeds = {
            "import": lambda: self.wanted.emit(Destination("import")),
            "report": self.show_reports,
            "send": lambda: self.wanted.emit(Destination("packages")),
        }
        for name, deed in deeds.items():
            said = (messages.say(f"ui.start.door_{name}"), messages.say(f"ui.start.door_{name}_text"))
            door = Door(*said, deed)
            door.setObjectName(f"door_{name}")
            self.doors.append(door)
            layout.addWidget(door, 1)
        return layout

    def _print(self) -> None:
        self.print_wanted.emit("overview", ())

    def _show_behind(self, figure: "Figure") -> None:
        from desktop.ui.dialogs.figure_dialog import FigureDialog

        dialog = FigureDialog(self._session, figure, self)
        dialog.record_wanted.connect(
            lambda form, one: self.wanted.emit(Destination(form, one, back="overview"))
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_work(self, work: "tuple[Figure, ...]") -> None:
        self._work = work
        self._show_next()

    def _show_next(self) -> None:
        """Records to mend, then what the figures show, then the way to the province."""
        elements.empty(self._next)
        found = list(todos(self.standing)) if self.standing else []
        first = [one for one in found if one.name in _FIRST]
        for todo in first:
            self._next.addLayout(self._todo(todo))
        for figure in self._work:
            self._next.addLayout(self._work_line(figure))
        for todo in found[len(first) :]:
            self._next.addLayout(self._todo(todo))

    def _counts(self, standing: Standing) -> tuple[QWidget, ...]:
        """Deadline, people and the unit side by side, each with what is still open."""
        made = QWidget()
        line = elements.row(made, gap=elements.SECTIONS)
        for side in (self._deadline(standing), self._people(standing), self._unit(standing)):
            side.addStretch(1)
            line.addLayout(side, 1)
        return (made,)

    def _people(self, standing: Standing) -> QVBoxLayout:
        inside = elements.column(gap=4)
        inside.addWidget(elements.label(messages.say("ui.start.people"), "muted"))
        inside.addWidget(self._figure(standing.people, "people_count", Destination("person")))
        inside.addWidget(_bar(standing.people - standing.people_with_problems, standing.people))
        wrong = Destination("person", only_problems=True)
        inside.addWidget(self._link("people_wrong", standing.people_with_problems, wrong))
        return inside

    def _unit(self, standing: Standing) -> QVBoxLayout:
        inside = elements.column(gap=4)
        inside.addWidget(elements.label(messages.say("ui.start.unit"), "muted"))
        share = messages.say("ui.start.unit_share", percent=round(100 * standing.unit.share))
        inside.addWidget(elements.button(share, lambda: self.wanted.emit(Destination("unit")), "figure"))
        inside.addWidget(_bar(standing.unit.answered, standing.unit.asked))
        inside.addWidget(
            self._link("unit_missing", standing.unit.asked - standing.unit.answered, Destination("unit"))
        )
        return inside

    def _deadline(self, standing: Standing) -> QVBoxLayout:
        inside = elements.column(gap=4)
        inside.addWidget(elements.label(messages.say("ui.start.deadline"), "muted"))
        to = Destination("packages")
        inside.addWidget(elements.button(standing.time_left, lambda: self.wanted.emit(to), "figure"))
        inside.addWidget(elements.label(standing.period_text, "muted"))
        inside.addWidget(self._link("unsent", standing.unsent, to))
        return inside

    def _figure(self, count: int, name: str, to: Destination) -> QWidget:
        made = elements.button(str(count), lambda: self.wanted.emit(to), "figure")
        made.setObjectName(name)
        made.setToolTip(messages.say(f"ui.start.{name}"))
        return made

    def _link(self, name: str, count: int, to: Destination) -> QWidget:
        text = messages.say(f"ui.start.{name}" if count else f"ui.start.{name}_none", count=count)
        made = elements.button(text, lambda: self.wanted.emit(to), "link")
        made.setObjectName(name)
        return made

    def _todo(self, todo: Todo) -> QHBoxLayout:
        text = messages.say(f"ui.start.todo_{todo.name}", **todo.facts)
        return _next_line(f"todo_{todo.name}", text, lambda: self.wanted.emit(todo.destination))

    def _work_line(self, figure: "Figure") -> QHBoxLayout:
        """Gaps lead to what could be done about them, everything else to its records."""

        def follow() -> None:
            if figure.name == "gaps":
                self.wanted.emit(PROPOSE)
            else:
                self._show_behind(figure)

        return _next_line(f"work_{figure.name}", figure.title, follow)


def _next_line(name: str, text: str, follow: Callable[[], None]) -> QHBoxLayout:
    line = elements.row()
    link = elements.button(f"→  {text}", follow, "link")
    link.setObjectName(name)
    line.addWidget(link)
    line.addStretch(1)
    return line


def _bar(value: int, most: int) -> QProgressBar:
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setRange(0, max(most, 1))
    bar.setValue(value)
    if most and value >= most:
        bar.setProperty("state", "good")
    return bar

"""The overview: three doors, how things stand, and what to do next; every number leads somewhere."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QProgressBar, QWidget

from desktop import messages
from desktop.services.records import Changes
from desktop.services.session import Session
from desktop.ui import elements
from desktop.ui.door import Door
from desktop.ui.navigation import Destination
from desktop.ui.pages.standing import Standing, Todo, read_standing, todos


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
        layout.addWidget(elements.label(messages.say("ui.start.title", unit=session.unit.name), "title"))
        layout.addLayout(self._doors())
        self._cards = elements.row(gap=elements.BETWEEN)
        layout.addLayout(self._cards)
        layout.addWidget(elements.label(messages.say("ui.start.next_title"), "heading"))
        self._next = elements.column(gap=2)
        self._next_card = elements.card(self._next)
        layout.addWidget(self._next_card)
        layout.addStretch(1)
        self.setFocusProxy(self.doors[0])
        self.standing: Standing | None = None

    def refresh(self) -> None:
        """Read how things stand and show it."""
        self.standing = read_standing(self._session)
        elements.empty(self._cards)
        for made in (self._people(self.standing), self._unit(self.standing), self._deadline(self.standing)):
            self._cards.addWidget(made, 1)
        elements.empty(self._next)
        for todo in todos(self.standing):
            self._next.addLayout(self._todo(todo))

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

    def _people(self, standing: Standing) -> QFrame:
        inside = elements.column()
        inside.addWidget(elements.label(messages.say("ui.start.people"), "strong"))
        inside.addWidget(self._figure(standing.people, "people_count", Destination("person")))
        inside.addWidget(_bar(standing.people - standing.people_with_problems, standing.people))
        wrong = Destination("person", only_problems=True)
        inside.addWidget(self._link("people_wrong", standing.people_with_problems, wrong))
        inside.addStretch(1)
        return elements.card(inside)

    def _unit(self, standing: Standing) -> QFrame:
        inside = elements.column()
        inside.addWidget(elements.label(messages.say("ui.start.unit"), "strong"))
        share = messages.say("ui.start.unit_share", percent=round(100 * standing.unit.share))
        inside.addWidget(elements.button(share, lambda: self.wanted.emit(Destination("unit")), "figure"))
        inside.addWidget(_bar(standing.unit.answered, standing.unit.asked))
        inside.addWidget(
            self._link("unit_missing", standing.unit.asked - standing.unit.answered, Destination("unit"))
        )
        inside.addStretch(1)
        return elements.card(inside)

    def _deadline(self, standing: Standing) -> QFrame:
        inside = elements.column()
        inside.addWidget(elements.label(messages.say("ui.start.deadline"), "strong"))
        to = Destination("packages")
        inside.addWidget(elements.button(standing.time_left, lambda: self.wanted.emit(to), "figure"))
        inside.addWidget(elements.label(standing.period_text, "muted"))
        inside.addWidget(self._link("unsent", standing.unsent, to))
        inside.addStretch(1)
        return elements.card(inside)

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
        line = elements.row()
        text = messages.say(f"ui.start.todo_{todo.name}", **todo.facts)
        link = elements.button(f"→  {text}", lambda: self.wanted.emit(todo.destination), "link")
        link.setObjectName(f"todo_{todo.name}")
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

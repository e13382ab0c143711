"""The position board of a day: people put into positions by mouse or by keys, gaps seen at once."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.names import fold
from desktop.errors import AppError
from desktop.services.board_rows import BoardRows, Group, Member, Post
from desktop.ui import elements
from desktop.ui.dialogs import error_dialog
from desktop.ui.pages.list_states import NothingFound
from desktop.ui.read_when_shown import ReadWhenShown

from .board_parts import EmptyBoard, Heading, Summary, menu
from .board_view import BoardView
from .day_edit import DayEdit
from .deeds import Deeds
from .people_list import PeopleList

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from desktop.services.records import Changes
    from desktop.services.session import Session

_FORMS = frozenset({"person", "position", "assignment", "subunit"})
_SIDE = 228


class BoardTab(ReadWhenShown):
    """`record_wanted(form, id)` opens a record; `changed(Changes)` after everything done here."""

    record_wanted = Signal(str, str)
    new_wanted = Signal()
    import_wanted = Signal()
    changed = Signal(object)

    def __init__(self, session: "Session") -> None:
        super().__init__(_FORMS)
        self._session = session
        self.rows = BoardRows(datetime.now().date())  # noqa: DTZ005 - the clerk's own day
        self.day = DayEdit(self.rows.on, messages.say("ui.board.on_day"))
        self.search = _search_line()
        self.only_gaps = elements.chip("only_gaps", self._show)
        elements.set_chip_text(self.only_gaps, messages.say("ui.board.only_gaps"))
        self.view = BoardView(self._field, self._status)
        self.people = PeopleList()
        self.summary = Summary()
        self.deeds = Deeds(session.board, self)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._show)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.view)

    def undo(self) -> None:
        """Take back the latest change."""
        self._do(self._session.records.undo, "ui.record.undone")

    def redo(self) -> None:
        """Take back the latest undo."""
        self._do(self._session.records.redo, "ui.record.redone")

    def do(self, work: "Callable[[], Changes]") -> None:
        """One change of the board: shown at once, told to the other pages, or refused in words."""
        self._do(work, "ui.board.done")

    def bring(self, position: str, kind: str, what: str) -> None:
        """Something was dropped on a position: a person, or the card of an assignment."""
        self.deeds.bring(self.rows, position, kind, what)

    def _do(self, work: "Callable[[], Changes]", said: str) -> None:
        try:
            changes = work()
        except AppError as error:
            error_dialog.show(self, error)
            return
        self.summary.said.setText(messages.say(said, label=self._session.records.history(limit=1)[0].label))
        self._is_stale = True
        self.changed.emit(changes)
        if self._is_stale:  # nobody handed the change back to this page
            self._read_anew()
        if self.window().focusWidget() is not self.people:
            self.view.focus()

    def _read(self) -> None:
        self.rows = self._session.board.groups(self.day.day())
        self.people.show_people(tuple((one, self._told(one)) for one in self.rows.unassigned))
        self._unassigned.setText(messages.say("ui.board.unassigned_count", count=len(self.rows.unassigned)))
        self.side.setVisible(bool(self.rows.unassigned))
        self.summary.tell(self.rows)
        self._show()

    def _show(self) -> None:
        """The part of the board that search and filter leave."""
        words = fold(self.search.text()).split()
        groups = [self._left_over(one, words) for one in self.rows.groups]
        is_whole = not words and not self.only_gaps.isChecked()
        shown = tuple(one for one in groups if one.posts or is_whole)
        self.view.show_groups(shown)
        state = self._area if shown else self.empty if is_whole else self.nothing
        self._states.setCurrentWidget(state)

    def _left_over(self, group: Group, words: list[str]) -> Group:
        def fits(post: Post) -> bool:
            if self.only_gaps.isChecked() and not post.gap and not post.is_empty_field:
                return False
            names = " ".join(card.person.name for card in post.holders)
            said = fold(f"{post.name} {post.division} {self._field(post.field)} {names}")
            return all(word in said for word in words)

        return Group(group.name, group.id, group.block, tuple(filter(fits, group.posts)))

    def _told(self, person: Member) -> str:
        category = self._label("person_categories", person.category)
        return " · ".join(part for part in (category, self._status(person.away)) if part)

    def _field(self, code: str | None) -> str:
        return self._label("specialised_fields", code)

    def _status(self, code: str | None) -> str:
        return self._label("person_status", code)

    def _label(self, catalog_id: str, code: str | None) -> str:
        item = self._session.catalogs[catalog_id].get(code)
        if item is None:
            return code or ""
        return item.label_en if messages.language() == "en" else item.label

    def _lay_out(self) -> None:
        layout = elements.page_layout(self)
        layout.setSpacing(elements.INSIDE)
        top = elements.row()
        day = elements.label(messages.say("ui.board.on_day"))
        day.setWordWrap(False)
        top.addWidget(day)
        top.addWidget(self.day)
        top.addWidget(self.search, 1)
        top.addStretch(1)
        for name, done, kind, keys in (
            ("new", self.new_wanted.emit, "primary", "Ctrl+N"),
            ("import", self.import_wanted.emit, "", ""),
            ("ideas", self.ask_for_ideas, "", ""),
        ):
            made = elements.button(messages.say(f"ui.board.{name}"), done, kind, keys)
            made.setObjectName(name)
            top.addWidget(made)
        layout.addLayout(top)
        sums = elements.row(gap=12)
        sums.addWidget(self.only_gaps)
        sums.addWidget(self.summary, 1)
        layout.addLayout(sums)
        middle = elements.row(gap=12)
        middle.addLayout(self._board(), 1)
        self.side = self._side()
        middle.addWidget(self.side)
        layout.addLayout(middle, 1)

    def _board(self) -> QVBoxLayout:
        made = elements.column(gap=4)
        made.addWidget(Heading())
        self._states = QStackedWidget()
        self._area = elements.scrolled(self.view)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = NothingFound()
        self.empty = EmptyBoard()
        for state in (self._area, self.nothing, self.empty):
            self._states.addWidget(state)
        made.addWidget(self._states, 1)
        return made

    def _side(self) -> QWidget:
        side = QWidget()
        made = elements.column(side, gap=4)
        self._unassigned = elements.label("", "strong")
        self.people.setFixedWidth(_SIDE)
        self._unassigned.setFixedWidth(_SIDE)
        made.addWidget(self._unassigned)
        made.addWidget(self.people, 1)
        return side

    def _connect(self) -> None:
        self.day.dateChanged.connect(lambda _date: self.reload())
        self.search.textChanged.connect(lambda _text: self._soon.start())
        self.nothing.clear_wanted.connect(self._clear)
        self.empty.import_wanted.connect(self.import_wanted)
        self.empty.ideas_wanted.connect(self.ask_for_ideas)
        self.empty.new_wanted.connect(self.new_wanted)
        view = self.view
        view.focused.connect(lambda part: self._area.ensureWidgetVisible(part, 0, 40))
        view.assign_wanted.connect(lambda post: self.deeds.assign(self.rows, post))
        view.need_wanted.connect(lambda post: self.deeds.need(self.rows, post))
        view.post_opened.connect(lambda post: self.record_wanted.emit("position", post))
        view.group_opened.connect(lambda group: self.record_wanted.emit("subunit", group))
        view.card_opened.connect(self._open_person)
        view.move_wanted.connect(lambda held: self.deeds.move(self.rows, held))
        view.end_wanted.connect(lambda held: self.deeds.end(self.rows, held))
        view.post_menu_wanted.connect(self._post_menu)
        view.card_menu_wanted.connect(self._card_menu)
        # Asked about once the drag itself is over: Windows waits for the answer to a drop.
        view.brought.connect(self.bring, Qt.ConnectionType.QueuedConnection)
        self.people.opened.connect(lambda person: self.record_wanted.emit("person", person))
        self.people.assign_wanted.connect(lambda person: self.deeds.find_post(self.rows, person))
        self.people.dropped.connect(self._end_dropped, Qt.ConnectionType.QueuedConnection)
        for keys, done in (("Ctrl+Z", self.undo), ("Ctrl+Y", self.redo), ("Ctrl+F", self._to_search)):
            elements.key(self, keys, done)
        elements.key(self, "F6", self._next_pane)
        elements.key(self.search, "Down", self.view.focus)

    def ask_for_ideas(self) -> None:
        """Offer the positions of the framework list."""
        self.deeds.ideas(self.day.day())

    def _clear(self) -> None:
        self.search.clear()
        self.only_gaps.setChecked(False)
        self._show()

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _next_pane(self) -> None:
        """From the board to the people without a position, and back."""
        if self.people.hasFocus():
            self.view.focus()
        else:
            self.people.setFocus()

    def _end_dropped(self, assignment: str) -> None:
        self.deeds.end(self.rows, assignment)

    def _open_person(self, assignment: str) -> None:
        holder = self.rows.holder(assignment)
        if holder is not None:
            self.record_wanted.emit("person", holder.person.id)

    def _post_menu(self, post: str, at: "QPoint") -> None:
        deeds = self.deeds
        lines = (
            ("assign", "Return", lambda: deeds.assign(self.rows, post)),
            ("need", "F2", lambda: deeds.need(self.rows, post)),
            ("open_post", "Ctrl+Return", lambda: self.record_wanted.emit("position", post)),
        )
        menu(self, lines).popup(at)

    def _card_menu(self, held: str, at: "QPoint") -> None:
        deeds = self.deeds
        lines = (
            ("open_person", "Return", lambda: self._open_person(held)),
            ("move", "F2", lambda: deeds.move(self.rows, held)),
            ("end", "Del", lambda: deeds.end(self.rows, held)),
            ("open_assignment", "", lambda: self.record_wanted.emit("assignment", held)),
        )
        menu(self, lines).popup(at)


def _search_line() -> QLineEdit:
    made = QLineEdit()
    made.setObjectName("search")
    made.setPlaceholderText(messages.say("ui.board.search"))
    made.setAccessibleName(messages.say("ui.board.search"))
    made.setClearButtonEnabled(True)
    made.setMinimumWidth(130)
    made.setMaximumWidth(300)
    return made

"""One record on the screen: every field is stored as soon as it is left; there is no Save button."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop import messages
from desktop.domain.form import Form
from desktop.domain.problems import Problem
from desktop.errors import AppError
from desktop.services.records import Query
from desktop.ui.elements import column, row
from desktop.ui.forms.notes import Note, error_text, notes_of, reached
from desktop.ui.forms.sources import Sources

from .asking import ask
from .asset_deeds import bind_deeds
from .print_menu import offer_papers
from .rail_lines import rail_lines
from .record_approval import bind_approval
from .record_desk import RecordDesk
from .record_header import RecordHeader
from .record_keys import bind_keys, take_key
from .record_panels import RecordPanels
from .record_sections import RecordSections
from .saving import Saving
from .section_rail import SectionRail

if TYPE_CHECKING:
    from desktop.services.records import Changes, HistoryEntry
    from desktop.services.session import Session

_MOST_HISTORY = 100
_NARROW = 1020
_LEAVING = ("leave_question", "discard", "stay")


class RecordPage(QWidget):
    """Shows any record of any form; keeps what was typed on the screen until it is stored."""

    changed = Signal(object)
    back_wanted = Signal()
    saved = Signal(str)
    print_wanted = Signal(str, tuple)

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self._session = session
        self._desk = RecordDesk(session.records)
        self._query = Query()
        self._is_new = False
        self._own_change: int | None = None
        self._start = ""
        self._visited: set[str] = set()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.header = RecordHeader(self, session.records.shown)
        self.rail = SectionRail(self)
        self.sections = RecordSections(Sources(session), self)
        self.panels = RecordPanels(self._history, self)
        self._saving = Saving(self._desk, self.sections, self)
        layout = column(self, margin=12, gap=8)
        layout.addWidget(self.header)
        middle = row(gap=0)
        middle.addWidget(self.rail)
        middle.addWidget(self.sections, 1)
        middle.addWidget(self.panels)
        layout.addLayout(middle, 1)
        self._connect()

    @property
    def form(self) -> Form:
        """The form of the record on the screen."""
        return self._session.forms[self._desk.form_id]

    @property
    def record_id(self) -> str:
        """The record on the screen; empty while it is new and unsaved."""
        return self._desk.record_id

    def show_record(self, record_id: str, place: str | None = None, query: Query | None = None) -> bool:
        """Show a record, the cursor at a place or in the first field; False when the one shown is not stored.

        `query` is the list that previous and next follow.
        """
        if not self.leave():
            return False
        self._desk.open(record_id)
        self._query = query or self._query
        self._is_new = False
        self._show(place or "")
        return True

    def new_record(self, form_id: str) -> bool:
        """Show an empty sheet; the record is made when its first field is left."""
        if not self.leave():
            return False
        self._desk.begin(form_id)
        self._query = Query()
        self._is_new = True
        self._show("")
        return True

    def commit(self) -> bool:
        """Store what is being typed; False when it could not be stored."""
        self.sections.commit_editor()
        return self._saving.save(self.form)

    def leave(self) -> bool:
        """Store what is being typed before the page is left; asks before anything unstored would be lost."""
        if not self._desk.form_id or self.commit():
            return True
        why = next((note.text for note in self._saving.unsaved.values()), "")
        question, discard, stay = (messages.say(f"ui.record.{name}") for name in _LEAVING)
        if not ask(self, question, why, discard, stay):
            return False
        self._saving.unsaved = {}
        self.sections.refresh(self._desk.values, {})
        return True

    def reload(self, changes: "Changes | None" = None) -> None:
        """Show the record anew if something else changed it; what is typed and not stored stays."""
        is_own = changes is not None and changes.change_n == self._own_change
        is_touched = changes is None or (self.record_id in changes.records and not is_own)
        if self.record_id and is_touched and not self.sections.typed():
            self._refresh()

    def undo(self) -> None:
        """Take back the latest change."""
        self._take_back(self._session.records.undo, "ui.record.undone")

    def redo(self) -> None:
        """Take back the latest undo."""
        self._take_back(self._session.records.redo, "ui.record.redone")

    def undo_entry(self, change_n: int) -> None:
        """Take back one entry of the history."""
        self._take_back(lambda: self._session.records.undo(change_n), "ui.record.undone")

    def go(self, steps: int) -> None:
        """Show the record before (-1) or after (1) this one in the list it was opened from."""
        if not self.leave() or not self.record_id:
            return
        near = self._session.records.neighbours(self.form.id, self._query, self.record_id)
        wanted = near[0 if steps < 0 else 1]
        (self.header.previous if steps < 0 else self.header.next).setEnabled(wanted is not None)
        if wanted is not None:
            place, section_id = self.sections.place_in_focus(), self.sections.section_id
            self._desk.open(wanted)
            self._is_new = False
            self._show("" if "/" in place else place, section_id)

    def _connect(self) -> None:
        self.sections.left.connect(self._save)
        self.sections.rested.connect(self._save)
        self.sections.entered.connect(self._entered)
        self._saving.stored.connect(self._stored)
        self._saving.refused.connect(self._refused)
        self.rail.section_wanted.connect(self.show_section)
        self.panels.place_wanted.connect(self._go_to)
        self.panels.undo_wanted.connect(self.undo_entry)
        bind_keys(self)
        bind_approval(self, self._session)
        self.deeds = bind_deeds(self, self._session)

    def _show(self, place: str, section_id: str = "") -> None:
        self._visited = set()
        section_id = section_id or self.form.sections[0].id
        self.sections.show_record(self.form, section_id, self._desk.values, self._notes())
        self._show_around()
        self.header.announce("")
        self._start = place
        self._land()

    def _land(self) -> None:
        """Put the cursor where this record is to be begun."""
        if not self._start or not self.sections.focus_place(self._start):
            self.sections.focus_first()
        self.rail.mark(self.sections.section_id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cursor belongs into a field."""
        super().focusInEvent(event)
        if self._desk.form_id:
            self._land()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not take_key(self, event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow screen the sides give way to the section."""
        super().resizeEvent(event)
        rail, panels = (172, 252) if self.width() < _NARROW else (212, 284)
        self.rail.setFixedWidth(rail)
        self.panels.setFixedWidth(panels)

    def _show_around(self) -> None:
        """What stands around the section: head, rail, panels."""
        form, values, problems = self.form, self._desk.values, self._desk.problems
        self.header.show_record(form, values, is_new=not self.record_id)
        self.deeds.show_form(form.id)
        self.rail.show_lines(rail_lines(form, values, problems), self.sections.section_id)
        self.panels.show_problems(form, problems, values)
        self.panels.read_history()

    def _notes(self) -> dict[str, Note]:
        """What stands beside the fields; in a new record only what was passed by counts as missing."""
        problems: Iterable[Problem] = self._desk.problems
        if self._is_new:
            problems = reached(problems, self._visited - {self.sections.place_in_focus()})
        return {**notes_of(self.form, problems), **self._saving.unsaved}

    def _save(self) -> None:
        if self._desk.form_id:
            self._saving.save(self.form)

    def _stored(self, typed: Mapping[str, Any], changes: "Changes | None") -> None:
        self.sections.settle(self._desk.values, self._notes(), typed)
        if changes is None:
            return
        self._show_around()
        time = datetime.now().strftime("%H:%M:%S")  # noqa: DTZ005 - the clerk's own clock
        self.header.say_saved(time)
        self.saved.emit(time)
        self._own_change = changes.change_n
        self.changed.emit(changes)

    def _refused(self) -> None:
        self.sections.show_notes(self._notes())
        self.header.say_unsaved()

    def _take_back(self, done: Callable[[], "Changes"], said: str) -> None:
        if not self.commit():
            return
        try:
            changes = done()
        except AppError as error:
            self.header.announce(error_text(error), "error")
            return
        entry = self._session.records.history(limit=1)[0]
        if self.record_id in changes.records:
            self._refresh()
            self._show_undone(entry)
        self.header.announce(messages.say(said, label=entry.label))
        self._own_change = changes.change_n
        self.changed.emit(changes)

    def _show_undone(self, entry: "HistoryEntry") -> None:
        """Put the cursor where something was taken back."""
        own = (line.place for line in entry.lines if line.record_id == self.record_id)
        places = [place for place in own if not place.startswith("@")]
        if self.record_id and places and self.sections.place_in_focus() not in places:
            self._go_to(places[0])

    def _refresh(self) -> None:
        """Show what is stored now; the page is left when the record is there no more."""
        try:
            self._desk.open(self.record_id)
        except AppError:
            self._desk.begin(self.form.id)
            self.back_wanted.emit()
        self.sections.refresh(self._desk.values, self._notes())
        self._show_around()

    def _entered(self, place: str) -> None:
        self._visited.add(place)
        self.panels.show_help(self.form, place)
        self.rail.mark(self.sections.section_id)
        if self._is_new:
            self.sections.show_notes(self._notes())

    def _go_to(self, place: str) -> None:
        self.sections.commit_editor()
        self.sections.focus_place(place)
        self.rail.mark(self.sections.section_id)

    def show_section(self, section_id: str) -> None:
        """Show a section with the cursor in its first field."""
        self.sections.commit_editor()
        self.sections.show_section(section_id)
        self.sections.focus_first()
        self.rail.mark(section_id)

    def go_back(self) -> None:
        """Ask to be left, once all that was typed is stored."""
        if self.leave():
            self.back_wanted.emit()

    def _history(self) -> Sequence["HistoryEntry"]:
        return self._session.records.history(self.record_id, _MOST_HISTORY) if self.record_id else ()

    def open_print_menu(self) -> None:
        """Offer the papers of this record."""
        offer_papers(self, self._session.printing.templates(self._desk.form_id))

"""The middle of the record page: the sections of a form, each built when first shown and used again."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.domain import approval
from desktop.domain.form import Form, Section
from desktop.ui.forms.notes import Note
from desktop.ui.forms.repeat_table import RepeatTable
from desktop.ui.forms.section_view import SectionView
from desktop.ui.forms.sources import Sources

SectionScreen = SectionView | RepeatTable
_ROOM_FOR_TWO: Final = 360  # px of the screen's middle, below which fields stand in one column


class RecordSections(QScrollArea):
    """Shows one section at a time; a section that is not shown takes over new values when it is."""

    left = Signal()
    rested = Signal()
    entered = Signal(str)

    def __init__(self, sources: Sources, parent: QWidget) -> None:
        super().__init__(parent)
        self._sources = sources
        self._form: Form | None = None
        self._built: dict[tuple[str, str], SectionScreen] = {}
        self._current: SectionScreen | None = None
        self._behind: set[SectionScreen] = set()
        self._values: Mapping[str, Any] = {}
        self._notes: Mapping[str, Note] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(20, 8, 20, 16)
        self.setWidget(inner)

    @property
    def section_id(self) -> str:
        """The section on the screen; empty before the first."""
        return self._current.section.id if self._current else ""

    @property
    def current(self) -> SectionScreen | None:
        """The section on the screen."""
        return self._current

    def show_record(
        self, form: Form, section_id: str, values: Mapping[str, Any], notes: Mapping[str, Note]
    ) -> None:
        """Show a section of another record; nothing typed before may be left."""
        self._form = form
        self._values, self._notes = values, notes
        self._behind = set(self._built.values())
        self.show_section(section_id)
        self.verticalScrollBar().setValue(0)

    def show_section(self, section_id: str) -> None:
        """Bring a section to the screen, building it if needed."""
        if self._form is None:
            return
        screen = self._screen(self._form.section(section_id))
        if screen in self._behind:
            self._behind.discard(screen)
            screen.show_values(self._values)
            screen.show_notes(self._notes)
        if screen is not self._current:
            former, self._current = self._current, screen
            if former is not None:
                _let_go(former)
                former.hide()
            screen.show()
            self.verticalScrollBar().setValue(0)

    def settle(self, values: Mapping[str, Any], notes: Mapping[str, Note], stored: Mapping[str, Any]) -> None:
        """These places are stored now; what else was typed stays."""
        self._values, self._notes = values, notes
        for screen in self._shown():
            screen.settle(values, stored)
            screen.show_notes(notes)

    def refresh(self, values: Mapping[str, Any], notes: Mapping[str, Note]) -> None:
        """The record was changed elsewhere: show its values anew."""
        self._values, self._notes = values, notes
        for screen in self._shown():
            screen.show_values(values)
            screen.show_notes(notes)

    def show_notes(self, notes: Mapping[str, Note]) -> None:
        """Say beside the fields what is wrong."""
        self._notes = notes
        for screen in self._shown():
            screen.show_notes(notes)

    def typed(self) -> dict[str, Any]:
        """What was typed in any section and is not stored yet."""
        found: dict[str, Any] = {}
        for screen in self._shown():
            found.update(screen.typed())
        return found

    def commit_editor(self) -> None:
        """Take over what is being typed in a cell."""
        if self._current is not None:
            self._current.commit_editor()

    def place_in_focus(self) -> str:
        """The place that has the cursor; empty when none has."""
        return self._current.place_in_focus() if self._current else ""

    def focus_first(self) -> None:
        """Put the cursor into the first field of the section."""
        if self._current is not None:
            self._current.focus_first()

    def focus_place(self, place: str) -> bool:
        """Show the section of a place and put the cursor there; False when the form has no such place."""
        section = _section_of(self._form, place) if self._form else None
        if section is None:
            return False
        self.show_section(section.id)
        return bool(self._current and self._current.focus_place(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for screen in self._built.values():
            self._fit(screen)

    def _fit(self, screen: SectionScreen) -> None:
        if isinstance(screen, SectionView):
            screen.set_narrow(self.width() < _ROOM_FOR_TWO)

    def _shown(self) -> list[SectionScreen]:
        return [screen for screen in self._built.values() if screen not in self._behind]

    def _screen(self, section: Section) -> SectionScreen:
        form_id = self._form.id if self._form else ""
        key = (form_id, section.id)
        if key not in self._built:
            made: SectionScreen
            made = (RepeatTable if section.repeats else SectionView)(section, self._sources, self.widget())
            if isinstance(made, RepeatTable) and section.id == approval.SECTION:
                made.lock()
            made.left.connect(self.left)
            self._fit(made)
            made.rested.connect(self.rested)
            made.entered.connect(partial(self._entered, made))
            made.past_end.connect(self._past_end)
            self._column.addWidget(made)
            made.show_values(self._values)
            made.show_notes(self._notes)
            self._built[key] = made
        return self._built[key]

    def _entered(self, screen: SectionScreen, place: str) -> None:
        """Only the section on the screen counts: one that is just hidden gives the cursor away as it goes."""
        if screen is not self._current:
            return
        self.entered.emit(place)
        QTimer.singleShot(0, self, self._show_cursor)

    def _show_cursor(self) -> None:
        focused: QWidget | None = QApplication.focusWidget()
        if (
            focused is not None
            and isinstance(self._current, SectionView)
            and self._current.isAncestorOf(focused)
        ):
            self.ensureWidgetVisible(focused.parentWidget() or focused, 0, 24)

    def _past_end(self, forward: bool) -> None:  # noqa: FBT001 - the signal's own argument
        """Go on into the next section, or back into the one before; the last field stays where it is."""
        if self._form is None:
            return
        ids = [section.id for section in self._form.sections]
        at = ids.index(self.section_id) + (1 if forward else -1)
        if not 0 <= at < len(ids):
            self.left.emit()
            return
        self.show_section(ids[at])
        if self._current is not None:
            if forward:
                self._current.focus_first()
            else:
                self._current.focus_last()


def _let_go(screen: QWidget) -> None:
    """Take the cursor out of a section about to be hidden: hiding would hand it on to some other field."""
    focused: QWidget | None = QApplication.focusWidget()
    if focused is not None and screen.isAncestorOf(focused):
        focused.clearFocus()


def _section_of(form: Form, place: str) -> Section | None:
    head, _, rest = place.partition("/")
    for section in form.sections:
        if section.repeats and section.id == head and (rest or head == place):
            return section
        if not section.repeats and any(field.name == place for field in section.fields):
            return section
    return None

"""The keys of the record page."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.ui.elements import key
from desktop.ui.forms.picker import PickerWidget

if TYPE_CHECKING:
    from .record_page import RecordPage


def bind_keys(page: "RecordPage") -> None:
    """The buttons of the head, and shortcuts that hold while the cursor is anywhere on the page."""
    page.header.back_wanted.connect(page.go_back)
    page.header.print_wanted.connect(page.open_print_menu)
    page.header.previous_wanted.connect(lambda: page.go(-1))
    page.header.next_wanted.connect(lambda: page.go(1))
    for shortcut, done in (
        ("Ctrl+Up", lambda: page.go(-1)),
        ("Ctrl+Down", lambda: page.go(1)),
        ("Ctrl+Z", page.undo),
        ("Ctrl+Y", page.redo),
        ("Ctrl+P", page.open_print_menu),
        ("Ctrl+D", page.header.approval_wanted.emit),
        ("Ctrl+PgUp", lambda: _turn(page, -1)),
        ("Ctrl+PgDown", lambda: _turn(page, 1)),
        ("F6", lambda: _next_pane(page)),
        ("Esc", lambda: _escape(page)),
    ):
        key(page, shortcut, done)


def take_key(page: "RecordPage", event: QKeyEvent) -> bool:
    """Undo and redo that a field, which claims these keys for itself, had no typing to use for."""
    if event.matches(QKeySequence.StandardKey.Undo):
        page.undo()
    elif event.matches(QKeySequence.StandardKey.Redo):
        page.redo()
    else:
        return False
    return True


def _turn(page: "RecordPage", steps: int) -> None:
    """To the section before or after the one on the screen."""
    ids = [section.id for section in page.form.sections]
    at = ids.index(page.sections.section_id) + steps
    if 0 <= at < len(ids):
        page.show_section(ids[at])


def _escape(page: "RecordPage") -> None:
    """Close the open list of a field; back to where the record was opened from only when there is none."""
    focused: QWidget | None = page.window().focusWidget()
    if isinstance(focused, PickerWidget) and focused.is_open:
        focused.close_list()
    else:
        page.go_back()


def _next_pane(page: "RecordPage") -> None:
    """From the section to the panel, to the rail, and back."""
    focused: QWidget | None = page.window().focusWidget()
    if page.rail.hasFocus():
        page.sections.focus_first()
    elif focused is not None and page.panels.isAncestorOf(focused):
        page.rail.setFocus(Qt.FocusReason.ShortcutFocusReason)
    else:
        page.panels.tabs.setFocus(Qt.FocusReason.ShortcutFocusReason)

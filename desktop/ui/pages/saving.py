"""Storing what was typed on the record page: all of it at once, or it stays on the screen with the reason."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.form import Form
from desktop.errors import AppError
from desktop.ui.forms.notes import Note, unsaved

from . import stale_dialog
from .record_desk import RecordDesk

if TYPE_CHECKING:
    from desktop.services.records import Changes

    from .record_sections import RecordSections


class Saving(QWidget):
    """Belongs to the page as an unseen part, so that its questions know their window."""

    stored = Signal(object, object)
    refused = Signal()

    def __init__(self, desk: RecordDesk, sections: "RecordSections", parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._desk = desk
        self._sections = sections
        self._is_busy = False
        self.unsaved: dict[str, Note] = {}

    def save(self, form: Form) -> bool:
        """Store all that was typed and is not stored yet, in one change; False when some of it is not."""
        if self._is_busy:
            return False
        typed = self._sections.typed()
        values = self._desk.differing(typed)
        if not values:
            self.unsaved = {}
            if typed:
                self.stored.emit(typed, None)
            return True
        self._is_busy = True
        try:
            changes = self._store(form, values)
        except AppError as error:
            self.unsaved = {place: unsaved(error) for place in values}
            self.refused.emit()
            return False
        finally:
            self._is_busy = False
        self.unsaved = {}
        self.stored.emit(typed, changes)
        return True

    def _store(self, form: Form, values: Mapping[str, Any]) -> "Changes | None":
        try:
            return self._desk.save(values)
        except AppError as error:
            if error.code != "stale_save":
                raise
            return self._store_stale(form, values, error)

    def _store_stale(self, form: Form, values: Mapping[str, Any], error: AppError) -> "Changes | None":
        """Someone else changed the record: keep both values where they differ, and let the clerk choose."""
        conflicts = self._desk.catch_up(form, values)
        mine = stale_dialog.choose(self, conflicts) if conflicts else frozenset()
        if mine is None:
            self._desk.stay_behind()
            raise error
        theirs = {conflict.place for conflict in conflicts} - mine
        kept = self._desk.differing({place: one for place, one in values.items() if place not in theirs})
        return self._desk.save(kept) if kept else None

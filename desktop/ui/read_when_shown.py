"""Pages whose figures take a moment: read anew only when shown, and only if something that counts changed."""

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from desktop.services.records import Changes


class ReadWhenShown(QWidget):
    """A page over the records of these forms; `_read` fills it."""

    def __init__(self, forms: AbstractSet[str]) -> None:
        super().__init__()
        self._forms_read = forms
        self._is_stale = True

    def reload(self, changes: "Changes | None" = None) -> None:
        """Read again, at once or when next shown, unless these changes are of other forms."""
        if changes is not None and not changes.forms & self._forms_read:
            return
        self._is_stale = True
        if self.isVisible():
            self._read_anew()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read_anew()

    def _read_anew(self) -> None:
        self._is_stale = False
        self._read()

    def _read(self) -> None:
        raise NotImplementedError

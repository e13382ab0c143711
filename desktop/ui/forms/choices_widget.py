"""Several answers of a fixed list: a line of answers parted by semicolons, each picked from the list."""

from typing import Final

from PySide6.QtWidgets import QWidget

from desktop.domain.form import Field
from desktop.domain.names import fold
from desktop.domain.reading import read
from desktop.domain.values import Value

from .entries import Entry
from .picker import PickerWidget
from .sources import Sources

_PART: Final = "; "


class ChoicesWidget(PickerWidget):
    """The list filters by the last answer being typed; choosing an answer again takes it out."""

    def __init__(self, field: Field, sources: Sources, parent: QWidget | None = None) -> None:
        self._is_typing_last = False
        super().__init__(field, sources, parent)

    def _filter_text(self) -> str:
        return self.text().rpartition(";")[2]

    def _read(self, text: str) -> Value:
        if text == self._shown(self._stored):
            return self._stored
        return read(self.field, text.rstrip("; "))

    def _edited(self, text: str) -> None:
        self._is_typing_last = True
        super()._edited(text)

    def _choose(self, entry: Entry) -> None:
        whole = self.text().rpartition(";")[0] if self._is_typing_last else self.text()
        parts = [part.strip() for part in whole.split(";") if part.strip()]
        others = [part for part in parts if fold(part) != fold(entry.text)]
        if len(others) == len(parts) or self._is_typing_last:
            others.append(entry.text)
        self._is_typing_last = False
        self.setText(_PART.join(others))
        self._dirty = True
        self.close_list()
        self.changed.emit()
        self.chosen.emit()

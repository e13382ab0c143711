"""Several answers of a fixed list: a line of answers parted by semicolons, each picked from the list."""

from typing import Final

from desktop.domain.names import fold
from desktop.domain.reading import read
from desktop.domain.values import Value

from .entries import Entry
from .picker import PickerWidget

_PART: Final = "; "


class ChoicesWidget(PickerWidget):
    """The list filters by the last answer being typed; choosing an answer again takes it out."""

    def _filter_text(self) -> str:
        return self.text().rpartition(";")[2]

    def _read(self, text: str) -> Value:
        if text == self._shown(self._stored):
            return self._stored
        return read(self.field, text.rstrip("; "))

    def _choose(self, entry: Entry) -> None:
        complete = (
            self.text() if self.text().endswith(_PART) or not self._is_typing() else self._without_last()
        )
        parts = [part.strip() for part in complete.split(";") if part.strip()]
        if fold(entry.text) in map(fold, parts):
            parts = [part for part in parts if fold(part) != fold(entry.text)]
        else:
            parts.append(entry.text)
        self.setText(_PART.join(parts))
        self._dirty = True
        self.close_list()
        self.changed.emit()
        self.chosen.emit()

    def _is_typing(self) -> bool:
        last = fold(self._filter_text())
        return bool(last) and last not in {fold(one.text) for one in self._source.find("")}

    def _without_last(self) -> str:
        return self.text().rpartition(";")[0]

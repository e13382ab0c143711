"""Records that cannot go as they stand, one line a record; a line leads to the field."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop import messages
from desktop.services.packages import LeftOut
from desktop.ui.navigation import Destination
from desktop.ui.plain_table import PlainTable


class ProblemsList(PlainTable):
    """`wanted(Destination)` to the first place that bars the record."""

    wanted = Signal(object)

    def __init__(self, left_out: Sequence[LeftOut], parent: QWidget | None = None) -> None:
        super().__init__([messages.say("ui.export.record"), messages.say("ui.export.problem")], 1, parent)
        self._lines = [(one, place, text) for one in left_out for place, text in one.problems]
        self.show_rows([(one.label, text) for one, _place, text in self._lines])
        self.opened.connect(self._open)

    def _open(self, line: int) -> None:
        one, place, _text = self._lines[line]
        self.wanted.emit(Destination(one.form_id, one.record_id, place))

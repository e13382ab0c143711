"""A field was changed elsewhere while one typed: both values are kept, and the clerk chooses."""

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QDialog, QRadioButton, QWidget

from desktop import messages
from desktop.ui import elements

from .record_desk import Conflict


class StaleDialog(QDialog):
    """For each place: what I typed, or what is stored; nothing is dropped without being seen."""

    def __init__(self, parent: QWidget, conflicts: Sequence[Conflict]) -> None:
        super().__init__(parent.window())
        self.setWindowTitle(messages.say("ui.record.stale_title"))
        self.setMinimumWidth(560)
        self._mine: dict[str, QRadioButton] = {}
        self._radios: list[QRadioButton] = []
        layout = elements.column(self, margin=elements.SECTIONS, gap=elements.BETWEEN)
        layout.addWidget(elements.label(messages.say("ui.record.stale_heading"), "heading"))
        layout.addWidget(elements.label(messages.say("ui.record.stale_note")))
        inner = QWidget()
        lines = elements.column(inner, gap=elements.BETWEEN)
        for conflict in conflicts:
            lines.addWidget(self._choice(conflict))
        lines.addStretch(1)
        layout.addWidget(elements.scrolled(inner) if len(conflicts) > 4 else inner)
        buttons = elements.row()
        buttons.addStretch(1)
        later = elements.button(messages.say("ui.record.stale_later"), self.reject)
        later.setObjectName("later")
        buttons.addWidget(later)
        done = elements.button(messages.say("ui.record.stale_done"), self.accept, "primary")
        done.setObjectName("done")
        buttons.addWidget(done)
        layout.addLayout(buttons)
        done.setDefault(True)

    def kept(self) -> frozenset[str]:
        """The places where what I typed is to be stored."""
        return frozenset(place for place, radio in self._mine.items() if radio.isChecked())

    def _choice(self, conflict: Conflict) -> QWidget:
        nothing = messages.say("ui.history.nothing")
        mine = QRadioButton(messages.say("ui.record.stale_mine", text=conflict.mine or nothing))
        theirs = QRadioButton(messages.say("ui.record.stale_theirs", text=conflict.theirs or nothing))
        mine.setObjectName(f"mine_{conflict.place}")
        theirs.setObjectName(f"theirs_{conflict.place}")
        mine.setChecked(True)
        group = QButtonGroup(self)
        layout = elements.column(gap=4)
        layout.addWidget(elements.label(conflict.label, "strong"))
        for radio in (mine, theirs):
            radio.setText(radio.text().replace("&", "&&"))
            group.addButton(radio)
            layout.addWidget(radio)
            self._radios.append(radio)
        self._mine[conflict.place] = mine
        return elements.card(layout)


def choose(parent: QWidget, conflicts: Sequence[Conflict]) -> frozenset[str] | None:
    """The places where the typed value wins; None when the clerk wants to decide later."""
    dialog = StaleDialog(parent, conflicts)
    is_done = dialog.exec() == QDialog.DialogCode.Accepted
    kept = dialog.kept()
    dialog.deleteLater()
    return kept if is_done else None

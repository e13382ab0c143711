"""Step of an import: who or what stands twice, pair by pair, side by side."""

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout

from desktop import messages
from desktop.services.import_preview import Preview
from desktop.services.import_twins import REAPPOINTED, VERDICTS, Settlement, Twin
from desktop.ui import elements
from desktop.ui.tables.flow import FlowLayout
from desktop.ui.wizards.wizard import Step

from .import_pair import FieldsModel, PairView
from .import_pairs import PEOPLE, PairList, PairModel, verdict_text
from .import_places import Places

_LIST_WIDTH: Final = 290


class DuplicatesStep(Step):
    """1, 2, 3 decide the pair marked, N goes to the next without a decision; nothing must be decided."""

    def __init__(self) -> None:
        super().__init__(messages.say("ui.import.twins_title"), messages.say("ui.import.twins_text"))
        self._places: Places | None = None
        self.model = PairModel(self)
        self.list = PairList(self.model, self)
        self.list.setFixedWidth(_LIST_WIDTH)
        self.fields = FieldsModel(self)
        self.view = PairView(self.fields, self)
        self.progress = elements.label("", "muted")
        self.effect = elements.label("", "muted")
        self.undecided = elements.button(messages.say("ui.import.twin_next"), self.go_to_undecided)
        self.undecided.setToolTip(elements.hint(self.undecided.text(), "N"))
        self.verdicts: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._build()
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_pair())
        self.fields.chosen.connect(self._choose)
        for number in range(1, len(VERDICTS) + 1):
            elements.key(self, str(number), partial(self.decide_by, number))
        elements.key(self, "N", self.go_to_undecided)

    @property
    def settled(self) -> dict[tuple[str, str], Settlement]:
        """What the user has decided so far, by pair."""
        return dict(self.model.settled)

    @property
    def keys(self) -> frozenset[tuple[str, str]]:
        """The pairs that are shown."""
        return frozenset(twin.key for twin in self.model.pairs)

    @property
    def pair(self) -> Twin | None:
        """The pair marked in the list."""
        line = self.list.currentIndex().row()
        return self.model.pairs[line] if 0 <= line < len(self.model.pairs) else None

    def show_preview(self, preview: Preview) -> None:
        """Lay out the pairs; the first without a decision is marked."""
        places = self._places = Places(preview)
        self.model.show_pairs(preview.twins, lambda twin: places.both(twin.one, twin.other))
        self._go_to(max(self.model.next_undecided(-1), 0))
        self._tell()

    def forget(self) -> None:
        """Other files: nothing is decided of them."""
        self.model.settled.clear()

    def decide(self, verdict: str) -> None:
        """Give the verdict on the pair marked."""
        twin = self.pair
        if twin is not None and verdict in _verdicts(twin):
            self._settle(twin, replace(self.model.settlement(twin), verdict=verdict))

    def decide_by(self, number: int) -> None:
        """Give the verdict with that number, as the buttons say."""
        offered = _verdicts(self.pair) if self.pair else ()
        if number <= len(offered):
            self.decide(offered[number - 1])

    def go_to_undecided(self) -> None:
        """Mark the next pair that nobody has decided."""
        if (line := self.model.next_undecided(self.list.currentIndex().row())) >= 0:
            self._go_to(line)

    def next_text(self) -> str:
        return messages.say("ui.import.to_preview")

    def enter(self) -> None:
        self.list.setFocus()

    def _build(self) -> None:
        body = elements.row(gap=12)
        body.addWidget(self.list)
        body.addLayout(self._right(), 1)
        top = elements.row()
        top.addWidget(self.progress, 1)
        top.addWidget(self.undecided)
        self.box.addLayout(top)
        self.box.addLayout(body, 1)

    def _right(self) -> QVBoxLayout:
        right = elements.column()
        line = FlowLayout()
        for verdict in VERDICTS:
            button = elements.chip(f"verdict_{verdict}", partial(self.decide, verdict))
            self._group.addButton(button)
            self.verdicts[verdict] = button
            line.addWidget(button)
        right.addLayout(line)
        right.addWidget(self.effect)
        right.addWidget(self.view, 1)
        return right

    def _go_to(self, line: int) -> None:
        index: QModelIndex = self.model.index(line)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)
        self._show_pair()

    def _show_pair(self) -> None:
        twin = self.pair
        if twin is None or self._places is None:
            return
        for button in self.verdicts.values():
            button.hide()
        for number, verdict in enumerate(_verdicts(twin), 1):
            button, said = self.verdicts[verdict], verdict_text(twin, verdict)
            elements.set_chip_text(button, f"{number}  {said}")
            button.setToolTip(elements.hint(said, str(number)))
            button.show()
        heads = (self._places.place(twin.one), self._places.place(twin.other))
        self.fields.show_pair(twin, self.model.settlement(twin), heads)
        self.view.setCurrentIndex(self.fields.index(0, 1))
        self._mark(twin)

    def _mark(self, twin: Twin) -> None:
        """Say which verdict holds and what it does."""
        verdict = self.model.settlement(twin).verdict
        self.verdicts[verdict].setChecked(True)
        kind = "record" if twin.is_record else "rows"
        self.effect.setText(messages.say(f"ui.import.effect_{kind}_{verdict}"))

    def _choose(self, field: str, takes_other: bool) -> None:  # noqa: FBT001 - a slot
        twin = self.pair
        if twin is not None:
            settlement = self.model.settlement(twin)
            others = settlement.others | {field} if takes_other else settlement.others - {field}
            self._settle(twin, replace(settlement, others=others))

    def _settle(self, twin: Twin, settlement: Settlement) -> None:
        self.model.settle(self.list.currentIndex().row(), settlement)
        self.fields.settle(settlement)
        self._mark(twin)
        self._tell()

    def _tell(self) -> None:
        pairs = self.model.pairs
        decided = sum(map(self.model.is_decided, pairs))
        self.progress.setText(messages.say("ui.import.twins_decided", decided=decided, pairs=len(pairs)))
        self.undecided.setEnabled(decided < len(pairs))


def _verdicts(twin: Twin) -> tuple[str, ...]:
    """What can be said of a pair: things are not appointed again."""
    return VERDICTS if twin.form_id == PEOPLE else tuple(one for one in VERDICTS if one != REAPPOINTED)

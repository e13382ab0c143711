"""The staff of the whole commune in four cards: against the quota, against need, leaders, fit by training."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from desktop import messages
from desktop.domain.staffing import Staffing
from desktop.ui import elements, figures

_CARDS: Final = (
    ("quota", "gap_quota"),
    ("need", "gap_need"),
    ("leadership", "leadership"),
    ("fit", "not_fitting"),
)
_HUNDRED: Final = 100


class StaffingCards(QWidget):
    """`wanted(name)` by Enter or a click on a figure: a column of the table, or "leadership"."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.figures: dict[str, QPushButton] = {}
        self.notes: dict[str, QLabel] = {}
        line = elements.row(self, gap=12)
        for name, column in _CARDS:
            line.addWidget(self._card(name, column), 1)

    def tell(self, found: Staffing, yardsticks: Sequence[Mapping[str, str]]) -> None:
        """The figures of a day, and the national ones that there are for them."""
        (commune,) = found.rows("commune")
        nation = {one["code"]: _number(one["value"]) for one in yardsticks}
        need, quota, leaders = commune.need, commune.quota, found.leadership
        people = commune.people
        if quota:
            self._say(
                "quota", figures.gap(quota.gap * _HUNDRED, "quota"), quota=quota.quota, books=quota.on_books
            )
        else:
            self.figures["quota"].setText(messages.say("ui.staffing.no_quota"))
            self.notes["quota"].setText(messages.say("ui.staffing.no_quota_note"))
        self._say("need", figures.gap(need.gap), need=need.need, filled=figures.posts(need.filled))
        vacant = messages.say("ui.staffing.vacant", count=leaders.vacant)
        self._say("leadership", vacant, required=leaders.required, filled=leaders.filled)
        judged = len(people.fits) + len(people.near) + len(people.not_fitting)
        part = _number(f"{len(people.not_fitting) / judged * _HUNDRED:.2f}") if judged else "–"
        nowhere = messages.say("ui.staffing.no_nation")
        self._say(
            "fit",
            f"{len(people.not_fitting)} ({part} %)",
            judged=judged,
            nation=nation.get("not_fitting", nowhere),
        )
        average = nation.get("staff_per_commune", nowhere)
        self.notes["quota"].setToolTip(messages.say("ui.staffing.average", nation=average))
        for name, has in (("leadership", bool(leaders.vacant)), ("fit", bool(people.not_fitting))):
            self.figures[name].setEnabled(has)

    def _say(self, name: str, figure: str, **facts: object) -> None:
        self.figures[name].setText(figure)
        self.notes[name].setText(messages.say(f"ui.staffing.note_{name}", **facts))

    def _card(self, name: str, column: str) -> QFrame:
        layout = elements.column(gap=2)
        made = elements.card(layout)
        layout.setContentsMargins(12, 6, 12, 6)
        title = elements.label(messages.say(f"ui.staffing.card_{name}"), "strong")
        title.setWordWrap(False)
        layout.addWidget(title)
        button = elements.button("", partial(self.wanted.emit, column), "figure_line")
        button.setObjectName(f"card_{name}")
        self.figures[name] = button
        layout.addWidget(button)
        self.notes[name] = elements.label("", "muted")
        layout.addWidget(self.notes[name])
        return made


def _number(text: str) -> str:
    return text if messages.language() == "en" else text.replace(".", ",")

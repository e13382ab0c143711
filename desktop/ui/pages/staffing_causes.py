"""Why the marked line is short or over, each gap for itself; every cause leads to who is behind it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from desktop import messages
from desktop.domain.gaps import Part
from desktop.domain.staff import WHOLE
from desktop.domain.staff_figures import StaffingRow
from desktop.services.staffing_tables import signed
from desktop.ui import elements, figures
from desktop.ui.tables.flow import FlowLayout


class CausesPanel(QFrame):
    """`wanted(Part)` by Enter or a click on a cause."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        layout = elements.column(self, gap=4)
        layout.setContentsMargins(12, 8, 12, 8)
        self.title = elements.label("", "strong")
        self.title.setWordWrap(False)
        layout.addWidget(self.title)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(2, 1)
        layout.addLayout(self._grid)
        self.nation = elements.label("", "muted")
        layout.addWidget(self.nation)

    def tell(self, label: str, row: StaffingRow, nation: str) -> None:
        """The causes of a line's gaps."""
        self.title.setText(label)
        self.nation.setText(nation)
        self.nation.setVisible(bool(nation))
        while (item := self._grid.takeAt(0)) is not None:
            widget: QWidget | None = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        need, quota = row.need, row.quota
        if quota:
            self._line("quota", quota.gap * WHOLE, quota.parts, 1)
        self._line("need", need.gap, need.parts, WHOLE)
        if need.untrained:
            self._line("fitting", need.gap_fitting, need.untrained, WHOLE)

    def _line(self, name: str, gap: int, parts: tuple[Part, ...], unit: int) -> None:
        at = self._grid.rowCount()
        said = elements.label(messages.say(f"ui.staffing.against_{name}"), "muted_strong")
        told = figures.gap(gap, "quota" if name == "quota" else "need")
        figure = elements.label(told, figures.gap_role(gap))
        for column, one in enumerate((said, figure)):
            one.setWordWrap(False)
            self._grid.addWidget(one, at, column)
        holder = QWidget()
        flow = FlowLayout(holder, gap=10)
        for part in parts:
            text = f"{messages.say(f'cause.{part.cause}')} {signed(part.amount / unit)}"
            if part.people or part.positions:
                flow.addWidget(elements.button(text, partial(self.wanted.emit, part), "link"))
            else:
                said = elements.label(text)
                said.setWordWrap(False)
                flow.addWidget(said)
        if not parts:
            flow.addWidget(elements.label(messages.say("ui.staffing.no_cause"), "muted"))
        self._grid.addWidget(holder, at, 2)

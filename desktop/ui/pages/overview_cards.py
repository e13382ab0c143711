"""The cards of the overview: figures in words and charts, each leading to its records."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from desktop import messages
from desktop.ui import elements

if TYPE_CHECKING:
    from desktop.domain.charts import Chart
    from desktop.services.overview_figures import Figure, GapLine, PlaceCard, StaffCard
    from desktop.ui.chart_view import ChartView

Pick = Callable[["Figure"], object]


class Card(QFrame):
    """A heading over what is filled in later."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"card_{name}")
        self.setProperty("role", "card")
        layout = elements.column(self)
        layout.setContentsMargins(elements.BETWEEN, 12, elements.BETWEEN, 12)
        layout.addWidget(elements.label(messages.say(f"ui.overview.{name}"), "strong"))
        self._body = QVBoxLayout()
        self._body.setSpacing(elements.INSIDE)
        layout.addLayout(self._body)
        layout.addStretch(1)

    def fill(self, *widgets: QWidget) -> None:
        """Show these, in place of what was shown."""
        elements.empty(self._body)
        for widget in widgets:
            self._body.addWidget(widget)

    def wait(self) -> None:
        """Say that the figures are being worked out, where nothing is shown yet."""
        if not self._body.count():
            self.fill(elements.label(messages.say("ui.overview.working"), "muted"))


def staff(card: "StaffCard", pick: Pick, remedies: Callable[[], object]) -> Sequence[QWidget]:
    """Both gaps of the commune and its blocks, then the fields where something lacks."""
    if not card.has_posts:
        return (elements.label(messages.say("ui.overview.no_posts"), "muted"),)
    ways = elements.button(messages.say("ui.overview.remedies"), remedies)
    ways.setObjectName("remedies")
    return _gap_table(card.lines, pick), _chart("gaps", card.gaps, card.behind, pick), _left(ways)


def fit(card: "StaffCard", pick: Pick) -> Sequence[QWidget]:
    """How many fit, who retires in the years ahead, who leaves within twelve months."""
    if not card.has_people:
        return (elements.label(card.fit.empty, "muted"),)
    leaving = _facts([(card.leaving.title, card.leaving)], pick)
    charts = [_chart(name, chart, card.behind, pick) for name, chart in _charts(card)]
    return (*charts, leaving)


def places(card: "PlaceCard", pick: Pick) -> Sequence[QWidget]:
    """A line a figure; what is not certain says so."""
    return (_facts([(one.title, one) for one in card.figures], pick),)


def link(figure: "Figure", text: str, pick: Pick) -> QPushButton:
    """A figure in words that leads to its records."""
    made = elements.button(text.replace("&", "&&"), lambda: pick(figure), "link")
    made.setObjectName(f"figure_{figure.name}")
    made.setAccessibleName(f"{figure.title}: {figure.text}")
    made.setToolTip(figure.note)
    return made


def _charts(card: "StaffCard") -> "Sequence[tuple[str, Chart]]":
    return ("fit", card.fit), ("retirements", card.retirements)


def _chart(name: str, chart: "Chart", behind: "Mapping[str, Figure]", pick: Pick) -> "ChartView":
    from desktop.ui.chart_view import ChartView

    view = ChartView()
    view.setObjectName(f"chart_{name}")
    view.show_chart(chart)
    view.picked.connect(lambda key: pick(behind[key]))
    return view


def _gap_table(lines: "Sequence[GapLine]", pick: Pick) -> QWidget:
    """Commune and blocks by the two gaps, each in words that lead to its people."""
    made = QWidget()
    grid = _grid(made)
    for at, name in enumerate(("against_quota", "against_need"), 1):
        grid.addWidget(elements.label(messages.say(f"ui.overview.{name}"), "muted"), 0, at)
    for at, line in enumerate(lines, 1):
        grid.addWidget(elements.label(line.label), at, 0)
        if line.quota:
            grid.addWidget(link(line.quota, line.quota.text, pick), at, 1)
        else:
            grid.addWidget(elements.label(messages.say("overview.no_quota"), "muted"), at, 1)
        grid.addWidget(link(line.need, line.need.text, pick), at, 2)
    return made


def _facts(rows: "Sequence[tuple[str, Figure]]", pick: Pick) -> QWidget:
    made = QWidget()
    grid = _grid(made)
    for at, (title, figure) in enumerate(rows):
        named = elements.label(title)
        named.setWordWrap(False)
        grid.addWidget(named, at, 0)
        grid.addWidget(link(figure, figure.text, pick), at, 1)
        grid.addWidget(elements.label(figure.note, "muted"), at, 2)
    return made


def _grid(widget: QWidget) -> QGridLayout:
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(elements.BETWEEN)
    grid.setVerticalSpacing(2)
    for column, stretch in enumerate((5, 5, 4)):
        grid.setColumnStretch(column, stretch)
    return grid


def _left(widget: QWidget) -> QWidget:
    made = QWidget()
    line = elements.row(made)
    line.addWidget(widget)
    line.addStretch(1)
    return made

"""The list of those who may stand twice: both names, where they stand, by what found, the verdict."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop import messages
from desktop.services.duplicates import NUMBER
from desktop.services.import_twins import Settlement, Twin
from desktop.ui import theme

PEOPLE: Final = "person"
_LINES: Final = 5
_SIDE: Final = 10
_ABOVE: Final = 6
_ROLE: Final = Qt.ItemDataRole
_PAIR: Final = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
Where = Callable[[Twin], str]


class PairModel(QAbstractListModel):
    """The pairs, each with what was decided: now, before, or only proposed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pairs: Sequence[Twin] = ()
        self.settled: dict[tuple[str, str], Settlement] = {}
        self.where: Where = lambda _twin: ""

    def show_pairs(self, pairs: Sequence[Twin], where: Where) -> None:
        """Show these pairs; `where` says in words where the two stand."""
        self.beginResetModel()
        self.pairs = pairs
        self.where = where
        self.endResetModel()

    def settlement(self, twin: Twin) -> Settlement:
        """What holds of a pair as things stand."""
        return self.settled.get(twin.key, twin.settlement)

    def is_decided(self, twin: Twin) -> bool:
        """Whether somebody decided it, now or in an import before."""
        return twin.key in self.settled or twin.remembered

    def settle(self, line: int, settlement: Settlement) -> None:
        """Take a decision."""
        self.settled[self.pairs[line].key] = settlement
        self.dataChanged.emit(self.index(line), self.index(line))

    def next_undecided(self, after: int) -> int:
        """The next line without a decision, from the top again after the last; -1 for none."""
        count = len(self.pairs)
        lines = ((after + step) % count for step in range(1, count + 1))
        return next((line for line in lines if not self.is_decided(self.pairs[line])), -1)

    def verdict_text(self, twin: Twin) -> str:
        """The verdict in words, and whose it is."""
        said = verdict_text(twin, self.settlement(twin).verdict)
        if twin.key in self.settled:
            return f"✓ {said}"
        return messages.say(
            "ui.import.twin_before" if twin.remembered else "ui.import.twin_proposed", said=said
        )

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.pairs)

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> Any:
        twin = self.pairs[index.row()]
        if role == _PAIR:
            return twin
        if role in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            return "\n".join(self.lines(twin))
        return None

    def lines(self, twin: Twin) -> tuple[str, ...]:
        """What is said of a pair: two names, by what they were found, where they stand, the verdict."""
        reason = twin.reason if twin.form_id == PEOPLE or twin.reason != NUMBER else "code"
        found = messages.say(f"ui.import.twin_by_{reason}", score=twin.score)
        return twin.label, twin.other_label, found, self.where(twin), self.verdict_text(twin)


class _PairPainter(QStyledItemDelegate):
    """Two names, where they stand in grey, and the verdict with a sign."""

    def __init__(self, model: PairModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(100, _LINES * QFontMetrics(option.font).lineSpacing() + 2 * _ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        twin: Twin = index.data(_PAIR)
        rect = QRect(option.rect)
        colours = theme.tokens()
        is_decided = self._model.is_decided(twin)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.soft_accent))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colours.accent))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        verdict = colours.good if is_decided else colours.warning
        inks = (colours.ink, colours.ink, colours.muted, colours.muted, verdict)
        _draw_lines(painter, rect.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE), self._model.lines(twin), inks)
        painter.restore()


class PairList(QListView):
    """Up and down go through the pairs."""

    def __init__(self, model: PairModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_PairPainter(model, self))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(messages.say("ui.import.twins_title"))

    def keyboardSearch(self, _search: str) -> None:
        """Nothing: figures and N are keys of their own here."""


def verdict_text(twin: Twin, verdict: str) -> str:
    """A verdict in words: people and things have their own."""
    kind = "person" if twin.form_id == PEOPLE else "thing"
    return messages.say(f"ui.import.verdict_{kind}_{verdict}")


def _draw_lines(painter: QPainter, rect: QRect, lines: Sequence[str], inks: Sequence[str]) -> None:
    """One text below the other, the first two bold, each cut to the width."""
    plain, bold = QFont(painter.font()), QFont(painter.font())
    bold.setBold(True)
    height = painter.fontMetrics().lineSpacing()
    for at, (text, ink) in enumerate(zip(lines, inks, strict=True)):
        painter.setFont(plain if at > 1 else bold)
        painter.setPen(QColor(ink))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(QRect(rect.left(), rect.top() + at * height, rect.width(), height), 0, shown)

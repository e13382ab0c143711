"""The other small questions of the board: to which position, from when no more, how many are needed."""

from datetime import date, timedelta

from PySide6.QtWidgets import QLineEdit, QRadioButton, QWidget

from desktop import messages
from desktop.domain import dates
from desktop.services.board_rows import BoardRows, Holder, Post
from desktop.ui import elements
from desktop.ui.forms.entries import entry

from .choice_list import ChoiceList
from .day_edit import DayEdit
from .number_edit import NumberEdit
from .sheet import Sheet

_MOST = 1000


class MoveDialog(Sheet):
    """To which other position somebody goes, and from which day on."""

    def __init__(self, parent: QWidget, rows: BoardRows, holder: Holder) -> None:
        super().__init__(
            parent, messages.say("ui.board.move"), holder.person.label, messages.say("ui.board.move_do")
        )
        held = {post.id for post, _ in rows.posts_of(holder.person.id)}
        offered = [
            entry(post.id, post.name, f"{post.division} · {_standing(post)}")
            for post in sorted(rows.posts, key=lambda one: (one.gap or 0) >= 0)
            if post.id not in held
        ]
        self.posts = ChoiceList(offered, messages.say("ui.board.find_post"))
        self.posts.chosen.connect(lambda value: self.deed.setEnabled(bool(value)))
        self.posts.taken.connect(self.deed.click)
        self.put(self.posts, 1)
        self.since = DayEdit(rows.on)
        self.ask("ui.board.since_label", self.since)
        self.close_with_buttons()
        self.deed.setEnabled(bool(self.posts.value()))


class EndDialog(Sheet):
    """Since when somebody holds the position no more, or that it was a mistake."""

    def __init__(self, parent: QWidget, post: Post, holder: Holder, on: date) -> None:
        heading = f"{holder.person.label}\n{post.name}, {post.division}"
        super().__init__(parent, messages.say("ui.board.end"), heading, messages.say("ui.board.end_do"))
        self.ended = QRadioButton(messages.say("ui.board.way_end"))
        self.mistake = QRadioButton(messages.say("ui.board.way_mistake"))
        self.since = DayEdit(on)
        self.since.dateChanged.connect(lambda _date: self._tell())
        self.put(self.ended)
        self.ask("ui.board.end_from", self.since)
        self.last = elements.label("", "muted")
        self.put(self.last)
        self.put(self.mistake)
        self.ended.toggled.connect(lambda on: self.since.setEnabled(bool(on)))
        self.ended.setChecked(True)
        self.close_with_buttons()
        self.since.setFocus()
        self._tell()

    def until(self) -> date | None:
        """The last day; None for a mistake that is to be removed."""
        return None if self.mistake.isChecked() else self.since.day() - timedelta(days=1)

    def _tell(self) -> None:
        last = self.since.day() - timedelta(days=1)
        self.last.setText(messages.say("ui.board.last_day", day=dates.show(last.isoformat())))


class NeedDialog(Sheet):
    """Another number of people: the old one was wrong, or a decision changes it from a day on."""

    def __init__(self, parent: QWidget, post: Post, on: date) -> None:
        super().__init__(
            parent,
            messages.say("ui.board.need"),
            f"{post.name}, {post.division}",
            messages.say("ui.board.save"),
        )
        self.number = NumberEdit(0, _MOST)
        self.number.setValue(post.need or 0)
        self.correct = QRadioButton(messages.say("ui.board.way_correct"))
        self.change = QRadioButton(messages.say("ui.board.way_change"))
        self.since = DayEdit(on)
        self.decision = QLineEdit()
        self.decision.setPlaceholderText(messages.say("ui.board.decision_hint"))
        self.ask("ui.board.need_label", self.number)
        self.put(self.correct)
        self.put(self.change)
        self.ask("ui.board.since_label", self.since)
        self.ask("ui.board.decision_label", self.decision)
        self.change.toggled.connect(self._dated)
        self.correct.setChecked(True)
        self._dated(on=False)
        self.close_with_buttons()
        self.number.selectAll()
        self.number.setFocus()

    def _dated(self, on: bool) -> None:  # noqa: FBT001 - a slot of Qt
        for one in (self.since, self.decision):
            one.setEnabled(on)


def _standing(post: Post) -> str:
    from desktop.ui import figures

    return messages.say("ui.board.no_need") if post.gap is None else figures.gap(post.gap)

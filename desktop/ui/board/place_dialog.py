"""Puts a person into a position: newly, beside what is held, or instead of it; share and first day."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QWidget

from desktop import messages
from desktop.domain.staff import WHOLE
from desktop.services.board import CONCURRENT, FULL
from desktop.services.board_rows import BoardRows, Member, Post
from desktop.ui import elements
from desktop.ui.forms.entries import Entry, entry

from .choice_list import ChoiceList
from .day_edit import DayEdit
from .number_edit import NumberEdit
from .sheet import Sheet

_USUAL_CONCURRENT: Final = 30


@dataclass(frozen=True)
class Placing:
    """What was decided: `moved` is the assignment that ends for it, if any."""

    person: str
    position: str
    kind: str
    share: int
    since: date
    moved: str = ""


class PlaceDialog(Sheet):
    """For one position; the person is chosen here unless brought along, `moved` offers that card first."""

    def __init__(
        self, parent: QWidget, rows: BoardRows, post: Post, person: str = "", moved: str = ""
    ) -> None:
        where = f"{post.name} · {post.division}" if post.division else post.name
        super().__init__(parent, messages.say("ui.board.assign"), where, messages.say("ui.board.assign_do"))
        self._rows = rows
        self._post = post
        self._fixed = person
        self._moved_first = moved
        if person:
            self.put(elements.label(rows.members[person].label))
        else:
            self.people = ChoiceList(entries(rows, post), messages.say("ui.board.find_person"))
            self.people.chosen.connect(lambda _value: self._offer())
            self.people.taken.connect(self.deed.click)
            self.put(self.people, 1)
        self._ways = elements.column(gap=2)
        holder = QFrame()
        holder.setLayout(self._ways)
        self.put(holder)
        self.group = QButtonGroup(self)
        self.group.buttonToggled.connect(self._way_changed)
        self.share = NumberEdit(1, WHOLE, " %")
        self.share.valueChanged.connect(lambda _value: self._warn())
        self.since = DayEdit(rows.on)
        self._share_label = self.ask("ui.board.share_label", self.share)
        self.ask("ui.board.since_label", self.since)
        self.warning = elements.label("", "warning")
        self.put(self.warning)
        self.close_with_buttons()
        self._offer()

    def placing(self) -> Placing:
        """The decision as it stands."""
        kind, moved = self._way()
        return Placing(self.person(), self._post.id, kind, self.share.value(), self.since.day(), moved)

    def person(self) -> str:
        """Who is meant, empty while nobody fits what is typed."""
        return self._fixed or self.people.value()

    def choose(self, kind: str, moved: str = "") -> None:
        """Decide how, as a click on one of the ways does."""
        for button in self.group.buttons():
            if button.property("way") == (kind, moved):
                button.setChecked(True)

    def _offer(self) -> None:
        """The ways that there are for this person; the likeliest is chosen."""
        for button in self.group.buttons():
            self.group.removeButton(button)
        elements.empty(self._ways)
        person = self._rows.members.get(self.person())
        self.deed.setEnabled(person is not None)
        if person is None:
            self.warning.setText("")
            return
        held = self._rows.posts_of(person.id)
        ways = [(FULL, "", messages.say("ui.board.way_full"))] if not held else []
        ways += [
            ("", card.id, messages.say("ui.board.way_move", post=f"{post.name}, {post.division}"))
            for post, card in held
            if post.id != self._post.id
        ]
        ways.append((CONCURRENT, "", messages.say("ui.board.way_concurrent")))
        if held and person.shares < WHOLE:
            ways.append((FULL, "", messages.say("ui.board.way_full")))
        for kind, moved, text in ways:
            button = QRadioButton(text)
            button.setProperty("way", (kind, moved))
            self.group.addButton(button)
            self._ways.addWidget(button)
        buttons = self.group.buttons()
        wanted = (one for one in buttons if one.property("way")[1] == self._moved_first != "")
        next(wanted, buttons[0]).setChecked(True)

    def _way(self) -> tuple[str, str]:
        button = self.group.checkedButton()
        kind, moved = button.property("way") if button else (FULL, "")
        return str(kind), str(moved)

    def _way_changed(self, _button: object, on: object) -> None:
        person = self._rows.members.get(self.person())
        if not on or person is None:
            return
        kind, moved = self._way()
        for one in (self.share, self._share_label):
            one.setVisible(not moved)
        free = WHOLE - person.shares
        if not moved:
            usual = _USUAL_CONCURRENT if kind == CONCURRENT else WHOLE
            self.share.setValue(min(usual, free) if free > 0 else usual)
        self._warn()

    def _warn(self) -> None:
        """Say so when the shares come to more than a whole person; it stays allowed."""
        person = self._rows.members.get(self.person())
        _kind, moved = self._way()
        total = 0 if person is None or moved else person.shares + self.share.value()
        self.warning.setText(messages.say("ui.board.too_much", share=total) if total > WHOLE else "")


def entries(rows: BoardRows, post: Post) -> list[Entry]:
    """Everyone of the staff who does not hold this position, those without any first."""
    holders = {card.person.id for card in post.holders}
    people = [one for one in rows.members.values() if one.id not in holders]
    people.sort(key=lambda one: bool(one.posts))
    return [entry(one.id, one.label, _said(one)) for one in people]


def _said(person: Member) -> str:
    if not person.posts:
        return messages.say("ui.board.without_post")
    posts = "; ".join(person.posts)
    return messages.say("ui.board.holds", posts=posts, share=person.shares)

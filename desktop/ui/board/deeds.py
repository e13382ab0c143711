"""What one does on the board: each asks in a small dialog and then makes one change."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QDialog, QWidget

from desktop import messages
from desktop.services.board_rows import BoardRows, Member
from desktop.ui.forms.entries import entry

from .carried import PERSON
from .change_dialogs import EndDialog, MoveDialog, NeedDialog
from .choice_list import ChoiceList
from .ideas_dialog import IdeasDialog
from .place_dialog import PlaceDialog
from .sheet import Sheet

if TYPE_CHECKING:
    from desktop.services.board import Board
    from desktop.services.records import Changes


class Doer(Protocol):
    """The page that shows the board."""

    def do(self, work: "Callable[[], Changes]") -> None:
        """Make one change and show it."""


class Deeds:
    """Dialogs of one board; nothing is written before their deed is pressed."""

    def __init__(self, board: "Board", page: QWidget) -> None:
        self._board = board
        self._page = page

    def assign(self, rows: BoardRows, position: str) -> None:
        """Ask whom to put into a position."""
        self._place(rows, position)

    def bring(self, rows: BoardRows, position: str, kind: str, what: str) -> None:
        """Ask how a person, or the person of an assignment, comes into a position."""
        if kind == PERSON:
            self._place(rows, position, what)
            return
        holder = rows.holder(what)
        if holder is not None and holder.person.id in rows.members:
            self._place(rows, position, holder.person.id, what)

    def find_post(self, rows: BoardRows, person: str) -> None:
        """Ask into which position to put a person, then how."""
        member = rows.members.get(person)
        if member is None:
            return
        dialog = _FindPost(self._page, rows, member)
        dialog.accepted.connect(lambda: self._place(rows, dialog.posts.value(), person))
        _show(dialog)

    def move(self, rows: BoardRows, assignment: str) -> None:
        """Ask into which position somebody goes instead."""
        holder = rows.holder(assignment)
        if holder is None:
            return
        dialog = MoveDialog(self._page, rows, holder)

        def done() -> None:
            post, since = dialog.posts.value(), dialog.since.day()
            self._do(lambda: self._board.move(assignment, post, since))

        dialog.accepted.connect(done)
        _show(dialog)

    def end(self, rows: BoardRows, assignment: str) -> None:
        """Ask from when on somebody holds a position no more."""
        found = ((post, card) for post in rows.posts for card in post.holders)
        held = next(((post, card) for post, card in found if card.id == assignment), None)
        if held is None:
            return
        dialog = EndDialog(self._page, *held, rows.on)

        def done() -> None:
            until = dialog.until()
            if until is None:
                self._do(lambda: self._board.remove(assignment))
            else:
                self._do(lambda: self._board.end(assignment, until))

        dialog.accepted.connect(done)
        _show(dialog)

    def need(self, rows: BoardRows, position: str) -> None:
        """Ask how many people a position needs."""
        post = rows.post(position)
        if post is None:
            return
        dialog = NeedDialog(self._page, post, rows.on)

        def done() -> None:
            number, since, decision = (
                dialog.number.value(),
                dialog.since.day(),
                dialog.decision.text().strip(),
            )
            if dialog.change.isChecked():
                self._do(lambda: self._board.change_need(position, number, since, decision))
            else:
                self._do(lambda: self._board.correct_need(position, number, rows.on))

        dialog.accepted.connect(done)
        _show(dialog)

    def ideas(self, on: date) -> None:
        """Offer the positions of the framework list."""
        dialog = IdeasDialog(self._page, self._board.ideas.all(on))

        def done() -> None:
            chosen = dialog.chosen()
            self._do(lambda: self._board.ideas.add(chosen))

        dialog.accepted.connect(done)
        _show(dialog)

    def _place(self, rows: BoardRows, position: str, person: str = "", moved: str = "") -> None:
        post = rows.post(position)
        if post is None:
            return
        dialog = PlaceDialog(self._page, rows, post, person, moved)

        def done() -> None:
            told = dialog.placing()
            if told.moved:
                self._do(lambda: self._board.move(told.moved, position, told.since))
            else:
                self._do(lambda: self._board.assign(told.person, position, told.share, told.kind, told.since))

        dialog.accepted.connect(done)
        _show(dialog)

    def _do(self, work: "Callable[[], Changes]") -> None:
        page: Doer = self._page  # type: ignore[assignment]  # the page is both a widget and the doer
        page.do(work)


class _FindPost(Sheet):
    """Which position a person without one shall have: those short of people first."""

    def __init__(self, parent: QWidget, rows: BoardRows, person: Member) -> None:
        super().__init__(
            parent, messages.say("ui.board.assign"), person.label, messages.say("ui.board.go_on")
        )
        short_first = sorted(rows.posts, key=lambda one: (one.gap or 0) >= 0)
        offered = [entry(post.id, post.name, post.division) for post in short_first]
        self.posts = ChoiceList(offered, messages.say("ui.board.find_post"))
        self.posts.chosen.connect(lambda value: self.deed.setEnabled(bool(value)))
        self.posts.taken.connect(self.deed.click)
        self.put(self.posts, 1)
        self.close_with_buttons()
        self.deed.setEnabled(bool(self.posts.value()))


def _show(dialog: QDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()

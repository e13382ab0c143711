"""The button "…" of a register of things, and of one of its records: lots, moves, disposal, stock-taking."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QDialog, QMenu, QPushButton, QWidget

from desktop import messages
from desktop.errors import AppError
from desktop.ui.dialogs import error_dialog
from desktop.ui.elements import hint

if TYPE_CHECKING:
    from desktop.services.records import Changes
    from desktop.services.session import Session

    from .record_page import RecordPage

SPLIT, MERGE, MOVE, DISPOSE, STOCKTAKE = "split", "merge", "move", "dispose", "stocktake"
_OF_LISTS: Final = {
    "equipment": (SPLIT, MERGE, MOVE, DISPOSE, STOCKTAKE),
    "vehicle": (DISPOSE,),
}
_OF_RECORDS: Final = {"equipment": (SPLIT, MOVE, DISPOSE), "vehicle": (DISPOSE,)}
_KEY: Final = "Ctrl+M"


def has_deeds(form_id: str) -> bool:
    """Whether more can be done with things of this form than to edit them."""
    return form_id in _OF_LISTS


class AssetDeeds(QPushButton):
    """Offers what can be done with the chosen records; `changed(changes)` once it is done."""

    changed = Signal(object)
    stocktake_wanted = Signal()

    def __init__(
        self, session: "Session", form_id: str, chosen: Callable[[], Sequence[str]], parent: QWidget
    ) -> None:
        super().__init__("…", parent)
        self._session = session
        self._chosen = chosen
        self._offers = _OF_LISTS.get(form_id, ())
        self.before: Callable[[], bool] = lambda: True
        self.setObjectName("deeds")
        self.setFixedWidth(40)
        self.setShortcut(_KEY)
        self.setAccessibleName(messages.say("ui.assets.more"))
        self.setToolTip(hint(messages.say("ui.assets.more"), _KEY))
        self.clicked.connect(lambda _checked=False: self.offer())

    def show_form(self, form_id: str) -> None:
        """What one record of this form offers; without anything the button hides."""
        self._offers = _OF_RECORDS.get(form_id, ())
        self.setVisible(bool(self._offers))

    def offer(self) -> None:
        """The menu below the button; what is being typed is stored first."""
        if not self.before():
            return
        menu = self.menu_of(tuple(self._chosen()))
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def menu_of(self, ids: Sequence[str]) -> QMenu:
        """The deeds; those that the number of chosen records does not fit cannot be pressed."""
        menu = QMenu(self)
        for deed in self._offers:
            action = menu.addAction(messages.say(f"ui.assets.{deed}"))
            action.setObjectName(deed)
            fits = {SPLIT: len(ids) == 1, MERGE: len(ids) > 1, STOCKTAKE: True}
            action.setEnabled(fits.get(deed, bool(ids)))
            action.triggered.connect(lambda _checked=False, deed=deed: self.start(deed, ids))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def start(self, deed: str, ids: Sequence[str]) -> None:
        """Ask for what the deed needs to know, or do it."""
        if deed == STOCKTAKE:
            self.stocktake_wanted.emit()
        elif deed == MERGE:
            self._merge(ids)
        else:
            dialog = self._dialog(deed, ids)
            dialog.open()

    def _merge(self, ids: Sequence[str]) -> None:
        from .asking import ask

        question = messages.say("ui.assets.merge_question", count=len(ids))
        if not ask(
            self, question, messages.say("ui.assets.merge_note"), messages.say("ui.assets.merge_verb")
        ):
            return
        try:
            changes = self._session.assets.merge(ids)
        except AppError as error:
            error_dialog.show(self, error)
            return
        self._done(changes)

    def _dialog(self, deed: str, ids: Sequence[str]) -> QDialog:
        from desktop.ui.dialogs.asset_dialogs import DisposeDialog, MoveDialog, SplitDialog

        kinds = {SPLIT: SplitDialog, MOVE: MoveDialog, DISPOSE: DisposeDialog}
        dialog = kinds[deed](self._session, ids, self)
        dialog.done_.connect(self._done)
        return dialog

    def _done(self, changes: "Changes") -> None:
        self.changed.emit(changes)


def bind_deeds(page: "RecordPage", session: "Session") -> AssetDeeds:
    """The button in the head of a record."""
    made = AssetDeeds(session, "", lambda: (page.record_id,) if page.record_id else (), page.header)
    made.before = page.commit
    made.hide()
    layout = page.header.layout()
    if layout is not None:
        layout.addWidget(made)

    def changed(changes: "Changes") -> None:
        page.reload(changes)
        page.changed.emit(changes)

    made.changed.connect(changed)
    return made

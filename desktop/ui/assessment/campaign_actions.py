"""What is done with a campaign as a whole: opened, handed out, taken in, and who is missing."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop import messages
from desktop.services.assessments import CAMPAIGN, FORM
from desktop.services.records import Changes
from desktop.ui import elements

if TYPE_CHECKING:
    from desktop.services.session import Session
    from desktop.ui.tasks import Tasks


class CampaignActions(QObject):
    """The buttons, in their order; `started(campaign_id)`, and `changed(Changes)` by what others wrote."""

    started = Signal(str)
    changed = Signal(object)

    def __init__(self, session: "Session", tasks: "Tasks", page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._tasks = tasks
        self._page = page
        self.campaign_id = ""
        self.start = elements.button(messages.say("ui.assess.start"), self.open_campaign, "", "Ctrl+N")
        self.hand_out = elements.button(messages.say("ui.assess.hand_out"), self.make_files)
        self.bring_in = elements.button(messages.say("ui.assess.take_in"), self.take_in)
        self.missing = elements.button(messages.say("ui.assess.missing"), self.show_missing)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """In the order of the work."""
        return self.start, self.hand_out, self.bring_in, self.missing

    def show_campaign(self, campaign_id: str, *, is_open: bool) -> None:
        """The campaign that the buttons are for; a closed one hands nothing out and takes nothing in."""
        self.campaign_id = campaign_id
        for made in (self.hand_out, self.bring_in):
            made.setEnabled(bool(campaign_id) and is_open)
            made.setToolTip("" if is_open or not campaign_id else messages.say("campaign.closed"))
        self.missing.setEnabled(bool(campaign_id))

    def open_campaign(self) -> None:
        """Ask for a new campaign."""
        from desktop.ui.dialogs.campaign_dialog import CampaignDialog

        dialog = CampaignDialog(self._session, self._tasks, self._page)
        dialog.started.connect(self.started)
        dialog.started.connect(lambda _id: self.changed.emit(Changes(frozenset({CAMPAIGN, FORM}))))
        dialog.open()

    def make_files(self) -> None:
        """Ask where the sheets of this campaign go."""
        from desktop.ui.dialogs.make_files_dialog import MakeFilesDialog

        dialog = MakeFilesDialog(self._session, self._tasks, self.campaign_id, self._page)
        dialog.made.connect(lambda: self.changed.emit(Changes(frozenset({CAMPAIGN}))))
        dialog.open()

    def take_in(self) -> None:
        """Take in sheets that came back."""
        from desktop.ui.dialogs.take_in_dialog import TakeInDialog

        dialog = TakeInDialog(self._session, self._tasks, self.campaign_id, self._page)
        dialog.taken.connect(self.changed)
        dialog.open()

    def show_missing(self) -> None:
        """Who has not returned the sheet."""
        from desktop.ui.dialogs.missing_dialog import MissingDialog

        MissingDialog(self._session, self.campaign_id, self._page).open()

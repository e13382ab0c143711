"""The list of remedies: proposed from the figures of a day, then edited like any other record."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop import messages
from desktop.services.session import Session
from desktop.ui.elements import button, set_role

from .list_page import ListPage


class RemedyPage(ListPage):
    """The register of remedies; `propose_wanted` asks for the proposals of a day."""

    propose_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session, "remedy")

    def _actions(self) -> tuple[QWidget, ...]:
        new, *others = super()._actions()
        propose = button(messages.say("ui.remedies.propose"), self.propose_wanted.emit, "primary")
        propose.setObjectName("propose")
        set_role(new, "", "kind")
        return (propose, new, *others)

"""What stands in the place of the grid while there is nothing to assess: what to do first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from desktop import messages
from desktop.services.assessments import CampaignInfo
from desktop.ui import elements


class NoCampaign(QFrame):
    """`start_wanted` from its one button."""

    start_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        layout = elements.column(self, margin=24, gap=12)
        layout.addStretch(1)
        self._heading = elements.label(role="heading")
        self._text = elements.label()
        for line in (self._heading, self._text):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(line)
        buttons = elements.row()
        buttons.addStretch(1)
        self.start = elements.button(messages.say("ui.assess.start"), self.start_wanted.emit, "primary")
        buttons.addWidget(self.start)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        layout.addStretch(2)

    def say(self, campaign: CampaignInfo | None) -> None:
        """Tell whether a campaign is missing, or its people, or that it is about something else."""
        which = "no_campaign" if campaign is None else "no_people" if campaign.is_assessment else "review"
        self._heading.setText(messages.say(f"ui.assess.{which}"))
        self._text.setText(messages.say(f"ui.assess.{which}_text"))
        self.start.setVisible(which != "review")

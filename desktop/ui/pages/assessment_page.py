"""Assessments: one campaign at a time, as one grid for the whole commune or person by person."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QComboBox, QStackedWidget, QTabWidget, QWidget

from desktop import messages
from desktop.services.assessments import CAMPAIGN, FORM, CampaignInfo
from desktop.services.records import Changes, Query
from desktop.services.session import Session
from desktop.ui import elements
from desktop.ui.assessment.campaign_actions import CampaignActions
from desktop.ui.assessment.desk import Desk
from desktop.ui.assessment.grid_tab import GridTab
from desktop.ui.assessment.no_campaign import NoCampaign
from desktop.ui.assessment.person_tab import PersonTab
from desktop.ui.tables.flow import FlowLayout
from desktop.ui.tasks import Tasks

from .asking import ask

_CHOOSER: Final = 420
_READ_BY: Final = frozenset({FORM, CAMPAIGN, "person", "position"})


class AssessmentPage(QWidget):
    """`changed(Changes)` after every answer; `saved(time)`; `workbook_wanted(Query)` for the campaign."""

    changed = Signal(object)
    saved = Signal(str)
    workbook_wanted = Signal(object)

    def __init__(self, session: Session, tasks: Tasks) -> None:
        super().__init__()
        self._session = session
        self._tasks = tasks
        self.desk = Desk(session, self)
        self.chooser = QComboBox()
        self.summary = elements.label(role="muted")
        self.grid = GridTab(self.desk)
        self.person = PersonTab(self.desk)
        self._is_stale = True
        self._campaigns: tuple[CampaignInfo, ...] = ()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.grid)

    def reload(self, changes: Changes | None = None) -> None:
        """Read again, now or when next shown, what others changed; own answers are on the screen already."""
        if changes is not None:
            is_own = changes.change_n is not None and changes.change_n == self.desk.own_change
            if is_own or (changes.forms and not changes.forms & _READ_BY):
                return
        self._is_stale = not self.isVisible()
        if not self._is_stale:
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self._read()

    def leave(self) -> bool:
        """Store the answer being typed; False when one could not be stored and the user would rather stay."""
        self.grid.view.commit_editor()
        self.person.view.commit_editor()
        if self.desk.unsaved:
            self.desk.write({})
        count = len(self.desk.unsaved)
        return not count or ask(
            self,
            messages.say("ui.assess.leave_question", count=count),
            messages.say("ui.assess.leave_note"),
            messages.say("ui.assess.leave"),
        )

    def show_campaign(self, campaign_id: str) -> None:
        """Choose a campaign by its record."""
        at = self.chooser.findData(campaign_id)
        if at >= 0 and at != self.chooser.currentIndex():
            self.chooser.setCurrentIndex(at)

    def export(self) -> None:
        """Ask for a workbook of this campaign's assessments."""
        if self.desk.campaign is not None:
            self.workbook_wanted.emit(Query(filters={CAMPAIGN: (self.desk.campaign.id,)}))

    def open_approval(self) -> None:
        """Where the chosen people's assessments stand, and the steps that can be taken."""
        from desktop.ui.dialogs.approval_dialog import ApprovalDialog

        self._commit()
        shown = self.tabs.currentWidget()
        ids = shown.selected_ids() if isinstance(shown, GridTab | PersonTab) else ()
        if ids:
            dialog = ApprovalDialog(self._session, ids, self)
            dialog.changed.connect(self._approved)
            dialog.open()

    def _started(self, campaign_id: str) -> None:
        """A new campaign is shown at once."""
        self._read()
        self.show_campaign(campaign_id)

    def _approved(self, changes: Changes) -> None:
        self.desk.own_change = changes.change_n
        self._reread()
        self.changed.emit(changes)

    def _lay_out(self) -> None:
        layout = elements.page_layout(self)
        layout.setContentsMargins(elements.SECTIONS, 10, elements.SECTIONS, 10)
        layout.setSpacing(elements.INSIDE)
        self._top = QWidget()
        line = FlowLayout(self._top, elements.INSIDE)
        self.chooser.setObjectName("campaign")
        self.chooser.setAccessibleName(messages.say("ui.assess.campaign"))
        self.chooser.setFixedWidth(_CHOOSER)
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        line.addWidget(self.chooser)
        self.deeds = CampaignActions(self._session, self._tasks, self)
        self.approve = elements.button(messages.say("ui.approval.button"), self.open_approval)
        self.workbook = elements.button(messages.say("ui.assess.export"), self.export)
        for made in (*self.deeds.buttons, self.approve, self.workbook):
            line.addWidget(made)
        layout.addWidget(self._top)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.grid, messages.say("ui.assess.tab_grid"))
        self.tabs.addTab(self.person, messages.say("ui.assess.tab_person"))
        self.summary.setWordWrap(False)
        self.summary.setContentsMargins(0, 0, 4, 8)
        self.summary.setMinimumWidth(1)
        self.tabs.setCornerWidget(self.summary)
        self._states = QStackedWidget()
        self._empty = NoCampaign()
        for state in (self.tabs, self._empty):
            self._states.addWidget(state)
        layout.addWidget(self._states, 1)

    def _connect(self) -> None:
        self.chooser.currentIndexChanged.connect(self._choose)
        self.desk.changed.connect(self._changed)
        self.tabs.currentChanged.connect(self._turned)
        self._empty.start_wanted.connect(self.deeds.open_campaign)
        self.deeds.started.connect(self._started)
        self.deeds.changed.connect(self.changed)
        elements.key(self, "Ctrl+Z", self._undo)
        redo = elements.key(self, "Ctrl+Y", self._redo)
        redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])

    def _undo(self) -> None:
        self._commit()
        self.desk.undo()

    def _redo(self) -> None:
        self._commit()
        self.desk.redo()

    def _commit(self) -> None:
        self.grid.view.commit_editor()
        self.person.view.commit_editor()

    def _turned(self, number: int) -> None:
        """The other tab goes on with the person where the cursor was."""
        self._commit()
        if self.tabs.widget(number) is self.person:
            self.person.show_person(max(self.grid.view.currentIndex().row(), 0))
        elif self.person.at >= 0:
            column = max(self.grid.view.currentIndex().column(), 0)
            self.grid.view.setCurrentIndex(self.grid.model.index(self.person.at, column))
        self.tabs.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self) -> None:
        chosen = self.chooser.currentData()
        self._campaigns = self._session.assessments.campaigns()
        ids = [one.id for one in self._campaigns]
        self.chooser.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.chooser.clear()
        for one in self._campaigns:
            self.chooser.addItem(one.name, one.id)
        self.chooser.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        if chosen in ids and self.desk.campaign is not None and chosen == self.desk.campaign.id:
            self.chooser.setCurrentIndex(ids.index(chosen))
            self.desk.campaign = self._campaigns[ids.index(chosen)]
            self._reread()
        else:
            self._choose(self.chooser.currentIndex())

    def _reread(self) -> None:
        at = self.grid.view.currentIndex()
        row, column = at.row(), at.column()
        self.desk.read()
        if 0 <= row < self.grid.model.rowCount() and 0 <= column < self.grid.model.columnCount():
            self.grid.view.setCurrentIndex(self.grid.model.index(row, column))
        self._show_state()

    def _choose(self, at: int) -> None:
        self._commit()
        self.desk.show_campaign(self._campaigns[at] if 0 <= at < len(self._campaigns) else None)
        self._show_state()

    def _show_state(self) -> None:
        self._states.setCurrentWidget(self.tabs if self.desk.rows else self._empty)
        self._empty.say(self.desk.campaign)
        shown = self.desk.campaign
        self.deeds.show_campaign(shown.id if shown else "", is_open=shown is not None and shown.is_open)
        self._top.setVisible(bool(self._campaigns))
        for made in (self.workbook, self.approve):
            made.setEnabled(bool(self.desk.rows))
        self._summarise()

    def _summarise(self) -> None:
        campaign = self.desk.campaign
        if campaign is None:
            self.summary.setText("")
            return
        stand = self._session.assessments.progress(campaign.id, self.desk.rows)
        facts = {"deadline": _day(campaign.deadline), **vars(stand)}
        said = "ui.assess.summary" if campaign.is_assessment else "ui.assess.summary_review"
        self.summary.setText(messages.say(said, **facts))
        self.summary.setToolTip(self.summary.text())

    def _changed(self, changes: Changes) -> None:
        from datetime import datetime

        if CAMPAIGN in changes.forms:
            self._summarise()
        self.saved.emit(datetime.now().strftime("%H:%M:%S"))  # noqa: DTZ005 - the clerk's own clock
        self.changed.emit(changes)


def _day(iso: str) -> str:
    from desktop.domain import dates

    return dates.show(iso) if dates.is_partial_date(iso) else messages.say("ui.assess.no_deadline")

"""Opens a campaign: what it is for, whose day and people, by when; then its files can be made at once."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDateEdit,
    QDialog,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop import messages
from desktop.errors import AppError
from desktop.services.campaigns import Purpose, Sheet
from desktop.services.session import Session
from desktop.ui import elements
from desktop.ui.dialogs import error_dialog
from desktop.ui.dialogs.make_files_dialog import MakeFilesDialog
from desktop.ui.tasks import Tasks

_DAYS_TO_RETURN: Final = 10
_PERSON: Final = Qt.ItemDataRole.UserRole


class CampaignDialog(QDialog):
    """`started(campaign_id)` when the campaign is in the store; the dialog for its files opens then."""

    started = Signal(str)

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session = session
        self._tasks = tasks
        self._shell = parent
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(messages.say("ui.campaign.open_title"))
        elements.resize(self, 720, 640)
        today = datetime.now().date()  # noqa: DTZ005 - the clerk's own day
        self.name = QLineEdit(messages.say("ui.campaign.default_name", year=today.year))
        self.name.setMaxLength(200)
        self.purposes = {one: _radio(f"ui.campaign.purpose_{one}") for one in ("assessment", "review")}
        self.sheets = {one: _radio(f"ui.campaign.sheet_{one}") for one in ("short", "full")}
        self.as_of = _day_edit(today)
        self.deadline = _day_edit(today + timedelta(days=_DAYS_TO_RETURN))
        self.people = QListWidget()
        self.count = elements.label("", "muted")
        self._build()
        self.purposes["assessment"].setChecked(True)
        self.sheets["short"].setChecked(True)
        self.as_of.dateChanged.connect(lambda _day: self._list_people())
        self.purposes["review"].toggled.connect(self._ask_sheet)
        self.people.itemChanged.connect(lambda _item: self._tell_count())
        self._list_people()
        self.name.selectAll()

    def chosen(self) -> list[str]:
        """The people who will get a sheet."""
        items = [self.people.item(at) for at in range(self.people.count())]
        return [item.data(_PERSON) for item in items if item.checkState() is Qt.CheckState.Checked]

    def check_all(self, *, checked: bool) -> None:
        """Choose everybody, or nobody."""
        state = Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked
        self.people.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        for at in range(self.people.count()):
            self.people.item(at).setCheckState(state)
        self.people.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._tell_count()

    def start(self) -> None:
        """Put the campaign into the store, then offer to make its files."""
        purpose: Purpose = "review" if self.purposes["review"].isChecked() else "assessment"
        sheet: Sheet = "full" if self.sheets["full"].isChecked() else "short"
        days = (_day(self.as_of), _day(self.deadline))
        try:
            campaign_id = self._session.campaigns.start(
                self.name.text(), purpose, sheet, *days, self.chosen()
            )
        except AppError as error:
            error_dialog.show(self, error)
            return
        self.accept()
        self.started.emit(campaign_id)
        MakeFilesDialog(self._session, self._tasks, campaign_id, self._shell).open()

    def _build(self) -> None:
        layout = elements.column(self, margin=elements.SECTIONS, gap=10)
        layout.addWidget(elements.label(messages.say("ui.campaign.open_title"), "title"))
        self._add(layout, "name", self.name)
        for title, radios in (("purpose", self.purposes), ("sheet", self.sheets)):
            layout.addWidget(elements.label(messages.say(f"ui.campaign.{title}")))
            group = QButtonGroup(self)
            line = elements.row(gap=elements.BETWEEN)
            for radio in radios.values():
                group.addButton(radio)
                line.addWidget(radio)
            line.addStretch(1)
            layout.addLayout(line)
        days = QGridLayout()
        days.setHorizontalSpacing(elements.BETWEEN)
        for column, (name, widget) in enumerate((("as_of", self.as_of), ("deadline", self.deadline))):
            label = elements.label(messages.say(f"ui.campaign.{name}"))
            label.setBuddy(widget)
            days.addWidget(label, 0, column)
            days.addWidget(widget, 1, column)
        layout.addLayout(days)
        self._add(layout, "people", self.people)
        layout.setStretchFactor(self.people, 1)
        line = elements.row()
        line.addWidget(self.count, 1)
        for key, checked in (("all", True), ("none", False)):
            text = messages.say(f"ui.campaign.{key}")
            line.addWidget(elements.button(text, partial(self.check_all, checked=checked), "link"))
        layout.addLayout(line)
        buttons = elements.row()
        buttons.addStretch(1)
        buttons.addWidget(elements.button(messages.say("ui.dialog.cancel"), self.reject))
        self.deed = elements.button(messages.say("ui.campaign.open_deed"), self.start, "primary")
        buttons.addWidget(self.deed)
        layout.addLayout(buttons)
        self.deed.setDefault(True)

    def _add(self, layout: QVBoxLayout, name: str, widget: QWidget) -> None:
        label = elements.label(messages.say(f"ui.campaign.{name}"))
        label.setBuddy(widget)
        layout.addWidget(label)
        layout.addWidget(widget)

    def _ask_sheet(self, is_review: bool) -> None:  # noqa: FBT001 - Qt's own signature
        for radio in self.sheets.values():
            radio.setEnabled(not is_review)

    def _list_people(self) -> None:
        """Who is at work on the day, all chosen."""
        self.people.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.people.clear()
        for person, label in self._session.campaigns.at_work(_day(self.as_of)):
            item = QListWidgetItem(label)
            item.setData(_PERSON, person)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.people.addItem(item)
        self.people.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._tell_count()

    def _tell_count(self) -> None:
        chosen = len(self.chosen())
        self.count.setText(messages.say("ui.campaign.chosen", chosen=chosen, total=self.people.count()))
        self.deed.setEnabled(chosen > 0)


def _radio(key: str) -> QRadioButton:
    return QRadioButton(messages.say(key))


def _day_edit(day: date) -> QDateEdit:
    made = QDateEdit(QDate(day.year, day.month, day.day))
    made.setDisplayFormat("dd/MM/yyyy")
    made.setCalendarPopup(True)
    return made


def _day(edit: QDateEdit) -> date:
    told = edit.date()
    return date(told.year(), told.month(), told.day())

"""The pages behind the navigation, each built when first shown, and the dialogs they ask for."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from desktop import messages
from desktop.services.records import Changes
from desktop.services.session import Session
from desktop.ui.figures_pages.entries import asset_entries
from desktop.ui.navigation import REGISTERS, Destination, entry_of
from desktop.ui.pages.list_page import ListPage
from desktop.ui.pages.record_page import RecordPage
from desktop.ui.pages.start_page import PROPOSE, StartPage
from desktop.ui.pages.tabbed_page import TabbedPage
from desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from desktop.ui.dialogs.sheet_files import SheetFiles


class ShellPages(QObject):
    """Makes pages, keeps them, and turns what they ask for into destinations and dialogs."""

    wanted = Signal(object)
    changed = Signal(object)
    saved = Signal(str)
    language_wanted = Signal(str)

    def __init__(self, session: Session, tasks: Tasks, notices: Callable[[], str], shell: QWidget) -> None:
        super().__init__(shell)
        self._session = session
        self._tasks = tasks
        self._notices = notices
        self._shell = shell
        self._made: dict[str, QWidget] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {
            "overview": self._overview,
            "record": self._record,
            "import": self._import,
            "packages": self._packages,
            "stocktake": self._stocktake,
            "settings": self._settings,
            **{
                form_id: partial(self._list, form_id) for form_id in REGISTERS if entry_of(form_id) == form_id
            },
            "position": self._positions,
            "assessment": self._assessments,
            **asset_entries(self._session, self._tasks, self._list, self.wanted.emit),
        }
        self._lists: dict[str, ListPage] = {}
        self._shown_record = ""
        self._import_for = REGISTERS[0]

    def show(self, destination: Destination) -> QWidget:
        """The page of a destination, brought to what the link says."""
        if destination.page == "new":
            return self._show_new(destination.text)
        if destination.record_id or destination.page == "unit":
            return self._show_record(destination)
        page = self.page(entry_of(destination.page))
        if isinstance(page, TabbedPage):
            self._show_tab(page, destination)
        elif destination.page == "import":
            self._import_for = destination.text or REGISTERS[0]
        elif isinstance(page, ListPage):
            _filter(page, destination)
        elif isinstance(page, StartPage):
            page.refresh()
        elif destination.text == "key":
            self._show_key(page)
        return page

    def page(self, name: str) -> QWidget:
        """The page of that name, made when first asked for."""
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def entry_of(self, destination: Destination) -> str:
        """Under which entry of the navigation a destination stands."""
        if destination.page in ("import", "new"):
            return entry_of(destination.text or REGISTERS[0])
        return entry_of("equipment" if destination.page == "stocktake" else destination.page)

    def leave(self, page: QWidget | None) -> bool:
        """Save what is being typed on a page; False when the user would rather stay there."""
        leave = getattr(page, "leave", None)
        return leave is None or bool(leave())

    def reload(self, changes: Changes) -> None:
        """Have every page that was made read again what changed."""
        for page in self._made.values():
            reload = getattr(page, "reload", None)
            if reload is not None:
                reload(changes)

    def print_records(self, template_id: str, record_ids: tuple[str, ...]) -> None:
        """The print dialog for records, or for all of the form when none is named."""
        from desktop.ui.dialogs.print_dialog import PrintDialog

        if not self.leave(self._made.get("record")):
            return
        first = self._first_label(template_id)
        if first:
            PrintDialog(self._session, self._tasks, template_id, record_ids, self._shell, first).start()

    def _first_label(self, template_id: str) -> int:
        """Where a sheet of stickers that was begun goes on; 0 when the user would rather not print."""
        from desktop.services.printing import templates

        labels = next((one.labels for one in templates() if one.id == template_id), 0)
        if not labels:
            return 1
        title, asked = messages.say("ui.print.labels"), messages.say("ui.print.first_label", labels=labels)
        number, is_wanted = QInputDialog.getInt(self._shell, title, asked, 1, 1, labels)
        return number if is_wanted else 0

    def _show_key(self, page: QWidget) -> None:
        from desktop.ui.pages.system_page import SystemPage

        if isinstance(page, SystemPage):
            page.show_key()

    def _show_record(self, destination: Destination) -> QWidget:
        page = self.page("record")
        record_id = destination.record_id or self._unit_id()
        if isinstance(page, RecordPage):
            register = None if destination.back else self._lists.get(destination.page)
            query = register.query() if register else None
            page.show_record(record_id, destination.place or None, query)
        self._shown_record = destination.back or destination.page
        return page

    def _show_new(self, form_id: str) -> QWidget:
        page = self.page("record")
        if isinstance(page, RecordPage):
            page.new_record(form_id)
        self._shown_record = form_id
        return page

    def _unit_id(self) -> str:
        from desktop.services.records import Query

        return str(self._session.records.page("unit", Query(limit=1)).rows[0].id)

    def _overview(self) -> QWidget:
        page = StartPage(self._session)
        page.wanted.connect(self.wanted)
        page.print_wanted.connect(self.print_records)
        return page

    def _list(self, form_id: str) -> ListPage:
        page = self._list_of(form_id)
        page.record_wanted.connect(lambda record_id: self.wanted.emit(Destination(form_id, record_id)))
        page.import_wanted.connect(lambda: self.wanted.emit(Destination("import", text=form_id)))
        page.new_wanted.connect(lambda: self.wanted.emit(Destination("new", text=form_id)))
        page.print_wanted.connect(self.print_records)
        page.workbook_wanted.connect(lambda chosen: self._sheet_files(form_id).ask_for_list(chosen))
        page.template_wanted.connect(lambda: self._sheet_files(form_id).ask_for_template())
        page.changed.connect(self.changed)
        page.stocktake_wanted.connect(lambda: self.wanted.emit(Destination("stocktake")))
        self._lists[form_id] = page
        return page

    def _stocktake(self) -> QWidget:
        from desktop.ui.pages.stocktake_page import StocktakePage

        page = StocktakePage(self._session)
        page.back_wanted.connect(lambda: self.wanted.emit(Destination("equipment")))
        page.print_wanted.connect(self.print_records)
        page.changed.connect(self.changed)
        return page

    def _list_of(self, form_id: str) -> ListPage:
        if form_id == "remedy":
            return self._remedies()
        if form_id == "rating":
            from desktop.ui.pages.rating_page import RatingPage

            return RatingPage(self._session, self._tasks)
        return ListPage(self._session, form_id)

    def _remedies(self) -> ListPage:
        from desktop.ui.pages.remedy_page import RemedyPage

        page = RemedyPage(self._session)
        page.propose_wanted.connect(self._propose)
        return page

    def _propose(self) -> None:
        from desktop.ui.dialogs.remedies_dialog import RemediesDialog

        dialog = RemediesDialog(self._session, self._shell)
        dialog.changed.connect(self.changed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _positions(self) -> QWidget:
        from desktop.ui.position_tabs import position_tabs

        return position_tabs(self._session, self._tasks, self._list, self.wanted.emit, self.changed.emit)

    def _assessments(self) -> QWidget:
        from desktop.ui.assessment_tabs import assessment_tabs

        workbook = self._sheet_files("assessment").ask_for_list
        told = self.changed.emit, self.saved.emit
        return assessment_tabs(self._session, self._tasks, self._list, workbook, told)

    def _show_tab(self, page: TabbedPage, destination: Destination) -> None:
        """The tab that is meant; the entry itself leaves the tab as it is, a search shows the list."""
        if destination.page in page.names:
            page.show_tab(destination.page)
        elif destination.text or destination.only_problems:
            page.show_tab(f"{destination.page}_list")
        shown = page.stack.currentWidget()
        if destination == PROPOSE:
            self._propose()
        elif isinstance(shown, ListPage):
            _filter(shown, destination)

    def _sheet_files(self, form_id: str) -> "SheetFiles":
        from desktop.ui.dialogs.sheet_files import SheetFiles

        return SheetFiles(self._session, self._tasks, form_id, self._shell)

    def _record(self) -> QWidget:
        page = RecordPage(self._session)
        page.changed.connect(self.changed)
        page.saved.connect(self.saved)
        page.back_wanted.connect(self._back)
        page.print_wanted.connect(self.print_records)
        return page

    def _back(self) -> None:
        behind = self._shown_record
        known = behind in REGISTERS or entry_of(behind) != behind
        self.wanted.emit(Destination(behind if known else "overview"))

    def _import(self) -> QWidget:
        from desktop.ui.wizards.import_wizard import ImportWizard

        page = ImportWizard(self._session, self._tasks)
        page.left.connect(lambda: self._end_import(page))
        page.wanted.connect(self.wanted)
        page.changed.connect(self.changed)
        return page

    def _end_import(self, page: QWidget) -> None:
        self._made.pop("import", None)
        self.wanted.emit(Destination(self._import_for))
        page.deleteLater()

    def _packages(self) -> QWidget:
        from desktop.ui.pages.packages_page import PackagesPage

        page = PackagesPage(self._session, self._tasks)
        page.wanted.connect(self.wanted)
        page.changed.connect(self.changed)
        return page

    def _settings(self) -> QWidget:
        from desktop.ui.pages.system_page import SystemPage

        page = SystemPage(self._session, self._tasks, self._notices)
        page.wanted.connect(self.wanted)
        page.changed.connect(self.changed)
        page.language_wanted.connect(self.language_wanted)
        return page


def _filter(page: ListPage, destination: Destination) -> None:
    if destination.only_problems or destination.text:
        page.clear_filters()
        page.problems.setChecked(destination.only_problems)
        page.search.setText(destination.text)

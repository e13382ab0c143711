"""The pages behind the navigation, each built when first shown, and the dialogs they ask for."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from desktop import messages
from desktop.services.records import Changes
from desktop.services.session import Session
from desktop.ui.navigation import REGISTERS, Destination
from desktop.ui.pages.list_page import ListPage
from desktop.ui.pages.record_page import RecordPage
from desktop.ui.pages.start_page import StartPage
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
            "system": self._system,
            "stocktake": self._stocktake,
            **{form_id: partial(self._list, form_id) for form_id in REGISTERS},
        }
        self._shown_record = ""
        self._import_for = REGISTERS[0]

    def show(self, destination: Destination) -> QWidget:
        """The page of a destination, brought to what the link says."""
        if destination.page == "new":
            return self._show_new(destination.text)
        if destination.record_id or destination.page == "unit":
            return self._show_record(destination)
        page = self.page(destination.page)
        if destination.page == "import":
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
            return destination.text or REGISTERS[0]
        return "equipment" if destination.page == "stocktake" else destination.page

    def leave(self, page: QWidget | None) -> bool:
        """Save what is being typed on a page; False when the user would rather stay there."""
        return page.leave() if isinstance(page, RecordPage) else True

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
            register = self._made.get(destination.page)
            query = register.query() if isinstance(register, ListPage) else None
            page.show_record(record_id, destination.place or None, query)
        self._shown_record = destination.page
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

    def _list(self, form_id: str) -> QWidget:
        page = ListPage(self._session, form_id)
        page.record_wanted.connect(lambda record_id: self.wanted.emit(Destination(form_id, record_id)))
        page.import_wanted.connect(lambda: self.wanted.emit(Destination("import", text=form_id)))
        page.new_wanted.connect(lambda: self.wanted.emit(Destination("new", text=form_id)))
        page.print_wanted.connect(self.print_records)
        page.workbook_wanted.connect(lambda chosen: self._sheet_files(form_id).ask_for_list(chosen))
        page.template_wanted.connect(lambda: self._sheet_files(form_id).ask_for_template())
        page.changed.connect(self.changed)
        page.stocktake_wanted.connect(lambda: self.wanted.emit(Destination("stocktake")))
        return page

    def _stocktake(self) -> QWidget:
        from desktop.ui.pages.stocktake_page import StocktakePage

        page = StocktakePage(self._session)
        page.back_wanted.connect(lambda: self.wanted.emit(Destination("equipment")))
        page.print_wanted.connect(self.print_records)
        page.changed.connect(self.changed)
        return page

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
        page = self._shown_record if self._shown_record in REGISTERS else "overview"
        self.wanted.emit(Destination(page))

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

    def _system(self) -> QWidget:
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

"""A register as a list: searched as one types, filtered, sorted, opened, printed."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QStackedWidget, QToolButton, QWidget

from desktop import messages
from desktop.domain.form import Field
from desktop.errors import AppError
from desktop.services import sheets
from desktop.services.records import Query
from desktop.ui.dialogs import error_dialog
from desktop.ui.elements import INSIDE, button, hint, key, label, page_layout, row
from desktop.ui.tables.filter_chip import FilterChip
from desktop.ui.tables.flow import FlowLayout
from desktop.ui.tables.list_model import ListModel
from desktop.ui.tables.list_view import ListView

from .asking import ask
from .asset_deeds import AssetDeeds, has_deeds
from .list_states import EmptyList, NothingFound
from .print_menu import print_menu

if TYPE_CHECKING:
    from desktop.services.records import Changes
    from desktop.services.session import Session

_AFTER_PENDING_KEYS: Final = 0  # ms: keys that wait already are searched for together


class ListPage(QWidget):
    """One page for every form; what differs is wording by the form's id."""

    record_wanted = Signal(str)
    new_wanted = Signal()
    import_wanted = Signal()
    print_wanted = Signal(str, tuple)
    workbook_wanted = Signal(object)
    template_wanted = Signal()
    stocktake_wanted = Signal()
    changed = Signal(object)

    def __init__(self, session: "Session", form_id: str) -> None:
        super().__init__()
        self._session = session
        self._form = session.forms[form_id]
        self._is_imported = sheets.is_imported(form_id)
        self._sort: tuple[str, bool] | None = None
        self._is_stale = True
        self.model = ListModel(session.records, self._form, self)
        self.view = ListView(self.model, self)
        self.view.setObjectName(f"list_{form_id}")
        self.count = label(role="muted")
        self.count.setObjectName("count")
        self.count.setWordWrap(False)
        self.search = self._search_line()
        self.chips = [self._chip(self._form.field(name)) for name in self._form.filter]
        self.problems = self._problem_chip()
        self._soon = QTimer(self, interval=_AFTER_PENDING_KEYS, singleShot=True)
        self._soon.timeout.connect(self._ask)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.view)

    def query(self) -> Query:
        """What the list shows now: given to the record page so that next and previous follow it."""
        filters = {chip.name: chip.chosen() for chip in self.chips if chip.chosen()}
        return Query(self.search.text(), filters, self._sort, self.problems.isChecked())

    def reload(self, changes: "Changes | None" = None) -> None:
        """Read again, when shown, if the form is among the changes; the cursor stays on its record."""
        if changes is not None and self._form.id not in changes.forms:
            return
        if self.isVisible():
            self._read()
        else:
            self._is_stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read()

    def look_for(self, text: str = "", *, only_problems: bool = False) -> None:
        """Show what a link elsewhere promised: these words, or only records with problems."""
        self.clear_filters()
        self.search.setText(text)
        self.problems.setChecked(only_problems)
        self._ask()

    def clear_filters(self) -> None:
        """Show the whole register again."""
        self.search.clear()
        self.problems.setChecked(False)
        for chip in self.chips:
            chip.clear()
        self._ask()

    def sort_by(self, column: int) -> None:
        """Sort by a column: upwards, downwards, then in the register's own order."""
        if column == 0:
            return
        name = self.model.fields[column - 1].name
        if self._sort == (name, True):
            self._sort = None
        else:
            self._sort = (name, self._sort == (name, False))
        order = Qt.SortOrder.DescendingOrder if self._sort and self._sort[1] else Qt.SortOrder.AscendingOrder
        self.view.horizontalHeader().setSortIndicator(column if self._sort else -1, order)
        self._ask()

    def delete_current(self) -> None:
        """Ask, then take the current record out of the register."""
        index = self.view.currentIndex()
        if not index.isValid():
            return
        line = self.model.row(index.row())
        name = line.label
        question = messages.say("ui.list.delete_question", name=name)
        if not ask(self, question, messages.say("ui.list.delete_note"), messages.say("ui.list.delete")):
            return
        try:
            changes = self._session.records.delete(line.id, line.revision)
        except AppError as error:
            error_dialog.show(self, error)
            return
        self._read()
        if self.model.total:
            self.view.select_line(min(index.row(), self.model.total - 1))
        self.changed.emit(changes)

    def open_print_menu(self) -> None:
        """Offer the papers of this register, for the selected records or, with fewer than two, for all."""
        ids = self.view.selected_ids()
        chosen = ids if len(ids) > 1 else ()
        said = "ui.list.print_selected" if chosen else "ui.list.print_all"
        heading = messages.say(said, count=len(chosen) or self.model.total)
        templates = self._session.printing.templates(self._form.id)
        menu = print_menu(self, templates, lambda name: self.print_wanted.emit(name, chosen), heading)
        menu.popup(self._print.mapToGlobal(self._print.rect().bottomLeft()))

    def ask_for_workbook(self) -> None:
        """Ask for a workbook of the selected records or, with fewer than two, of all that the list shows."""
        ids = self.view.selected_ids()
        self.workbook_wanted.emit(ids if len(ids) > 1 else self.query())

    def words(self, name: str, **facts: object) -> str:
        """A sentence of this page, in the words of the form where it has its own."""
        own = f"ui.list.{name}_{self._form.id}"
        return messages.say(own if messages.known(own) else f"ui.list.{name}_any", **facts)

    def _search_line(self) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName("search")
        line.setPlaceholderText(self.words("search"))
        line.setAccessibleName(self.words("search"))
        line.setClearButtonEnabled(True)
        line.setMinimumWidth(220)
        line.setMaximumWidth(360)
        return line

    def _chip(self, field: Field) -> FilterChip:
        def values() -> tuple[tuple[object, str, int], ...]:
            return self._session.records.filter_values(self._form.id, field.name)

        chip = FilterChip(field.name, field.label[messages.language()], values, self)
        chip.changed.connect(self._ask)
        return chip

    def _problem_chip(self) -> QToolButton:
        chip = QToolButton(self)
        chip.setObjectName("filter_problems")
        chip.setProperty("kind", "chip")
        chip.setCheckable(True)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return chip

    def _lay_out(self) -> None:
        layout = page_layout(self)
        top = row()
        top.addWidget(label(self._form.title[messages.language()], "title"))
        top.addStretch(1)
        for made in self._actions():
            top.addWidget(made)
        layout.addLayout(top)
        line = row()
        line.addWidget(self.search, 1)
        line.addStretch(1)
        line.addWidget(self.count)
        layout.addLayout(line)
        flow = FlowLayout()
        for chip in (self.problems, *self.chips):
            flow.addWidget(chip)
        layout.addLayout(flow)
        layout.setSpacing(INSIDE)
        self._states = QStackedWidget()
        self._nothing = NothingFound()
        self._empty = EmptyList(self.words("empty"), self.words("new"), imported=self._is_imported)
        for state in (self.view, self._nothing, self._empty):
            self._states.addWidget(state)
        layout.addWidget(self._states, 1)

    def _actions(self) -> tuple[QWidget, ...]:
        new = button(self.words("new"), self.new_wanted.emit, "primary", "Ctrl+N")
        new.setObjectName("new")
        self._export = button(messages.say("ui.list.export"), self.ask_for_workbook)
        self._export.setObjectName("export")
        self._print = QPushButton(messages.say("ui.list.print"))
        self._print.setObjectName("print")
        self._print.setToolTip(hint(self._print.text(), "Ctrl+P"))
        self._print.clicked.connect(self.open_print_menu)
        actions = (new, *self._ways_in(), self._export, self._print)
        if not has_deeds(self._form.id):
            return actions
        self.deeds = AssetDeeds(self._session, self._form.id, self._chosen, self)
        self.deeds.changed.connect(self.changed)
        self.deeds.stocktake_wanted.connect(self.stocktake_wanted)
        return (*actions, self.deeds)

    def _ways_in(self) -> tuple[QWidget, ...]:
        """Bringing lists in, and the workbook to fill in for it: not where the program alone writes."""
        if not self._is_imported:
            return ()
        bring = button(messages.say("ui.list.import"), self.import_wanted.emit)
        bring.setObjectName("import")
        template = button(messages.say("ui.list.template"), self.template_wanted.emit)
        template.setObjectName("template")
        return bring, template

    def _chosen(self) -> tuple[str, ...]:
        return tuple(self.view.selected_ids())

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._soon.start())
        self.problems.toggled.connect(lambda _on: self._ask())
        self.view.opened.connect(self.record_wanted)
        self.view.delete_wanted.connect(self.delete_current)
        self.view.horizontalHeader().sectionClicked.connect(self.sort_by)
        self._nothing.clear_wanted.connect(self.clear_filters)
        self._empty.import_wanted.connect(self.import_wanted)
        self._empty.new_wanted.connect(self.new_wanted)
        self._empty.template_wanted.connect(self.template_wanted)
        key(self, "Ctrl+F", self._to_search)
        key(self, "Ctrl+P", self.open_print_menu)
        down = key(self.search, "Down", self._to_list)
        down.setShortcuts([QKeySequence("Down"), QKeySequence("Return"), QKeySequence("Enter")])

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _to_list(self) -> None:
        if self._soon.isActive():
            self._ask()
        if self.model.total:
            self.view.select_line(max(self.view.currentIndex().row(), 0))
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _count_problems(self) -> None:
        wrong = self._session.records.page(self._form.id, Query(problems_only=True, limit=1)).total
        self.problems.setText(messages.say("ui.list.with_problems", count=_grouped(wrong)))
        self.problems.setEnabled(bool(wrong) or self.problems.isChecked())

    def _read(self) -> None:
        index = self.view.currentIndex()
        current = self.model.row(index.row()).id if index.isValid() and index.row() < self.model.total else ""
        scrolled = self.view.verticalScrollBar().value()
        self._ask()
        self._count_problems()
        self.view.verticalScrollBar().setValue(scrolled)
        if current and (line := self.model.line_of(current)) >= 0:
            self.view.select_line(line)

    def _ask(self) -> None:
        self._soon.stop()
        self._is_stale = False
        asked = self.query()
        self.model.ask(asked)
        self._export.setEnabled(bool(self.model.total))
        self.count.setText(self.words("count", count=_grouped(self.model.total)))
        is_whole = not (asked.text.strip() or asked.filters or self.problems.isChecked())
        state = self.view if self.model.total else self._empty if is_whole else self._nothing
        self._states.setCurrentWidget(state)


def _grouped(count: int) -> str:
    return f"{count:,}" if messages.language() == "en" else f"{count:,}".replace(",", ".")

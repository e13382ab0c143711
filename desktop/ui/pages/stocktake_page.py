"""Stock-taking on screen: rooms with their progress, and the sheet of the room being counted."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from desktop import messages
from desktop.domain.reading import read
from desktop.domain.values import is_raw
from desktop.errors import AppError
from desktop.services.stocktaking import FORM, Sheet
from desktop.ui import elements
from desktop.ui.dialogs import error_dialog
from desktop.ui.tables.count_grid import FOUND, CountGrid

if TYPE_CHECKING:
    from desktop.services.records import Changes
    from desktop.services.session import Session


class StocktakePage(QWidget):
    """The open stock-taking, or the latest, or how to begin one."""

    changed = Signal(object)
    back_wanted = Signal()
    print_wanted = Signal(str, tuple)

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self._session = session
        self._form = session.form(FORM)
        self.sheet: Sheet | None = None
        self.title = elements.label("", "title")
        self.progress = elements.label("", "muted")
        self.scan = QLineEdit()
        self.scan.setObjectName("scan")
        self.scan.setPlaceholderText(messages.say("ui.stocktake.scan"))
        self.scan.setAccessibleName(messages.say("ui.stocktake.scan"))
        self.rooms = QListWidget()
        self.rooms.setObjectName("rooms")
        self.rooms.setFixedWidth(220)
        self.grid = CountGrid(self._form.section("lines"), self._form.section("surplus"), self)
        self.grid.setObjectName("count")
        self._states = QStackedWidget()
        self._lay_out()
        self._connect()

    def reload(self, changes: "Changes | None" = None) -> None:
        """Read again, when shown, if a stock-taking changed."""
        if self.isVisible() and (changes is None or FORM in changes.forms):
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    def room(self) -> str:
        """The room being counted."""
        at = self.rooms.currentRow()
        return str(self.rooms.item(at).data(Qt.ItemDataRole.UserRole)) if at >= 0 else ""

    def show_room(self, name: str) -> None:
        """Go to a room."""
        for at in range(self.rooms.count()):
            if self.rooms.item(at).data(Qt.ItemDataRole.UserRole) == name:
                self.rooms.setCurrentRow(at)

    def begin(self) -> None:
        """Ask for day and committee, then take the book."""
        from desktop.ui.dialogs.stocktake_dialog import StocktakeDialog

        dialog = StocktakeDialog(self._session, self)
        dialog.started.connect(self._begun)
        dialog.open()

    def settle(self) -> None:
        """Show the differences and settle them."""
        from desktop.ui.dialogs.differences_dialog import DifferencesDialog

        if self.sheet is not None:
            dialog = DifferencesDialog(self._session, self.sheet.id, self)
            dialog.changed.connect(self._done)
            dialog.open()

    def close_count(self) -> None:
        """Close it for good."""
        if self.sheet is not None:
            record_id, day = self.sheet.id, date.today()  # noqa: DTZ011 - the clerk's own day
            self._do(lambda: self._session.stocktaking.close(record_id, day))

    def undo(self) -> None:
        """Take back the latest change."""
        self._do(self._session.records.undo)

    def take_scan(self) -> None:
        """Go to the asset whose code was read, or whose name has these words."""
        text = self.scan.text().strip()
        if self.sheet is None or not text:
            return
        wanted = self._session.assets.of_code(text)
        for line in self.sheet.lines:
            if line.equipment == wanted or (wanted is None and text.lower() in line.asset.lower()):
                self.show_room(line.room)
                at = [one.row_id for one in self.grid.lines].index(line.row_id)
                self.grid.setCurrentCell(at, FOUND)
                self.grid.setFocus()
                self.scan.clear()
                return
        self.progress.setText(messages.say("ui.stocktake.not_found", text=text))

    def _lay_out(self) -> None:
        layout = elements.page_layout(self)
        top = elements.row()
        self.back = elements.button(messages.say("ui.record.back"), self.back_wanted.emit, "link")
        self.differences = elements.button(messages.say("ui.stocktake.differences"), self.settle)
        self.minutes = elements.button(messages.say("ui.stocktake.minutes"), self._print)
        self.close_button = elements.button(messages.say("ui.stocktake.close"), self.close_count)
        self.new = elements.button(messages.say("ui.stocktake.begin"), self.begin, "primary", "Ctrl+N")
        top.addWidget(self.back)
        top.addWidget(self.title, 1)
        for made in (self.differences, self.minutes, self.close_button, self.new):
            top.addWidget(made)
        layout.addLayout(top)
        line = elements.row()
        line.addWidget(self.scan, 1)
        line.addWidget(self.progress, 2)
        layout.addLayout(line)
        sheet = QWidget()
        middle = elements.row(sheet)
        middle.addWidget(self.rooms)
        right = elements.column()
        right.addWidget(self.grid, 1)
        right.addWidget(elements.label(messages.say("ui.stocktake.keys"), "muted"))
        middle.addLayout(right, 1)
        self._states.addWidget(sheet)
        self._states.addWidget(elements.label(messages.say("ui.stocktake.none"), "muted"))
        layout.addWidget(self._states, 1)
        self.setFocusProxy(self.grid)

    def _connect(self) -> None:
        self.rooms.currentItemChanged.connect(lambda *_: self._show_room())
        self.grid.typed.connect(self._typed)
        self.grid.as_book.connect(self._as_book)
        self.grid.room_done.connect(self._room_done)
        self.grid.surplus_typed.connect(self._surplus)
        self.grid.surplus_removed.connect(self._surplus_removed)
        self.scan.returnPressed.connect(self.take_scan)
        elements.key(self, "Ctrl+Z", self.undo)
        elements.key(self, "Ctrl+F", self.scan.setFocus)

    def _read(self) -> None:
        counts = self._session.stocktaking
        record_id = counts.current() or next((one[0] for one in counts.all()), None)
        self.sheet = counts.sheet(record_id) if record_id else None
        is_open = self.sheet is not None and self.sheet.is_open
        self._states.setCurrentIndex(0 if self.sheet else 1)
        self.new.setVisible(not is_open)
        self.close_button.setVisible(is_open)
        for made in (self.differences, self.minutes, self.scan):
            made.setVisible(self.sheet is not None)
        self.title.setText(self.sheet.name if self.sheet else messages.say("ui.stocktake.title"))
        self.progress.setText(self._told() if self.sheet else "")
        self._read_rooms()
        self._show_room()

    def _told(self) -> str:
        lines = self.sheet.lines if self.sheet else ()
        found = self.sheet.differences if self.sheet else ()
        counted = sum(one.is_counted for one in lines)
        left = sum(not one.is_settled for one in found)
        said = "ui.stocktake.progress" if self.sheet and self.sheet.is_open else "ui.stocktake.closed"
        return messages.say(said, counted=counted, lines=len(lines), differing=len(found), left=left)

    def _read_rooms(self) -> None:
        room = self.room()
        self.rooms.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.rooms.clear()
        for one in self.sheet.rooms if self.sheet else ():
            name = one.name or messages.say("stocktake.nowhere")
            sign = "✓ " if one.is_done else ""
            item = QListWidgetItem(f"{sign}{name}  {one.counted}/{one.lines}")
            item.setData(Qt.ItemDataRole.UserRole, one.name)
            self.rooms.addItem(item)
            if one.name == room:
                self.rooms.setCurrentItem(item)
        if self.rooms.currentRow() < 0:
            self.rooms.setCurrentRow(0)
        self.rooms.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def _show_room(self) -> None:
        room = self.room()
        lines = [one for one in self.sheet.lines if one.room == room] if self.sheet else []
        surplus = [one for one in self.sheet.surplus if one.room == room] if self.sheet else []
        self.grid.show_room(lines, surplus, is_open=bool(self.sheet and self.sheet.is_open))

    def _typed(self, row_id: str, name: str, text: str) -> None:
        field = self._form.section("lines").field(name)
        told: Any = True if name == "propose_disposal" else read(field, text)
        value = told if text else None
        if is_raw(value):  # no number: what is stored stays
            self._show_room()
        elif self.sheet is not None:
            record_id = self.sheet.id
            self._do(lambda: self._session.stocktaking.set_line(record_id, row_id, {name: value}))

    def _as_book(self, row_id: str) -> None:
        if self.sheet is not None:
            record_id, line = self.sheet.id, self.sheet.line(row_id)
            told = {"found_quantity": line.book_quantity}
            self._do(lambda: self._session.stocktaking.set_line(record_id, row_id, told))

    def _room_done(self) -> None:
        if self.sheet is not None:
            record_id, room = self.sheet.id, self.room()
            self._do(lambda: self._session.stocktaking.room_complete(record_id, room))

    def _surplus(self, asset: str, quantity: str, condition: str) -> None:
        if self.sheet is None or not quantity.isdigit():
            return
        record_id, room = self.sheet.id, self.room()
        field = self._form.section("surplus").field("condition")
        told: Any = read(field, condition) if condition else None
        add = self._session.stocktaking.add_surplus
        self._do(lambda: add(record_id, asset, int(quantity), room, told)[1])

    def _surplus_removed(self, row_id: str) -> None:
        if self.sheet is not None:
            record_id = self.sheet.id
            self._do(lambda: self._session.stocktaking.remove_surplus(record_id, row_id))

    def _print(self) -> None:
        if self.sheet is not None:
            self.print_wanted.emit("stocktake_minutes", (self.sheet.id,))

    def _begun(self, changes: "Changes") -> None:
        self._done(changes)
        self.grid.setFocus()

    def _do(self, deed: "Callable[[], Changes]") -> None:
        try:
            changes = deed()
        except AppError as error:
            self._read()
            error_dialog.show(self, error)
            return
        self._done(changes)

    def _done(self, changes: "Changes") -> None:
        self._read()
        self.changed.emit(changes)

"""One table of a file: which kind of list it is, and what its columns are."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from desktop import messages
from desktop.domain.form import Form
from desktop.domain.table_form import SEPARATOR
from desktop.errors import AppError
from desktop.services import import_layouts
from desktop.services.import_reading import SheetReading, all_kinds, form_of
from desktop.services.session import Session
from desktop.ui import elements
from desktop.ui.dialogs import error_dialog
from desktop.ui.forms.sources import Sources

from .import_column_model import ColumnModel
from .import_column_view import ColumnView

_SUFFIX = ".json"
_LETTERS = 24
_LIST_WIDTH = 520


class TablePane(QWidget):
    """`changed` when its kind or a column is something else now."""

    changed = Signal()

    def __init__(self, session: Session, sources: Sources, sheet: SheetReading) -> None:
        super().__init__()
        self._session = session
        self._sources = sources
        self.kind = QComboBox()
        self.save = elements.button(messages.say("ui.import.save_mapping"), self.ask_where_to_save)
        self.use = elements.button(messages.say("ui.import.use_mapping"), self.ask_for_mapping)
        self.known = elements.label("", "good")
        self.counted = elements.label("", "muted")
        self.secret = elements.label("", "notice")
        self.twice = elements.label("", "error")
        self.box = elements.column(self, margin=elements.INSIDE)
        self._build_top()
        for widget in (self.known, self.counted, self.secret, self.twice):
            self.box.addWidget(widget)
        self._show(sheet)
        self.kind.currentIndexChanged.connect(lambda _at: self._take_kind())

    @property
    def sheet(self) -> SheetReading:
        """The table as it is understood now; `chosen` is what the user said of its columns."""
        return self.model.sheet

    @property
    def chosen(self) -> Mapping[int, str | None]:
        """The user's own choices by column."""
        return self.model.chosen

    @property
    def is_ready(self) -> bool:
        """Whether no field is given twice."""
        return not (self.model.is_used and self.model.twice())

    def ask_where_to_save(self) -> None:
        """Ask for a file and write the mapping into it."""
        title = messages.say("ui.import.save_mapping")
        offered = f"{messages.say('ui.import.mapping_name')}-{self.sheet.kind}{_SUFFIX}"
        name, _ = QFileDialog.getSaveFileName(self, title, offered, messages.say("ui.import.mapping_filter"))
        if name:
            path = Path(name)
            self.save_to(path if path.suffix else path.with_suffix(_SUFFIX))

    def save_to(self, path: Path) -> None:
        """Write the mapping for others."""
        try:
            import_layouts.write_mapping(self.sheet.mapped(self.chosen), path)
        except AppError as error:
            error_dialog.show(self, error)
            return
        self._say_known(messages.say("ui.import.mapping_saved", file=path.name))

    def ask_for_mapping(self) -> None:
        """Ask for a file and map the columns as it says."""
        title = messages.say("ui.import.use_mapping")
        name, _ = QFileDialog.getOpenFileName(self, title, "", messages.say("ui.import.mapping_filter"))
        if name:
            self.use_from(Path(name))

    def use_from(self, path: Path) -> None:
        """Map the columns as a file says."""
        try:
            sheet = self._session.imports.read_mapping(path, self.sheet)
        except AppError as error:
            error_dialog.show(self, error)
            return
        self._show(sheet)
        self.changed.emit()

    def _build_top(self) -> None:
        for kind in all_kinds(self._session.forms):
            self.kind.addItem(kind_title(kind, self._session.forms), kind)
        self.kind.addItem(messages.say("ui.import.kind_none"), None)
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setMinimumContentsLength(_LETTERS)
        self.kind.view().setMinimumWidth(_LIST_WIDTH)
        self.kind.setAccessibleName(messages.say("ui.import.kind"))
        line = elements.row()
        line.addWidget(elements.label(messages.say("ui.import.kind")))
        line.addWidget(self.kind)
        line.addStretch(1)
        line.addWidget(self.use)
        line.addWidget(self.save)
        self.box.addLayout(line)

    def _take_kind(self) -> None:
        kind = self.kind.currentData()
        if kind != self.sheet.kind:
            self._show(self._session.imports.as_kind(self.sheet, kind))
            self.changed.emit()

    def _show(self, sheet: SheetReading) -> None:
        """Lay the columns out anew."""
        form: Form | None = form_of(sheet.kind, self._session.forms) if sheet.kind else None
        former: ColumnView | None = getattr(self, "view", None)
        self.model = ColumnModel(sheet, form, self)
        self.view = ColumnView(self.model, self._sources, self)
        self.view.setAccessibleName(f"{sheet.file}: {sheet.name}")
        if former is not None:
            self.box.removeWidget(former)
            former.hide()
            former.deleteLater()
        self.box.addWidget(self.view, 1)
        self.model.changed.connect(self._tell)
        self.model.changed.connect(self.changed)
        self.kind.setCurrentIndex(self.kind.findData(sheet.kind))
        remembered = sheet.remembered
        self._say_known(messages.say("ui.import.known", name=remembered) if remembered else "")
        self._tell()

    def _say_known(self, text: str) -> None:
        self.known.setText(text)
        self.known.setVisible(bool(text))

    def _tell(self) -> None:
        """Say what is mapped, what stays out, and what is mapped twice."""
        mapped, columns = self.model.counts()
        self.counted.setText(
            messages.say("ui.import.mapped", mapped=mapped, columns=columns, rows=self.sheet.row_count)
            if self.model.is_used
            else messages.say("ui.import.not_used")
        )
        secret = self.sheet.secret_headings
        self.secret.setVisible(bool(secret))
        self.secret.setText(messages.say("ui.import.secret", columns=", ".join(secret)))
        twice = self.model.twice() if self.model.is_used else {}
        self.twice.setVisible(bool(twice))
        self.twice.setText(
            "\n".join(
                "✗ " + messages.say("ui.import.mapped_twice", field=field, columns=columns)
                for field, columns in twice.items()
            )
        )
        self.save.setEnabled(self.model.is_used and not twice)


def kind_title(kind: str, forms: Mapping[str, Form]) -> str:
    """What a kind of list is called: the title of a form, with that of its table where it is one's."""
    form_id, _, section = kind.partition(SEPARATOR)
    form, language = forms[form_id], messages.language()
    if not section:
        return form.title[language]
    table = form.section(section).title[language]
    return messages.say("ui.import.kind_table", form=form.title[language], table=table)

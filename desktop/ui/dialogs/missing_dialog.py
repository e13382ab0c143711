"""Who has not returned the sheet: to read, to copy into a message, to print."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop import messages
from desktop.errors import AppError
from desktop.services.session import Session
from desktop.ui import elements
from desktop.ui.dialogs import error_dialog
from desktop.ui.plain_table import PlainTable


class MissingDialog(QDialog):
    """The list as it stands when the dialog opens."""

    def __init__(self, session: Session, campaign_id: str, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session = session
        self._campaign_id = campaign_id
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(messages.say("ui.campaign.missing_title"))
        elements.resize(self, 760, 520)
        people = session.campaigns.not_returned(campaign_id)
        heads = [messages.say(f"answer.{name}") for name in ("person", "position", "division", "code_short")]
        self.table = PlainTable(heads, 1)
        self.table.show_rows([(one.name, one.position, one.division, one.code) for one in people])
        self.said = elements.label("", "good")
        layout = elements.column(self, margin=elements.SECTIONS, gap=10)
        layout.addWidget(elements.label(messages.say("ui.campaign.missing", count=len(people)), "title"))
        layout.addWidget(self.table, 1)
        layout.addWidget(self.said)
        line = elements.row()
        self.copy = elements.button(messages.say("ui.campaign.copy"), self.copy_text, "primary")
        self.paper = elements.button(messages.say("ui.campaign.print"), self.print_as)
        self.paper.setEnabled(bool(people))
        line.addWidget(self.copy)
        line.addWidget(self.paper)
        line.addStretch(1)
        line.addWidget(elements.button(messages.say("ui.dialog.close"), self.accept))
        layout.addLayout(line)

    def copy_text(self) -> None:
        """Put the list on the clipboard, as text for a message."""
        QGuiApplication.clipboard().setText(self._session.campaigns.not_returned_text(self._campaign_id))
        self.said.setText(messages.say("ui.campaign.copied"))

    def print_as(self) -> None:
        """Ask for a file name and write the list as a PDF."""
        title, kinds = messages.say("ui.print.save"), messages.say("ui.print.file_filter")
        name, _ = QFileDialog.getSaveFileName(self, title, "chua-nop-phieu.pdf", kinds)
        if name:
            self.print_to(Path(name))

    def print_to(self, path: Path) -> None:
        """Write the list as a PDF."""
        path = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        try:
            self._session.campaigns.print_not_returned(self._campaign_id, path)
        except AppError as error:
            error_dialog.show(self, error)
            return
        self.said.setText(messages.say("ui.print.saved", file=str(path)))

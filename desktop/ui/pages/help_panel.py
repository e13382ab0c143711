"""What is asked for in the field with the cursor: wording, papers, legal basis."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop import messages
from desktop.domain.form import Field, Form
from desktop.ui.elements import column, label


class HelpPanel(QScrollArea):
    """Follows the cursor."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        inner = QWidget()
        layout = column(inner, margin=12, gap=8)
        self.title = label(role="strong")
        self.text = label()
        self.text.setObjectName("help_text")
        self.numbers = label(role="muted")
        self.basis = label(role="muted")
        self.basis.setObjectName("help_basis")
        self.keys = label(messages.say("ui.record.keys"), "muted")
        for part in (self.title, self.text, self.numbers, self.basis):
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(self.keys)
        self.setWidget(inner)

    def show_field(self, form: Form, field: Field) -> None:
        """Tell about a field."""
        language = messages.language()
        self.title.setText(field.label[language])
        self.text.setText(field.help[language] if field.help else messages.say("ui.record.no_help"))
        numbers = [
            messages.say("ui.record.item_number", paper=paper, number=number)
            for paper, number in (field.official or {}).items()
        ]
        self.numbers.setText("\n".join(numbers))
        self.numbers.setVisible(bool(numbers))
        basis = field.legal_basis or form.legal_basis
        self.basis.setText(messages.say("ui.record.legal_basis", basis=basis))
        self.basis.setVisible(bool(basis))

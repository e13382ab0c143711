"""One question with a verb on its button and a safe way back."""

from PySide6.QtWidgets import QDialog, QWidget

from desktop import messages
from desktop.ui import elements


class Question(QDialog):
    """Accepted by the button that says what will happen; the safe answer has the focus."""

    def __init__(self, parent: QWidget, sentence: str, note: str, verb: str, back: str = "") -> None:
        super().__init__(parent.window())
        self.setWindowTitle(messages.say("ui.record.question"))
        self.setMinimumWidth(440)
        layout = elements.column(self, margin=elements.SECTIONS, gap=elements.BETWEEN)
        layout.addWidget(elements.label(sentence, "strong"))
        layout.addWidget(elements.label(note))
        line = elements.row()
        line.addStretch(1)
        self.verb = elements.button(verb, self.accept, "danger")
        self.verb.setObjectName("verb")
        self.back = elements.button(back or messages.say("ui.record.back_out"), self.reject, "primary")
        self.back.setObjectName("back_out")
        line.addWidget(self.verb)
        line.addWidget(self.back)
        layout.addLayout(line)
        self.back.setDefault(True)
        self.back.setFocus()


def ask(parent: QWidget, sentence: str, note: str, verb: str, back: str = "") -> bool:
    """Whether the user wants it done."""
    dialog = Question(parent, sentence, note, verb, back)
    is_wanted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return is_wanted

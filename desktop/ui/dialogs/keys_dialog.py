"""The card of all keys, on F1."""

from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from desktop import messages
from desktop.ui import elements

_KEYS = (
    ("Ctrl+K", "search"),
    ("Alt+1 … Alt+9, Alt+0, Alt+-", "pages"),
    ("Esc", "back"),
    ("Ctrl+N", "new"),
    ("Ctrl+F", "find"),
    ("Ctrl+P", "print"),
    ("Ctrl+E", "export"),
    ("Tab · Enter", "next_field"),
    ("Shift+Tab", "previous_field"),
    ("F2", "edit"),
    ("F4 · Alt+↓", "list"),
    ("Ctrl+↑ · Ctrl+↓", "records"),
    ("Ctrl+PgUp · Ctrl+PgDn", "sections"),
    ("Enter", "assign"),
    ("Delete", "end"),
    ("Ctrl+D", "approval"),
    ("Ctrl+M", "deeds"),
    ("F6", "panes"),
    ("Ctrl+Z", "undo"),
    ("Ctrl+Y", "redo"),
    ("Ctrl+L", "lock"),
    ("F1", "help"),
)


class KeysDialog(QDialog):
    """What every key does."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setWindowTitle(messages.say("ui.dialog.keys_title"))
        layout = elements.column(self, margin=elements.SECTIONS, gap=12)
        layout.addWidget(elements.label(messages.say("ui.dialog.keys_title"), "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(elements.SECTIONS)
        grid.setVerticalSpacing(6)
        half = (len(_KEYS) + 1) // 2
        for number, (keys, name) in enumerate(_KEYS):
            at, pair = number % half, number // half * 2
            shown = elements.label(keys, "strong")
            shown.setWordWrap(False)
            said = elements.label(messages.say(f"ui.dialog.key_{name}"))
            said.setMinimumWidth(220)
            grid.addWidget(shown, at, pair)
            grid.addWidget(said, at, pair + 1)
        layout.addLayout(grid)
        close = elements.button(messages.say("ui.dialog.close"), self.accept, "primary")
        line = elements.row()
        line.addStretch(1)
        line.addWidget(close)
        layout.addLayout(line)
        close.setDefault(True)

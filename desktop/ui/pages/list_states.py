"""What a list shows when it has nothing to show: what to do first, or that nothing was found."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop import messages
from desktop.ui.elements import button, column, label, row


class NothingFound(QFrame):
    """The filters leave nothing: they can be cleared here."""

    clear_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        layout = _centred(self)
        layout.addWidget(_middle(label(messages.say("ui.list.nothing_found"), "heading")))
        line = row()
        line.addStretch(1)
        clear = button(messages.say("ui.list.clear_filters"), self.clear_wanted.emit)
        clear.setObjectName("clear_filters")
        line.addWidget(clear)
        line.addStretch(1)
        layout.addLayout(line)
        layout.addStretch(2)


class EmptyList(QFrame):
    """The register is new: bring in the lists one has, or begin by hand."""

    import_wanted = Signal()
    template_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, sentence: str, new: str, *, imported: bool = True) -> None:
        super().__init__()
        layout = _centred(self)
        layout.addWidget(_middle(label(sentence, "heading")))
        line = row()
        line.addStretch(1)
        if imported:
            layout.addWidget(_middle(label(messages.say("ui.list.empty_import"))))
            bring = button(messages.say("ui.list.import"), self.import_wanted.emit, "primary")
            bring.setObjectName("empty_import")
            line.addWidget(bring)
            template = button(messages.say("ui.list.template"), self.template_wanted.emit)
            template.setObjectName("empty_template")
            line.addWidget(template)
        make = button(new, self.new_wanted.emit)
        make.setObjectName("empty_new")
        line.addWidget(make)
        line.addStretch(1)
        layout.addLayout(line)
        layout.addWidget(_middle(label(messages.say("ui.list.empty_practice"), "muted")))
        layout.addStretch(2)


def _centred(frame: QFrame) -> QVBoxLayout:
    frame.setProperty("role", "card")
    layout = column(frame, margin=24, gap=12)
    layout.addStretch(1)
    return layout


def _middle(widget: QWidget) -> QWidget:
    if hasattr(widget, "setAlignment"):
        widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return widget

"""Periods and packages: what is asked for, what was handed up, and whether a file is sound."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop import messages
from desktop.services.packages import Ready, SentPackage
from desktop.services.periods import Period
from desktop.services.records import Changes
from desktop.services.session import Session
from desktop.services.verdicts import Judged, judge
from desktop.ui import elements
from desktop.ui.dialogs.export_dialog import ExportDialog
from desktop.ui.dialogs.period_dialog import PeriodDialog
from desktop.ui.dialogs.progress_dialog import run_long
from desktop.ui.dialogs.verdict_dialog import VerdictDialog
from desktop.ui.plain_table import PlainTable
from desktop.ui.tasks import Tasks


class PackagesPage(QWidget):
    """`wanted(Destination)` from the list of what cannot go; `changed(Changes)` after an export."""

    wanted = Signal(object)
    changed = Signal(object)

    def __init__(self, session: Session, tasks: Tasks) -> None:
        super().__init__()
        self._session = session
        self._tasks = tasks
        self._periods: tuple[Period, ...] = ()
        self._sent: tuple[SentPackage, ...] = ()
        layout = elements.page_layout(self)
        self._build_top(layout)
        self._build_periods(layout)
        self._build_sent(layout)
        self.setFocusProxy(self.export)
        self.reload()

    def reload(self, changes: Changes | None = None) -> None:
        """Read periods and ledger again; a change of records leaves both as they are."""
        if changes is not None and changes.forms:
            return
        self._periods = self._session.periods.all()
        self._sent = self._session.packages.sent()
        self.periods.show_rows(
            [
                (one.name, one.as_of.strftime("%d/%m/%Y"), one.deadline.strftime("%H:%M %d/%m/%Y"))
                for one in self._periods
            ]
        )
        self.sent.show_rows([_sent_texts(one) for one in self._sent], numbers=(0, 3))
        self.no_period.setVisible(not self._periods)
        self.no_sent.setVisible(not self._sent)
        self.again.setEnabled(bool(self._sent))
        self.export.setEnabled(bool(self._periods))

    def open_period(self) -> None:
        """Ask for a new period."""
        dialog = PeriodDialog(self._session, self)
        dialog.accepted.connect(self._period_opened)
        dialog.open()

    def start_export(self) -> None:
        """Show what would go, then make the package."""
        line = max(self.periods.line(), 0)
        if not self._periods:
            return
        period = self._periods[line]
        title = messages.say("ui.export.checking")
        ready = self._session.packages.ready

        def shown(found: Ready) -> None:
            dialog = ExportDialog(self._session, self._tasks, period, found, self)
            dialog.wanted.connect(self.wanted)
            dialog.exported.connect(self._exported)
            dialog.open()

        run_long(self, self._tasks, title, lambda _running: ready(), shown)

    def verify(self) -> None:
        """Ask for a file and judge it."""
        title = messages.say("ui.packages.verify_choose")
        name, _ = QFileDialog.getOpenFileName(self, title, "", messages.say("ui.packages.file_filter"))
        if name:
            self.verify_file(Path(name))

    def verify_file(self, path: Path) -> None:
        """Judge a file and show the verdict."""
        title = messages.say("ui.packages.verifying")

        def shown(judged: Judged) -> None:
            VerdictDialog(path, judged, self).open()

        run_long(self, self._tasks, title, lambda _running: judge(path), shown)

    def write_again(self) -> None:
        """Write the selected package once more, byte by byte the same."""
        line = self.sent.line()
        if line < 0:
            return
        package_id = self._sent[line].package_id
        folder = QFileDialog.getExistingDirectory(self, messages.say("ui.export.choose_folder"))
        if folder:
            title = messages.say("ui.packages.writing")
            write = self._session.packages.write_again
            run_long(
                self,
                self._tasks,
                title,
                lambda _running: write(package_id, Path(folder)),
                lambda _path: self.reload(),
            )

    def _exported(self) -> None:
        self.reload()
        self.changed.emit(Changes())

    def _period_opened(self) -> None:
        self.reload()
        self.changed.emit(Changes())

    def _build_top(self, layout: QVBoxLayout) -> None:
        top = elements.row()
        top.addWidget(elements.label(messages.say("ui.packages.title"), "title"))
        top.addStretch(1)
        self.export = elements.button(
            messages.say("ui.packages.export"), self.start_export, "primary", "Ctrl+E"
        )
        top.addWidget(self.export)
        top.addWidget(elements.button(messages.say("ui.packages.verify"), self.verify))
        layout.addLayout(top)

    def _build_periods(self, layout: QVBoxLayout) -> None:
        self.periods = PlainTable(
            [messages.say(f"ui.packages.{name}") for name in ("period", "as_of", "deadline")], 0
        )
        self.periods.setAccessibleName(messages.say("ui.packages.periods"))
        self.periods.opened.connect(lambda _line: self.start_export())
        self.no_period = elements.label(messages.say("ui.packages.no_period"), "muted")
        line = elements.row()
        line.addWidget(elements.label(messages.say("ui.packages.periods"), "heading"))
        line.addStretch(1)
        line.addWidget(
            elements.button(messages.say("ui.packages.open_period"), self.open_period, "", "Ctrl+N")
        )
        layout.addLayout(line)
        layout.addWidget(self.no_period)
        layout.addWidget(self.periods, 2)

    def _build_sent(self, layout: QVBoxLayout) -> None:
        names = ("seq", "made", "for_period", "records", "file", "written")
        self.sent = PlainTable([messages.say(f"ui.packages.{name}") for name in names], 4)
        self.sent.setAccessibleName(messages.say("ui.packages.sent"))
        self.no_sent = elements.label(messages.say("ui.packages.no_sent"), "muted")
        line = elements.row()
        line.addWidget(elements.label(messages.say("ui.packages.sent"), "heading"))
        line.addStretch(1)
        self.again = elements.button(messages.say("ui.packages.write_again"), self.write_again)
        line.addWidget(self.again)
        layout.addLayout(line)
        layout.addWidget(elements.label(messages.say("ui.packages.sent_note"), "muted"))
        layout.addWidget(self.no_sent)
        layout.addWidget(self.sent, 3)


def _sent_texts(one: SentPackage) -> tuple[str, ...]:
    written = messages.say("ui.packages.is_written" if one.is_written else "ui.packages.not_written")
    made = one.made_at.strftime("%H:%M %d/%m/%Y")
    return (str(one.seq), made, one.period, str(one.records), one.file, written)

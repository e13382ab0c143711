"""Pictures of every screen, 1366×768, on a practice store made for it: `resources/help/screens/*.png`."""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop import app, paths
from desktop.services import practice, start
from desktop.services.import_preview import WRONG
from desktop.services.import_twins import SAME
from desktop.services.records import Query
from desktop.services.session import Session
from desktop.ui import theme
from desktop.ui.dialogs.export_dialog import ExportDialog
from desktop.ui.dialogs.keys_dialog import KeysDialog
from desktop.ui.dialogs.print_dialog import PrintDialog
from desktop.ui.dialogs.verdict_dialog import VerdictDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.navigation import REGISTERS, TABS, Destination, entry_of
from desktop.ui.pages.overview_figures_box import FiguresBox
from desktop.ui.pages.record_page import RecordPage
from desktop.ui.wizards.import_files import LIST
from desktop.ui.wizards.import_wizard import ImportWizard
from desktop.ui.wizards.start_wizard import StartWizard

SIZE = (1366, 768)
SCREENS = paths.resources() / "help" / "screens"
CORPUS = paths.program() / "tests" / "data" / "corpus"
ROSTER = CORPUS / "04_ba_xa_cu_hop_nhat.xlsx"  # three former communes, with people who stand in two lists
LONGEST_WAIT = 60.0
_PROGRAMS: list[app.Program] = []  # never collected: a worker's thread that frees a window ends the process


class Camera:
    """Takes pictures of a window or of the dialog over it, once it has come to rest."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        self._application = application
        self._folder = folder
        self.taken: list[str] = []

    def rest(self, until: Callable[[], object] = lambda: True) -> None:
        """Let the window work until something holds."""
        end = time.monotonic() + LONGEST_WAIT
        for _ in range(5):
            self._application.processEvents()
        while not until():
            if time.monotonic() > end:
                raise TimeoutError
            self._application.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        for _ in range(5):
            self._application.processEvents()

    def take(self, name: str, window: QWidget) -> None:
        """Save the picture of a window, a dialog over it where one is open."""
        self.rest()
        dialogs = [one for one in window.findChildren(QDialog) if one.isVisible()]
        picture = window.grab()
        if dialogs:
            _lay_over(picture, dialogs[-1])
        if not picture.save(str(self._folder / f"{name}.png"), "PNG"):
            raise OSError(name)
        self.taken.append(name)


def _lay_over(picture: QPixmap, dialog: QDialog) -> None:
    """Draw a dialog in the middle of its window, with the frame that the desktop would give it."""
    at = picture.rect().center() - dialog.rect().center()
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), QColor(0, 0, 0, 60))
    painter.drawPixmap(at, dialog.grab())
    painter.setPen(QColor("#57606A"))
    painter.drawRect(dialog.rect().translated(at))
    painter.end()


def main() -> int:
    """Make all pictures anew."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    SCREENS.mkdir(parents=True, exist_ok=True)
    application = QApplication(sys.argv[:1])
    theme.apply(application, paths.resources())
    theme.load_late(paths.resources())
    camera = Camera(application, SCREENS)
    with tempfile.TemporaryDirectory(prefix="soxa-screens-") as name:
        folder = Path(name)
        for _step in practice.make(folder):
            pass
        _starting(application, camera, folder)
        _working(application, camera, folder)
    print(f"{len(camera.taken)} screens in {SCREENS}")
    return 0


def _starting(application: QApplication, camera: Camera, folder: Path) -> None:
    program = _program(application, folder / practice.STORE)
    program.start("")
    camera.take("unlock", program.window)
    program.end()
    program = _program(application, folder / "nothing-here")
    program.start("")
    camera.rest()
    (wizard,) = program.window.findChildren(StartWizard)
    camera.take("start-way", program.window)
    wizard.go_on()
    wizard.commune.text.setText("hoang hoa thanh hoa")
    camera.take("start-commune", program.window)
    wizard.commune.found.setCurrentRow(0)
    wizard.go_on()
    wizard.user.name.setText("Trần Thị Lan")
    camera.take("start-user", program.window)
    wizard.go_on()
    wizard.passphrase.first.setText("mưa rơi trên đồi chè xanh")
    wizard.passphrase.second.setText("mưa rơi trên đồi chè xanh")
    camera.take("start-passphrase", program.window)
    wizard.go_on()
    camera.rest(lambda: wizard.step is wizard.recovery)
    camera.take("start-recovery", program.window)
    wizard.recovery.check.setText(wizard.recovery.key.text().split()[-1])
    wizard.go_on()
    camera.take("start-key", program.window)
    wizard.go_on()
    camera.rest(lambda: program.window.findChildren(MainWindow))
    (main,) = program.window.findChildren(MainWindow)
    main.go(Destination("person"))
    camera.take("people-empty", program.window)
    program.window.hide()
    program.end()


def _working(application: QApplication, camera: Camera, folder: Path) -> None:
    passphrase = (folder / practice.PASSPHRASE_FILE).read_text(encoding="ascii").strip()
    session = start.open_(folder / practice.STORE, passphrase)
    program = _program(application, folder / practice.STORE)
    program.take(session)
    program.window.show()
    camera.rest()
    (main,) = program.window.findChildren(MainWindow)
    (figures,) = program.window.findChildren(FiguresBox)
    camera.rest(lambda: figures.is_whole)
    camera.take("overview", program.window)
    _people(camera, program, main, session)
    _dialogs(camera, program, main, session, folder)
    _import(camera, program, main)
    program.window.hide()
    program.end()


def _people(camera: Camera, program: app.Program, main: MainWindow, session: Session) -> None:
    rows = session.records.page("person", Query(text="nguyen manh phuc")).rows
    record_id = next(row.id for row in rows if row.values["full_name"] == "Nguyễn Mạnh Phúc")
    main.go(Destination("person"))
    camera.take("people", program.window)
    main.go(Destination("person", record_id))
    camera.take("person", program.window)
    (page,) = program.window.findChildren(RecordPage)
    page.show_section("family_own")
    camera.take("person-table", program.window)
    page.show_section("pay")
    camera.take("person-pay", program.window)
    view = session.records.open(record_id)
    _, changes = session.records.save(
        record_id, view.record.revision, {"birth_date": {"raw": "31/02/1982"}, "sex": "female"}
    )
    main.changed(changes)
    main.go(Destination("person", record_id, "birth_date"))
    camera.take("person-problems", program.window)
    page.panels.tabs.setCurrentIndex(1)
    camera.take("person-history", program.window)
    page.panels.tabs.setCurrentIndex(2)
    camera.take("person-help", program.window)
    main.changed(session.records.undo())
    main.go(Destination("unit"))
    camera.take("unit", program.window)
    for tab in (tab for tabs in TABS.values() for tab in tabs if tab not in REGISTERS):
        main.go(Destination(tab))
        camera.take(tab.replace("_", "-"), program.window)
    for form_id in REGISTERS[1:]:
        if entry_of(form_id) == form_id and form_id not in TABS:
            main.go(Destination(form_id))
            camera.take(f"{form_id}-list", program.window)
        first = session.records.page(form_id, Query(limit=1)).rows
        if first:
            main.go(Destination(form_id, first[0].id))
            camera.take(form_id, program.window)


def _dialogs(camera: Camera, program: app.Program, main: MainWindow, session: Session, folder: Path) -> None:
    main.go(Destination("packages"))
    camera.take("packages", program.window)
    period = session.periods.current()
    if period is None:
        raise LookupError
    export = ExportDialog(session, program.tasks, period, session.packages.ready(), main)
    export.open()
    camera.take("export", program.window)
    export.reject()
    from desktop.services.verdicts import judge

    package = next(folder.glob("*.asice"))
    verdict = VerdictDialog(package, judge(package), main)
    verdict.open()
    camera.take("verify", program.window)
    verdict.reject()
    for template in ("cv_tt06_2023", "name_list"):
        record_ids = tuple(session.records.in_order_of_entry("person")[:1]) if template != "name_list" else ()
        dialog = PrintDialog(session, program.tasks, template, record_ids, main)
        dialog.start()
        camera.rest(dialog.isVisible)
        camera.take(f"print-{template.replace('_', '-')}", program.window)
        dialog.reject()
        camera.rest()
    keys = KeysDialog(main)
    keys.open()
    camera.take("keys", program.window)
    keys.reject()
    main.go(Destination("settings"))
    camera.take("settings", program.window)


def _import(camera: Camera, program: app.Program, main: MainWindow) -> None:
    main.go(Destination("import"))
    camera.take("import-file", program.window)
    (wizard,) = program.window.findChildren(ImportWizard)
    wizard.read(LIST, [ROSTER])
    camera.rest(lambda: wizard.step is wizard.columns)
    camera.take("import-columns", program.window)
    wizard.go_on()
    camera.rest(lambda: wizard.step is wizard.duplicates)
    wizard.duplicates.decide(SAME)
    wizard.duplicates.go_to_undecided()
    camera.take("import-duplicates", program.window)
    wizard.go_on()
    camera.rest(lambda: wizard.step is wizard.preview)
    _mark_most_told(wizard)
    camera.take("import-preview", program.window)
    wizard.preview.only_good.setChecked(True)
    wizard.go_on()
    camera.rest(lambda: wizard.step is wizard.outcome)
    camera.take("import-result", program.window)


def _mark_most_told(wizard: ImportWizard) -> None:
    """Put the cursor on the row of which there is most to say."""
    rows = wizard.preview.model.rows
    line = max(range(len(rows)), key=lambda at: (rows[at].state == WRONG, len(rows[at].problems)))
    wizard.preview.table.setCurrentIndex(wizard.preview.model.index(line, 0))


def _program(application: QApplication, folder: Path) -> app.Program:
    program = app.Program(application, folder)
    program.window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, on=False)
    program.window.resize(*SIZE)
    _PROGRAMS.append(program)
    return program


if __name__ == "__main__":
    sys.exit(main())

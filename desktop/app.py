"""The window: paints the unlock page, loads the rest while the passphrase is typed, puts all together."""

import sys
import traceback
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from desktop import messages, paths
from desktop.errors import AppError
from desktop.ui import later, theme
from desktop.ui.pages.unlock_page import UnlockPage
from desktop.ui.window import Window

if TYPE_CHECKING:
    from desktop.services.session import Session
    from desktop.ui.main_window import MainWindow
    from desktop.ui.tasks import Tasks

_SYSTEM_FONTS: Final = ("QAbstractItemView", "QMenu", "QMessageBox", "QStatusBar", "QTipLabel")
_PATIENCE: Final = 30.0  # s that a picture waits for figures
_AT_REST: Final = 0.3  # s in which charts find their height
_SCREENSHOT_SIZE: Final = (1366, 768)


def run(store: Path | None, passphrase_file: Path | None) -> int:
    """Open the window on a store, or on the wizard where there is none; returns when it is closed."""
    passphrase = _passphrase(passphrase_file) if passphrase_file else ""
    application = _application()
    program = Program(application, store or _default_folder())
    sys.excepthook = program.report
    program.start(passphrase)
    code = application.exec()
    program.end()
    return code


def screenshot(store: Path, passphrase_file: Path, out: Path) -> None:
    """Save a PNG, 1366×768, of the main window on a store; needs no screen. AppError file_not_written."""
    import os

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = _application()
    program = Program(application, store)
    from desktop.services import start

    program.window.resize(*_SCREENSHOT_SIZE)
    program.take(start.open_(store, _passphrase(passphrase_file)))
    program.window.show()
    _settle(application, program.window)
    is_saved = program.window.grab().save(str(out), "PNG")
    program.end()
    if not is_saved:
        raise AppError("file_not_written", file=out.name)


def _settle(application: QApplication, window: Window) -> None:
    """Let the window work until the figures of the overview are there, which come after it is shown."""
    from time import monotonic

    from desktop.ui.pages.overview_figures_box import FiguresBox

    end = monotonic() + _PATIENCE
    application.processEvents()
    while monotonic() < end and not all(box.is_whole for box in window.findChildren(FiguresBox)):
        application.processEvents()
    end = monotonic() + _AT_REST
    while monotonic() < end:
        application.processEvents()


class Program(QObject):
    """Holds the window, the worker and the opened session, and leads from one screen to the next."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        super().__init__()
        self._application = application
        self._folder = folder
        self._session: Session | None = None
        self._main: MainWindow | None = None
        self._unlock: UnlockPage | None = None
        self._made_tasks: Tasks | None = None
        self._is_reporting = False
        self.window = Window()
        self.window.may_close = self._may_close

    @property
    def tasks(self) -> "Tasks":
        """The one worker, made when first needed."""
        if self._made_tasks is None:
            from desktop.ui.tasks import Tasks

            self._made_tasks = Tasks(self)
        return self._made_tasks

    def start(self, passphrase: str) -> None:
        """Show the first screen; all that is heavy comes after its first paint."""
        self.window.painted.connect(partial(self._after_first_paint, passphrase))
        if self._folder.is_dir() and any(self._folder.iterdir()):
            self._show_unlock()
        else:
            self._show_wizard()
        self.window.show()

    def take(self, session: "Session") -> None:
        """Show the main window of an opened store."""
        from desktop.ui.main_window import MainWindow

        self._session = session
        self._folder = session.folder
        if not _is_practice(session.folder):
            _settings().setValue("folder", str(session.folder))
        self._unlock = None
        self._main = MainWindow(session, self.tasks, _notices)
        self._main.lock_wanted.connect(self._lock)
        self._main.language_wanted.connect(self._speak)
        self.window.setWindowTitle(f"{session.unit.name} · {messages.say('ui.unlock.product')}")
        self.window.show_screen(self._main)
        self._main.land()
        QTimer.singleShot(0, self._main.dress)

    def end(self) -> None:
        """Let queued work finish, then let go of the store."""
        if self._made_tasks is not None:
            self._made_tasks.close()
        if self._session is not None:
            self._session.close()
            self._session = None

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """The last resort: a bug goes to the log and, once, before the user with details to copy."""
        from desktop import log
        from desktop.ui.dialogs import error_dialog

        if isinstance(error, AppError):
            error_dialog.show(self.window, error)
            return
        details = log.write_bug(kind, traceback.extract_tb(trace))
        if issubclass(kind, KeyboardInterrupt):
            self._application.quit()
        elif not self._is_reporting:
            self._is_reporting = True
            dialog = error_dialog.ErrorDialog(messages.say("ui.dialog.bug"), details, self.window)
            dialog.finished.connect(self._reported)
            dialog.open()

    def _reported(self) -> None:
        self._is_reporting = False

    def _after_first_paint(self, passphrase: str) -> None:
        from desktop.ui import qt_words

        qt_words.install(self._application, paths.resources())
        theme.load_late(paths.resources())
        if self._unlock is None:
            return
        self.tasks.run(lambda _running: later.load_rest(), lambda _nothing: self._loaded(), _raise)
        if passphrase:
            self._open(passphrase, "")

    def _loaded(self) -> None:
        self._offer_users()
        QTimer.singleShot(0, self, later.load_screens)

    def _offer_users(self) -> None:
        from desktop.services import start

        if self._unlock is None:
            return
        if start.is_store(self._folder):
            self._unlock.set_users([user.name for user in start.users(self._folder)])
        else:
            self._show_wizard()

    def _show_unlock(self) -> None:
        page = UnlockPage(self._folder)
        page.unlock_wanted.connect(self._open)
        page.recovery_wanted.connect(lambda: self._show_wizard("recover"))
        page.other_wanted.connect(self._show_wizard)
        self._unlock = page
        self.window.setWindowTitle(messages.say("ui.unlock.product"))
        self.window.show_screen(page)

    def _show_wizard(self, way: str = "") -> None:
        from desktop.ui.wizards.start_wizard import StartWizard

        wizard = StartWizard(self._folder, self.tasks, way)
        wizard.opened.connect(self.take)
        wizard.store_chosen.connect(self._choose)
        wizard.left.connect(self._leave_wizard)
        self._unlock = None
        self.window.show_screen(wizard)
        wizard.step.enter()

    def _leave_wizard(self) -> None:
        from desktop.services import start

        if start.is_store(self._folder):
            self._choose(self._folder)
        else:
            self.window.close()

    def _choose(self, folder: Path) -> None:
        self._folder = folder
        self._show_unlock()
        self._offer_users()

    def _open(self, passphrase: str, user_name: str) -> None:
        from desktop.services import start

        if self._unlock is not None:
            self._unlock.wait(messages.say("ui.unlock.opening"))
        open_ = partial(start.open_, self._folder, passphrase, user_name or None)
        self.tasks.run(lambda _running: open_(), self.take, self._refuse)

    def _refuse(self, error: Exception) -> None:
        from desktop.ui.dialogs import error_dialog

        if self._unlock is not None:
            self._unlock.refuse(error_dialog.text_of(error) if isinstance(error, AppError) else "")
        if not isinstance(error, AppError):
            raise error

    def _lock(self) -> None:
        if self._may_close() and self._session is not None:
            self._session.close()
            self._session = self._main = None
            if _is_practice(self._folder):
                self._folder = _default_folder()
                self._show_wizard()
            else:
                self._choose(self._folder)

    def _may_close(self) -> bool:
        return self._main is None or self._main.leave()

    def _speak(self, language: str) -> None:
        messages.use(language)
        _settings().setValue("language", language)
        from desktop.ui import qt_words

        qt_words.install(self._application, paths.resources())
        session = self._session
        if session is not None:
            QTimer.singleShot(0, lambda: self.take(session))


def _application() -> QApplication:
    from PySide6.QtCore import QLocale

    QApplication.setStyle(theme.STYLE)
    made = QApplication.instance()
    application = made if isinstance(made, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("soxa")
    if messages.language() == messages.LANGUAGES[0]:
        saved = _settings().value("language")
        messages.use(saved if saved in messages.LANGUAGES else messages.LANGUAGES[0])
    QLocale.setDefault(QLocale("vi_VN" if messages.language() == "vi" else "en_GB"))
    theme.apply(application, paths.resources())
    for kind in _SYSTEM_FONTS:  # for each Windows has a font of its own
        application.setFont(application.font(), kind)  # type: ignore[arg-type] # it takes text, not bytes
    return application


def _settings() -> QSettings:
    return QSettings(str(paths.user_data() / "settings.ini"), QSettings.Format.IniFormat)


def _default_folder() -> Path:
    """The store opened last, or where the first one will lie."""
    last = _settings().value("folder")
    if isinstance(last, str) and last and Path(last).is_dir():
        return Path(last)
    return paths.user_data() / "so"


def _is_practice(folder: Path) -> bool:
    return (folder.parent / "passphrase.txt").is_file()


def _passphrase(file: Path) -> str:
    from desktop.services.passphrase_file import read_passphrase

    return read_passphrase(file)


def _notices() -> str:
    for folder in (paths.program() / "packaging" / "licences", paths.program() / "licences"):
        if (folder / "NOTICES.md").is_file():
            return (folder / "NOTICES.md").read_text(encoding="utf-8")
    raise FileNotFoundError(paths.program() / "licences" / "NOTICES.md")


def _raise(error: Exception) -> None:
    raise error

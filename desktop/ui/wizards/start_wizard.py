"""From nothing to an opened register: a new store, the practice commune, another folder, or recovery."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop import messages
from desktop.services import practice, start
from desktop.services.session import Session
from desktop.ui.dialogs.progress_dialog import run_long
from desktop.ui.tasks import Running, Tasks
from desktop.ui.wizards import start_steps
from desktop.ui.wizards.recovery_steps import FolderStep, RecoveryKeyStep
from desktop.ui.wizards.secret_steps import PassphraseStep, RecoveryStep, SigningKeyStep
from desktop.ui.wizards.start_steps import CommuneStep, UserStep, WayStep
from desktop.ui.wizards.wizard import Step, Wizard

_MOST_FOUND: Final = 500


class StartWizard(Wizard):
    """Ends with `opened(session)`, or `store_chosen(folder)` when the passphrase is still to be asked."""

    opened = Signal(object)
    store_chosen = Signal(object)

    def __init__(self, folder: Path, tasks: Tasks, way: str = "", parent: QWidget | None = None) -> None:
        super().__init__(messages.say("ui.wizard.start"), parent)
        self._folder = folder
        self._tasks = tasks
        self._session: Session | None = None
        lists = start.catalogs()
        self.way = WayStep()
        self.commune = CommuneStep(lambda text: start.communes(text, lists, _MOST_FOUND))
        self.user = UserStep()
        self.passphrase = PassphraseStep(messages.say("ui.wizard.create"))
        self.recovery = RecoveryStep()
        self.signing = SigningKeyStep()
        self.other = FolderStep(folder, messages.say("ui.wizard.open"))
        self.lost = FolderStep(folder, messages.say("ui.wizard.next"))
        self.recovery_key = RecoveryKeyStep()
        self.new_passphrase = PassphraseStep(messages.say("ui.wizard.finish"), is_final=True)
        self._ways: dict[str, list[Step]] = {
            start_steps.CREATE: [self.commune, self.user, self.passphrase, self.recovery, self.signing],
            start_steps.PRACTISE: [],
            start_steps.OPEN: [self.other],
            start_steps.RECOVER: [self.lost, self.recovery_key, self.new_passphrase],
        }
        for steps in self._ways.values():
            self.keep(steps)
        self.set_steps([self.way, *self._ways[start_steps.CREATE]])
        for button in self.way.buttons.values():
            button.toggled.connect(self._take_way)
        if way:
            self.way.buttons[way].setChecked(True)
            self.advance()

    def leave_step(self, step: Step) -> None:
        deeds: dict[int, Callable[[], object]] = {
            id(self.passphrase): self._create,
            id(self.signing): self._finish,
            id(self.other): partial(self._choose, self.other),
            id(self.recovery_key): self._recover,
            id(self.new_passphrase): self._renew,
        }
        if step is self.way and self.way.way == start_steps.PRACTISE:
            self._practise()
        else:
            deeds.get(id(step), self.advance)()

    def _take_way(self, chosen: bool) -> None:  # noqa: FBT001 - Qt's signal
        if chosen:
            self.set_steps([self.way, *self._ways[self.way.way]])

    def _create(self) -> None:
        commune = self.commune.commune
        if commune is None:
            return
        name, passphrase = self.user.name.text().strip(), self.passphrase.passphrase

        def work(_running: Running) -> start.Created:
            return start.create(_free_folder(self._folder, commune.code), commune.code, name, passphrase)

        run_long(self, self._tasks, messages.say("ui.wizard.creating"), work, self._created)

    def _created(self, created: start.Created) -> None:
        self._session = created.session
        self.cancel.setEnabled(False)
        self.recovery.set_key(created.recovery, created.session.unit.name)
        self.passphrase.clear()
        self.advance()

    def _finish(self) -> None:
        session, passphrase = self._session, self.signing.passphrase
        if session is None:
            return
        if not passphrase:
            self.opened.emit(session)
            return
        title = messages.say("ui.wizard.key_making")
        run_long(
            self,
            self._tasks,
            title,
            lambda _running: session.keys.create(passphrase),
            lambda _fingerprint: self.opened.emit(session),
        )

    def _practise(self) -> None:
        run_long(self, self._tasks, messages.say("ui.wizard.practising"), _open_practice, self.opened.emit)

    def _choose(self, step: FolderStep) -> None:
        self.store_chosen.emit(step.folder)

    def _recover(self) -> None:
        folder, text = self.lost.folder, self.recovery_key.key.text()
        title = messages.say("ui.wizard.recovering")
        work = partial(start.open_by_recovery, folder, text)
        run_long(self, self._tasks, title, lambda _running: work(), self._recovered)

    def _recovered(self, session: Session) -> None:
        self._session = session
        self.cancel.setEnabled(False)
        self.recovery_key.key.clear()
        self.advance()

    def _renew(self) -> None:
        session, passphrase = self._session, self.new_passphrase.passphrase
        if session is None:
            return
        title = messages.say("ui.wizard.renewing")

        def work(_running: Running) -> None:
            session.change_passphrase(passphrase)

        run_long(self, self._tasks, title, work, lambda _nothing: self.opened.emit(session))


def _free_folder(folder: Path, commune_code: str) -> Path:
    """The folder itself, or one beside it where a register lies there already."""
    beside = folder.with_name(f"{folder.name}-{commune_code}")
    return beside if start.is_store(folder) else folder


def _open_practice(running: Running) -> Session:
    return practice.open_(practice.folder_of_user(), running.report)

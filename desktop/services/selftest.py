"""Whether the program works on this machine: the whole way of a record, tried in a throw-away folder."""

import importlib
import json
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop import messages, paths
from desktop.domain.names import fold
from desktop.errors import AppError

from . import practice, start
from .records import Query

if TYPE_CHECKING:
    from .session import Session

# Saves a picture of the window on a store: folder of the store, file of its passphrase, file of the picture.
Paint = Callable[[Path, Path, Path], None]

_LIBRARIES: Final = (
    "PySide6.QtWidgets",
    "alembic",
    "argon2",
    "cryptography.hazmat.primitives.ciphers.aead",
    "lxml.etree",
    "openpyxl",
    "pyhanko.sign.signers",
    "pypdfium2",
    "python_calamine",
    "reportlab.pdfgen.canvas",
    "sqlalchemy",
    "sqlcipher3.dbapi2",
)
# Every code point of a Vietnamese letter with a mark lies in one of these ranges.
_MARKED: Final = ((0xC0, 0xD7), (0xE0, 0xF7), (0x102, 0x104), (0x110, 0x112), (0x128, 0x12A), (0x168, 0x16A))
_MARKED_LATE: Final = ((0x1A0, 0x1A2), (0x1AF, 0x1B1), (0x1EA0, 0x1EFA))
_STYLES: Final = ("regular", "bold", "italic", "bold_italic")
_PRINT: Final = "cv_tt06_2023"
_ROSTER: Final = "danh-sach-can-bo.xlsx"
_LEAST_FREE: Final = 200_000_000  # bytes: a register of a commune with its scans, and room to save


class _NotSoundError(Exception):
    """What was tried came out wrong; `code` names its sentence `selftest.bad.<code>`."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True)
class Finding:
    """How one trial went, in words."""

    code: str
    is_good: bool
    title: str
    text: str
    milliseconds: int


@dataclass
class _Trial:
    """The throw-away folder, laid out as a practice commune so that the window does not remember it."""

    folder: Path
    paint: Paint
    passphrase: str = field(default_factory=lambda: secrets.token_urlsafe(12))

    @property
    def store(self) -> Path:
        return self.folder / practice.STORE

    @property
    def passphrase_file(self) -> Path:
        return self.folder / practice.PASSPHRASE_FILE

    def session(self) -> "Session":
        return start.open_(self.store, self.passphrase)


def run(paint: Paint) -> Iterator[Finding]:
    """Try everything, one after the other; each trial stands for itself, so none hides another."""
    with tempfile.TemporaryDirectory(prefix="soxa-", ignore_cleanup_errors=True) as name:
        trial = _Trial(Path(name) / messages.say("selftest.folder"), paint)
        for code, attempt in _TRIALS.items():
            yield _tried(code, attempt, trial)


def _tried(code: str, attempt: Callable[[_Trial], Mapping[str, object]], trial: _Trial) -> Finding:
    begin = time.perf_counter()
    try:
        text, is_good = messages.say(f"selftest.good.{code}", **attempt(trial)), True
    except _NotSoundError as error:
        text, is_good = messages.say(f"selftest.bad.{error.code}", **error.facts), False
    except AppError as error:
        text, is_good = messages.say(f"error.{error.code}", **error.facts), False
    except ImportError as error:
        text, is_good = messages.say("selftest.bad.not_loaded", name=error.name or str(error)), False
    except OSError as error:
        facts = {"file": error.filename or "", "text": error.strerror or ""}
        text, is_good = messages.say("selftest.bad.refused", **facts), False
    title = messages.say(f"selftest.title.{code}")
    return Finding(code, is_good, title, text, round(1000 * (time.perf_counter() - begin)))


def _forms(_trial: _Trial) -> Mapping[str, object]:
    lists = start.catalogs()
    forms = start.forms(lists)
    return {"count": len(forms), "communes": len(lists["communes"].items)}


def _libraries(_trial: _Trial) -> Mapping[str, object]:
    for name in _LIBRARIES:
        importlib.import_module(name)
    return {"count": len(_LIBRARIES)}


def _fonts(_trial: _Trial) -> Mapping[str, object]:
    from desktop.printing import fonts

    letters = "".join(chr(code) for first, end in (*_MARKED, *_MARKED_LATE) for code in range(first, end))
    for style in _STYLES:
        if missing := fonts.face(style).lacks(letters):
            raise _NotSoundError("letters_missing", letters=missing)
    return {"letters": len(letters)}


def _folders(trial: _Trial) -> Mapping[str, object]:
    """Write, replace and delete a file where data, logs and temporary files go."""
    trial.folder.mkdir(exist_ok=True)
    places = (paths.user_data(), paths.user_log(), trial.folder)
    for place in places:
        place.mkdir(parents=True, exist_ok=True)
        file, other = (place / f".{secrets.token_hex(8)}.tmp" for _ in range(2))
        file.write_bytes(b"1")
        other.write_bytes(b"2")
        other.replace(file)
        file.unlink()
    free = min(shutil.disk_usage(place).free for place in places)
    if free < _LEAST_FREE:
        raise _NotSoundError("disk_nearly_full", megabytes=free // 1_000_000)
    return {"data": places[0], "temporary": trial.folder.parent.parent, "megabytes": free // 1_000_000}


def _store(trial: _Trial) -> Mapping[str, object]:
    sample = json.loads((paths.resources() / "sample" / "unit.json").read_text(encoding="utf-8"))
    trial.store.mkdir(parents=True)
    trial.passphrase_file.write_text(trial.passphrase + "\n", encoding="utf-8")
    name = messages.say("selftest.person")
    made = start.create(trial.store, sample["values"]["commune"], name, trial.passphrase).session
    made.records.create("person", {"full_name": name})
    made.close()
    _assert_locked(trial)
    session = trial.session()
    try:
        rows = session.records.page("person", Query(text=fold(name))).rows
        if [row.values["full_name"] for row in rows] != [name]:
            raise _NotSoundError("not_found_again", name=name)
        for finding in session.check():
            raise _NotSoundError("store_unsound", text=finding.text)
    finally:
        session.close()
    return {"name": name}


def _assert_locked(trial: _Trial) -> None:
    try:
        start.open_(trial.store, trial.passphrase + "?").close()
    except AppError as error:
        if error.code == "wrong_passphrase":
            return
        raise
    raise _NotSoundError("any_passphrase_opens")


def _sheets(_trial: _Trial) -> Mapping[str, object]:
    from .import_report import dry_run

    report: dict[str, Any] = dry_run(paths.resources() / "sample" / _ROSTER, "person")
    if not report["counts"]["read"]:
        raise _NotSoundError("nothing_read", file=_ROSTER)
    return {"count": report["counts"]["read"], "file": _ROSTER}


def _signing(trial: _Trial) -> Mapping[str, object]:
    """Sign a package, verify it, and have it refused once a byte of it was changed."""
    from .verdicts import judge

    session = trial.session()
    try:
        session.keys.create(trial.passphrase)
        today = date.today()  # noqa: DTZ011 - the clerk's own day
        deadline = datetime(today.year, today.month, today.day, 17)  # noqa: DTZ001 - local time
        period = session.periods.open(messages.say("selftest.folder"), today, deadline)
        path = session.packages.export(period, trial.folder, trial.passphrase).path
    finally:
        session.close()
    judged = judge(path)
    if not judged.valid:
        raise _NotSoundError("package_refused", text=judged.text)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    if judge(path).valid:
        raise _NotSoundError("forgery_accepted")
    return {"size": len(data)}


def _printing(trial: _Trial) -> Mapping[str, object]:
    """Print the form of the person and draw its first page."""
    from .printing import page_image

    session = trial.session()
    try:
        printed = session.printing.print_(_PRINT, None, trial.folder / "1.pdf")
    finally:
        session.close()
    page = page_image(printed.path, 0, 50)
    if len(set(page.rgba)) == 1:
        raise _NotSoundError("page_blank")
    return {"pages": printed.pages}


def _window(trial: _Trial) -> Mapping[str, object]:
    """Paint it; what goes wrong within a slot of Qt comes to no caller, but to the hook."""
    picture = trial.folder / "1.png"
    bugs: list[str] = []
    hook, sys.excepthook = sys.excepthook, lambda kind, _error, _trace: bugs.append(kind.__name__)
    try:
        trial.paint(trial.store, trial.passphrase_file, picture)
    finally:
        sys.excepthook = hook
    if bugs:
        raise _NotSoundError("bug", kind=", ".join(bugs))
    return {"size": picture.stat().st_size}


_TRIALS: Final[Mapping[str, Callable[[_Trial], Mapping[str, object]]]] = {
    "forms": _forms,
    "libraries": _libraries,
    "fonts": _fonts,
    "folders": _folders,
    "store": _store,
    "sheets": _sheets,
    "signing": _signing,
    "printing": _printing,
    "window": _window,
}

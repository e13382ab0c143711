"""The practice commune: the whole main job on invented people of a real unit, step by step."""

import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop import messages, paths
from desktop.domain import places
from desktop.errors import AppError

from . import practice_campaign, practice_count, practice_posts, practice_ratings, practice_things, start
from .records import Query
from .verdicts import judge

if TYPE_CHECKING:
    from .session import Session

STORE: Final = "store"
PASSPHRASE_FILE: Final = "passphrase.txt"  # noqa: S105 - a file name
STEPS: Final = 15
_ROSTER: Final = "danh-sach-can-bo.xlsx"


@dataclass(frozen=True)
class Step:
    """One thing done, in words, and the file it made, if any."""

    text: str
    made: Path | None = None


def folder_of_user() -> Path:
    """Where the practice commune of this Windows user lies."""
    return paths.user_data() / "xa-mau"


def open_(folder: Path, progress: Callable[[int, int], bool] | None = None) -> "Session":
    """The practice commune of a folder, made when it is not there yet."""
    store = folder / STORE
    if not start.is_store(store):
        for done, _step in enumerate(make(folder), start=1):
            if progress:
                progress(done, STEPS)
    return start.open_(store, (folder / PASSPHRASE_FILE).read_text(encoding="ascii").strip())


def make(folder: Path) -> Iterator[Step]:
    """Do the main job in an empty folder; AppError practice_exists when a store is there already.

    The passphrase is random and lies in `passphrase.txt`: a practice store protects nobody.
    """
    if start.is_store(folder / STORE) or (folder / PASSPHRASE_FILE).exists():
        raise AppError("practice_exists", folder=str(folder))
    try:
        (folder / STORE).mkdir(parents=True, exist_ok=True)
        passphrase = "-".join(secrets.token_hex(2) for _ in range(4))
        (folder / PASSPHRASE_FILE).write_text(passphrase + "\n", encoding="ascii")
    except OSError as error:
        raise AppError("folder_not_writable", folder=str(folder)) from error
    sample = json.loads((paths.resources() / "sample" / "unit.json").read_text(encoding="utf-8"))
    created = start.create(
        folder / STORE, sample["values"]["commune"], messages.say("practice.user"), passphrase
    )
    session = created.session
    try:
        yield Step(messages.say("practice.created", unit=session.unit.name), folder / STORE)
        yield from _job(session, sample, folder, passphrase)
    finally:
        session.close()


def _job(session: "Session", sample: Mapping[str, Any], folder: Path, passphrase: str) -> Iterator[Step]:
    _fill_unit(session, sample)
    preview = session.imports.preview(session.imports.read(paths.resources() / "sample" / _ROSTER))
    applied = session.imports.apply(preview, only_good=False)
    yield Step(messages.say("practice.imported", file=_ROSTER, count=applied.created, n=applied.change_n))
    record_id = _complete_person(session)
    view = session.records.open(record_id)
    yield Step(
        messages.say("practice.completed", label=view.label, places=len(list(_filled(session, view.record))))
    )
    yield Step(messages.say("practice.entered", count=practice_things.enter(session)))
    yield Step(messages.say("practice.rated", count=practice_ratings.enter(session)))
    posted = practice_posts.enter(session)
    yield Step(messages.say("practice.posted", positions=posted.positions, assignments=posted.assignments))
    yield Step(messages.say("practice.assessed", count=practice_campaign.enter(session)))
    yield Step(messages.say("practice.counted", count=practice_count.enter(session)))
    found = session.check()
    yield Step(messages.say("practice.checked", count=len(found)))
    yield from _prints(session, record_id, folder)
    yield Step(messages.say("practice.key", fingerprint=session.keys.create(passphrase)))
    today = date.today()  # noqa: DTZ011 - the clerk's own day
    deadline = datetime(today.year, today.month, today.day, 17) + timedelta(days=9)  # noqa: DTZ001 - local time
    period = session.periods.open(messages.say("practice.period"), today, deadline)
    exported = session.packages.export(period, folder, passphrase)
    yield Step(messages.say("practice.exported", records=exported.records), exported.path)
    judged = judge(exported.path)
    yield Step(messages.say("practice.verified", code=judged.code, text=judged.text))


def _fill_unit(session: "Session", sample: Mapping[str, Any]) -> None:
    row = session.records.page("unit", Query()).rows[0]
    values = {
        place: value
        for place, value in practice_posts.flat({**sample["values"], **sample["tables"]}).items()
        if place != "commune"
    }
    session.records.save(row.id, row.revision, values)


def _complete_person(session: "Session") -> str:
    sample = json.loads((paths.resources() / "sample" / "person.json").read_text(encoding="utf-8"))
    found = session.records.page("person", Query(text=sample["full_name"])).rows
    row = next(row for row in found if row.values["full_name"] == sample["full_name"])
    session.records.save(row.id, row.revision, practice_posts.flat({**sample["values"], **sample["tables"]}))
    return row.id


def _prints(session: "Session", record_id: str, folder: Path) -> Iterator[Step]:
    for template, records, name in (
        ("cv_tt06_2023", (record_id,), "so-yeu-ly-lich-01.pdf"),
        ("cv_tt06_2023", None, "so-yeu-ly-lich-ca-xa.pdf"),
        ("name_list", None, "danh-sach-trich-ngang.pdf"),
    ):
        printed = session.printing.print_(template, records, folder / name)
        yield Step(messages.say("practice.printed", pages=printed.pages), printed.path)


def _filled(session: "Session", record: Any) -> Iterator[Any]:
    return places.filled(session.forms[record.form], record.payload)

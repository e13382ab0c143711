"""Measures: a package signed, verified and written, and a received one verified."""

import hashlib
import json
import os
from collections.abc import Iterator
from datetime import date, datetime
from itertools import count
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from desktop.services import start
from desktop.services.records import Query

from .measure import Case, seconds
from .people import PERSON
from .stores import PASSPHRASE, Stores

if TYPE_CHECKING:
    from desktop.services.session import Session

_JPEG: Final = b"\xff\xd8\xff\xe0"
_PHOTO: Final = "photo"
_DAY: Final = date(2026, 6, 30)
_DEADLINE: Final = datetime(2026, 7, 9, 17)  # noqa: DTZ001 - deadlines are local time


def cases(stores: Stores) -> Iterator[Case]:
    """`package`: made, signed, verified, written; `verify`: judged by whoever receives it."""
    sizes = stores.sizes
    made = stores.made(sizes.package_people)
    scans = _scans(sizes.package_people, sizes.package_bytes)
    session = start.open_by_recovery(made.folder, made.recovery)
    try:
        parts = [*scans, _attach(session, stores.folder, scans)]
        session.keys.create(PASSPHRASE)
        period = session.periods.open("bench", _DAY, _DEADLINE)
        numbers = count()

        def export() -> Path:
            folder = stores.folder / f"package-{next(numbers)}"
            folder.mkdir()
            return session.packages.export(period, folder, PASSPHRASE).path

        def exported() -> float:
            # The quickest of three: whatever else the machine does must not outweigh the package.
            load = seconds(lambda: session.keys.load(PASSPHRASE))
            return seconds(export)() - min(load() for _ in range(3))

        facts = {"people": sizes.package_people, "megabytes": sizes.package_bytes // 1_000_000}
        target = stores.folder / "parts"
        target.mkdir()
        yield Case(
            "package", exported, seconds(lambda: _write_twice(target, parts)), 6, sizes.times, sizes=facts
        )
        path = export()
        yield Case(
            "verify",
            seconds(lambda: _judged(path)),
            seconds(lambda: _write(target, [path.read_bytes()])),
            target=3,
            times=sizes.times,
            sizes=facts,
        )
    finally:
        session.close()


def _scans(many: int, size: int) -> list[bytes]:
    return [_JPEG + Random(number).randbytes(size // many) for number in range(many)]


def _attach(session: "Session", folder: Path, scans: list[bytes]) -> bytes:
    """Gives everyone a photo; the records as the lines they will be sent as."""
    rows = session.records.page(PERSON, Query(limit=len(scans))).rows
    for row, scan in zip(rows, scans, strict=True):
        (folder / "scan.jpg").write_bytes(scan)
        name = session.attachments.add_image(folder / "scan.jpg")
        session.records.save(row.id, row.revision, {_PHOTO: name})
    payloads = [json.dumps(session.records.payload(row.id), ensure_ascii=False) for row in rows]
    return "\n".join(payloads).encode()


def _write(folder: Path, parts: list[bytes]) -> None:
    """Each part hashed, and all of them in one settled file."""
    with (folder / "parts.bin").open("wb") as file:
        for part in parts:
            hashlib.sha256(part).digest()
            file.write(part)
        file.flush()
        os.fsync(file.fileno())


def _write_twice(folder: Path, parts: list[bytes]) -> None:
    """Once for the ledger, which keeps what was signed, and once for the stick."""
    _write(folder, parts)
    _write(folder, parts)


def _judged(path: Path) -> None:
    from desktop.services.verdicts import judge

    judged = judge(path)
    if not judged.valid:
        raise ValueError(judged.code)

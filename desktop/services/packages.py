"""Packages for the province: what can go, and making and writing one."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop.domain import places
from desktop.domain.form import Form
from desktop.domain.identity_types import File
from desktop.errors import AppError

from . import wording

if TYPE_CHECKING:
    from desktop.domain.catalog import Catalogs
    from desktop.exchange.manifest import Manifest
    from desktop.storage.ledger import Package
    from desktop.storage.model import Record
    from desktop.storage.open_store import OpenStore

    from .keys import Keys
    from .periods import Period
    from .records import Records
    from .unit import UnitInfo

WRITTEN: Final = "written"
EXTENSIONS: Final = {"image/jpeg": "jpg", "image/png": "png"}
MIME: Final = "application/vnd.etsi.asic-e+zip"
SCHEMA: Final = 1
_WHOLE: Final = "@whole"  # records that went whole; the counts of forms are lines, of deleted records too


@dataclass(frozen=True)
class LeftOut:
    """A record that cannot go as it stands, and the codes of its hard problems."""

    record_id: str
    form_id: str
    label: str
    codes: tuple[str, ...]
    problems: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Ready:
    """What a package made now would hold."""

    records: int
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True)
class Exported:
    """A written package; `sha256` is its identity."""

    path: Path
    sha256: str
    seq: int
    size: int
    records: int
    left_out: tuple[LeftOut, ...]

    def document(self) -> dict[str, Any]:
        """The same for machines, without names."""
        return {
            "file": str(self.path),
            "sha256": self.sha256,
            "seq": self.seq,
            "size": self.size,
            "records": self.records,
            "left_out": [{"record": one.record_id, "codes": list(one.codes)} for one in self.left_out],
            "encrypted": False,
        }


@dataclass(frozen=True)
class SentPackage:
    """A package in the ledger, made at a local time; until it is written out nobody has it."""

    package_id: str
    seq: int
    file: str
    period: str
    made_at: datetime
    is_written: bool
    records: int


class Packages:
    """What one store hands up."""

    def __init__(
        self,
        store: "OpenStore",
        records: "Records",
        keys: "Keys",
        forms: Mapping[str, Form],
        catalogs: "Catalogs",
        unit: "UnitInfo",
    ) -> None:
        self._store = store
        self._records = records
        self._keys = keys
        self._forms = forms
        self._catalogs = catalogs
        self._unit = unit

    def ready(self) -> Ready:
        """What would go, and every record that bars itself, all at once."""
        counted, left_out = 0, []
        for record in self._all_records():
            found = self._left_out(record)
            if found:
                left_out.append(found)
            else:
                counted += 1
        return Ready(counted, tuple(left_out))

    def export(self, period: "Period", folder: Path, key_passphrase: str) -> Exported:
        """Make, keep and write the next package of this store.

        The signed bytes are kept before they are written: should the disk be full, `write_again` writes the
        very same package, for signing anew would look like a fork to the province.
        AppError key_missing, key_wrong_passphrase, folder_missing, folder_not_writable, disk_full.
        """
        from desktop.exchange import writer

        if not folder.is_dir():
            raise AppError("folder_missing", folder=str(folder))
        key = self._keys.load(key_passphrase)
        ready = self.ready()
        goi = self._manifest(period)
        file = BytesIO()
        counts = writer.build_package(file, goi, self._lines(ready), self._attachments(ready), key)
        data = file.getvalue()
        row = self._enter(goi, period, data, {**counts, _WHOLE: ready.records})
        path = self._write(row, data, folder)
        return Exported(path, row.sha256, goi.seq, len(data), ready.records, ready.left_out)

    def write_again(self, package_id: str, folder: Path) -> Path:
        """Write a package of the ledger once more, byte by byte the same; AppError package_missing."""
        row = self._store.ledger.package(package_id)
        if row is None:
            raise AppError("package_missing")
        return self._write(row, self._store.attachments.get(row.sha256), folder)

    def sent(self) -> tuple[SentPackage, ...]:
        """The ledger of this store's packages, latest first."""
        from desktop.storage.ledger import OUT

        names = {row.uid: row.name for row in self._store.ledger.periods()}
        return tuple(
            SentPackage(
                package_id=row.package_id,
                seq=row.seq,
                file=row.name,
                period=names.get(row.period or "", ""),
                made_at=datetime.fromisoformat(row.at).astimezone(),
                is_written=row.state == WRITTEN,
                records=row.counts.get(_WHOLE, _lines_in(row.counts)),
            )
            for row in self._store.ledger.packages(OUT)
        )

    def unsent_changes(self) -> int:
        """How many changes were made since the latest package."""
        from desktop.storage.ledger import OUT

        last = next(iter(self._store.ledger.packages(OUT)), None)
        return self._store.ledger.head() - (last.change or 0 if last else 0)

    def _enter(self, goi: "Manifest", period: "Period", data: bytes, counts: Mapping[str, int]) -> "Package":
        from desktop.exchange import writer
        from desktop.storage.ledger import OUT, Package

        name = writer.file_name(goi)
        row = Package(
            package_id=goi.package_id,
            direction=OUT,
            unit=goi.sender,
            stream=goi.stream,
            seq=goi.seq,
            prev=goi.prev or "",
            sha256=self._store.attachments.put(data, name, MIME),
            kind=goi.kind,
            name=name,
            at=goi.created.isoformat(),
            by=self._store.user.name,
            period=period.id,
            change=self._store.ledger.head(),
            counts=counts,
        )
        self._store.ledger.add_package(row)
        return row

    def _write(self, row: "Package", data: bytes, folder: Path) -> Path:
        from desktop.exchange import writer

        path = writer.write_file(folder / row.name, data)
        self._store.ledger.set_package_state(row.package_id, WRITTEN)
        return path

    def _manifest(self, period: "Period") -> "Manifest":
        from importlib.metadata import version

        from desktop.exchange.manifest import Manifest
        from desktop.storage.ledger import OUT

        ledger = self._store.ledger
        stream = ledger.stream()
        last = ledger.last_package(OUT, self._unit.code, stream)
        return Manifest(
            package_id=str(uuid.uuid4()),
            sender=self._unit.code,
            recipient=self._unit.province_code,
            stream=stream,
            seq=last.seq + 1 if last else 1,
            prev=last.sha256 if last else None,
            kind="submission",
            content="full",
            period=period.name,
            forms={form.id: form.version for form in self._forms.values()},
            catalogs=self._catalogs.versions(),
            program=f"soxa {version('soxa')}",
            created=datetime.now(UTC).replace(microsecond=0),
            schema=SCHEMA,
        )

    def _all_records(self) -> Iterator["Record"]:
        for form_id in sorted(self._forms):
            yield from self._store.records.all_records(form_id)

    def _left_out(self, record: "Record") -> LeftOut | None:
        form = self._forms[record.form]
        hard = [one for one in self._records.problems(record.form, record.payload, record.id) if one.is_hard]
        if not hard:
            return None
        return LeftOut(
            record.id,
            record.form,
            self._records.label(record.form, record.payload),
            tuple(dict.fromkeys(str(one.code) for one in hard)),
            tuple((one.place, wording.problem_text(form, one)) for one in hard),
        )

    def _lines(self, ready: Ready) -> dict[str, list[dict[str, Any]]]:
        """One line a record of every form: whole, named with its codes where it is barred, or as deleted."""
        barred = {one.record_id: one for one in ready.left_out}
        return {
            form_id: [
                _line(record, barred.get(record.id))
                for record in self._store.records.all_records(form_id, deleted_too=True)
            ]
            for form_id in self._forms
        }

    def _attachments(self, ready: Ready) -> Iterator[tuple[str, bytes]]:
        """The files that records in the package name, as (name in the package, bytes)."""
        barred = {one.record_id for one in ready.left_out}
        for record in self._all_records():
            if record.id in barred:
                continue
            for _, field, value in places.filled(self._forms[record.form], record.payload):
                if isinstance(field.type, File):
                    info = self._store.attachments.info(value)
                    if info is None:
                        raise AppError("attachment_missing", file=value[:8])
                    yield f"{value}.{EXTENSIONS[info.mime]}", self._store.attachments.get(value)


def _lines_in(counts: Mapping[str, int]) -> int:
    from desktop.exchange.manifest import ATTACHMENTS

    return sum(count for name, count in counts.items() if name != ATTACHMENTS)


def _line(record: "Record", barred: LeftOut | None) -> dict[str, Any]:
    line: dict[str, Any] = {"id": record.id, "version": record.revision}
    if record.deleted:
        return line | {"deleted": True}
    if barred:
        return line | {"left_out": list(barred.codes)}
    return line | {"form_version": record.form_version, "payload": record.payload}

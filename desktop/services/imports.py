"""Sheets that become records: previewed row by row, applied as one change that one undo takes back."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop import messages
from desktop.domain.catalog import Catalogs
from desktop.domain.form import Form
from desktop.domain.table_form import SEPARATOR
from desktop.errors import AppError, UserCancelled

from . import import_failed, import_layouts, import_reading
from .collector import held_back
from .import_preview import MERGED, UNCHANGED, WRONG, Preview, PreviewRow
from .import_previewer import Previewer, preview
from .import_reading import Reading, SheetReading, SourceFile, read_file
from .import_twins import Settled
from .records import Changes, Records

if TYPE_CHECKING:
    from desktop.storage.ledger import Ledger
    from desktop.storage.memory import Memory
    from desktop.storage.model import Write
    from desktop.storage.records import RecordStore

Progress = Callable[[int, int], bool]
Targets = Mapping[int, Mapping[int, str | None]]


@dataclass(frozen=True)
class Applied:
    """What an import did, recounted from the store: read = created + updated + same + skipped + failed.

    `skipped` are rows put together with another; `failed` are rows with hard problems that stayed out.
    """

    change_n: int | None
    read: int
    created: int
    updated: int
    same: int
    skipped: int
    failed: int
    changes: Changes


class Imports:
    """The import of one store."""

    def __init__(
        self,
        store: "RecordStore",
        records: Records,
        forms: Mapping[str, Form],
        catalogs: Catalogs,
        ledger: "Ledger",
        memory: "Memory",
    ) -> None:
        self._store = store
        self._records = records
        self._forms = forms
        self._catalogs = catalogs
        self._ledger = ledger
        self._memory = memory
        self._layouts = import_layouts.Layouts(memory, forms, catalogs)

    def read(self, *paths: Path) -> Reading:
        """The tables of one or more files with their columns, mapped as before where the layout is known."""
        with held_back():
            reading = joined([read_file(path, self._forms, self._catalogs) for path in paths])
        files = (replace(file, seen_before=self._seen(file.sha256)) for file in reading.files)
        return self._layouts.offered(replace(reading, files=tuple(files)))

    def as_kind(self, sheet: SheetReading, kind: str | None) -> SheetReading:
        """The same table as another form."""
        return import_reading.as_kind(sheet, kind, self._forms, self._catalogs)

    def read_mapping(self, path: Path, sheet: SheetReading) -> SheetReading:
        """The same table mapped as a file says; AppError mapping_unreadable, mapping_of_other."""
        return import_layouts.read_mapping(path, sheet, self._forms, self._catalogs)

    def with_mapping(self, reading: Reading, path: Path) -> Reading:
        """Every table that has headings of a mapping file mapped as it says; AppError as for one table."""
        return import_layouts.mapped_all(reading, path, self._forms, self._catalogs)

    def preview(
        self,
        reading: Reading,
        targets: Targets | None = None,
        settled: Settled | None = None,
        progress: Progress | None = None,
    ) -> Preview:
        """What every row would do, nothing written.

        `targets` are the user's choices by table and column, `settled` those about who stands twice.
        """
        mapped = reading.mapped(targets or {})
        mapped.form_id  # noqa: B018 - AppError where there is nothing to import
        with held_back():
            return preview(self._previewers(mapped), mapped, settled or {}, progress)

    def apply(self, preview: Preview, *, only_good: bool, progress: Progress | None = None) -> Applied:
        """Write the rows as one change; with `only_good` rows with hard problems stay out."""
        wanted = [row for row in preview.rows if row.writes and not (only_good and row.state == WRONG)]
        if progress and not progress(0, len(wanted)):
            raise UserCancelled
        before = self._count(preview)
        key = "import.first" if before == 0 else "import.further"
        label = messages.say(key, file=preview.file)
        saved = self._records.write_many("import", label, list(map(_write, wanted)))
        change_n = saved[0].change_n if saved else None
        self._remember(preview, change_n)
        created = self._count(preview) - before
        left_out = import_failed.failed_rows(preview) if only_good else ()
        states = [row.state for row in preview.rows]
        merged = sum(row.state == MERGED for row in left_out)
        return Applied(
            change_n=change_n,
            read=len(preview.rows),
            created=created,
            updated=len(saved) - created,
            same=states.count(UNCHANGED),
            skipped=states.count(MERGED) - merged,
            failed=len(left_out),
            changes=self._records.after(saved),
        )

    def write_failed(self, preview: Preview, path: Path) -> int:
        """Write the rows with errors as a workbook to be mended and imported again; how many there are."""
        return import_failed.write_failed(preview, self._forms, path)

    def _previewers(self, reading: Reading) -> dict[str, Previewer]:
        used = dict.fromkeys(sheet.kind.partition(SEPARATOR)[0] for sheet in reading.sheets if sheet.kind)
        return {
            kind: Previewer(self._forms[kind], self._catalogs, self._store, self._records, self._memory)
            for kind in used
        }

    def _count(self, preview: Preview) -> int:
        return sum(map(self._store.count, preview.form_ids))

    def _remember(self, preview: Preview, change_n: int | None) -> None:
        """Keep the mappings, what was decided about twins, and that these files came in."""
        self._layouts.remember(preview.reading)
        for previewer in self._previewers(preview.reading).values():
            previewer.remember(preview, self._records.change("import", "").by)
        if change_n is None:
            return
        seen = {"at": datetime.now(UTC).isoformat(timespec="minutes"), "change": change_n}
        for file in preview.reading.files:
            self._ledger.set_setting(f"import/{file.sha256}", seen)

    def _seen(self, sha256: str) -> str | None:
        """When a file came in that is still in: an import that was undone does not count."""
        seen: Any = self._ledger.setting(f"import/{sha256}")
        if not isinstance(seen, dict):
            return str(seen) if seen else None
        change = self._store.history(limit=1, before_n=seen["change"] + 1) if seen["change"] else ()
        return None if change and change[0].undone_by is not None else str(seen["at"])


def joined(readings: Sequence[Reading]) -> Reading:
    """Several files as one import; of files of one name from several folders the later ones are numbered."""
    files: dict[str, SourceFile] = {}
    sheets: list[SheetReading] = []
    for reading in readings:
        names = {}
        for file in reading.files:
            names[file.name] = _not_among(files, file.name)
            files[names[file.name]] = replace(file, name=names[file.name])
        sheets += [replace(sheet, file=names[sheet.file]) for sheet in reading.sheets]
    return Reading(tuple(files.values()), tuple(sheets))


def _not_among(taken: Collection[str], name: str) -> str:
    """A name that tells its rows from those of the others: rows are known by file, sheet and number."""
    return next(one for n in count(1) if (one := name if n == 1 else f"{name} ({n})") not in taken)


def _write(row: PreviewRow) -> "Write":
    from desktop.storage.model import Write

    return Write(
        form=row.form_id,
        record_id=row.record_id,
        expected_revision=row.revision,
        values=row.values,
        problem_counts=row.problem_counts,
    )


def only_form(reading: Reading, form: Form) -> Reading:
    """Without the tables of other forms; AppError no_table where none is left."""
    kept = (
        sheet if (sheet.kind or "").partition(SEPARATOR)[0] == form.id else replace(sheet, kind=None)
        for sheet in reading.sheets
    )
    found = replace(reading, sheets=tuple(kept))
    if not any(sheet.kind for sheet in found.sheets):
        raise AppError("no_table", file=reading.file)
    return found

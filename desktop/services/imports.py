"""Sheets that become records: previewed row by row, applied as one change that one undo takes back."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop.domain import places
from desktop.domain.catalog import Catalogs
from desktop.domain.form import Form
from desktop.domain.problems import Code, Problem, Severity
from desktop.domain.rules.declaration import first_rows
from desktop.domain.validation import validate
from desktop.errors import UserCancelled

from . import wording
from .import_matching import KnownRecords
from .import_reading import Reading, SheetReading, read_file, reading_problems
from .records import Changes, Records

if TYPE_CHECKING:
    from desktop.spreadsheets.rows import ReadRow
    from desktop.storage.ledger import Ledger
    from desktop.storage.model import Write
    from desktop.storage.records import RecordStore

Progress = Callable[[int, int], bool]
Targets = Mapping[int, Mapping[int, str | None]]
STATES: Final = ("new", "changed", "same", "wrong")
_TOLD_EVERY: Final = 50


@dataclass(frozen=True)
class Difference:
    """One field of a known record that a row would change, as text."""

    place: str
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class PreviewRow:
    """What one row of the file would do: `state` is new, changed, same or wrong (it has hard problems)."""

    sheet: str
    number: int
    label: str
    state: str
    record_id: str | None
    revision: int | None
    values: Mapping[str, Any]
    problems: tuple[Problem, ...]
    differences: tuple[Difference, ...]
    unmapped: Mapping[str, str]
    problem_counts: tuple[int, int]

    @property
    def writes(self) -> bool:
        """Whether applying it changes the store."""
        return self.record_id is None or bool(self.differences)


@dataclass(frozen=True)
class Preview:
    """Every row of a file with what it would do."""

    file: str
    sha256: str
    form_id: str
    rows: tuple[PreviewRow, ...]
    secret_headings: tuple[str, ...]
    ignored_headings: tuple[str, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows are read and how many in each state; the states add up to the rows read."""
        states = Counter(row.state for row in self.rows)
        return {"read": len(self.rows)} | {state: states[state] for state in STATES}


@dataclass(frozen=True)
class Applied:
    """What an import did, recounted from the store: read = created + updated + same + skipped."""

    change_n: int | None
    read: int
    created: int
    updated: int
    same: int
    skipped: int
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
    ) -> None:
        self._store = store
        self._records = records
        self._forms = forms
        self._catalogs = catalogs
        self._ledger = ledger

    def read(self, path: Path) -> Reading:
        """The tables of a file with guessed columns, and whether the same bytes came in before."""
        reading = read_file(path, self._forms)
        seen = self._ledger.setting(f"import/{reading.sha256}")
        return Reading(reading.file, reading.sha256, reading.sheets, str(seen) if seen else None)

    def preview(
        self, reading: Reading, targets: Targets | None = None, progress: Progress | None = None
    ) -> Preview:
        """What every row would do, nothing written; `targets`: the user's choices by sheet and column."""
        form = self._forms[reading.form_id]
        known = KnownRecords(form, self._store)
        sheets = [sheet.mapped((targets or {}).get(place, {})) for place, sheet in enumerate(reading.sheets)]
        sheets = [sheet for sheet in sheets if sheet.kind == form.id]
        total = sum(sheet.row_count for sheet in sheets)
        rows: list[PreviewRow] = []
        for sheet in sheets:
            for row in sheet.rows(form, self._catalogs):
                if progress and len(rows) % _TOLD_EVERY == 0 and not progress(len(rows), total):
                    raise UserCancelled
                rows.append(self._preview(form, sheet, row, known))
        return Preview(
            file=reading.file,
            sha256=reading.sha256,
            form_id=form.id,
            rows=tuple(rows),
            secret_headings=tuple(heading for sheet in sheets for heading in sheet.secret_headings),
            ignored_headings=tuple(heading for sheet in sheets for heading in sheet.ignored_headings),
        )

    def apply(self, preview: Preview, *, only_good: bool, progress: Progress | None = None) -> Applied:
        """Write the rows as one change; with `only_good` rows with hard problems stay out."""
        wanted = [row for row in preview.rows if row.writes and not (only_good and row.state == "wrong")]
        if progress and not progress(0, len(wanted)):
            raise UserCancelled
        before = self._store.count(preview.form_id)
        saved = self._store.save_many(
            self._records.change("import", preview.file),
            [self._write(preview.form_id, row) for row in wanted],
        )
        self._ledger.set_setting(f"import/{preview.sha256}", datetime.now(UTC).isoformat(timespec="minutes"))
        created = self._store.count(preview.form_id) - before
        updated = len(saved) - created
        same = sum(not row.writes for row in preview.rows)
        change_n = saved[0].change_n if saved else None
        return Applied(
            change_n=change_n,
            read=len(preview.rows),
            created=created,
            updated=updated,
            same=same,
            skipped=len(preview.rows) - created - updated - same,
            changes=self._records.after(saved),
        )

    def _preview(self, form: Form, sheet: SheetReading, row: "ReadRow", known: KnownRecords) -> PreviewRow:
        match = known.match(row.values)
        values = {place: value for place, value in row.values.items() if value is not None}
        if match is None:
            values = _first_declaration(form, values)
        before = match.payload if match else {}
        payload, delta = places.apply(before, values)
        holder = match.id if match else f"{sheet.name}!{row.number}"
        found = [
            *validate(form, payload, self._catalogs),
            *self._sharing(form, known.sharing(holder, payload)),
        ]
        problems = reading_problems(row, found)
        differences = tuple(_difference(form, place, pair) for place, pair in delta.items()) if match else ()
        return PreviewRow(
            sheet=sheet.name,
            number=row.number,
            label=self._records.label(form.id, payload),
            state=_state(problems, is_known=match is not None, is_changed=bool(differences)),
            record_id=match.id if match else None,
            revision=match.revision if match else None,
            values=values,
            problems=problems,
            differences=differences,
            unmapped=row.unmapped,
            problem_counts=_counted(found),
        )

    def _sharing(self, form: Form, other: Mapping[str, Any] | None) -> Iterator[Problem]:
        """The problem of a row whose key another record, or an earlier row, has already."""
        if other is not None:
            facts = {"other": self._records.label(form.id, other)}
            yield Problem(Code.DUPLICATE_KEY, form.key[0], facts, Severity.HARD)

    def _write(self, form_id: str, row: PreviewRow) -> "Write":
        from desktop.storage.model import Write

        return Write(
            form=form_id,
            record_id=row.record_id,
            expected_revision=row.revision,
            values=row.values,
            problem_counts=row.problem_counts,
        )


def _first_declaration(form: Form, values: Mapping[str, Any]) -> dict[str, Any]:
    rows = {f"{section}/{places.new_row_id()}": dict(row) for section, row in first_rows(form.id).items()}
    return {**values, **rows}


def _counted(problems: Sequence[Problem]) -> tuple[int, int]:
    """Hard problems and warnings."""
    hard = sum(problem.is_hard for problem in problems)
    return hard, len(problems) - hard


def _state(problems: Sequence[Problem], *, is_known: bool, is_changed: bool) -> str:
    if is_known and not is_changed:
        return "same"
    if any(problem.is_hard for problem in problems):
        return "wrong"
    return "changed" if is_known else "new"


def _difference(form: Form, place: str, pair: list[Any]) -> Difference:
    field = places.field_at(form, place)
    old, new = pair
    return Difference(
        place, wording.place_label(form, place), wording.shown(field, old), wording.shown(field, new)
    )

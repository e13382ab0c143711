"""Looks at the rows of files against each other and against the records of the store; writes nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from desktop.domain import places
from desktop.domain.catalog import Catalogs
from desktop.domain.form import Form
from desktop.domain.problems import Code, Problem, Severity
from desktop.domain.rules.declaration import first_rows
from desktop.domain.validation import nothing_known, validate
from desktop.errors import UserCancelled

from . import import_notes
from .import_matching import KnownRecords
from .import_preview import CHANGED, MERGED, UNCHANGED, Preview, PreviewRow, counted, difference, state_of
from .import_reading import Reading, reading_problems
from .import_tables import Owners, TableRows, has_tables, read_tables
from .import_twins import REAPPOINTED, Candidate, Merged, Settled, Twin, Twins, of_records

if TYPE_CHECKING:
    from desktop.spreadsheets.rows import ReadRow
    from desktop.storage.memory import Memory
    from desktop.storage.model import Record
    from desktop.storage.records import RecordStore

    from .records import Records

Progress = Callable[[int, int], bool]
_TOLD_EVERY: Final = 50


@dataclass(frozen=True)
class _Read:
    """A row that was read, where it stands, and what its record is called."""

    sheet: int
    row: "ReadRow"
    candidate: Candidate


@dataclass(frozen=True)
class _Findings:
    """What is known of all rows when each is looked at."""

    merged: Merged
    alike: Sequence[Twin]
    known: KnownRecords
    tables: TableRows


class Previewer:
    """Looks at the tables of one kind against the records of the store."""

    def __init__(
        self, form: Form, catalogs: Catalogs, store: "RecordStore", records: "Records", memory: "Memory"
    ) -> None:
        self._form = form
        self._catalogs = catalogs
        self._store = store
        self._records = records
        self._twins = Twins(form, memory, self._label)
        self._sound = nothing_known(form)

    def preview(
        self, reading: Reading, settled: Settled, told: Callable[[int], None]
    ) -> tuple[list[PreviewRow], tuple[Twin, ...], list[Candidate]]:
        """The rows of all tables of the form with their twins; `told` is called with the rows read so far."""
        read = list(self._read(reading, told))
        rows = [one.candidate for one in read]
        known = KnownRecords(self._form, self._store)
        twins = self._twins.find(rows, (), settled)
        merged = self._twins.merge(rows, twins)
        heads = [one for one in read if one.candidate.ref not in merged.heads]
        told_by = {one.candidate.ref: self._values(one, merged) for one in heads}
        matches = {ref: known.match(values) for ref, values in told_by.items()}
        strangers = [
            replace(one.candidate, values=told_by[one.candidate.ref])
            for one in heads
            if matches[one.candidate.ref] is None
        ]
        alike = self._twins.find(strangers, self._free(known), settled) if strangers and known.free else ()
        for ref, twin in of_records(alike).items():
            matches[ref] = self._store.get(twin.one)
            if twin.settlement.verdict == REAPPOINTED:
                merged.reappointed.add(ref)
        tables = self._tables(reading, told_by, matches, known)
        findings = _Findings(merged, alike, known, tables)
        for one in read:
            if head := merged.heads.get(one.candidate.ref):
                kept = import_notes.notes(one.row.unmapped, one.candidate.ref)
                merged.evidence.setdefault(head, []).extend(kept)
        found = [
            self._merged(one, merged)
            if one.candidate.ref in merged.heads
            else self._row(one, told_by[one.candidate.ref], matches[one.candidate.ref], findings)
            for one in read
        ]
        found += tables.preview(self._form.id, told_by)
        found += [self._of_record(record, tables) for record in known.all if record.id in tables.by_owner]
        records = [Candidate(record.id, record.payload) for record in known.all]
        return found, (*twins, *alike), [*rows, *records]

    def remember(self, preview: Preview, by: str) -> None:
        """Keep what was decided about twins of this form."""
        mine = [twin for twin in preview.twins if twin.form_id == self._form.id]
        self._twins.remember(mine, preview.candidates, by)

    def _read(self, reading: Reading, told: Callable[[int], None]) -> Iterator[_Read]:
        done = 0
        for place, sheet in enumerate(reading.sheets):
            if sheet.kind != self._form.id:
                continue
            for row in sheet.rows(self._form, self._catalogs):
                if done % _TOLD_EVERY == 0:
                    told(done)
                done += 1
                yield _Read(place, row, Candidate(reading.ref(place, row.number), row.values))
        told(done)

    def _tables(
        self,
        reading: Reading,
        told_by: Mapping[str, Mapping[str, Any]],
        matches: Mapping[str, Any],
        known: KnownRecords,
    ) -> TableRows:
        """The rows of the form's tables with whom they belong to: a row of these files, else a record."""
        owners = Owners(self._form)
        if not has_tables(self._form, reading):
            return TableRows()
        for ref, values in told_by.items():
            owners.add(ref, {**(matches[ref].payload if matches[ref] else {}), **values})
        meant = {match.id for match in matches.values() if match}
        for record in known.all:
            if record.id not in meant:
                owners.add(record.id, record.payload)
        return read_tables(self._form, reading, self._catalogs, owners.find)

    def _of_record(self, record: "Record", tables: TableRows) -> PreviewRow:
        """A record of the register that only rows of its tables change."""
        first = tables.by_owner[record.id][0]
        values = tables.places_of(record.id, record.payload)
        values |= import_notes.rows(self._form, record.payload, tables.notes_of(record.id))
        payload, delta = places.apply(record.payload, values)
        found = self._records.problems(self._form.id, payload, record.id)
        return PreviewRow(
            ref=first.ref,
            form_id=self._form.id,
            sheet=first.sheet,
            number=first.row.number,
            label=self._label(payload),
            state=CHANGED if delta else UNCHANGED,
            problems=first.row.problems,
            unmapped=first.row.unmapped,
            record_id=record.id,
            revision=record.revision,
            values=values,
            differences=tuple(difference(self._form, place, pair) for place, pair in delta.items()),
            problem_counts=counted(found),
        )

    def _free(self, known: KnownRecords) -> list[Candidate]:
        return [Candidate(one.id, one.payload) for one in known.free]

    def _label(self, values: Mapping[str, Any]) -> str:
        return self._records.label(self._form.id, values)

    def _values(self, one: _Read, merged: Merged) -> Mapping[str, Any]:
        values = merged.values.get(one.candidate.ref, one.row.values)
        if None not in values.values():
            return values
        return {place: value for place, value in values.items() if value is not None}

    def _merged(self, one: _Read, merged: Merged) -> PreviewRow:
        return PreviewRow(
            ref=one.candidate.ref,
            form_id=self._form.id,
            sheet=one.sheet,
            number=one.row.number,
            label=self._label(one.candidate.values),
            state=MERGED,
            problems=one.row.problems,
            unmapped=one.row.unmapped,
            into=merged.heads[one.candidate.ref],
        )

    def _row(
        self,
        one: _Read,
        values: Mapping[str, Any],
        match: Any,
        findings: _Findings,
    ) -> PreviewRow:
        ref = one.candidate.ref
        before = match.payload if match else {}
        if match is not None:
            values = _kept(
                values,
                before,
                next((twin for twin in findings.alike if twin.other == ref and twin.one == match.id), None),
            )
        added = self._rows_beside(ref, is_new=match is None, merged=findings.merged)
        added |= import_notes.rows(
            self._form,
            before,
            [
                *import_notes.notes(one.row.unmapped, ref),
                *findings.merged.evidence.get(ref, ()),
                *findings.tables.notes_of(ref),
            ],
        )
        added |= findings.tables.places_of(ref, before)
        payload, delta = _applied(before, values, added)
        holder = match.id if match else ref
        found = [
            *validate(self._form, payload, self._catalogs, self._sound),
            *self._sharing(findings.known.sharing(holder, payload)),
        ]
        differences = (
            tuple(difference(self._form, place, pair) for place, pair in delta.items()) if match else ()
        )
        problems = reading_problems(one.row, found)
        return PreviewRow(
            ref=ref,
            form_id=self._form.id,
            sheet=one.sheet,
            number=one.row.number,
            label=self._label(payload),
            state=state_of(problems, is_known=match is not None, is_changed=bool(differences)),
            problems=problems,
            unmapped=one.row.unmapped,
            record_id=match.id if match else None,
            revision=match.revision if match else None,
            values={**values, **added},
            differences=differences,
            problem_counts=counted(found),
        )

    def _rows_beside(self, ref: str, *, is_new: bool, merged: Merged) -> dict[str, Any]:
        """What the first declaration says by itself; whoever was appointed again has a further row."""
        if not is_new and ref not in merged.reappointed:
            return {}
        return {
            f"{section}/{places.new_row_id()}": dict(row)
            for section, row in first_rows(self._form.id).items()
        }

    def _sharing(self, other: Mapping[str, Any] | None) -> Iterator[Problem]:
        """The problem of a row whose key another record, or an earlier row, has already."""
        if other is not None:
            facts = {"other": self._label(other)}
            yield Problem(Code.DUPLICATE_KEY, self._form.key[0], facts, Severity.HARD)


def preview(
    previewers: Mapping[str, Previewer], reading: Reading, settled: Settled, progress: Progress | None
) -> Preview:
    """What every row of the files would do, form by form; UserCancelled when progress says so."""
    total = sum(sheet.row_count for sheet in reading.sheets)
    rows: list[PreviewRow] = []
    twins: list[Twin] = []
    candidates: dict[str, Candidate] = {}
    for previewer in previewers.values():
        before = len(rows)

        def told(done: int, before: int = before) -> None:
            if progress and not progress(before + done, total):
                raise UserCancelled

        found, pairs, known = previewer.preview(reading, settled, told)
        rows += found
        twins += pairs
        candidates |= {one.ref: one for one in known}
    rows.sort(key=lambda row: (row.sheet, row.number))
    return Preview(reading, tuple(rows), tuple(twins), candidates)


def _applied(
    before: Mapping[str, Any], values: Mapping[str, Any], added: Mapping[str, Any]
) -> tuple[dict[str, Any], places.Delta]:
    """The payload with once-asked values and rows put in, and the delta; of a new record none is asked."""
    if before:
        return places.apply(before, {**values, **added})
    return {**values, **places.apply({}, added)[0]}, {}


def _kept(values: Mapping[str, Any], before: Mapping[str, Any], twin: Twin | None) -> Mapping[str, Any]:
    """Without the fields in which the record's own value was decided to stay."""
    if twin is None:
        return values
    return {
        place: value
        for place, value in values.items()
        if before.get(place) is None or place in twin.settlement.others
    }

"""Takes in sheets that came back: each file is known by the code in it, and each gets its own verdict."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop import messages
from desktop.domain import places
from desktop.domain.answer_sheet import Returned
from desktop.domain.validation import computed_values
from desktop.errors import AppError, UserCancelled

from .campaign_answers import by_sheet, corrections, values_of
from .campaign_office import Campaign, Handed, Office, today, write
from .campaign_outcomes import FileResult, Outcome, TakeIn, cells, moment
from .records import Changes

if TYPE_CHECKING:
    from desktop.storage.model import Record, Write

Progress = Callable[[int, int], bool]


@dataclass(frozen=True)
class _Read:
    """A file that could be read."""

    path: Path
    told: Returned


class Intake:
    """One batch of files for one campaign."""

    def __init__(self, office: Office, campaign: Campaign, *, accepting: bool) -> None:
        self._office = office
        self._campaign = campaign
        self._accepting = accepting
        self._handed = {one.code: one for one in (*campaign.sheets, *campaign.divisions)}
        self._codes = {one.code: one.person for one in campaign.sheets}
        self._assessments = {} if campaign.is_review else office.assessments(campaign.id)
        self._labels = office.labels("person", self._codes.values())
        self._values: dict[str, dict[str, Any]] = {}
        self._own: dict[str, Any] = {}
        self._corrections = 0

    def run(self, paths: Sequence[Path], progress: Progress | None = None) -> TakeIn:
        """Read all, judge each, write what is sound as one change."""
        read: list[_Read] = []
        results: dict[Path, FileResult] = {}
        for done, path in enumerate(paths):
            if progress and not progress(done, len(paths)):
                raise UserCancelled
            found = self._read(path)
            if isinstance(found, _Read):
                read.append(found)
            else:
                results[path] = found
        for one in sorted(read, key=lambda one: (one.told.saved_at, one.path.stat().st_mtime)):
            results[one.path] = self._judge(one)
        changes = self._write([one for one in results.values() if one.outcome is Outcome.TAKEN])
        return TakeIn(tuple(results[path] for path in paths), self._corrections, changes)

    def _read(self, path: Path) -> _Read | FileResult:
        from desktop.spreadsheets.answer_reading import read_answer_sheet

        try:
            told = read_answer_sheet(path)
        except AppError as error:
            is_other = error.code == "sheet_not_workbook"
            text = messages.say("campaign.not_workbook" if is_other else f"error.{error.code}", **error.facts)
            return FileResult(path, Outcome.UNREADABLE, text)
        if told is None:
            return FileResult(path, Outcome.FOREIGN, messages.say("campaign.no_sheet"))
        return _Read(path, told)

    def _judge(self, one: _Read) -> FileResult:
        handed = self._handed.get(one.told.code)
        if handed is None:
            return self._foreign(one)
        result = FileResult(
            one.path, Outcome.TAKEN, "", one.told.code, self._who(handed), saved_at=one.told.saved_at
        )
        outcome, text = self._verdict(one.told, handed)
        if outcome is Outcome.TAKEN:
            text = self._take(one.told, handed)
        return replace(result, outcome=outcome, text=text)

    def _verdict(self, told: Returned, handed: Handed) -> tuple[Outcome, str]:
        """The first doubt about a sheet of this campaign, else that it is taken."""
        for outcome, key, facts in self._doubts(told, handed):
            return outcome, messages.say(f"campaign.{key}", **facts)
        return Outcome.TAKEN, ""

    def _doubts(self, told: Returned, handed: Handed) -> Iterator[tuple[Outcome, str, Mapping[str, str]]]:
        if self._campaign.is_closed:
            yield Outcome.CLOSED, "closed", {}
        if not told.is_whole:
            yield Outcome.TAMPERED, "not_whole", {}
        if told.changed:
            yield Outcome.TAMPERED, "tampered", {"cells": cells(told.changed)}
        if told.digest == handed.returned:
            yield Outcome.UNCHANGED, "unchanged", {}
        if not any(told.answers.values()):
            yield Outcome.EMPTY, "empty", {}
        people = by_sheet(told.code, told.answers, self._codes)
        if not any(self._is_there(person) for person in people):
            yield Outcome.GONE, "gone", {}
        if all(self._is_approved(person) for person in people):
            yield Outcome.APPROVED, "approved", {}
        if not self._accepting:
            yield from _waits(told, handed)

    def _is_there(self, person: str) -> bool:
        """Whether what the answers go into still stands in the register."""
        return person in (self._labels if self._campaign.is_review else self._assessments)

    def _is_approved(self, person: str) -> bool:
        record = self._assessments.get(person)
        if record is None:
            return False
        form = self._office.forms["assessment"]
        computed = computed_values(form, record.payload, self._office.catalogs)
        return computed.get("approval_state") == "approved"

    def _take(self, told: Returned, handed: Handed) -> str:
        """Keep what is to be written; the sentence about it. The next file of the code finds it returned."""
        filled = 0
        for person, answers in by_sheet(told.code, told.answers, self._codes).items():
            filled += self._take_answers(person, answers, erases=bool(handed.returned))
        facts = {
            "returned": told.digest,
            "returned_on": today().isoformat(),
            "saved_at": told.saved_at,
        } | ({"way": "file"} if handed.person else {})
        self._own |= {f"{handed.place}/{name}": value for name, value in facts.items()}
        self._handed[told.code] = replace(handed, returned=told.digest, saved_at=told.saved_at)
        answered = sum(map(bool, told.answers.values()))
        return messages.say("campaign.taken", answered=answered, asked=len(told.answers), changed=filled)

    def _take_answers(self, person: str, answers: Mapping[str, str], *, erases: bool) -> int:
        if self._campaign.is_review:
            return self._take_corrections(person, answers)
        record = self._assessments.get(person)
        if record is None or self._is_approved(person):
            return 0
        values = values_of(self._office.forms["assessment"], record, answers, erases=erases)
        self._values.setdefault(person, {}).update(values)
        return len(values)

    def _take_corrections(self, person: str, answers: Mapping[str, str]) -> int:
        """Those of an earlier file that nobody has looked at yet give way to those of this one."""
        for row in self._campaign.record.payload.get("corrections", ()):
            if row.get("person") == person and row.get("state") == "open":
                self._own[f"corrections/{row[places.ROW_ID]}"] = None
        for place, row in list(self._own.items()):
            if isinstance(row, dict) and row.get("person") == person:
                del self._own[place]
        record = self._office.store.get(person)
        rows = list(corrections(self._office.forms["person"], record, answers))
        self._own |= {f"corrections/{places.new_row_id()}": row for row in rows}
        self._corrections = sum(isinstance(row, dict) for row in self._own.values())
        return len(rows)

    def _write(self, taken: Collection[FileResult]) -> Changes:
        if not taken:
            return Changes()
        writes: list[Write] = [write(self._campaign.record, self._own)]
        for person, values in self._values.items():
            if values:
                writes.append(write(self._assessments[person], values))
        label = messages.say("campaign.took_in", count=len(taken), name=self._campaign.name)
        return self._office.records.save_many("import", label, writes)

    def _foreign(self, one: _Read) -> FileResult:
        other = next(
            (record for record in self._others() if one.told.code in _codes_of(Campaign(record))), None
        )
        if other is None:
            text = messages.say("campaign.unknown_code", code=one.told.code)
        else:
            text = messages.say("campaign.other_campaign", name=Campaign(other).name)
        return FileResult(one.path, Outcome.FOREIGN, text, one.told.code, saved_at=one.told.saved_at)

    def _others(self) -> Iterator["Record"]:
        return (one for one in self._office.store.all_records("campaign") if one.id != self._campaign.id)

    def _who(self, handed: Handed) -> str:
        return self._labels.get(handed.person, "") if handed.person else handed.division


def _codes_of(campaign: Campaign) -> set[str]:
    return {one.code for one in (*campaign.sheets, *campaign.divisions)}


def _waits(told: Returned, handed: Handed) -> Iterator[tuple[Outcome, str, Mapping[str, str]]]:
    """Why a sound sheet is not taken in unasked."""
    if handed.returned:
        outcome = Outcome.OLDER if told.saved_at < handed.saved_at else Outcome.NEWER
        yield outcome, outcome.value, {"at": moment(told.saved_at)}
    if told.fingerprint != handed.handed:
        yield Outcome.OUTDATED, "outdated", {}

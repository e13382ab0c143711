"""Surplus and shortage of staff for any day, with the causes and the people behind every number."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop import messages
from desktop.domain.approval import RETURNED
from desktop.domain.catalog import Catalogs
from desktop.domain.dates import is_partial_date
from desktop.domain.fit import Override
from desktop.domain.gaps import Part
from desktop.domain.movements import Movements, movements
from desktop.domain.staff import WHOLE, Standing, StandingRules
from desktop.domain.staff_figures import StaffingRow
from desktop.domain.staffing import LEVELS, Staffing, staffing

from . import staff_facts

if TYPE_CHECKING:
    from desktop.spreadsheets.writer import Written
    from desktop.storage.records import RecordStore

_CATALOGS: Final = {"field": "specialised_fields", "block": "blocks"}


class StaffFigures:
    """The one place where figures about staff are asked for."""

    def __init__(self, store: "RecordStore", catalogs: Catalogs) -> None:
        self._store = store
        self._catalogs = catalogs

    def at(self, on: date) -> Staffing:
        """Everything about the staff of a day, read from the typed rows as they are now."""
        return staffing(staff_facts.read(self._store), on, self._catalogs, self._overrides(on))

    def movements(self, start: date, end: date, *, present: bool = False) -> Movements:
        """Arrivals and departures between two days: on the books, or of those `present`."""

        def counts(stands: Standing) -> bool:
            return stands.present if present else stands.in_quota

        return movements(
            staff_facts.people(self._store), start, end, StandingRules.of(self._catalogs), counts
        )

    def label(self, found: Staffing, row: StaffingRow) -> str:
        """The words of a line: the commune, a block, a division, a field or a position."""
        if row.level == "commune":
            return messages.say("staffing.commune")
        if row.key is None:
            return messages.say("staffing.not_told")
        if row.level == "position":
            return found.now.positions[row.key].label
        catalog = _CATALOGS.get(row.level)
        item = self._catalogs[catalog].get(row.key) if catalog else None
        return (item.label if messages.language() == "vi" else item.label_en) if item else row.key

    def yardsticks(self) -> tuple[dict[str, str], ...]:
        """The national figures to hold one's own against, with their date, source and certainty."""
        return tuple(
            {
                "code": item.code,
                "label": item.label if messages.language() == "vi" else item.label_en,
                "certainty": item.certainty,
                "source": item.legal_basis,
                **item.extra,
            }
            for item in self._catalogs["national_yardsticks"].items
        )

    def document(self, on: date) -> dict[str, Any]:
        """All of it as one JSON document: figures with the ids behind them, and the names of those ids.

        Against need all numbers are posts (one person's whole time is 1), against the quota people.
        """
        found = self.at(on)
        leadership = found.leadership
        return {
            "at": found.now.on.isoformat(),
            "ahead": found.ahead.on.isoformat(),
            "levels": {level: [self._row(found, row) for row in found.rows(level)] for level in LEVELS},
            "leadership": {**asdict(leadership), "vacant": leadership.vacant},
            "fields_without_anybody": sorted(found.need_gaps.fields_without_anybody),
            "fit": {
                key: {"person": one.person, "position": one.position, **_fit(found, one.id)}
                for one in found.now.held
                for key in [one.id]
            },
            "yardsticks": self.yardsticks(),
            "people": {one.id: one.label for one in found.facts.people},
            "positions": {one.id: one.label for one in found.facts.positions},
        }

    def write_xlsx(self, on: date, path: Path) -> "Written":
        """The same as a workbook, a sheet a level, causes and people in words; AppError as any."""
        from desktop.spreadsheets.figures import write_figures

        from .staffing_tables import tables

        return write_figures(path, tables(self, self.at(on)))

    def _row(self, found: Staffing, row: StaffingRow) -> dict[str, Any]:
        need, quota = row.need, row.quota
        told: dict[str, Any] = {"key": row.key, "label": self.label(found, row), "positions": row.positions}
        told |= {one.name: getattr(row.people, one.name) for one in fields(row.people)}
        told["need"] = {
            "need": need.need,
            "filled": posts(need.filled),
            "gap": posts(need.gap),
            "gap_fitting": posts(need.gap_fitting),
            "causes": [_part(part, WHOLE) for part in need.parts],
            "untrained": [_part(part, WHOLE) for part in need.untrained],
            "need_ahead": need.need_ahead,
            "filled_ahead": posts(need.filled_ahead),
            "gap_ahead": posts(need.gap_ahead),
            "causes_ahead": [_part(part, WHOLE) for part in need.parts_ahead],
        }
        told["quota"] = quota and {
            "quota": quota.quota,
            "on_books": quota.on_books,
            "gap": quota.gap,
            "causes": [_part(part, 1) for part in quota.parts],
            "quota_ahead": quota.quota_ahead,
            "on_books_ahead": quota.on_books_ahead,
            "gap_ahead": quota.gap_ahead,
            "causes_ahead": [_part(part, 1) for part in quota.parts_ahead],
        }
        return told

    def _overrides(self, on: date) -> Mapping[str, tuple[Override, ...]]:
        """By person the overrides of training fit that assessments told by that day, the latest last.

        What was returned to be changed does not count until it is handed in again.
        """
        found: dict[str, list[tuple[str, str, Override]]] = defaultdict(list)
        names = ("person", "position", "assessed_on", "fit_override", "fit_reason", "approval_state")
        for row in self._store.facts("assessment", names):
            if row["approval_state"] == RETURNED:
                continue
            told, verdict, person = row["assessed_on"], row["fit_override"], row["person"]
            if verdict and person and is_partial_date(told) and told <= on.isoformat():
                override = Override(verdict, row["fit_reason"] or "", row["id"], row["position"])
                found[person].append((told, row["id"], override))
        return {
            person: tuple(override for *_, override in sorted(told, key=lambda one: one[:2]))
            for person, told in found.items()
        }


def posts(hundredths: int) -> float | int:
    """Hundredths of a post as a number of posts, whole where it is whole."""
    whole, rest = divmod(hundredths, WHOLE)
    return hundredths / WHOLE if rest else whole


def _part(part: Part, unit: int) -> dict[str, Any]:
    return {
        "cause": str(part.cause),
        "text": messages.say(f"cause.{part.cause}"),
        "amount": posts(part.amount) if unit == WHOLE else part.amount,
        "people": part.people,
        "positions": part.positions,
    }


def _fit(found: Staffing, assignment: str) -> dict[str, Any]:
    verdict = found.fits[assignment]
    return {
        "verdict": verdict.verdict,
        "computed": verdict.computed or verdict.verdict,
        "evidence": [{"code": one.code, **one.facts} for one in verdict.evidence],
    }

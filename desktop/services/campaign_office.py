"""A campaign as it stands: what the work on its sheets needs to know, read from the store in one place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from desktop.domain.catalog import Catalogs
from desktop.domain.form import Form
from desktop.errors import AppError

from .records import Records
from .rights import Rights
from .unit import UnitInfo

if TYPE_CHECKING:
    from desktop.storage.model import Record, Write
    from desktop.storage.records import RecordStore


@dataclass(frozen=True)
class Handed:
    """One sheet of a campaign: a person's, or with an empty `person` that of a division's reviewer."""

    row_id: str
    code: str
    person: str = ""
    division: str = ""
    handed: str = ""
    returned: str = ""
    returned_on: str = ""
    saved_at: str = ""

    @property
    def place(self) -> str:
        """The row of the campaign's record that tells of it."""
        return f"{'sheets' if self.person else 'divisions'}/{self.row_id}"


@dataclass(frozen=True)
class Campaign:
    """A campaign with its sheets, in their order."""

    record: "Record"

    @property
    def id(self) -> str:
        """Its record."""
        return self.record.id

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.told("name"))

    @property
    def is_review(self) -> bool:
        """Whether people check their own data, rather than being assessed."""
        return bool(self.told("purpose") == "review")

    @property
    def is_full(self) -> bool:
        """Whether the sheet asks for every competency."""
        return bool(self.told("sheet") == "full")

    @property
    def is_closed(self) -> bool:
        """Whether it takes no more sheets."""
        return bool(self.told("state") == "closed")

    def told(self, name: str) -> Any:
        """An answer of its record, "" where there is none."""
        return self.record.payload.get(name) or ""

    @cached_property
    def sheets(self) -> tuple[Handed, ...]:
        """The sheets of its people."""
        return self._rows("sheets")

    @cached_property
    def divisions(self) -> tuple[Handed, ...]:
        """The workbooks of its reviewers."""
        return self._rows("divisions")

    def _rows(self, section: str) -> tuple[Handed, ...]:
        names = ("code", "person", "division", "handed", "returned", "returned_on", "saved_at")
        return tuple(
            Handed(row["_id"], **{name: str(row[name]) for name in names if row.get(name)})
            for row in self.record.payload.get(section, ())
            if row.get("code")
        )


@dataclass(frozen=True)
class Office:
    """What the work on campaigns is done with."""

    store: "RecordStore"
    records: Records
    forms: Mapping[str, Form]
    catalogs: Catalogs
    unit: UnitInfo
    rights: Rights

    def campaign(self, campaign_id: str) -> Campaign:
        """A campaign; AppError record_missing, also for a record of another form."""
        record = self.store.get(campaign_id)
        if record.form != "campaign":
            raise AppError("record_missing", id=campaign_id)
        return Campaign(record)

    def labels(self, form_id: str, record_ids: Iterable[str | None]) -> Mapping[str, str]:
        """How records are named elsewhere."""
        return self.store.labels(form_id, list(dict.fromkeys(one for one in record_ids if one)))

    def found(self, form_id: str, record_ids: Iterable[str | None]) -> Mapping[str, "Record"]:
        """Those of the records that are not deleted, by id."""
        there = list(self.labels(form_id, record_ids))
        return {one.id: one for one in self.store.get_many(there)}

    def assessments(self, campaign_id: str) -> Mapping[str, "Record"]:
        """The assessments of a campaign by person."""
        sources = [source for source, place in self.store.linked_from(campaign_id) if place == "campaign"]
        found = (one for one in self.store.get_many(sources) if one.form == "assessment")
        return {str(one.payload.get("person") or ""): one for one in found}


def write(record: "Record", values: Mapping[str, Any]) -> "Write":
    """A change of a record as it was read."""
    from desktop.storage.model import Write

    return Write(record.form, record.id, record.revision, values)


def today() -> date:
    """The office's own day."""
    return date.today()  # noqa: DTZ011 - the office's own day


def taken_codes(office: Office) -> set[str]:
    """All codes of all campaigns."""
    return {
        row["code"]
        for section in ("sheets", "divisions")
        for row in office.store.fact_rows("campaign", section, ("code",))
    }

"""What the store takes and gives: frozen values, never rows of the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from desktop.domain.places import Delta

from . import deltas


@dataclass(frozen=True)
class Record:
    """One filled form as it stands; `n` is its number within this store, `id` its name everywhere."""

    n: int
    id: str
    form: str
    form_version: int
    unit: str
    payload: Mapping[str, Any]
    revision: int
    state: str
    deleted: bool
    updated_at: str
    updated_by: str


@dataclass(frozen=True)
class NewChange:
    """One user action about to be written: who does what, where. `label` is shown in the history."""

    kind: str
    label: str
    by: str
    device: str = ""


@dataclass(frozen=True)
class Write:
    """What one change does to one record: some `values` at their places, or a whole `payload`, or `delete`.

    Without `record_id` a record is made; with one and `expected_revision` 0 it is made under that id. Any
    other expected revision must be the record's; None does not ask. `problem_counts` are hard problems and
    warnings; without them the store counts.
    """

    form: str
    record_id: str | None = None
    expected_revision: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    payload: Mapping[str, Any] | None = None
    unit: str | None = None
    state: str | None = None
    delete: bool = False
    problem_counts: tuple[int, int] | None = None


@dataclass(frozen=True)
class Saved:
    """A record after a change; `change_n` is None where nothing was to be changed."""

    record: Record
    change_n: int | None
    stored: Delta

    @cached_property
    def delta(self) -> Delta:
        """What changed, {place: [old, new]}; a new record place by place."""
        return deltas.spelled_out(self.stored)


@dataclass(frozen=True)
class Query:
    """Which part of a list: words, filters (column: accepted values, None for empty), order, page.

    `sort` is a column and whether it descends; without it a list is in the order of its label.
    """

    text: str = ""
    filters: Mapping[str, tuple[object, ...]] = field(default_factory=dict)
    sort: tuple[str, bool] | None = None
    problems_only: bool = False
    unit: str | None = None
    offset: int = 0
    limit: int = 200


@dataclass(frozen=True)
class Row:
    """One line of a list: the form's columns as stored values, and the labels of what links lead to."""

    id: str
    revision: int
    unit: str
    label: str
    values: Mapping[str, Any]
    links: Mapping[str, str]
    hard_problems: int
    warnings: int

    @property
    def problems(self) -> int:
        """How many things are wrong or doubtful."""
        return self.hard_problems + self.warnings


@dataclass(frozen=True)
class Page:
    """One part of a list, and how long the whole is."""

    total: int
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class ChangeInfo:
    """One change as the history shows it; `places` is empty where too many records are in it to be shown."""

    n: int
    at: str
    by: str
    device: str
    kind: str
    label: str
    undoes: int | None
    undone_by: int | None
    records: int
    places: Mapping[str, Delta]

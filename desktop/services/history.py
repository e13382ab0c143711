"""The history in words: who changed what, when, from what to what."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop import messages
from desktop.domain import places
from desktop.domain.form import Field, Form
from desktop.storage.model import ChangeInfo

from . import wording


@dataclass(frozen=True)
class HistoryLine:
    """One place that a change touched, in words."""

    record_id: str
    place: str
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class HistoryEntry:
    """One user action, in words; `at` is local time. Of actions on many records `lines` is empty."""

    n: int
    at: datetime
    by: str
    kind: str
    label: str
    records: int
    undoes: int | None
    undone_by: int | None
    lines: tuple[HistoryLine, ...]


def entry(
    change: ChangeInfo, form_of: Callable[[str], Form], tell: Callable[[Field, Any], str]
) -> HistoryEntry:
    """A change of the store in words; `form_of` tells the form of a record, `tell` an answer."""
    lines: list[HistoryLine] = []
    for record_id, delta in change.places.items():
        form = form_of(record_id)
        lines += [_line(form, record_id, place, pair, tell) for place, pair in delta.items()]
    return HistoryEntry(
        n=change.n,
        at=datetime.fromisoformat(change.at).astimezone(),
        by=change.by,
        kind=change.kind,
        label=change.label,
        records=change.records,
        undoes=change.undoes,
        undone_by=change.undone_by,
        lines=tuple(lines),
    )


def _line(
    form: Form, record_id: str, place: str, pair: Sequence[Any], tell: Callable[[Field, Any], str]
) -> HistoryLine:
    """A place in words; rows as their cells joined, marks of the record itself by their names."""
    if place.startswith("@"):
        name = messages.say(f"history.{place.partition('/')[0].lstrip('@')}")
        return HistoryLine(record_id, place, name, "", "")
    if place.count("/") == 1:
        label = wording.place_label(form, place)
        old, new = (wording.row_shown(form, place, row, tell) for row in pair)
        return HistoryLine(record_id, place, label, old, new)
    field_ = places.field_at(form, place)
    old, new = (tell(field_, value) for value in pair)
    return HistoryLine(record_id, place, field_.label[messages.language()], old, new)

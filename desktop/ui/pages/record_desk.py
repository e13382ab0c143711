"""The record on the screen as it is stored, and the one way to change it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.domain import places
from desktop.domain.form import Field, Form
from desktop.domain.problems import Problem
from desktop.services.wording import place_label

if TYPE_CHECKING:
    from desktop.services.records import Changes, Records, View


@dataclass(frozen=True)
class Conflict:
    """A place that was typed here and changed elsewhere meanwhile."""

    place: str
    label: str
    mine: str
    theirs: str


class RecordDesk:
    """A new record has no view yet: it is made by its first saved field."""

    def __init__(self, records: "Records") -> None:
        self._records = records
        self.form_id = ""
        self.view: View | None = None
        self._before: View | None = None

    @property
    def values(self) -> Mapping[str, Any]:
        """What is stored, with the computed fields."""
        return self.view.values if self.view else {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with what is stored."""
        return self.view.problems if self.view else ()

    @property
    def record_id(self) -> str:
        """The id of the record; empty while it is new."""
        return self.view.record.id if self.view else ""

    def open(self, record_id: str) -> None:
        """Put a record on the desk; AppError when there is none."""
        self.view = self._records.open(record_id)
        self.form_id = self.view.record.form

    def begin(self, form_id: str) -> None:
        """Put an empty sheet on the desk."""
        self.view = None
        self.form_id = form_id

    def differing(self, typed: Mapping[str, Any]) -> dict[str, Any]:
        """What was typed and is not what is stored."""
        stored = self.view.record.payload if self.view else {}
        return {place: value for place, value in typed.items() if not _same(places.get(stored, place), value)}

    def save(self, values: Mapping[str, Any]) -> "Changes":
        """Store these places; AppError when the store does not take them (stale_save, disk full …)."""
        if self.view is None:
            self.view, changes = self._records.create(self.form_id, values)
        else:
            record = self.view.record
            self.view, changes = self._records.save(record.id, record.revision, values)
        return changes

    def catch_up(self, form: Form, typed: Mapping[str, Any]) -> tuple[Conflict, ...]:
        """Take over what was stored elsewhere; the typed places that were changed there too."""
        if self.view is None:
            return ()
        self._before = self.view
        before = self.view.record.payload
        self.view = self._records.open(self.view.record.id)
        now = self.view.record.payload
        return tuple(
            Conflict(
                place,
                place_label(form, place),
                text_at(form, place, value, self._records.shown),
                text_at(form, place, places.get(now, place), self._records.shown),
            )
            for place, value in typed.items()
            if not _same(places.get(before, place), places.get(now, place))
            and not _same(places.get(now, place), value)
        )

    def stay_behind(self) -> None:
        """Forget what was taken over: the clerk decides later, and is asked again then."""
        self.view = self._before


def text_at(form: Form, place: str, value: Any, tell: Callable[[Field, Any], str]) -> str:
    """A value at a place as text; a row as its filled fields."""
    if place.count("/") != 1:
        return tell(places.field_at(form, place), value)
    fields: Iterable[Any] = form.section(place.split("/", maxsplit=1)[0]).fields
    row = value if isinstance(value, Mapping) else {}
    return " · ".join(tell(field, row[field.name]) for field in fields if row.get(field.name) is not None)


def _same(old: object, new: object) -> bool:
    return type(old) is type(new) and old == new

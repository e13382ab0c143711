"""Which record a row of a list means: the one with its key, or with its label where the row has no key."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from desktop.domain import places
from desktop.domain.form import Form
from desktop.domain.names import fold
from desktop.domain.values import clean_value

if TYPE_CHECKING:
    from desktop.storage.model import Record
    from desktop.storage.records import RecordStore

_Words = tuple[str, ...]


class KnownRecords:
    """The records of one form, read once: by key, by label (name without marks and birth date), by name.

    No record is meant by two rows of one file: a repeated row is a record of its own, and shown as one.
    """

    def __init__(self, form: Form, store: "RecordStore") -> None:
        self._form = form
        self._by_key: dict[_Words, list[Record]] = {}
        self._by_label: dict[_Words, list[Record]] = {}
        self._by_name: dict[_Words, list[Record]] = {}
        self._holders: dict[_Words, dict[str, Mapping[str, Any]]] = {}
        self._taken: set[str] = set()
        self.all = tuple(store.all_records(form.id))
        for record in self.all:
            for words, found in (
                (_words(form.key, record.payload), self._by_key),
                (_words(form.label, record.payload), self._by_label),
            ):
                if words:
                    found.setdefault(words, []).append(record)
            self._by_name.setdefault(self._name(record.payload), []).append(record)

    def match(self, values: Mapping[str, Any]) -> "Record | None":
        """The record meant; None for a new one, or where two records could be meant.

        A row whose key differs from that of the record with its label is somebody else; one that says nothing
        new of a record with its name is that record.
        """
        if not self.all:
            return None
        found = self._with_key(values) or self._with_label(values)
        if found is not None:
            self._taken.add(found.id)
        return found

    @property
    def free(self) -> "tuple[Record, ...]":
        """The records that no row has been found to mean."""
        return tuple(self._free(self.all))

    def sharing(self, holder: str, payload: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """What another record or earlier row with this key holds; `holder` is the id, or the row, asking."""
        key = _words(self._form.key, payload)
        if key is None:
            return None
        known = {record.id: record.payload for record in self._by_key.get(key, ())}
        holders = self._holders.setdefault(key, known)
        holders[holder] = payload
        return next((other for name, other in holders.items() if name != holder), None)

    def _with_key(self, values: Mapping[str, Any]) -> "Record | None":
        key = _words(self._form.key, values)
        free = self._free(self._by_key.get(key, ())) if key else []
        return (self._unchanged(free, values) if len(free) > 1 else None) or next(iter(free), None)

    def _with_label(self, values: Mapping[str, Any]) -> "Record | None":
        unchanged = self._unchanged(self._free(self._by_name.get(self._name(values), ())), values)
        label = _words(self._form.label, values)
        found = self._by_label.get(label, []) if label else []
        if unchanged or len(found) != 1:
            return unchanged
        is_other = _words(self._form.key, values) and _words(self._form.key, found[0].payload)
        return None if is_other else next(iter(self._free(found)), None)

    def _name(self, values: Mapping[str, Any]) -> _Words:
        """The first field of the label; of those without a name nothing."""
        return _words(self._form.label[:1], values) or ()

    def _free(self, records: "Sequence[Record]") -> "list[Record]":
        return [record for record in records if record.id not in self._taken]

    def _unchanged(self, records: "Sequence[Record]", values: Mapping[str, Any]) -> "Record | None":
        """The record of which a row says nothing new."""
        told = {place: value for place, value in values.items() if value is not None}
        return next((one for one in records if not places.apply(one.payload, told)[1]), None)


def _words(names: tuple[str, ...], values: Mapping[str, Any]) -> _Words | None:
    """The folded texts of some fields; None when one is empty or unreadable."""
    found = [clean_value(values.get(name)) for name in names]
    if not found or None in found:
        return None
    return tuple(fold(str(value)) for value in found)

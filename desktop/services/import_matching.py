"""Which record a row of a list means: the one with its key, or with its label where the row has no key."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from desktop.domain.form import Form
from desktop.domain.names import fold
from desktop.domain.values import clean_value

if TYPE_CHECKING:
    from desktop.storage.model import Record
    from desktop.storage.records import RecordStore


class KnownRecords:
    """The records of one form, read once, by key and by label (name without marks and birth date)."""

    def __init__(self, form: Form, store: "RecordStore") -> None:
        self._form = form
        self._by_key: dict[tuple[str, ...], Record] = {}
        self._by_label: dict[tuple[str, ...], list[Record]] = {}
        for record in store.all_records(form.id):
            key, label = _words(form.key, record.payload), _words(form.label, record.payload)
            if key:
                self._by_key[key] = record
            if label:
                self._by_label.setdefault(label, []).append(record)

    def match(self, values: Mapping[str, Any]) -> "Record | None":
        """The record meant; None for a new one, or where two records could be meant.

        A row whose key differs from that of the record with its label is somebody else.
        """
        key = _words(self._form.key, values)
        if key and key in self._by_key:
            return self._by_key[key]
        label = _words(self._form.label, values)
        found = self._by_label.get(label, []) if label else []
        if len(found) != 1 or (key and _words(self._form.key, found[0].payload)):
            return None
        return found[0]


def _words(names: tuple[str, ...], values: Mapping[str, Any]) -> tuple[str, ...] | None:
    """The folded texts of some fields; None when one is empty or unreadable."""
    found = [clean_value(values.get(name)) for name in names]
    if not found or None in found:
        return None
    return tuple(fold(str(value)) for value in found)
